"""Prompts as prose files, one per name; each carries an id and a hash that answers record."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt's text with the name and hash that identify it in an answer record."""

    id: str
    text: str
    sha256: str


def load_prompt(name: str) -> Prompt:
    """Read `prompts/<name>.md` from the installed package.

    Raises:
        FileNotFoundError: there is no prompt of that name.
    """
    text = (files("prompts") / f"{name}.md").read_text(encoding="utf-8").strip()
    return Prompt(id=name, text=text, sha256=hashlib.sha256(text.encode()).hexdigest())
