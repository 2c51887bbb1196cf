"""What befell those who are counted: killed, wounded, displaced and so on. Pure.

'How many were displaced?' is not answered by how many were killed, however near the two sentences
are in meaning. Words that tell no fate leave the question open.
"""

from __future__ import annotations

import re
from enum import StrEnum


class Fate(StrEnum):
    """What befell people."""

    KILLED = "killed"
    WOUNDED = "wounded"
    DISPLACED = "displaced"
    ABDUCTED = "abducted"
    ARRESTED = "arrested"
    RETURNED = "returned"
    MISSING = "missing"


_WORDS = {
    Fate.KILLED: (
        r"kill\w*|dead|deaths?|died?|dying|fatal\w*|(?:los[et]|claim\w*|cost|taken?|took)\b.{0,20}"
        r"\b(?:life|lives|members)|lives (?:lost|claimed)|perish\w*|murder\w*|massacr\w*|slain|"
        r"toll|victims?|casualt\w+|execut(?:ed|ions?)|slaughter\w*|assassinat\w*"
    ),
    Fate.WOUNDED: r"wound\w*|injur\w*|maim\w*|hurt|casualt\w+|victims?",
    Fate.DISPLACED: (
        r"displac\w*|refugees?|fle[ed]\w*|uproot\w*|IDPs?|refuge|asylum|forced out|"
        r"(?:left|leav\w+|driv\w+|drove|forced|chased|abandon\w*|los[et])\b.{0,40}\b(?:homes?|"
        r"houses|villages?|country)|crossed|exodus|expel\w*|homeless"
    ),
    Fate.ABDUCTED: r"abduct\w*|kidnap\w*|hostages?|captives?|seiz\w+ by",
    Fate.ARRESTED: r"arrest\w*|detain\w*|detention|imprison\w*|prison\w*|jail\w*|behind bars",
    Fate.RETURNED: r"return\w*|(?:gone|came|come|go|went) (?:back|home)|repatriat\w*",
    Fate.MISSING: r"missing|disappear\w*|unaccounted",
}
_FATES = {
    fate: re.compile(rf"\b(?:{words})\b", re.IGNORECASE | re.DOTALL)
    for fate, words in _WORDS.items()
}


def fates_in(text: str) -> frozenset[Fate]:
    """Return the fates that `text` tells of."""
    return frozenset(fate for fate, pattern in _FATES.items() if pattern.search(text))


def tells_another_fate(asked: str, text: str) -> bool:
    """True where `text` tells what befell people, and nothing that `asked` asks about."""
    wanted, told = fates_in(asked), fates_in(text)
    return bool(wanted and told) and not wanted & told
