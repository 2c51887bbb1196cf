"""Cleans a text character by character: mojibake, invisible marks, odd spaces, Unicode form."""

from __future__ import annotations

import re
import unicodedata

from ingest.mojibake import mend_mojibake

_MOST_PASSES = 8
"""Two are enough for honest text: one that changes something, one that finds it clean."""
_LINE_ENDS = re.compile("\r\n?|[\x0b\x85\u2028\u2029]")
_SPACES = re.compile("[\t \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_SOFT_HYPHENS = re.compile("\u00ad(?:[ \t]*\n[ \t]*)?")
_UNSEEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs"})
_KEPT_CONTROLS = frozenset("\n\f")
_DOT_LEADERS = re.compile(r"\.? ?(?:\. ){4,}\.? ?|\.{6,}")


def clean_characters(text: str) -> str:
    """The text in NFC, without characters that a reader cannot see, with plain single spaces.

    Line ends become newlines; newlines and form feeds stay, for later stages need them.
    """
    for _ in range(_MOST_PASSES):
        cleaned = _clean_once(text)
        if cleaned == text:
            break
        text = cleaned
    return text


def _clean_once(text: str) -> str:
    text = _LINE_ENDS.sub("\n", mend_mojibake(text))
    text = _SPACES.sub(" ", _SOFT_HYPHENS.sub("", text))
    if not text.isascii() or not text.isprintable():
        text = "".join(char for char in text if _is_seen(char))
    text = _DOT_LEADERS.sub(" – ", unicodedata.normalize("NFC", text))
    return _SPACES.sub(" ", text)


def _is_seen(char: str) -> bool:
    if char in _KEPT_CONTROLS:
        return True
    # Cf holds zero-width marks, bidi controls, the byte order mark and the tag characters
    return unicodedata.category(char) not in _UNSEEN_CATEGORIES
