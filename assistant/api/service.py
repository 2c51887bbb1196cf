"""What the answer API stands in front of, as the composition root hands it over."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from assistant.api.schemas import (
    EvalComparisonOut,
    EvalRunCasesOut,
    EvalRunOut,
    FileResultOut,
)
from assistant.domain import Answer, AnswerRequest, Briefing, BriefingCard, Evidence
from assistant.errors import AssistantError
from assistant.library.conversations import Conversations
from assistant.library.feedback import Feedback, Rating
from assistant.settings import Settings
from assistant.situations.comparison import Comparison

Search = Callable[[str, tuple[str, ...], date | None, int], tuple[Evidence, ...]]
"""Query, countries, as-of date and limit to passages, best first; blocking."""

IngestUpload = Callable[[Path, dict[str, str]], list[FileResultOut]]
"""A stored upload and its hints (`file_name` always among them) to results; blocking."""

Compare = Callable[[tuple[str, ...], str, date | None], Comparison]
"""Country codes, a question or '', and as-of date to countries side by side; blocking."""


class FetchedDocument(Protocol):
    """A document that was fetched by its URL and lies in a file."""

    @property
    def path(self) -> Path:
        """Where it lies."""
        ...

    @property
    def file_name(self) -> str:
        """What it is called."""
        ...

    @property
    def hints(self) -> Mapping[str, str]:
        """Where it came from in the end, and when."""
        ...


FetchUrl = Callable[[str, Path], Awaitable[FetchedDocument]]
"""A URL and an empty folder to a document in it; raises AddressRefused or FetchFailed."""


def today() -> date:
    """Return the day, in UTC."""
    return datetime.now(UTC).date()


class AnswerChain(Protocol):
    """The answering chain: a LangChain Runnable, of which these two calls are used."""

    async def ainvoke(self, request: AnswerRequest, /) -> Mapping[str, Any]:
        """Return what the chain came to; "answer" holds the Answer."""
        ...

    def astream(self, request: AnswerRequest, /) -> AsyncIterator[Mapping[str, Any]]:
        """Yield parts with some of "step", "evidence", "text" (a delta) and "answer"."""
        ...


class LibrarySnapshot(Protocol):
    """What is in the library at one moment."""

    @property
    def cards(self) -> Sequence[BriefingCard]:
        """Every stored edition, without its text."""
        ...


class IndexHealth(Protocol):
    """What a check of the indexes found."""

    @property
    def briefings(self) -> int:
        """How many editions are published."""
        ...

    @property
    def passages(self) -> int:
        """How many passages can be found."""
        ...

    @property
    def is_healthy(self) -> bool:
        """True where the library can answer."""
        ...

    @property
    def checks(self) -> Mapping[str, str]:
        """Each thing checked, with "ok" or what is wrong and what to do."""
        ...


class BriefingLibrary(Protocol):
    """The library, as far as the API reads it; every call may block."""

    @property
    def snapshot(self) -> LibrarySnapshot:
        """What is published now."""
        ...

    def get(self, briefing_id: str) -> Briefing:
        """Return one edition with its text, or raise BriefingNotFound."""
        ...

    def card(self, briefing_id: str) -> BriefingCard:
        """Return one edition without its text, or raise BriefingNotFound."""
        ...

    def remove(self, briefing_id: str) -> None:
        """Remove one edition from catalogue and indexes, or raise BriefingNotFound."""
        ...

    @property
    def conversations(self) -> Conversations:
        """The conversations that are kept, and what idempotency keys were used for."""
        ...

    def load_answer(self, answer_id: str) -> Answer:
        """Return a stored answer, or raise AnswerNotFound."""
        ...

    def store_feedback(self, feedback: Feedback) -> None:
        """Keep what an asker said of an answer, or raise AnswerNotFound."""
        ...

    def list_feedback(self, rating: Rating | None, limit: int) -> Sequence[Feedback]:
        """Return the newest `limit` records, the newest first."""
        ...

    def count_feedback(self, rating: Rating | None) -> int:
        """Return how many records are kept."""
        ...

    def check(self) -> IndexHealth:
        """Try whether the indexes find what was stored."""
        ...


class EvalRunNotFound(AssistantError):
    """No evaluation run has that id, or its files are damaged."""


class EvalRuns(Protocol):
    """The evaluation runs kept on this machine; every call may block."""

    def list_runs(self) -> Sequence[EvalRunOut]:
        """Return the runs, the newest first."""
        ...

    def load_run(self, run_id: str) -> EvalRunCasesOut:
        """Return one run with its cases, or raise EvalRunNotFound."""
        ...

    def compare(self, before: str, after: str) -> EvalComparisonOut:
        """Set two runs, named by their ids, against each other, or raise EvalRunNotFound."""
        ...


@dataclass(frozen=True, slots=True)
class ApiService:
    """Everything the routes use; built once, closed by whoever built it."""

    settings: Settings
    library: BriefingLibrary
    chain: AnswerChain
    search: Search
    ingest_upload: IngestUpload
    compare: Compare
    evals: EvalRuns
    today: Callable[[], date] = today
    fetch_url: FetchUrl | None = None
    """None: URLs are not fetched."""


def answer_in(merged: Mapping[str, Any]) -> Answer:
    """Return the answer from what the chain came to.

    Raises:
        RuntimeError: the chain ended without one, which is a fault of ours.
    """
    if "answer" not in merged:
        raise RuntimeError("The answering chain ended without an answer. Report this.")
    answer: Answer = merged["answer"]
    return answer


def answered_by(settings: Settings) -> str:
    """Name who answers: a chat model, or the embedded reader."""
    return settings.model.name or "embedded"


def outbound_addresses(settings: Settings) -> list[str]:
    """List where the settings let the assistant send text: empty when it works alone."""
    addresses = []
    if settings.model.name:
        provider = settings.model.name.partition(":")[0]
        addresses.append(_address(settings.model.base_url) or f"{provider} (its usual address)")
    if settings.vectors.url:
        addresses.append(_address(settings.vectors.url))
    telemetry = settings.telemetry
    if telemetry.otlp_url:
        told = "traces with questions and answers" if telemetry.trace_content else "traces"
        addresses.append(f"{_address(telemetry.otlp_url)} ({told})")
    return addresses


def _address(url: str) -> str:
    """Return host and port alone; a user name, key or path in a URL is not shown."""
    return urlsplit(url).netloc.rpartition("@")[2]
