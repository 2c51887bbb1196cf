"""What no sentence of an answer may hold: links, images, markup, and quotes nobody said. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.library.normaliser import words

_LINK = re.compile(
    r"https?:|\bwww\.|\w\]\(|!\[|</?[a-z][^>]*>|\b[\w.+-]+@[\w-]+\.\w|&\w+;|data:", re.I
)
_DOMAIN = re.compile(
    r"\b[\w-]+\.(?:com|org|net|io|invalid|info|ru|cn|co|int|example|test)\b(?!\w)", re.I
)
_QUOTED = re.compile(r"[“\"„«]([^”\"“»]{3,400})[”\"“»]")
_LEAST_QUOTED = 2
"""One word in quotation marks may be meant ironically; more are someone's words."""
_PROMPT_RUN = 7
"""As many words in a row of the rules given to the model are a leak."""


def wording_faults(statement: str, passages: Sequence[str], rules: str = "") -> Iterator[str]:
    """Yield a reason for each thing that an answer never holds."""
    if _LINK.search(statement) or _DOMAIN.search(statement):
        yield "it holds a link, an image or markup"
    held = [" ".join(words(passage)) for passage in passages]
    for match in _QUOTED.finditer(statement):
        quoted = words(match.group(1))
        if len(quoted) >= _LEAST_QUOTED and not any(" ".join(quoted) in text for text in held):
            yield f"no passage that it cites has the words {match.group()}"
    if rules and _repeats(statement, rules):
        yield "it repeats the rules given to the chat model"


def _repeats(statement: str, rules: str) -> bool:
    said, given = words(statement), f" {' '.join(words(rules))} "
    runs = (said[at : at + _PROMPT_RUN] for at in range(len(said) - _PROMPT_RUN + 1))
    return any(f" {' '.join(run)} " in given for run in runs)
