"""A stage whose answers and conversations are kept in a real catalogue, still without models."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from assistant.domain import Answer, AnswerRequest
from assistant.library import answer_records
from assistant.library.conversations import Conversations
from assistant.library.database import open_database
from assistant.library.feedback import Feedback
from assistant.library.feedback_records import store_feedback
from tests.api.fakes import MemoryLibrary, ScriptedChain, Stage, make_answer


@dataclass
class Clock:
    """Time that stands still until a test moves it."""

    now: datetime = datetime(2026, 11, 24, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@dataclass
class KeepingLibrary(MemoryLibrary):
    """A library whose records are in a catalogue on disk, as the real one's are."""

    folder: Path = Path()
    clock: Callable[[], datetime] = field(default_factory=Clock)

    @cached_property
    def engine(self) -> Engine:
        return open_database(self.folder)

    @cached_property
    def conversations(self) -> Conversations:
        return Conversations(self.engine, self.clock)

    def store_answer(self, answer: Answer) -> None:
        answer_records.store_answer(self.engine, answer)

    def load_answer(self, answer_id: str) -> Answer:
        return answer_records.load_answer(self.engine, answer_id)

    def store_feedback(self, feedback: Feedback) -> None:
        store_feedback(self.engine, feedback)
        self.feedback.insert(0, feedback)


@dataclass
class KeepingChain(ScriptedChain):
    """Stores each answer under an id of its own before it tells it, as the real chain does."""

    library: KeepingLibrary = field(default_factory=KeepingLibrary)
    pause_seconds: float = 0.0

    async def astream(self, request: AnswerRequest, /) -> AsyncGenerator[Mapping[str, Any], None]:
        self.lines = [
            {"step": ("searching",)},
            self.pause_seconds,
            {"text": "Herders fled the valley in May. [1]"},
            {"answer": make_answer(request.question, f"answer-{len(self.requests) + 1}")},
        ]
        async for chunk in super().astream(request):
            if "answer" in chunk:
                self.library.store_answer(chunk["answer"])
            yield chunk


@dataclass
class KeepingStage(Stage):
    """The stage, with the parts that keep."""

    clock: Clock = field(default_factory=Clock)

    @classmethod
    def in_folder(cls, folder: Path) -> KeepingStage:
        clock = Clock()
        library = KeepingLibrary(folder=folder, clock=clock)
        return cls(library=library, chain=KeepingChain(library=library), clock=clock)

    @property
    def kept(self) -> KeepingLibrary:
        assert isinstance(self.library, KeepingLibrary)
        return self.library

    @property
    def keeping_chain(self) -> KeepingChain:
        assert isinstance(self.chain, KeepingChain)
        return self.chain

    def rows(self, table: str) -> list[tuple[Any, ...]]:
        with self.kept.engine.connect() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {table}")]  # noqa: S608 - a table of ours
