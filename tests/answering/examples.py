"""Small cards and evidence for tests of pure functions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import date

from assistant.answering.question.scope import Scope, find_scope
from assistant.answering.quoting import quote_of
from assistant.answering.reading.reader import Judgement
from assistant.answering.reading.signals import Signals
from assistant.answering.turn import Part
from assistant.domain import (
    Briefing,
    BriefingCard,
    DocumentKind,
    EditionDate,
    Evidence,
    Level,
    Section,
    SectionType,
    Sentence,
    Series,
    Source,
)


def card(
    subject: str,
    day: str,
    countries: tuple[str, ...] = ("MLI",),
    kind: DocumentKind = DocumentKind.BRIEFING,
    symbol: str | None = None,
    is_superseded: bool = False,
) -> BriefingCard:
    """A card of series `subject` with an edition of `day` (ISO)."""
    return BriefingCard(
        id=f"{subject}-{day}",
        series=Series(id=subject, publisher="Test publisher", subject=subject, kind=kind),
        title=f"Briefing on {subject}",
        countries=countries,
        edition_date=EditionDate(date.fromisoformat(day)),
        level=Level.SERIOUS_CONCERN,
        level_scheme=None,
        source=Source(file_name=f"{subject}.txt"),
        symbol=symbol,
        revision=1,
        is_newest=True,
        is_superseded=is_superseded,
        passage_count=1,
    )


def evidence(number: int, sentences: list[str], subject: str = "mali") -> Evidence:
    """Evidence whose passage is `sentences` joined by single spaces, from offset 100."""
    text = " ".join(sentences)
    spans = []
    start = 100
    for sentence in sentences:
        spans.append(Sentence(start, start + len(sentence), 0))
        start += len(sentence) + 1
    return Evidence(
        number=number,
        passage_id=f"{subject}-2019-05-15#p{number}",
        card=card(subject, "2019-05-15"),
        section=Section(SectionType.BACKGROUND, 0, 1000),
        text=text,
        start=100,
        end=100 + len(text),
        sentences=tuple(spans),
        score=1.0,
    )


def stored_text_of(*passages: Evidence) -> Callable[[str], str | None]:
    """What the library would hold of editions of which `passages` are part; of others nothing."""
    texts: dict[str, str] = {}
    for each in passages:
        held = texts.get(each.card.id, "").ljust(each.end)
        texts[each.card.id] = held[: each.start] + each.text + held[each.end :]
    return texts.get


def judged(passage: Evidence, *probabilities: float, answer: str = "") -> list[Judgement]:
    """The first sentences of `passage`, each holding what is asked for, likeliest first.

    `answer` are words of the passage at which the reader points in every sentence.
    """
    signals = Signals(**{each.name: 1.0 for each in fields(Signals)})
    start = passage.start + passage.text.index(answer)
    span = (start, start + len(answer)) if answer else None
    judgements = [
        Judgement(passage, number, probability, signals, span)
        for number, probability in enumerate(probabilities)
    ]
    return sorted(judgements, key=lambda judgement: -judgement.probability)


def scope_of(question: str) -> Scope:
    """The scope of `question` where the library holds one edition on Mali."""
    return find_scope(question, [card("mali", "2019-05-15")])


def part(question: str, *judgements: Judgement, quoted: int = 0) -> Part:
    """A part of a question of whose `judgements` the first `quoted` are quoted."""
    quotes = tuple(quote_of(each) for each in judgements[:quoted])
    return Part(scope_of(question), (), tuple(judgements), quotes)


def make_briefing(text: str, spans: tuple[tuple[int, int], ...]) -> Briefing:
    """A briefing of one section whose sentences are `spans`."""
    like = card("mali", "2019-05-15")
    return Briefing(
        slug=like.id,
        series=like.series,
        title=like.title,
        countries=like.countries,
        edition_date=like.edition_date,
        level=like.level,
        level_scheme=None,
        text=text,
        sections=(Section(SectionType.OTHER, 0, len(text)),),
        sentences=tuple(Sentence(start, end, 0) for start, end in spans),
        passages=(),
        source=like.source,
    )
