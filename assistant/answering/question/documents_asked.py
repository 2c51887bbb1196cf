"""Which document or edition a question names: a number, a kind and date, 'the edition before'.

'In 2014' dates an event; 'the 2014 edition' and 'as of 2014' date the edition that is to answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.domain import BriefingCard, DocumentKind
from assistant.statements.periods import MONTH_WORD, Period, dates_named, of_part_of_year

_DATE_WORDS = (
    r"(?:(?:19|20)\d{2}-\d{2}(?:-\d{2})?"
    rf"|(?:(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:{MONTH_WORD}),?\s+)?(?:19|20)\d{{2}})\b"
)
_OF_WHAT = (
    rf"(?:(?-i:[A-Z])(?!(?:{MONTH_WORD})\b)[\w'’.-]*\s+"
    r"|(?:of|on|the|for|and)\s+(?=(?-i:[A-Z]))){0,5}?"
)
_OWNER = r"(?:the|its|this|that|their|an?|le|la|[\w.]+['’]s?)"
_EDITION_NOUN = (
    r"(?:editions?|briefings?|updates?|versions?|pages?|snapshots?|(?:world )?factbook|entry|"
    r"r2p monitor|issue|bulletin|édition)"
)
_PART_OF_YEAR = r"(?:(?:the\s+)?(?:early|late|mid|(?:end|beginning|start|middle) of)[\s-]+)?"
EDITION_DATE = re.compile(
    rf"\bas (?:of|at)\s+{_PART_OF_YEAR}(?P<as_of>{_DATE_WORDS})"
    rf"|\b{_OWNER}\s+{_OF_WHAT}(?P<before>{_DATE_WORDS})\s+{_OF_WHAT}{_EDITION_NOUN}\b"
    rf"|\b{_EDITION_NOUN}\s+(?:of|from|for|dated|de|du)\s+(?:the\s+)?(?P<after>{_DATE_WORDS})",
    re.IGNORECASE,
)
"""The date of an edition with the words that show it to be one."""
NEWEST_EDITION = re.compile(
    rf"\b{_OWNER}\s+{_OF_WHAT}(?:newest|latest|most recent|current)\s+{_OF_WHAT}"
    rf"(?P<noun>{_EDITION_NOUN})\b|\bdernière\s+(?P<noun_fr>édition)\b",
    re.IGNORECASE,
)
_PAGE_NOUN = re.compile(r"page|snapshot|factbook|entry", re.IGNORECASE)
_BEFORE_DATE = re.compile(rf"\bedition before (?P<date>{_DATE_WORDS})", re.IGNORECASE)
EDITION_BEFORE = re.compile(
    rf"\b(?:the |an? |its )?(?:previous|preceding|earlier|prior|last but one|penultimate|older|"
    rf"former)\s+{_EDITION_NOUN}(?:\s+(?:of|to|than)\s+(?:that|this|it))?\b|"
    rf"\b(?:the |an? )?{_EDITION_NOUN}\s+(?:just |right |immediately )?before"
    r"(?:\s+(?:that|this|it|then)\b(?:\s+one)?)?|\bthe (?:one|edition) before(?: (?:that|it))?\b",
    re.IGNORECASE,
)
"""'The previous edition', 'the briefing before that'."""
_NUMBERED = re.compile(
    r"\br[ée]solutions?\s+(?:no\.?\s*)?((?:\d{3,4}(?:\s*\(\d{4}\))?(?:\s*(?:,|and|or|et)\s*)?)+)"
    r"|\bS/RES/(\d{3,4})|\bS/PV\.?\s?(\d{4})|\b(\d{4})(?:st|nd|rd|th) meeting"
    r"|\b(?:UNSCR|SCR|UNSC|Res\.?|S/?PV|PV|meeting)\s*(?:no\.?\s*)?(\d{3,4})\b(?!\s*[a-z]+s\b)",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(
    r"\b(?P<word>under|in|by|of|per|does|did|do|with|through|via|and|or|vs\.?|versus|than|from|to|"
    r"between)\s+(?P<number>\d{3,4})\b"
    r"(?![,.]\d|\s*%|\s+(?!does\b|is\b|was\b|has\b|says\b|vs\b|versus\b)[a-z-]+s\b|\s+(?:people|men|women))",
    re.IGNORECASE,
)
_YEARS = range(1945, 2040)
_KINDS = (
    (re.compile(r"r[ée]solution", re.I), DocumentKind.RESOLUTION),
    (re.compile(r"meeting|debate|record", re.I), DocumentKind.MEETING_RECORD),
)
_DATED_DOCUMENT = re.compile(
    rf"\b{_OWNER}\s+{_OF_WHAT}(?P<before>{_DATE_WORDS})\s+{_OF_WHAT}"
    r"(?:council\s+)?(?P<kind>r[ée]solution|meeting|debate)\b"
    r"|\b(?P<kind_first>r[ée]solution|meeting|debate)\s+(?:(?:adopted|passed|held)\s+)?"
    rf"(?:of|from|in|on|dated|du|de)\s+(?:the\s+)?(?P<after>{_DATE_WORDS})",
    re.IGNORECASE,
)
_KIND_NAMED = (
    (re.compile(r"\b(?:factbook|country page)\b", re.I), DocumentKind.COUNTRY_PAGE),
    (
        re.compile(r"\b(?:the|its|this) (?:\w+ ){0,3}(?:briefing|update)\b|\br2p monitor\b", re.I),
        DocumentKind.BRIEFING,
    ),
    (
        re.compile(r"\b(?:the|its|this|that) (?:[\w']+ ){0,2}resolution\b|\bS/RES/", re.I),
        DocumentKind.RESOLUTION,
    ),
    (
        re.compile(r"\bS/PV|\b\d{4}(?:st|nd|rd|th) meeting|\bmeeting record\b", re.I),
        DocumentKind.MEETING_RECORD,
    ),
)


@dataclass(frozen=True, slots=True)
class DatedDocument:
    """A document named by its kind and date: 'the 2013 MINUSMA resolution'."""

    kind: DocumentKind
    dated: Period
    span: tuple[int, int]


def edition_date_named(question: str) -> date | None:
    """Return the last day of the edition date that the question asks for, if it does."""
    edition = edition_named(question)
    return edition.last if edition else None


def edition_named(question: str) -> Period | None:
    """Return the date of the edition that the question names; its span holds the date alone."""
    match = EDITION_DATE.search(question)
    if match is None:
        return None
    group = next(name for name in ("as_of", "before", "after") if match[name])
    dated = _date_at(question, match.span(group))
    return of_part_of_year(question, dated) if dated and group == "as_of" else dated


def dated_edition_named(question: str) -> Period | None:
    """Return the date of an edition named by its noun: 'the 2019 page', but not 'as of 2019'."""
    match = EDITION_DATE.search(question)
    return None if match is None or match["as_of"] else edition_named(question)


def newest_editions_named(
    question: str, editions: Sequence[BriefingCard], countries: Sequence[str]
) -> tuple[str, ...]:
    """Return the ids of the newest of `editions` on each country, where the question names them.

    'In the latest briefing' means the newest briefing, and no page of a later year.
    """
    match = NEWEST_EDITION.search(question)
    if match is None:
        return ()
    is_page = _PAGE_NOUN.search(match["noun"] or "") is not None
    kind = DocumentKind.COUNTRY_PAGE if is_page else DocumentKind.BRIEFING
    meant = [card for card in editions if card.series.kind is kind] or editions
    newest: dict[str, str] = {}
    for card in sorted(meant, key=lambda each: each.edition_date):
        newest.update({code: card.id for code in countries if code in card.countries})
    return tuple(dict.fromkeys(newest.values()))


def day_before_edition(question: str) -> date | None:
    """Return the day before the edition that 'edition before 15 May 2019' names."""
    match = _BEFORE_DATE.search(question)
    dated = _date_at(question, match.span("date")) if match else None
    return dated.first - timedelta(days=1) if dated else None


def edition_before_wanted(question: str) -> bool:
    """True where the edition before another one is asked for."""
    return EDITION_BEFORE.search(question) is not None


def documents_named(question: str, held: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the numbers of resolutions and meetings that the question names, in order.

    A bare number, as in 'under 2100', counts where it is among the numbers `held` and no year.
    """
    numbers: list[tuple[int, str]] = []
    for match in _NUMBERED.finditer(question):
        text = next(group for group in match.groups() if group)
        found = re.findall(r"(?<![\d(])\d{3,4}(?![\d)])", text)
        numbers += [(match.start(), number) for number in found]
    numbers += [
        (match.start(), match["number"])
        for match in _BARE_NUMBER.finditer(question)
        if match["number"] in held and int(match["number"]) not in _YEARS
    ]
    return tuple(dict.fromkeys(number for _, number in sorted(numbers, key=lambda each: each[0])))


def held_numbers(cards: Sequence[BriefingCard]) -> tuple[str, ...]:
    """Return the numbers in the symbols of the documents held: '2100' of 'S/RES/2100 (2013)'."""
    symbols = (card.symbol for card in cards if card.symbol)
    return tuple(number for each in symbols for number in re.findall(r"(?<=[/.])\d{3,4}", each))


def dated_document(question: str) -> DatedDocument | None:
    """Return the document that the question names by kind and date, if it does."""
    match = _DATED_DOCUMENT.search(question)
    if match is None:
        return None
    group = "before" if match["before"] else "after"
    dated = _date_at(question, match.span(group))
    word = match["kind"] or match["kind_first"]
    kind = next(kind for pattern, kind in _KINDS if pattern.search(word))
    return DatedDocument(kind, dated, match.span(group)) if dated else None


def document_kind_named(question: str) -> DocumentKind | None:
    """Return the kind of document that the question speaks of, if of one kind only."""
    kinds = {kind for pattern, kind in _KIND_NAMED if pattern.search(question)}
    return kinds.pop() if len(kinds) == 1 else None


def _date_at(question: str, span: tuple[int, int]) -> Period | None:
    blank = " " * span[0] + question[span[0] : span[1]]
    return next(iter(dates_named(blank)), None)
