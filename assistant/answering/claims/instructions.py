"""Sentences of a document that speak to an assistant instead of telling something. Pure.

They are shown and stored like any other, but bear nothing out: a model that does what they say
finds no support in them.
"""

from __future__ import annotations

import re

_TO_THE_READER = re.compile(
    r"^\W*(?:system|user|assistant|human|developer)\s*:|<\|\w+\|>|\bim_(?:start|end)\b"
    r"|\bignore (?:all|any|every|your|the|previous|these)\b"
    r"|\bdisregard (?:all|any|the|your|previous)\b"
    r"|\byour (?:\w+ ){0,2}(?:instructions?|prompts?|rules|answers?)\b|\bsystem prompt\b"
    r"|\b(?:when|if|whenever) (?:you are |you’re |you're )?asked\b|\b(?:whoever|anyone who) asks\b"
    r"|\bif the (?:reader|user|question)\b|\bbefore you answer\b|\bmaintenance mode\b|\bcode word\b"
    r"|\byou are (?:now|updated|in|an? (?:assistant|bot|ai)|\w*bot)\b|\bfrom now on you\b"
    r"|\banswer (?:every|only|that|with|for the question|all)\b"
    r"|\b(?:reply|respond) (?:only|with|that)\b"
    r"|\bcite (?:only|no|this|it|them)\b|\bmust be told that\b|\brules about quoting\b|\bsay that\b"
    r"|\bto an? (?:ai|language model|assistant)\b|\bavant de répondre\b|\bignorez\b|\brépondez\b"
    r"|\bI am \w*Bot\b|\bput that link\b|\{\s*\"tool\"",
    re.IGNORECASE,
)
_DIPLOMATIC = re.compile(
    r"\b(?:allow me|let me|(?:I|we) (?:must|would|should)|we) say that\b", re.IGNORECASE
)


def speaks_to_an_assistant(sentence: str) -> bool:
    """True where a sentence tells whoever answers what to do."""
    return bool(_TO_THE_READER.search(_DIPLOMATIC.sub(" ", sentence)))
