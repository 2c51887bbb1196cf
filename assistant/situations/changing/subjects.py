"""What a figure or an act is about, in the words a diplomat would use for it. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.statements.figures import Figure

PEOPLE = {
    "people killed": r"kill\w*|deaths?|dead|died?|dying|lives\b|fatalit\w+|massacre\w*|casualties",
    "people wounded": r"wound\w+|injur\w+",
    "internally displaced people": r"internally.displaced|IDPs?",
    "displaced people": r"displac\w+|uprooted|(?:leave|left|fled|from) their homes",
    "refugees": r"refugees?|(?:sought|seek\w*|taken|found) refuge|asylum.seekers?"
    r"|fled (?:to|across|into) (?:neighbo\w+|other countries)",
    "people in need": r"in need|need\w* (?:of )?(?:humanitarian|food)|food.insecur\w+|hunger"
    r"|famine|malnutrition|malnourished|starv\w+",
    "people under siege": r"besieged|enclaves?|trapped|under siege|cannot leave",
    "people missing or abducted": r"missing persons?|abduct\w+|kidnap\w+",
    "stateless people": r"stateless",
    "troops and police": r"troops?|military personnel|soldiers?|peacekeep\w+|police|uniformed"
    r"|gendarmes?|military observers?|battalions?|personnel|fighters?|combatants?|forces",
}
"""Groups of people that figures count, each with the words that name it."""
_PATTERNS = {name: re.compile(rf"\b(?:{words})\b", re.I) for name, words in PEOPLE.items()}
STOCKS = frozenset(PEOPLE) - {"people killed", "people wounded", "people missing or abducted"}
"""Groups that are counted at one time; the others are counted by event or since a day."""
TROOPS = "troops and police"
DISPLACED = frozenset(("internally displaced people", "displaced people"))
_CIVILIANS = re.compile(r"\b(?:people|persons|civilians|women|children)\b", re.IGNORECASE)
_PEOPLE_UNITS = ("", "people", "persons", "person")
_BEHIND, _BEFORE = 70, 60

_MANDATE = re.compile(
    r"\bmandate of (?:the )?(?:[A-Z][\w’' -]*?\()?(?P<name>[A-Z][A-Za-z]{2,}[A-Z]\b|[A-Z]{3,})"
)
_MANDATE_WORDS = re.compile(
    r"\b(?:extend|renew|prolong)\w*\b.{0,120}\bmandate|\bauthori[sz]\w+.{0,80}\bfor a(?:n initial)?"
    r" period",
    re.I | re.S,
)
_TOPICS = (
    ("troop ceiling", re.compile(r"\b(?:up to|ceiling of|comprise|consist of)\b.{0,40}\d", re.S)),
    ("arms embargo", re.compile(r"\barms embargo|\bsupply, sale or transfer\b", re.I)),
    ("travel ban", re.compile(r"\btravel ban|\bentry into or transit", re.I)),
    (
        "asset freeze",
        re.compile(r"\basset freeze|\bfreeze\b.{0,60}\b(?:funds|assets)", re.I | re.S),
    ),
    ("panel or group of experts", re.compile(r"\b(?:panel|group) of experts\b", re.I)),
    ("commission of inquiry", re.compile(r"\bcommission of inquiry\b", re.I)),
    ("referral to the ICC", re.compile(r"\brefer\w*\b.{0,80}\b(?:ICC|Criminal Court)", re.S)),
    ("elections", re.compile(r"\belections?\b", re.I)),
    ("reports to the Council", re.compile(r"\breport\w*\b.{0,60}\b(?:to the|Council)", re.S)),
    ("humanitarian access", re.compile(r"\b(?:unhindered|humanitarian) access\b", re.I)),
    (
        "children in armed conflict",
        re.compile(
            r"\bchild(?:ren)?\b.{0,60}\b(?:recruit|soldier)|"
            r"\brecruit\w*.{0,60}\bchild",
            re.I | re.S,
        ),
    ),
    ("accountability", re.compile(r"\bheld? accountable|\bto justice|\bimpunity", re.I)),
    ("protection of civilians", re.compile(r"\bprotect\w*\b.{0,40}\bcivilian", re.I | re.S)),
)


def group_counted(figure: Figure, text: str) -> str:
    """Return which group of people `figure` counts in `text`; '' where it counts something else."""
    if figure.unit not in _PEOPLE_UNITS:
        return ""
    behind = text[figure.number_end : figure.number_end + _BEHIND]
    before = text[max(0, figure.number_start - _BEFORE) : figure.number_start]
    if group := _first_group(figure.noun):
        return group
    nearest = _nearest_group(before, _until_figure(behind))
    return "" if nearest == TROOPS and _CIVILIANS.search(figure.noun) else nearest


@lru_cache(maxsize=4_000)
def topic_of(text: str) -> str:
    """Return what an act of a resolution is about; '' where no known topic is named."""
    if _MANDATE_WORDS.search(text):
        named = _MANDATE.search(text)
        return f"mandate of {named['name']}" if named else "mandate"
    return next((name for name, pattern in _TOPICS if pattern.search(text)), "")


def groups_named(text: str) -> frozenset[str]:
    """Return the groups of people whose words stand in `text`."""
    return frozenset(name for name, pattern in _PATTERNS.items() if pattern.search(text))


def _first_group(words: str) -> str:
    return next((name for name, pattern in _PATTERNS.items() if pattern.search(words)), "")


def _nearest_group(before: str, behind: str) -> str:
    """Return the group named nearest to the figure; words after it count as nearer."""
    found = []
    for name, pattern in _PATTERNS.items():
        if after := pattern.search(behind):
            found.append((after.start(), name))
        found += [
            (len(before) - match.end() + _BEHIND // 2, name) for match in pattern.finditer(before)
        ]
    return min(found)[1] if found else ""


def _until_figure(text: str) -> str:
    other = re.search(r"\d{2,}|[.;]\s", text)
    return text[: other.start()] if other else text
