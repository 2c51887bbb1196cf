"""The answer API as the pages call it: plain HTTP in, API schemas out.

ApiError
├── ApiUnreachableError   nobody answers at the address, or the connection broke
└── ApiProblemError       the API answered with problem details
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar
from urllib.parse import quote

import httpx2
from pydantic import BaseModel, ValidationError

from assistant.api.schemas import (
    AnswerOut,
    BriefingListOut,
    BriefingTextOut,
    EvalComparisonOut,
    EvalRunCasesOut,
    EvalRunListOut,
    EvidenceEvent,
    HealthOut,
    ProblemOut,
    QuestionIn,
    StepEvent,
    TextEvent,
)

Out = TypeVar("Out", bound=BaseModel)
AnswerEvent = StepEvent | EvidenceEvent | TextEvent | AnswerOut
ANSWERS_PATH = "/v1/answers"
STREAM_HEADERS = {"accept": "text/event-stream"}
# The API sends a ping every 15 s while it works, so a minute of silence means that it is gone.
TIMEOUT = httpx2.Timeout(60, connect=5)
EVENT_MODELS: dict[str, type[AnswerEvent]] = {
    "step": StepEvent,
    "evidence": EvidenceEvent,
    "text": TextEvent,
    "answer": AnswerOut,
}


class ApiError(Exception):
    """The API gave no usable reply; the message is fit for a reader."""


class ApiUnreachableError(ApiError):
    """Nobody answers at the address, or the connection broke."""


class ApiProblemError(ApiError):
    """The API answered that it cannot do what was asked."""

    def __init__(self, problem: ProblemOut) -> None:
        """Keep the problem details as the API sent them."""
        super().__init__(f"{problem.title} ({problem.status}). {problem.detail}".strip())
        self.problem = problem


class AnswerApi:
    """One answer API, shared by all readers of the page; holds no reader's content."""

    def __init__(self, base_url: str, key: str = "") -> None:
        """Name the API, and the key it asks for; nothing is sent before the first call."""
        self.base_url = base_url
        # Proxy variables must not carry questions to another machine.
        self._client = httpx2.Client(
            base_url=base_url,
            timeout=TIMEOUT,
            trust_env=False,
            headers={"Authorization": f"Bearer {key}"} if key else {},
        )

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def health(self) -> HealthOut:
        """Say who answers, and what would leave the machine."""
        return self._get("/healthz", HealthOut)

    def briefings(self) -> BriefingListOut:
        """List what the library holds."""
        return self._get("/v1/briefings", BriefingListOut)

    def briefing(self, briefing_id: str) -> BriefingTextOut:
        """Return one edition with its stored text."""
        return self._get(f"/v1/briefings/{quote(briefing_id, safe='')}", BriefingTextOut)

    def eval_runs(self) -> EvalRunListOut:
        """List the evaluation runs kept, the newest first."""
        return self._get("/v1/evals/runs", EvalRunListOut)

    def eval_run(self, run_id: str) -> EvalRunCasesOut:
        """Return one evaluation run with its cases; held-out ones come without their words."""
        return self._get(f"/v1/evals/runs/{quote(run_id, safe='')}", EvalRunCasesOut)

    def eval_comparison(self, before: str, after: str) -> EvalComparisonOut:
        """Return how two evaluation runs differ."""
        return self._get(
            "/v1/evals/comparisons", EvalComparisonOut, {"before": before, "after": after}
        )

    def ask(self, question: QuestionIn) -> Iterator[AnswerEvent]:
        """Yield what the API streams; the last event is the verified answer.

        Closing the iterator closes the connection, which tells the API to stop working.
        """
        with (
            self._failures_named(),
            self._client.stream(
                "POST", ANSWERS_PATH, json=question.model_dump(mode="json"), headers=STREAM_HEADERS
            ) as response,
        ):
            if response.status_code >= 400:
                response.read()
                raise ApiProblemError(_problem_of(response))
            for event in httpx2.EventSource(response):
                if event.event == "error":
                    raise ApiProblemError(ProblemOut.model_validate_json(event.data))
                model = EVENT_MODELS.get(event.event)
                if model is not None:
                    yield model.model_validate_json(event.data)

    def _get(self, path: str, model: type[Out], query: dict[str, str] | None = None) -> Out:
        with self._failures_named():
            response = self._client.get(path, params=query)
            if response.status_code >= 400:
                raise ApiProblemError(_problem_of(response))
            return model.model_validate_json(response.content)

    @contextmanager
    def _failures_named(self) -> Iterator[None]:
        try:
            yield
        except (httpx2.ConnectError, httpx2.ConnectTimeout) as error:
            raise ApiUnreachableError(
                f"No answer API can be reached at {self.base_url}."
            ) from error
        except httpx2.TransportError as error:
            raise ApiUnreachableError(
                f"The answer API at {self.base_url} broke off or went silent."
            ) from error
        except (ValidationError, httpx2.SSEError) as error:
            raise ApiError(
                f"{self.base_url} answered in a form this page does not know. "
                "Start the API and the chat page from the same version."
            ) from error


def _problem_of(response: httpx2.Response) -> ProblemOut:
    try:
        return ProblemOut.model_validate_json(response.content)
    except ValidationError:
        return ProblemOut(
            title=response.reason_phrase or "The request failed",
            status=response.status_code,
            detail="The API gave no reason. Its log may say more.",
            request_id=response.headers.get("x-request-id", ""),
        )
