"""Faults in what is found: indexes, editions, countries, the reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from assistant import countries
from assistant.answering import retrieval, steps
from assistant.answering.dated.answers import DatedAnswers
from assistant.answering.premise_checking import PremiseChecking
from assistant.answering.question import places
from assistant.answering.question.scope import Scope
from assistant.answering.reading.reader import Judgement, Reader
from assistant.answering.retrieval import BriefingRetriever
from assistant.answering.steps import AnswerSteps
from assistant.answering.turn import Turn
from assistant.countries import CountryMention
from assistant.domain import AnswerRequest, BriefingCard, Evidence, Message
from assistant.library.library import Library
from assistant.library.ranking import Hit, Rankings
from assistant.library.snapshot import Snapshot
from evals.regression.mutations.patching import replaced, wrapped

SWAPPED = ("sample-nigeria-2019-03", "sample-nigeria-2020-01-15")
"""Two editions of one series of the samples."""
MISTAKEN = {"CAF": "TCD", "NGA": "NER"}
"""Countries that an alias leads astray, and where to."""


@contextmanager
def keywords_dropped() -> Iterator[None]:
    """Search by meaning alone."""

    def telling(
        _: BriefingRetriever, rankings: Rankings, question: str
    ) -> tuple[tuple[Hit, ...], ...]:
        del question
        return (rankings.dense, rankings.sentences)

    with replaced(BriefingRetriever, "_telling", telling):
        yield


@contextmanager
def meaning_dropped() -> Iterator[None]:
    """Search by the first passages of the keyword index, in reverse."""

    def telling(
        _: BriefingRetriever, rankings: Rankings, question: str
    ) -> tuple[tuple[Hit, ...], ...]:
        del question
        return (tuple(reversed(rankings.keywords)),)

    with replaced(BriefingRetriever, "_telling", telling):
        yield


@contextmanager
def editions_swapped(library: Library) -> Iterator[None]:
    """Give two editions of a series each other's date."""
    swapped = replace(library.snapshot, cards=_with_swapped_dates(library.snapshot.cards))
    with replaced(library, "snapshot", swapped):
        yield


@contextmanager
def index_stale() -> Iterator[None]:
    """Find nothing of the newest edition of a series that has older ones."""

    def evidence_for(
        found: Callable[..., tuple[Evidence, ...]],
        retriever: BriefingRetriever,
        *given: Any,  # noqa: ANN401
        **named: Any,  # noqa: ANN401
    ) -> tuple[Evidence, ...]:
        series = [card.series.id for card in retriever.library.snapshot.cards]
        kept = [
            each
            for each in found(retriever, *given, **named)
            if not each.card.is_newest or series.count(each.card.series.id) == 1
        ]
        return tuple(replace(each, number=at) for at, each in enumerate(kept, start=1))

    with wrapped(BriefingRetriever, "evidence_for", evidence_for):
        yield


@contextmanager
def alias_wrong() -> Iterator[None]:
    """Take the names of two countries for those of their neighbours."""

    def mention(found: Callable[..., CountryMention | None], *given: Any) -> CountryMention | None:  # noqa: ANN401
        read = found(*given)
        if read is None:
            return None
        return replace(read, iso3=tuple(MISTAKEN.get(code, code) for code in read.iso3))

    places.countries_in.cache_clear()
    with wrapped(countries, "_mention", mention):
        yield
    places.countries_in.cache_clear()


@contextmanager
def countries_ignored() -> Iterator[None]:
    """Search every country, whichever is asked about."""

    def allowed(found: Callable[..., Any], view: Snapshot, scope: Scope, *rest: Any) -> Any:  # noqa: ANN401
        return found(view, replace(scope, countries=()), *rest)

    with wrapped(retrieval, "allowed_passages", allowed):
        yield


@contextmanager
def dates_ignored() -> Iterator[None]:
    """Read the newest editions, whatever date is asked for."""

    def understand(
        understood: Callable[..., Turn],
        answering: AnswerSteps,
        request: AnswerRequest,
        *rest: Any,  # noqa: ANN401
    ) -> Turn:
        turn = understood(answering, replace(request, as_of=None), *rest)
        parts = tuple(replace(part, scope=_undated(part.scope)) for part in turn.parts)
        return replace(turn, scope=_undated(turn.scope), parts=parts)

    with wrapped(AnswerSteps, "understand", understand):
        yield


@contextmanager
def history_ignored() -> Iterator[None]:
    """Read every question as if it were the first."""

    def standalone(question: str, history: Sequence[Message]) -> str:
        del history
        return question

    with replaced(steps, "standalone_question", standalone):
        yield


@contextmanager
def premises_unchecked() -> Iterator[None]:
    """Believe what a question takes for granted."""

    def correction_for(_: PremiseChecking, parts: object) -> None:
        del parts

    with replaced(PremiseChecking, "correction_for", correction_for):
        yield


@contextmanager
def editions_unanswered() -> Iterator[None]:
    """Answer no question about editions from the catalogue."""

    def draft_for(_: DatedAnswers, scope: object, asked: object) -> None:
        del scope, asked

    with replaced(DatedAnswers, "draft_for", draft_for):
        yield


@contextmanager
def reader_reversed() -> Iterator[None]:
    """Hold the least likely sentence for the likeliest."""

    def judge(
        judged: Callable[..., tuple[Judgement, ...]],
        reader: Reader,
        *given: Any,  # noqa: ANN401
    ) -> tuple[Judgement, ...]:
        found = judged(reader, *given)
        likeliness = [each.probability for each in found]
        return tuple(
            replace(each, probability=likely)
            for each, likely in zip(reversed(found), likeliness, strict=True)
        )

    with wrapped(Reader, "judge", judge):
        yield


def _undated(scope: Scope) -> Scope:
    return replace(scope, as_of=None, editions=())


def _with_swapped_dates(cards: Sequence[BriefingCard]) -> tuple[BriefingCard, ...]:
    dated: dict[str, BriefingCard] = {card.id: card for card in cards}
    one, other = (dated[name] for name in SWAPPED)
    partner = {one.id: other, other.id: one}
    return tuple(
        replace(
            card,
            edition_date=partner[card.id].edition_date,
            is_newest=partner[card.id].is_newest,
        )
        if card.id in partner
        else card
        for card in cards
    )
