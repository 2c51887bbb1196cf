"""What an embedding model wants to be put before a question and before a passage."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

CONFIG_NAME = "config_sentence_transformers.json"
# The names under which sentence-transformers looks for the prompt of a document.
DOCUMENT_NAMES = ("document", "passage", "corpus")


@dataclass(frozen=True, slots=True)
class ModelPrompts:
    """Words put before every text; empty for most models."""

    query: str = ""
    document: str = ""

    @property
    def mark(self) -> str:
        """What tells vectors made with these prompts from others; empty without prompts."""
        if self == ModelPrompts():
            return ""
        digest = hashlib.sha256(f"{self.query}\0{self.document}".encode()).hexdigest()
        return f"+prompts{digest[:8]}"


# E5 models were trained with these, but their folders do not say so (Wang et al.,
# arXiv:2212.03533, section 3.3; "Multilingual E5", arXiv:2402.05672).
E5_PROMPTS = ModelPrompts("query: ", "passage: ")
_E5_NAME = re.compile(r"(?:^|[-_])e5[-_](?!.*instruct)", re.IGNORECASE)


def read_prompts(folder: Path) -> ModelPrompts:
    """Return the prompts that the model in `folder` names, or those of its family."""
    try:
        config = json.loads((folder / CONFIG_NAME).read_text(encoding="utf-8"))
    except FileNotFoundError:
        config = {}
    named = config.get("prompts") or {}
    found = ModelPrompts(
        query=named.get("query") or "",
        document=next((named[name] for name in DOCUMENT_NAMES if named.get(name)), ""),
    )
    is_e5 = bool(_E5_NAME.search(folder.resolve().name))
    return E5_PROMPTS if is_e5 and found == ModelPrompts() else found
