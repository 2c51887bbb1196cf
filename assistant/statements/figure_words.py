"""The words around a number: what bounds it, what it measures, what it counts. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Bound(StrEnum):
    """How a figure is bounded: 'at least 150' is not '150'."""

    EXACT = "exact"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    ABOUT = "about"
    BETWEEN = "between"


_FILLER = r"(?:\s+(?:another|an additional|additional|further|an estimated|some|the|a|an))*"
_BEFORE = re.compile(
    r"(?:^|(?<=[\s(\"“'‘—–:;,/-]))(?:"
    r"(?P<least>at(?: the very)? least|no(?:t)? (?:fewer|less) than"
    r"|(?<!not )(?<!no )(?:more|greater|older) than"
    r"|(?:well |just )?over|above|exceed(?:ing|s|ed)?|in excess of|upwards? of|a minimum of"
    r"|surpass(?:ed|ing|es)|>|over the age of)"
    r"|(?P<most>up to|at(?: the)? most|no(?:t)? (?:more|greater) than|(?:fewer|less"
    r"|younger) than|(?:just |well )?(?:under|below)|a maximum(?: strength)? of|maximum of"
    r"|not exceeding|not to exceed|no later than|not later than|as many as|<|under the age of)"
    r"|(?P<about>about|around|some|approximately|approx\.?|nearly|almost|roughly|close to|circa"
    r"|ca?\.|~|(?:an )?estimated(?: (?:at|to be|total of))?|est\.?|estimates? of|perhaps"
    r"|somewhere around|more or less)"
    rf"){_FILLER}\s*$",
    re.IGNORECASE,
)
_OVER_TIME = re.compile(r"\b(?:over|some)\s+the\s*$|\bover (?:a|an)\s*$", re.IGNORECASE)
_AFTER = re.compile(
    r"(?P<least>\+|-plus|\s+plus(?=\s[a-z])|[\s-]+(?:or (?:more|above|over|older|higher)"
    r"|and (?:over|above|older|up|more)|years (?:of age )?(?:and|or) (?:over|older|above)"
    r"|at least))(?!\w|\s+(?:\d|than))"
    r"|(?P<about>\s+or so\b|\s*\(est\.\))"
    r"|(?P<most>\s+(?:or (?:less|fewer|under|younger)|and (?:under|younger)|at most))"
    r"(?!\w|\s+(?:\d|than))",
    re.IGNORECASE,
)
_UNITS = (
    (r"%|per\s?cent(?:age points?)?|percentage points?", "percent"),
    (r"sq\.? ?km|square kilomet(?:er|re)s?|km2|km²", "sq km"),
    (r"sq mi|square miles?", "sq miles"),
    (r"cu km", "cu km"), (r"cu m", "cu m"), (r"kW[Hh]|kilowatt-?hours?", "kWh"), (r"kW", "kW"),
    (r"km|kilomet(?:er|re)s?", "km"), (r"miles?", "miles"), (r"nm|nautical miles?", "nm"),
    (r"hectares?|ha", "hectares"), (r"m|met(?:er|re)s?", "m"), (r"mm", "mm"), (r"cm", "cm"),
    (r"tonnes?|metric tons?|mt|tons?", "tons"), (r"kg|kilograms?|kilos?", "kg"),
    (r"years?(?:[ -]old| of age)?", "years"), (r"months?", "months"), (r"weeks?", "weeks"),
    (r"days?", "days"), (r"hours?", "hours"), (r"minutes?", "minutes"), (r"decades?", "decades"),
    (r"US dollars?|dollars?|USD", "USD"), (r"euros?|EUR", "EUR"), (r"barrels?|bbl", "barrels"),
    (r"bbl/day", "bbl/day"),
)  # fmt: skip
_UNIT = re.compile(
    r"[\s-]?(?:" + "|".join(rf"(?P<u{at}>{words})" for at, (words, _) in enumerate(_UNITS))
    + r")(?![\w/])", )  # fmt: skip
_UNIT_NAMES = {f"u{at}": name for at, (_, name) in enumerate(_UNITS)}
_MONEY = {"$": "USD", "US$": "USD", "USD": "USD", "US dollars": "USD", "€": "EUR", "£": "GBP"}

_PEOPLE = (
    r"people|persons?|civilians?|refugees?|IDPs|returnees|children|child|women|woman|men|man|girls?"
    r"|boys?|troops|soldiers?|personnel|peacekeepers?|fighters?|combatants?|militants|rebels"
    r"|prisoners|detainees|victims|inhabitants|individuals|members|officers?|police|migrants"
    r"|students|workers|staff|observers|officials|experts|adults|males?|females?|population|dead"
    r"|killed|deaths|casualties|fatalities|displaced|asylum seekers|nationals|residents|voters"
    r"|candidates|judges|mercenaries|contractors|slaves|survivors|Rohingya|Muslims|Christians"
)
_HEAD = re.compile(rf"(?:{_PEOPLE})\b", re.IGNORECASE)
_MORE = re.compile(
    r"\s(?:personnel|officers|members|forces|soldiers|units?|victims|persons|people|civilians|men"
    r"|women|children|families|populations?)\b"
)
_WORD = re.compile(r"(?:[ -]|\n(?=[a-z]))([A-Za-z][A-Za-z’'-]*)(\([A-Za-z]+\))?")
_STOP = frozenset(
    "whom whose of in at on to from by for with and or but nor who which that were was are"
    " is be been being have has had as since between during per than while after before"
    " under over into within against about among will would may might could should must can"
    " do did not each the a an this these those when where if because so also only more less"
    " fewer other both either including until through throughout there their its his her our"
    " it they he she we all".split()
)
_NO_PLURAL = frozenset({"various", "plus", "us", "its"})


@dataclass(frozen=True, slots=True)
class Counted:
    """What a number measures or counts, and where the words end."""

    unit: str
    noun: str
    end: int


def bound_before(text: str, at: int) -> tuple[Bound, str, int]:
    """Return the bound whose words end at offset `at`, these words, and where they begin."""
    before = text[max(0, at - 48) : at].replace("\n", " ")
    match = _BEFORE.search(before)
    if match is None or _OVER_TIME.search(before):
        return Bound.EXACT, "", at
    begin = at - len(before) + match.start()
    return _bound_of(match), text[begin:at].strip().lower(), begin


def bound_after(text: str, at: int) -> tuple[Bound, str, int]:
    """Return the bound said right after offset `at` ('or more'), its words, and where they end."""
    match = _AFTER.match(text, at)
    if match is None:
        return Bound.EXACT, "", at
    return _bound_of(match), match.group().strip(" (-").lower(), match.end()


def counted_after(text: str, at: int, money: str) -> Counted:
    """Return the unit and the noun that begin at offset `at`, right after a number."""
    if money:
        return Counted(_MONEY.get(money.upper().replace(" ", ""), money), "", at)
    unit = _UNIT.match(text, at)
    if unit is None or text[at - 1] == "-":
        return _noun(text, at)
    name = _UNIT_NAMES[unit.lastgroup or ""]
    end = unit.end()
    if name == "percent":
        of = re.compile(r"\s+of\s+(?:the\s+|all\s+|its\s+|their\s+)?(?=\w)").match(text, end)
        if of:
            counted = _noun(text, of.end() - 1)
            return Counted(name, counted.noun, counted.end if counted.noun else end)
    return Counted(name, "", end)


def _noun(text: str, at: int) -> Counted:
    begin, end, words = at, at, 0
    while words < 6 and (match := _WORD.match(text, end)):
        word = match[1]
        if word.lower() in _STOP:
            break
        begin = begin if words else match.start(1)
        end, words = match.end(1), words + 1
        is_compound = text[match.start()] == "-"
        if (
            is_compound
            or _is_plural(word)
            or (_HEAD.fullmatch(word) and not _MORE.match(text, end))
        ):
            break
    if not words:
        return Counted("", "", at)
    noun = text[begin:end]
    last = noun.replace("\n", " ").rsplit(" ", 1)[-1]
    return Counted("people" if _HEAD.fullmatch(last) else "", noun, end)


def _is_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "ous")) and word not in _NO_PLURAL


def _bound_of(match: re.Match[str]) -> Bound:
    named = {"least": Bound.AT_LEAST, "most": Bound.AT_MOST, "about": Bound.ABOUT}
    return named[match.lastgroup or ""]
