"""The conversation while the page lives: turns, what is sent as history, and the open source."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal
from uuid import uuid4

from assistant.api.schemas import AnswerOut, CitationOut, MessageIn, QuestionIn

HISTORY_TURNS = 10
CitationGroup = Literal["citations", "nearest"]


@dataclass(slots=True)
class Turn:
    """One question and what has come of it; filled in place, so that a stop keeps what came."""

    question: str
    countries: list[str] = field(default_factory=list)
    as_of: date | None = None
    id: str = field(default_factory=lambda: uuid4().hex)
    text_so_far: str = ""
    """Words streamed, not yet verified; kept when the reader stops the answer."""
    answer: AnswerOut | None = None
    failure: str | None = None
    is_streaming: bool = False
    """True from the first event until the stream has ended by itself."""


@dataclass(frozen=True, slots=True)
class OpenSource:
    """The citation whose source the panel shows."""

    turn_id: str
    group: CitationGroup
    number: int


@dataclass(slots=True)
class Conversation:
    """The turns of one reader, oldest first."""

    turns: list[Turn] = field(default_factory=list)
    asking: str | None = None
    """Id of the turn that is to be asked, or is being asked, in this run."""
    source: OpenSource | None = None
    times_opened: int = 0
    """Counts up whenever a source is opened, so that the panel scrolls once for each."""

    def add(self, question: str, countries: list[str], as_of: date | None) -> None:
        """Append a question that is to be asked now; a source that stands open is closed."""
        turn = Turn(question=question, countries=countries, as_of=as_of)
        self.turns.append(turn)
        self.asking = turn.id
        self.source = None

    def ask_again(self, turn: Turn) -> None:
        """Forget what came of `turn` and ask it once more."""
        turn.text_so_far, turn.answer, turn.failure = "", None, None
        turn.is_streaming = False
        self.asking = turn.id

    def request_for(self, turn: Turn) -> QuestionIn:
        """Return the request for `turn` with the answered turns before it as history."""
        before = self.turns[: self.turns.index(turn)]
        answered = [earlier for earlier in before if earlier.answer is not None]
        return QuestionIn(
            question=turn.question,
            history=[said for earlier in answered[-HISTORY_TURNS:] for said in _messages(earlier)],
            countries=turn.countries,
            as_of=turn.as_of,
        )

    def open(self, source: OpenSource) -> None:
        """Show the source of a citation."""
        self.source = source
        self.times_opened += 1

    def open_citation(self) -> CitationOut | None:
        """Return the citation whose source is open, or None."""
        if self.source is None:
            return None
        for turn in self.turns:
            if turn.id == self.source.turn_id and turn.answer is not None:
                group = getattr(turn.answer, self.source.group)
                return next((c for c in group if c.number == self.source.number), None)
        return None

    def selected_in(self, turn: Turn) -> tuple[CitationGroup, int] | None:
        """Return which citation of `turn` is open, or None."""
        if self.source is None or self.source.turn_id != turn.id:
            return None
        return self.source.group, self.source.number


def _messages(turn: Turn) -> list[MessageIn]:
    said = turn.answer.text if turn.answer is not None else ""
    return [
        MessageIn(role="user", content=turn.question),
        MessageIn(role="assistant", content=said[:20_000]),
    ]
