"""Ways to make a true sentence say something else, one thing at a time, by chance."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping

from assistant.countries import country_codes, country_name, find_countries
from assistant.domain import MONTHS

_FIGURE = re.compile(r"(?<![\w/.])\d{1,3}(?:,\d{3})+|(?<![\w/.,])\d{1,4}(?![\w/]|,\d|\.\d)")
_YEARS = range(1900, 2101)
_ACTORS = (
    "Boko Haram", "ISWA", "UNMISS", "MINUSCA", "MISCA", "UNHCR", "OCHA", "UNICEF", "IGAD",
    "Amnesty International", "President Kiir", "President Biya", "Riek Machar", "Michel Djotodia",
    "Muhammadu Buhari", "Catherine Samba-Panza", "the African Union", "the European Union",
    "the Security Council", "the Council", "the ICC Prosecutor", "the security forces",
    "security forces", "government troops", "separatists", "anti-balaka militias",
    "the anti-balaka", "the army", "the opposition", "rebels", "herders", "farmers", "bandits",
    "the government",
    "the inquiry", "French troops", "armed groups", "police",
)  # fmt: skip
_ACTOR = re.compile(
    rf"(?<![\w-])(?:{'|'.join(sorted(_ACTORS, key=len, reverse=True))})(?![\w-])", re.IGNORECASE
)
_COUNCIL = ("the council", "the security council")
_STATE = ("the army", "government troops", "the security forces", "security forces", "police",
    "the government")  # fmt: skip
_REBELS = ("rebels", "the opposition", "armed groups", "separatists")
_COUNTRIES = ("Mali", "Nigeria", "Cameroon", "South Sudan", "Chad", "Niger", "Myanmar", "Burundi")
_QUALIFIER = re.compile(
    r"\b(?:at least|more than|no fewer than|upwards of|close to|up to|nearly|almost|about|roughly"
    r"|over|reportedly|some|as many as)\s(?=\d|kill|said|seventeen|one in)"
    r"|(?<=\d)\s(?:or more|people or more)\b|\balleged\s|\breported to have |\breportedly\s"
    r"|,? according to (?:OCHA|UNHCR|Amnesty International)[,:]?|\bOCHA says that\s"
    r"|\b(?:Amnesty International|UNHCR|The Council|OCHA) (?:counts|regards|says that)\s",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(r"\b(is|are|was|were|has|have|had|must|should|will|may|can)\b(?!\s+not\b)")
_PAST = re.compile(
    r"\b(killed|died|signed|agreed|condemned|demanded|authorised|established|created|imposed"
    r"|convened|decided|raised|prolonged|fled|began|met|published|took|won|captured)\b"
)
_STEMS = {
    "killed": "kill", "died": "die", "signed": "sign", "agreed": "agree", "condemned": "condemn",
    "demanded": "demand", "authorised": "authorise", "established": "establish", "won": "win",
    "created": "create", "imposed": "impose", "convened": "convene", "decided": "decide",
    "raised": "raise", "prolonged": "prolong", "fled": "flee", "began": "begin", "met": "meet",
    "published": "publish", "took": "take", "captured": "capture",
}  # fmt: skip
_CRIMES = ("genocide", "war crimes", "crimes against humanity", "ethnic cleansing")
_DEED = re.compile(
    r"\b(?:atrocities|abuses|violations|violence|attacks|crimes|the killings?|fighting|clashes)\b",
    re.IGNORECASE,
)
_WEAKENED = (
    (r"\bmay amount to\b", "amount to"), (r"\balleged\b", "convicted"),
    (r"\bspoke of\b", "convicted the perpetrators of"), (r"\brisk of\b", "wave of"),
)  # fmt: skip
_DATE = re.compile(rf"\b(?:(\d{{1,2}}) )?({'|'.join(MONTHS)})\b(?: (\d{{4}}))?")
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|must|should|will|may|can|killed|demands|says|authorised"
    r"|asks|demanded|called|counts|gives|died|began|agreed|continue|hold|spoke|started)\b"
)

Corrupt = Callable[[str, str, str, random.Random], str | None]
"""Sentence, title and passage, a sentence of another document, chance; None where it cannot be."""


def changed_figure(text: str, passage: str, other: str, chance: random.Random) -> str | None:
    """Write another number for one that counts something."""
    del other
    taken = [span for match in _DATE.finditer(text) for span in (match.span(),)]
    found = [
        match
        for match in _FIGURE.finditer(text)
        if int(match.group().replace(",", "")) not in _YEARS
        and not text[: match.start()].lower().endswith(("resolution ", "resolutions "))
        and not any(start <= match.start() < end for start, end in taken)
    ]
    if not found:
        return None
    match = chance.choice(found)
    value = int(match.group().replace(",", ""))
    factor = chance.choice((0.5, 0.8, 0.9, 1.1, 1.2, 1.5, 2, 10))
    changed = max(1, round(value * factor)) if value > 9 else value + chance.choice((1, 2, 3))
    changed += changed == value
    written = f"{changed:,}" if "," in match.group() else str(changed)
    return None if written in passage else _put(text, match, written)


def dropped_qualifier(text: str, passage: str, other: str, chance: random.Random) -> str | None:
    """Leave out what guards a figure or a claim, or who says so."""
    del passage, other
    found = list(_QUALIFIER.finditer(text))
    if not found:
        return None
    match = chance.choice(found)
    kept = "" if match.group().endswith(" ") else match.group()[:0]
    made = (text[: match.start()] + kept + text[match.end() :]).replace("  ", " ").strip(" ,")
    return made[:1].upper() + made[1:]


def swapped_actor(text: str, passage: str, other: str, chance: random.Random) -> str | None:
    """Name someone else as the one who acts, half the time someone of the same passage."""
    del other
    found = [m for m in _ACTOR.finditer(text) if len(m.group()) > 3]
    if not found:
        return None
    match = chance.choice(found)
    same = [each for each in _ACTORS if each.lower() in passage.lower()]
    same = [a for a in same if _are_others(a, match.group()) and a.lower() not in text.lower()]
    strange = [each for each in _ACTORS if each.lower() not in passage.lower()]
    strange = [each for each in strange if _are_others(each, match.group())]
    chosen = chance.choice(same if same and chance.random() < 0.5 else strange)
    return _put(text, match, chosen if match.start() else chosen[0].upper() + chosen[1:])


def _are_others(one: str, other: str) -> bool:
    """False for the Council and the Security Council, the army and government troops."""
    return not any(
        one.lower() in each and other.lower() in each for each in (_COUNCIL, _STATE, _REBELS)
    )


def wrong_country(text: str, passage: str, other: str, chance: random.Random) -> str | None:
    """Name another country, or put what is told of one country in another."""
    del other
    found = [m for m in find_countries(text) if not m.is_demonym and len(m.iso3) == 1]
    title = passage.partition("\n")[0]
    here = {country_name(code) for code in country_codes(f"{title}. {text}")}
    strange = chance.choice([name for name in _COUNTRIES if name not in here])
    if found:
        mention = chance.choice(found)
        made = text[: mention.start] + strange + text[mention.end :]
        return made.replace("the " + strange, strange).replace("The " + strange, strange)
    is_word = re.match(r"(?:The|A|An|On|In|At|It|By|From|Two|As|All|They|These|This)\b", text)
    lead = text[0].lower() + text[1:] if is_word else text
    return f"In {strange}, {lead}"


def negated(text: str, passage: str, other: str, chance: random.Random) -> str | None:
    """Say the opposite: put a 'not' in, or take it out."""
    del passage, other
    if " not " in text and chance.random() < 0.7:
        return text.replace(" not ", " ", 1).replace("does contain", "contains")
    found = [*_AUXILIARY.finditer(text)]
    if found:
        end = chance.choice(found[:2]).end()
        return f"{text[:end]} not{text[end:]}"
    past = list(_PAST.finditer(text))
    if not past:
        return None
    match = past[0]
    return _put(text, match, f"did not {_STEMS[match.group()]}")


def fused(text: str, passage: str, other: str, chance: random.Random) -> str | None:
    """Say of the one sentence's subject what another sentence says of another."""
    del passage
    mine, theirs = _VERB.search(text), _VERB.search(other)
    if mine is None or theirs is None or mine.start() < 8 or len(other) - theirs.start() < 30:
        return None
    if chance.random() < 0.7:
        return text[: mine.start()] + other[theirs.start() :]
    body = text.rstrip(".")
    return f"{body}, which {other[theirs.start() :]}"


def changed_date(text: str, passage: str, other: str, chance: random.Random) -> str | None:
    """Change the day, the month or the year of a date."""
    del other
    found = [match for match in _DATE.finditer(text) if match.group(1) or match.group(3)]
    if not found:
        return None
    match = chance.choice(found)
    day, month, year = match.groups()
    what = chance.choice([name for name, had in (("day", day), ("year", year), ("m", "m")) if had])
    if what == "day":
        day = str(chance.choice([each for each in range(1, 29) if str(each) != day]))
    elif what == "year":
        year = str(int(year) + chance.choice((-2, -1, 1, 2)))
    else:
        month = chance.choice([each for each in MONTHS if each != month])
    written = " ".join(part for part in (day, month, year) if part)
    return None if written in passage else _put(text, match, written)


def raised_term(text: str, passage: str, other: str, chance: random.Random) -> str | None:
    """Name a crime that the passage does not name, or claim one more firmly."""
    del other
    for pattern, firmer in _WEAKENED:
        if re.search(pattern, text) and chance.random() < 0.8:
            return re.sub(pattern, firmer, text, count=1)
    found = list(_DEED.finditer(text))
    unnamed = [crime for crime in _CRIMES if crime not in passage.lower()]
    if not unnamed:
        return None
    crime = chance.choice(unnamed)
    if found and chance.random() < 0.6:
        return _put(text, found[0], crime if found[0].start() else crime[0].upper() + crime[1:])
    return f"{text.rstrip('.')}, which amounts to {crime}."


def _put(text: str, match: re.Match[str], words: str) -> str:
    return text[: match.start()] + words + text[match.end() :]


CORRUPTIONS: Mapping[str, Corrupt] = {
    "figure changed": changed_figure,
    "qualifier dropped": dropped_qualifier,
    "actor swapped": swapped_actor,
    "wrong country": wrong_country,
    "negation": negated,
    "two sources fused": fused,
    "date changed": changed_date,
    "legal term raised": raised_term,
}
"""Each kind with the rule that makes it."""
