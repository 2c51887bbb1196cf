"""A service of the API without models: a small library in memory and a chain that says its lines.

Only what the API's tests are not about is faked; the HTTP side is always the real one.
"""

from __future__ import annotations

import threading
import time
from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import anyio
from sqlalchemy import StaticPool, create_engine

from assistant.api.schemas import (
    EvalComparisonOut,
    EvalRunCasesOut,
    EvalRunOut,
    FileResultOut,
)
from assistant.api.service import ApiService, BriefingLibrary, EvalRunNotFound
from assistant.domain import (
    Answer,
    AnswerRequest,
    Briefing,
    BriefingCard,
    Citation,
    DocumentKind,
    EditionDate,
    Evidence,
    Level,
    LevelScheme,
    Outcome,
    Passage,
    Section,
    SectionType,
    Sentence,
    Series,
    Source,
)
from assistant.errors import AnswerNotFound, BriefingNotFound
from assistant.library import tables
from assistant.library.conversations import Conversations
from assistant.library.feedback import Feedback, Rating
from assistant.settings import ApiSettings, Settings
from assistant.situations.comparison import Cell, Comparison, ComparisonRow

TEXT = "Herders fled the valley in May. Two bridges were destroyed."
SENTENCES = (Sentence(0, 31, 0), Sentence(32, 59, 0))
SECTION = Section(SectionType.SUMMARY, 0, 59, is_inferred=True)


def make_card(
    briefing_id: str = "mali-2019-05-15",
    subject: str = "Mali",
    countries: tuple[str, ...] = ("MLI",),
    day: date = date(2019, 5, 15),
    *,
    is_newest: bool = True,
) -> BriefingCard:
    return BriefingCard(
        id=briefing_id,
        series=Series(f"gcr2p-{subject.lower()}", "GCR2P", subject, DocumentKind.COUNTRY_PAGE),
        title=subject,
        countries=countries,
        edition_date=EditionDate(day),
        level=Level.SERIOUS_CONCERN,
        level_scheme=LevelScheme.THREE_LEVELS,
        source=Source("page.txt"),
        symbol=None,
        revision=1,
        is_newest=is_newest,
        is_superseded=False,
        passage_count=1,
    )


def make_briefing(card: BriefingCard) -> Briefing:
    return Briefing(
        slug=card.id,
        series=card.series,
        title=card.title,
        countries=card.countries,
        edition_date=card.edition_date,
        level=card.level,
        level_scheme=card.level_scheme,
        text=TEXT,
        sections=(SECTION,),
        sentences=SENTENCES,
        passages=(Passage(0, 59, 0, 0, 2),),
        source=card.source,
    )


def make_evidence(card: BriefingCard, number: int = 1) -> Evidence:
    return Evidence(number, f"{card.id}#p0", card, SECTION, TEXT, 0, 59, SENTENCES, 0.75)


def make_answer(question: str = "Who fled?", answer_id: str = "answer-1") -> Answer:
    card = make_card()
    citation = Citation(
        number=1,
        passage_id=f"{card.id}#p0",
        briefing_id=card.id,
        series=card.series.name,
        title=card.title,
        publisher=card.series.publisher,
        edition_date=card.edition_date,
        url=None,
        section=SECTION.label,
        quote=TEXT[0:31],
        start=0,
        end=31,
    )
    return Answer(
        id=answer_id,
        question=question,
        standalone_question=question,
        outcome=Outcome.ANSWERED,
        text=f"{citation.quote} [1]",
        citations=(citation,),
        nearest=(),
        notices=(),
        countries=("MLI",),
        as_of=None,
        answered_by="embedded",
        created_at=datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC),
    )


@dataclass(frozen=True, slots=True)
class MemorySnapshot:
    cards: Sequence[BriefingCard]


@dataclass(frozen=True, slots=True)
class ScriptedHealth:
    briefings: int = 1
    passages: int = 1
    is_healthy: bool = True
    checks: Mapping[str, str] = field(default_factory=lambda: {"vectors": "ok"})


@dataclass
class MemoryLibrary:
    cards: list[BriefingCard] = field(default_factory=lambda: [make_card()])
    answers: list[Answer] = field(default_factory=list)
    feedback: list[Feedback] = field(default_factory=list)
    health: ScriptedHealth | Exception = field(default_factory=ScriptedHealth)
    checks_made: int = 0

    @property
    def snapshot(self) -> MemorySnapshot:
        return MemorySnapshot(self.cards)

    def card(self, briefing_id: str) -> BriefingCard:
        for card in self.cards:
            if card.id == briefing_id:
                return card
        raise BriefingNotFound(f"No edition has the id {briefing_id!r}. List the briefings.")

    def get(self, briefing_id: str) -> Briefing:
        return make_briefing(self.card(briefing_id))

    def remove(self, briefing_id: str) -> None:
        self.cards.remove(self.card(briefing_id))

    @cached_property
    def conversations(self) -> Conversations:
        """Kept in memory, without a foreign key to answers, which are kept in a list."""
        engine = create_engine(
            "sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False}
        )
        tables.metadata.create_all(engine)
        return Conversations(engine)

    def load_answer(self, answer_id: str) -> Answer:
        for answer in self.answers:
            if answer.id == answer_id:
                return answer
        raise AnswerNotFound(f"No answer has the id {answer_id!r}.")

    def store_feedback(self, feedback: Feedback) -> None:
        self.load_answer(feedback.answer_id)
        self.feedback.insert(0, feedback)

    def list_feedback(self, rating: Rating | None, limit: int) -> list[Feedback]:
        return [said for said in self.feedback if rating in (None, said.rating)][:limit]

    def count_feedback(self, rating: Rating | None) -> int:
        return len(self.list_feedback(rating, len(self.feedback)))

    def check(self) -> ScriptedHealth:
        self.checks_made += 1
        if isinstance(self.health, Exception):
            raise self.health
        return self.health


def spoken_answer(question: str) -> list[Mapping[str, Any]]:
    return [
        {"step": ("searching",)},
        {"evidence": (make_evidence(make_card()),)},
        {"text": "Herders fled "},
        {"text": "the valley in May. [1]"},
        {"answer": make_answer(question)},
    ]


@dataclass
class ScriptedChain:
    """Says its lines: a mapping is yielded, a number is waited for, an exception is raised."""

    lines: Sequence[Mapping[str, Any] | float | Exception] | None = None
    requests: list[AnswerRequest] = field(default_factory=list)
    started: threading.Event = field(default_factory=threading.Event)
    stopped: threading.Event = field(default_factory=threading.Event)

    def lines_for(self, question: str) -> Sequence[Mapping[str, Any] | float | Exception]:
        return spoken_answer(question) if self.lines is None else self.lines

    async def astream(self, request: AnswerRequest, /) -> AsyncGenerator[Mapping[str, Any], None]:
        self.requests.append(request)
        self.started.set()
        try:
            for line in self.lines_for(request.question):
                if isinstance(line, Exception):
                    raise line
                if isinstance(line, Mapping):
                    yield line
                else:
                    await anyio.sleep(line)
        finally:
            self.stopped.set()

    async def ainvoke(self, request: AnswerRequest, /) -> Mapping[str, Any]:
        merged: dict[str, Any] = {}
        async for chunk in self.astream(request):
            merged.update(chunk)
        return merged


@dataclass
class RecordingIngest:
    """Remembers what it was given; `seconds` makes it slow, `error` makes it fail."""

    seconds: float = 0.0
    error: Exception | None = None
    calls: list[tuple[Path, bytes, dict[str, str]]] = field(default_factory=list)
    threads: set[str] = field(default_factory=set)
    most_at_once: int = 0
    _at_once: int = 0

    def __call__(self, path: Path, hints: dict[str, str]) -> list[FileResultOut]:
        self._at_once += 1
        self.most_at_once = max(self.most_at_once, self._at_once)
        self.threads.add(threading.current_thread().name)
        self.calls.append((path, path.read_bytes(), hints))
        time.sleep(self.seconds)
        self._at_once -= 1
        if self.error is not None and b"bad" in self.calls[-1][1]:
            raise self.error
        return [FileResultOut(file_name=path.name, status="added", briefing_id="mali-2019-05-15")]


@dataclass
class MemorySearch:
    """Finds one passage for every card of a country asked for."""

    seconds: float = 0.0
    error: Exception | None = None
    asked: list[tuple[str, tuple[str, ...], date | None, int]] = field(default_factory=list)

    def __call__(
        self, query: str, countries: tuple[str, ...], as_of: date | None, limit: int
    ) -> tuple[Evidence, ...]:
        self.asked.append((query, countries, as_of, limit))
        time.sleep(self.seconds)
        if self.error is not None:
            raise self.error
        return (make_evidence(make_card()),)


@dataclass
class MemoryComparison:
    """Says the same of every country, and remembers what it was asked."""

    asked: list[tuple[tuple[str, ...], str, date | None]] = field(default_factory=list)

    def __call__(self, countries: tuple[str, ...], question: str, as_of: date | None) -> Comparison:
        self.asked.append((countries, question, as_of))
        citation = make_answer().citations[0]
        cells = tuple(
            Cell(code, "Serious Concern", (citation,) if code == "MLI" else ())
            for code in countries
        )
        return Comparison(countries, (ComparisonRow("Level", cells),))


@dataclass
class MemoryRuns:
    """Evaluation runs by their ids, and one comparison for any two of them."""

    runs: dict[str, EvalRunCasesOut] = field(default_factory=dict)
    comparison: EvalComparisonOut | None = None

    def list_runs(self) -> Sequence[EvalRunOut]:
        return [each.run for each in self.runs.values()]

    def load_run(self, run_id: str) -> EvalRunCasesOut:
        if run_id not in self.runs:
            raise EvalRunNotFound(f"No evaluation run has the id {run_id!r}.")
        return self.runs[run_id]

    def compare(self, before: str, after: str) -> EvalComparisonOut:
        for run_id in (before, after):
            self.load_run(run_id)
        assert self.comparison is not None
        return self.comparison


TODAY = date(2026, 11, 24)


@dataclass
class Stage:
    """The parts of a service, to script before and to look at after a request."""

    settings: Settings = field(default_factory=lambda: Settings(api=ApiSettings()))
    library: MemoryLibrary = field(default_factory=MemoryLibrary)
    chain: ScriptedChain = field(default_factory=ScriptedChain)
    search: MemorySearch = field(default_factory=MemorySearch)
    ingest: RecordingIngest = field(default_factory=RecordingIngest)
    compare: MemoryComparison = field(default_factory=MemoryComparison)
    evals: MemoryRuns = field(default_factory=MemoryRuns)

    def service(self) -> ApiService:
        return self.service_on(self.library)

    def service_on(self, library: BriefingLibrary) -> ApiService:
        return ApiService(
            self.settings,
            library,
            self.chain,
            self.search,
            self.ingest,
            self.compare,
            evals=self.evals,
            today=lambda: TODAY,
        )
