"""Whether a sentence tells of a namesake: another direction, rank or way than asked about. Pure.

North and South Kivu, the first and the second round, those who fled to a country and those who
fled from it stand in sentences that are alike in all but one word.
"""

from __future__ import annotations

import re

from assistant.answering.reading.fates import Fate, fates_in
from assistant.countries import country_codes, country_name, find_countries

_DIRECTIONS = (
    "north south east west northeast northwest southeast southwest north-east north-west "
    "south-east south-west upper lower"
).split()
_DIRECTED = re.compile(
    rf"\b(?P<which>{'|'.join(_DIRECTIONS)})(?:ern)?\s+(?P<what>[A-Z][\w’'-]*\w)", re.IGNORECASE
)
_RANKED = re.compile(
    r"\b(?P<which>first|second|third|fourth|fifth)\s+"
    r"(?P<what>round|phase|term|session|stage|tranche|vote|ballot|congress|summit|report|rotation)",
    re.IGNORECASE,
)
_GOES_TO = re.compile(
    r"\b(?:refuge|asylum|shelter|fle[ed]\w*|cross\w*|escap\w+|refugees?|return\w*|"
    r"(?:gone|went|come|came) (?:back|home))\b"
    r"(?:\s+(?!from\b)[\w’'-]+){0,4}?\s+(?:to|into|in|inside)\s+(?:neighbou?ring\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)


def tells_of_a_namesake(question: str, text: str, around: str) -> bool:
    """True where `text`, which stands in `around`, is about another of two things alike in name."""
    is_turned = any(
        _is_another(pattern, question, text) or _is_another(pattern, question, around)
        for pattern in (_DIRECTED, _RANKED)
    )
    return is_turned or _goes_elsewhere(question, text)


def _is_another(pattern: re.Pattern[str], question: str, text: str) -> bool:
    """True where what the question names is in `text` with another direction or rank only.

    The north-east is in the north, so that these two agree.
    """
    asked, told = _whiches(pattern, question), _whiches(pattern, text)
    return any(
        what in told
        and not any(one in each or each in one for one in wanted for each in told[what])
        for what, wanted in asked.items()
    )


def _whiches(pattern: re.Pattern[str], text: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for match in pattern.finditer(text):
        if not _is_country(match["what"]):
            which = match["which"].casefold().replace("-", "")
            found.setdefault(match["what"].casefold(), set()).add(which)
    return found


def _is_country(name: str) -> bool:
    """True for a country itself, of which north and south are but parts; a region is none."""
    names = " ".join(map(country_name, country_codes(name)))
    return name.casefold() in names.casefold().split()


def _goes_elsewhere(question: str, text: str) -> bool:
    """True where people go to a country of the question, and not to the one it asks about."""
    moves = {Fate.DISPLACED, Fate.RETURNED}
    if not moves & fates_in(question) or not moves & fates_in(text):
        return False
    wanted, told = _destinations(question), _destinations(text)
    return bool(wanted and told & set(country_codes(question))) and not wanted & told


def _destinations(text: str) -> set[str]:
    return {
        code
        for each in find_countries(text)
        if not each.is_demonym and _GOES_TO.search(text[: each.start])
        for code in each.iso3
    }
