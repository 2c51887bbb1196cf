"""Whether a sentence says no more than the question that asks for a reason already does. Pure."""

from __future__ import annotations

import re

from assistant.answering.premises.subject_words import subject_terms

_NAME_OR_NUMBER = re.compile(r"\b(?:[A-Z]|\d)[\w’'.,-]*")
LEAST_NEW = 3
"""Words, neither names nor numbers, that a reason takes at least."""


def only_restates(question: str, text: str) -> bool:
    """True where `text` has hardly a word that `question` lacks: it tells that, and not why.

    An entry of a list is no sentence; what it says stands in its neighbours.
    """
    if not text.rstrip("”’\"')] ").endswith((".", ";")):
        return False
    return len(subject_terms(_NAME_OR_NUMBER.sub(" ", text)) - subject_terms(question)) < LEAST_NEW
