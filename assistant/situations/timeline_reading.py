"""Reads the dated events of one edition, sentence by sentence. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from assistant.countries import country_codes
from assistant.domain import Briefing, DocumentKind, EditionDate, Precision, Sentence
from assistant.situations.citing import citation_at
from assistant.situations.timeline_clauses import (
    COUNCIL_VERB,
    Span,
    beginnings,
    clauses,
    lacks_subject,
    pieces,
)
from assistant.situations.timeline_events import TimelineEvent, extent
from assistant.situations.timeline_roles import DateRole, role_of
from assistant.statements.event_dates import DatePrecision, EventDate, event_dates_in
from assistant.statements.periods import as_period

_UNREAD_SECTION = re.compile(
    r"(?:masthead|proceedings|last updated|annex|sources?\b)", re.IGNORECASE
)
_UNREAD_SENTENCE = re.compile(
    r"(?:last updated|snapshot date|risk level|sample briefing|updated|the sources of this sample"
    r"|adopted by the security council at)"
    r"\b",
    re.IGNORECASE,
)
_STATISTIC_FIELD = re.compile(
    r"(?:population|ethnic|religions?|languages?|age|birth|death|infant|literacy|military "
    r"(?:expenditures|equipment|service|and security service|branches|and security forces:)"
    r"|refugees|trafficking|maritime|terrorist group|constitution|legal system|suffrage"
    r"|administrative|stateless|illicit drugs|urbani[sz]ation|life expectancy|[\d,.]+ ?%)",
    re.IGNORECASE,
)
_PROCEDURE = re.compile(
    r"(?:I wish to draw the attention|Members of the Council have before them|I shall now"
    r"|As this is the first meeting)"
)
_PARAGRAPH_END = re.compile(r"\n\s*\n")
_LISTED = re.compile(r"\s*(?:,|,?\s*and|&|or)\s*(?:on |in |from )?")
LONGEST_CLAUSE = 700
"""Characters; a longer clause is a list and no statement of one event."""
_LISTED_WITHIN = 30
"""Characters in which the year of a listed day is printed: '28 July and 11 August 2013'."""
_UNSURE_YEAR_DAYS = range(301, 367)
"""A day without a year that lies so long before its edition may as well be the coming one."""


def events_in(briefing: Briefing) -> Iterator[TimelineEvent]:
    """Yield the events that the sentences of `briefing` date, in text order."""
    dates = tuple(each for each in _dates(briefing) if _is_past(each, briefing))
    starts = [each.start for each in dates]
    for sentence in briefing.sentences:
        first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        if first < last and _is_read(briefing, sentence):
            yield from _events(briefing, sentence, dates[first:last])


def _dates(briefing: Briefing) -> Iterator[EventDate]:
    """Yield all dates of the text; a paragraph at a time, for that is what years rest on."""
    start = 0
    is_page = briefing.series.kind is DocumentKind.COUNTRY_PAGE
    for end in (*(match.end() for match in _PARAGRAPH_END.finditer(briefing.text)), None):
        year = 0
        for each in event_dates_in(briefing.text[start:end], briefing.edition_date):
            moved = replace(each, start=each.start + start, end=each.end + start)
            if _is_wrongly_after(moved, briefing):
                moved = _with_year(moved, moved.first.year - 1)
            elif is_page and each.year_is_inferred and each.first.year < year:
                moved = _with_year(moved, year)  # the story of a country page goes forward
            yield moved
            year = year if each.year_is_inferred else each.last.year
        start = end or start


def _is_wrongly_after(each: EventDate, briefing: Briefing) -> bool:
    """True for '5 December' that got the year of a later date: '... , it said in January 2014'."""
    return each.year_is_inferred and each.first > _last_day(briefing.edition_date)


def _with_year(each: EventDate, year: int) -> EventDate:
    if 29 in (each.first.day, each.last.day) or each.first.year != each.last.year:
        return each  # there may be no such day
    return replace(each, first=each.first.replace(year=year), last=each.last.replace(year=year))


def _is_past(each: EventDate, briefing: Briefing) -> bool:
    """False for what lies in the edition's future, a plan and no event, or may do so."""
    edition = briefing.edition_date
    days = (edition.day - each.first).days
    is_listed = each.precision is DatePrecision.RANGE
    if each.year_is_inferred and not is_listed and days in _UNSURE_YEAR_DAYS:
        return str(each.first.year) in briefing.text[each.end : each.end + _LISTED_WITHIN]
    return extent(each)[0] <= _last_day(edition)


def _last_day(edition: EditionDate) -> date:
    month = 0 if edition.precision is Precision.YEAR else edition.day.month
    known = as_period(edition.day.year, month)
    return known.last if known and edition.precision is not Precision.DAY else edition.day


def _is_read(briefing: Briefing, sentence: Sentence) -> bool:
    text = briefing.text[sentence.start : sentence.end]
    label = briefing.sections[sentence.section].label
    if _UNREAD_SENTENCE.match(text) or _UNREAD_SECTION.match(label) or _PROCEDURE.match(text):
        return False
    is_page = briefing.series.kind is DocumentKind.COUNTRY_PAGE
    return not (is_page and _STATISTIC_FIELD.match(text))


def _events(
    briefing: Briefing, sentence: Sentence, dates: Sequence[EventDate]
) -> Iterator[TimelineEvent]:
    text = briefing.text[sentence.start : sentence.end]
    kind = briefing.series.kind
    spans = clauses(
        text,
        has_fields=kind is DocumentKind.COUNTRY_PAGE,
        is_resolution=kind is DocumentKind.RESOLUTION,
    )
    for begin, end in spans:
        span = (begin + sentence.start, end + sentence.start)
        within = [each for each in dates if span[0] <= each.start < span[1]]
        if not within or end - begin > LONGEST_CLAUSE:
            continue
        whole = (sentence.start + spans[0][0], span[1])
        for part, each, role in _told(briefing, span, within):
            is_cut = part == span and lacks_subject(text[begin:end])
            yield _event(briefing, whole if is_cut else part, each, role)


def _told(
    briefing: Briefing, span: Span, dates: Sequence[EventDate]
) -> Iterator[tuple[Span, EventDate, DateRole]]:
    """Yield what a clause tells: its events, else its first background, with the words of each."""
    clause = briefing.text[span[0] : span[1]]
    judged = _judged(briefing, span, dates)
    nested = [(start + span[0], end + span[0]) for start, end in beginnings(clause)]
    for part in nested:
        for each, _ in judged:
            if part[0] <= each.start < part[1]:
                yield part, each, DateRole.EVENT
    rest = [pair for pair in judged if not any(a <= pair[0].start < b for a, b in nested)]
    events = [each for each, role in rest if role is DateRole.EVENT]
    yield from ((part, each, DateRole.EVENT) for part, each in _parted(briefing.text, span, events))
    if not events and not nested:
        backgrounds = [each for each, role in rest if role is DateRole.BACKGROUND]
        for each in backgrounds[:1]:
            yield span, each, DateRole.BACKGROUND


def _parted(text: str, span: Span, events: Sequence[EventDate]) -> Iterator[tuple[Span, EventDate]]:
    """Yield each event date with its part of the clause; dates in a list share theirs."""
    groups: list[list[EventDate]] = []
    for each in events:
        if groups and _LISTED.fullmatch(text, groups[-1][-1].end, each.start):
            groups[-1].append(each)
        else:
            groups.append([each])
    if not groups:
        return
    clause = text[span[0] : span[1]]
    places = [(group[0].start - span[0], group[-1].end - span[0]) for group in groups]
    # What a resolution welcomes or notes is nested too deeply to be cut.
    is_whole = re.match(COUNCIL_VERB, clause, re.IGNORECASE) is not None
    parts = [(0, len(clause)) for _ in groups] if is_whole else pieces(clause, places)
    for group, (start, end) in zip(groups, parts, strict=True):
        for each in _as_span(text, group):
            yield (start + span[0], end + span[0]), each


def _as_span(text: str, group: Sequence[EventDate]) -> Sequence[EventDate]:
    """Return '18 and 19 August', two days or months in a row, as the one span that they are."""
    if len(group) != 2 or group[0].last + timedelta(days=1) != group[1].first:
        return group
    one, other = group
    if one.precision not in (DatePrecision.DAY, DatePrecision.MONTH):
        return group
    words = text[one.start : other.end]
    joined = replace(one, last=other.last, precision=DatePrecision.RANGE, text=words, end=other.end)
    return (joined,)


def _judged(
    briefing: Briefing, span: Span, dates: Sequence[EventDate]
) -> tuple[tuple[EventDate, DateRole], ...]:
    """Return the role of each date; in a list of dates that of the first holds for all."""
    clause, kind = briefing.text[span[0] : span[1]], briefing.series.kind
    judged: list[tuple[EventDate, DateRole]] = []
    for each in dates:
        before = judged[-1] if judged else None
        if before and _LISTED.fullmatch(briefing.text, before[0].end, each.start):
            judged.append((each, before[1]))
            continue
        inside = replace(each, start=each.start - span[0], end=each.end - span[0])
        role = role_of(
            clause,
            inside,
            is_resolution=kind is DocumentKind.RESOLUTION,
            is_formal=not kind.is_republished,
        )
        judged.append((each, role))
    return tuple(judged)


def _event(briefing: Briefing, span: Span, date: EventDate, role: DateRole) -> TimelineEvent:
    quote = briefing.text[span[0] : span[1]]
    return TimelineEvent(
        date=date,
        text=" ".join(quote.split()),
        citation=citation_at(briefing, *span),
        edition_date=briefing.edition_date,
        countries=country_codes(quote) or briefing.countries,
        is_background=role is DateRole.BACKGROUND,
    )
