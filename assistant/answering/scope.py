"""What a question names: countries, documents, an edition's date, and the kind of thing asked for.

Pure: the library is seen only as the cards of its editions.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.answering.missions import mission_countries
from assistant.countries import CountryMention, find_countries
from assistant.domain import MONTHS, BriefingCard, SectionType


class Expected(StrEnum):
    """The kind of thing that an answering sentence must hold."""

    FIGURE = "a figure"
    DATE = "a date"
    LEVEL = "a level of risk"
    ACTION = "what someone is told or asked to do"
    ANYTHING = "anything"


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look for an answer, and what it must hold."""

    question: str
    countries: tuple[str, ...] = ()
    """ISO 3166-1 alpha-3 codes that restrict the search; the library holds editions on them."""
    uncovered: tuple[str, ...] = ()
    """Countries that the question names and no edition is about."""
    ambiguous: CountryMention | None = None
    """A name that could be several countries, as 'Congo', when nothing else tells which."""
    as_of: date | None = None
    documents: tuple[str, ...] = ()
    """Numbers of the resolutions and meetings named, as '2100' or '6952'."""
    publisher: str = ""
    """Part of a publisher's name that the question restricts itself to, as 'World Factbook'."""
    asks_now: bool = False
    """True where the question asks for the state of things today."""
    asks_ahead: bool = False
    """True where the question asks what will be."""
    expected: Expected = Expected.ANYTHING
    section: SectionType | None = None
    """The part of a briefing that the question asks for, where it asks for one."""


_MONTH = "|".join(MONTHS)
_DATE_WORDS = (
    rf"(?:(?:(\d{{1,2}})\s+)?({_MONTH})\s+)?((?:19|20)\d{{2}})(?:-(\d{{2}}))?(?:-(\d{{2}}))?"
)
_EDITION_WORDS = r"(?:edition|briefing|update|version|page|snapshot|factbook|world factbook|entry)"
_AS_OF = re.compile(
    rf"\bas (?:of|at)\s+{_DATE_WORDS}"
    rf"|\b(?:the|its|this)\s+{_DATE_WORDS}\s+{_EDITION_WORDS}\b"
    rf"|\b{_EDITION_WORDS}\s+(?:of|from|for|dated)\s+{_DATE_WORDS}",
    re.IGNORECASE,
)
_NAMED_DOCUMENT = re.compile(
    r"\bresolutions?\s+(?:no\.?\s*)?((?:\d{3,4}(?:\s*\(\d{4}\))?(?:\s*(?:,|and|or)\s*)?)+)"
    r"|\bS/RES/(\d{3,4})|\bS/PV\.?\s?(\d{4})|\b(\d{4})(?:st|nd|rd|th) meeting",
    re.IGNORECASE,
)
_PUBLISHERS = (
    (re.compile(r"\bfactbook\b", re.IGNORECASE), "World Factbook"),
    (
        re.compile(r"\b(?:global cent(?:re|er)|gcr2p|r2p monitor)\b", re.IGNORECASE),
        "Global Centre for the Responsibility to Protect",
    ),
)
_ASKS_NOW = re.compile(
    r"\b(?:now|current|currently|today|latest|newest|most recent|at present|nowadays)\b",
    re.IGNORECASE,
)
_ASKS_AHEAD = re.compile(r"\b(?:will|going to)\b", re.IGNORECASE)
_ASKS_FIGURE = re.compile(
    r"\bhow (?:many|much|large|big|high)\b|\b(?:number|death toll|toll|total|percentage|percent|"
    r"share|size|strength|population|figure)\b(?!s)",
    re.IGNORECASE,
)
_ASKS_LEVEL = re.compile(
    r"\b(?:risk|alert|current|what|which|highest|lowest) levels?\b|\blevel of (?:risk|concern)\b|"
    r"\blevel (?:is|does|was|did|has|of)\b",
    re.IGNORECASE,
)
_ASKS_ACTION = re.compile(
    r"\b(?:what|who|which|where|how)\b.*\b(?:should|must|ought|needs? to|supposed to|told to|"
    r"asked? (?:of|to)|(?:is|are|was|were) \w+ (?:asked|encouraged|urged|required|called)|"
    r"calls? (?:on|upon|for)|urges?|demands?|recommends?|wants?|expects?)\b"
    r"|\b(?:necessary|recommended|required) actions?\b|\brecommendations?\b",
    re.IGNORECASE,
)
_SECTIONS = (
    (
        re.compile(
            r"\b(?:international|un|council|regional) (?:response|reaction|action)\b|"
            r"\bhow (?:has|have|did|is|are) .*\b(?:respond\w*|react\w*)\b|"
            r"\bwhat (?:has|have) .*\b(?:community|council|un|nations|union)\b.* done\b",
            re.IGNORECASE,
        ),
        SectionType.INTERNATIONAL_RESPONSE,
    ),
    (
        re.compile(
            r"\b(?:who|which (?:people|populations?|groups?)) (?:is|are) at risk\b|"
            r"\bpopulations? at risk\b|\bsummar(?:y|ise|ize)\b|\boverview\b",
            re.IGNORECASE,
        ),
        SectionType.SUMMARY,
    ),
    (
        re.compile(
            r"\b(?:root )?causes?\b|\broots? of\b|\borigins? of\b|\bbackground (?:to|of)\b",
            re.IGNORECASE,
        ),
        SectionType.BACKGROUND,
    ),
)
_ASKS_AMOUNT_FIRST = re.compile(r"\bhow (?:many|much)\b", re.IGNORECASE)
_ASKS_DATE = re.compile(
    r"^\W*(?:and |but |so )?(?:since |until |by )?(?:when\b|(?:on|in|since|until|by)?\s*"
    r"(?:what|which) (?:date|day|month|year)\b)",
    re.IGNORECASE,
)


def find_scope(
    question: str,
    cards: Sequence[BriefingCard],
    countries: Sequence[str] = (),
    as_of: date | None = None,
) -> Scope:
    """Read the scope of a standalone `question`; what the asker fixed beside it wins."""
    covered = {code for card in cards for code in card.countries}
    mentions = find_countries(question)
    named = tuple(
        dict.fromkeys(code for each in mentions if not each.is_ambiguous for code in each.iso3)
    )
    named = named if set(named) & covered else (*named, *mission_countries(question))
    wanted = tuple(countries) or tuple(code for code in named if code in covered)
    return Scope(
        question=question,
        countries=wanted,
        uncovered=tuple(code for code in (*countries, *named) if code not in covered),
        ambiguous=_ambiguous_mention(mentions, wanted),
        as_of=as_of or edition_date_named(question),
        documents=documents_named(question),
        publisher=publisher_named(question, cards),
        asks_now=bool(_ASKS_NOW.search(question)),
        asks_ahead=bool(_ASKS_AHEAD.search(question)),
        expected=expected_answer(question),
        section=section_wanted(question),
    )


def expected_answer(question: str) -> Expected:
    """Tell what kind of thing must stand in an answering sentence."""
    if _ASKS_DATE.search(question):
        return Expected.DATE
    if _ASKS_LEVEL.search(question):
        return Expected.LEVEL
    if _ASKS_AMOUNT_FIRST.search(question):
        return Expected.FIGURE
    if _ASKS_ACTION.search(question):
        return Expected.ACTION
    if _ASKS_FIGURE.search(question):
        return Expected.FIGURE
    return Expected.ANYTHING


def publisher_named(question: str, cards: Sequence[BriefingCard]) -> str:
    """Return the publisher that the question names, where the library holds something of it."""
    for pattern, publisher in _PUBLISHERS:
        if pattern.search(question) and any(publisher in card.series.publisher for card in cards):
            return publisher
    return ""


def section_wanted(question: str) -> SectionType | None:
    """Return the part of a briefing that such a question is answered from, if there is one."""
    for pattern, section in _SECTIONS:
        if pattern.search(question):
            return section
    return SectionType.NECESSARY_ACTION if _ASKS_ACTION.search(question) else None


def documents_named(question: str) -> tuple[str, ...]:
    """Return the numbers of resolutions and meetings that the question names, in order."""
    numbers: list[str] = []
    for match in _NAMED_DOCUMENT.finditer(question):
        text = next(group for group in match.groups() if group)
        numbers += re.findall(r"(?<![\d(])\d{3,4}(?![\d)])", text)
    return tuple(dict.fromkeys(numbers))


def edition_date_named(question: str) -> date | None:
    """Return the last day of the edition date that the question asks for, if it does."""
    match = _AS_OF.search(question)
    if match is None:
        return None
    parts = match.groups()
    day, month, year, iso_month, iso_day = next(
        parts[i : i + 5] for i in range(0, len(parts), 5) if parts[i + 2]
    )
    month_number = int(iso_month) if iso_month else _month_number(month)
    day_number = int(iso_day or day or 0)
    return _last_day(int(year), month_number, day_number)


def _last_day(year: int, month: int, day: int) -> date | None:
    if not 0 <= month <= 12:
        return None
    month = month or 12
    days = calendar.monthrange(year, month)[1]
    return date(year, month, min(day, days) if day else days)


def _month_number(name: str | None) -> int:
    return MONTHS.index(name.capitalize()) + 1 if name else 0


def _ambiguous_mention(
    mentions: Sequence[CountryMention], countries: Sequence[str]
) -> CountryMention | None:
    for mention in mentions:
        if mention.is_ambiguous and not set(mention.iso3) & set(countries):
            return mention
    return None
