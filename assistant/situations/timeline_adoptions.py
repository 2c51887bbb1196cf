"""The adoption of a resolution as an event: on its own date, with its first decision. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.domain import Briefing, DocumentKind, Precision, Sentence
from assistant.situations.citing import citation_at
from assistant.situations.timeline_clauses import clauses
from assistant.situations.timeline_events import TimelineEvent
from assistant.statements.event_dates import DatePrecision, EventDate, event_dates_in
from assistant.statements.periods import as_period

_NUMBER = re.compile(r"(?<=/)(\d{3,4})\b")
_PARAGRAPH = re.compile(r"\(?(?:\d{1,3}|[a-z])[.)]\s+")
_CHAPTER = r"(?:Acting under [^,]{5,60},\s+)?(?:further\s+)?"
_MEASURE = re.compile(
    rf"{_CHAPTER}(?:decides(?:,[^;]{{0,150}},)? to (?:establish|extend|authori[sz]e|impose|refer"
    r"|create|deploy|renew|terminate)|decides that (?:all )?(?:member )?states shall"
    r"|decides that [^;]{0,90} (?:are|is) authori[sz]ed"
    r"|authori[sz]es|establishes|extends|imposes|refers|creates)\b",
    re.IGNORECASE,
)
_DECISION = re.compile(rf"{_CHAPTER}decides\b(?!\s+to remain)", re.IGNORECASE)
_OPERATIVE = re.compile(
    r"(?:strongly\s+)?(?:demands|condemns|calls|requests|urges|welcomes|endorses|expresses)\b", re.I
)
_ADOPTED = re.compile(r"^Adopted by the Security Council\b")
_VOTED = re.compile(r"\bdraft resolution has been adopted\b.{0,60}?\bresolution (\d{3,4})", re.I)


def adoptions_in(briefing: Briefing) -> Iterator[TimelineEvent]:
    """Yield the adoption that a resolution is, or that a meeting record tells of."""
    if briefing.series.kind is DocumentKind.RESOLUTION and (event := _adopted(briefing)):
        yield event
    if briefing.series.kind is DocumentKind.MEETING_RECORD:
        for sentence in briefing.sentences:
            if voted := _VOTED.search(briefing.text, sentence.start, sentence.end):
                yield _event(briefing, (sentence.start, sentence.end), sentence, voted[1])


def _adopted(briefing: Briefing) -> TimelineEvent | None:
    number = _NUMBER.search(briefing.symbol or "")
    span = _first_decision(briefing)
    if number is None or span is None:
        return None
    dated = (each for each in briefing.sentences if _ADOPTED.match(_text(briefing, each)))
    return _event(briefing, span, next(dated, None), number[1])


def _first_decision(briefing: Briefing) -> tuple[int, int] | None:
    """Return the first clause that decides a measure, or anything, or else demands something."""
    for opening in (_MEASURE, _DECISION, _OPERATIVE):
        for sentence in briefing.sentences:
            text = _text(briefing, sentence)
            numbered = _PARAGRAPH.match(text)
            if numbered and opening.match(text, numbered.end()):
                first, *rest = clauses(text, is_resolution=True)
                is_basis = rest and text[first[0] :].lower().startswith("acting under")
                end = rest[0][1] if is_basis else first[1]
                return sentence.start + first[0], sentence.start + end
    return None


def _event(
    briefing: Briefing, span: tuple[int, int], dated: Sentence | None, number: str
) -> TimelineEvent:
    quote = briefing.text[span[0] : span[1]]
    return TimelineEvent(
        date=_date(briefing, dated),
        text=" ".join(quote.split()),
        citation=citation_at(briefing, *span),
        edition_date=briefing.edition_date,
        countries=briefing.countries,
        headline=f"Resolution {number} ({briefing.edition_date.day.year}) adopted",
    )


def _date(briefing: Briefing, dated: Sentence | None) -> EventDate:
    """Return the day printed in `dated`, or else the edition's date with no words of its own."""
    edition = briefing.edition_date
    if dated is not None:
        for each in event_dates_in(_text(briefing, dated), edition):
            if each.first == edition.day and each.precision is DatePrecision.DAY:
                return replace(each, start=each.start + dated.start, end=each.end + dated.start)
    day = edition.day
    is_year, is_month = (edition.precision is each for each in (Precision.YEAR, Precision.MONTH))
    known = as_period(day.year, 0 if is_year else day.month, 0 if is_year or is_month else day.day)
    last = known.last if known else day
    return EventDate(day, last, DatePrecision(edition.precision.value), edition.label, 0, 0)


def _text(briefing: Briefing, sentence: Sentence) -> str:
    return briefing.text[sentence.start : sentence.end]
