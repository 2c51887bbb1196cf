"""What is told of a request and of an answer when it has ended; never a word of either's text.

Times are nanoseconds since 1970, as traces want them.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.domain import Answer, AnswerRequest, NoticeKind
from assistant.errors import QuestionRejected

NANOSECONDS = 1e9
LEFT, FAILED, REJECTED = "LEFT", "FAILED", "REJECTED"
"""How an answering ended without an answer; beside the values of `Outcome`."""


@dataclass(frozen=True, slots=True)
class EndedRequest:
    """A request whose reply was sent, or broke off."""

    method: str
    route: str
    """The route's template, as `/v1/answers/{answer_id}`; never the path that was called."""
    path: str
    status: int
    request_id: str
    seconds: float


@dataclass(frozen=True, slots=True)
class EndedStep:
    """One step of an answering."""

    name: str
    """understand, retrieve, read, write or verify."""
    started: int
    ended: int

    @property
    def seconds(self) -> float:
        """How long it took."""
        return (self.ended - self.started) / NANOSECONDS


@dataclass(frozen=True, slots=True)
class EndedAnswering:
    """A question that was put to the chain, and what it came to."""

    request: AnswerRequest
    started: int
    ended: int
    steps: tuple[EndedStep, ...] = ()
    answer: Answer | None = None
    error: BaseException | None = None
    evidence_count: int = 0
    first_text: int | None = None
    """When the first words came; None where none did, or nobody waited for them."""
    unverified_quotes: int = 0

    @property
    def seconds(self) -> float:
        """How long it took."""
        return (self.ended - self.started) / NANOSECONDS

    @property
    def first_text_seconds(self) -> float | None:
        """How long the asker waited for the first words."""
        return None if self.first_text is None else (self.first_text - self.started) / NANOSECONDS

    @property
    def outcome(self) -> str:
        """How it ended, with an outcome or without."""
        if self.answer is not None:
            return self.answer.outcome.value
        if isinstance(self.error, QuestionRejected):
            return REJECTED
        # Cancellation and the closing of a generator are no Exceptions: the asker left.
        return FAILED if self.error is None or isinstance(self.error, Exception) else LEFT

    @property
    def answered_by(self) -> str:
        """The chat model's name or 'embedded'; 'none' without an answer."""
        return self.answer.answered_by if self.answer else "none"

    @property
    def is_fallback(self) -> bool:
        """True where the embedded reader stood in for a chat model."""
        notices = self.answer.notices if self.answer else ()
        return any(notice.kind is NoticeKind.FALLBACK for notice in notices)
