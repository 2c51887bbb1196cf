"""Every error as problem details (RFC 9457): what happened, what to do, and the request's id."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from http import HTTPStatus

import structlog
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from assistant.api.logs import log_failure
from assistant.api.openai_compatible.errors import error_response, is_openai_path
from assistant.api.request_ids import request_id_of
from assistant.api.schemas import ProblemOut
from assistant.errors import (
    AddressRefused,
    AnswerNotFound,
    AssistantError,
    BriefingNotFound,
    ChatModelFailed,
    ConversationNotFound,
    IndexMismatch,
    IngestError,
    LibraryError,
    LibraryInUse,
    ModelError,
    QuestionRejected,
)

PROBLEM_MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_SECONDS = "10"
MAX_ERRORS_LISTED = 20
MAX_MESSAGE_CHARACTERS = 300
MAX_LOCATION_CHARACTERS = 80
UNEXPECTED = (
    "Something unexpected went wrong. The log says more under this request id; "
    "the same request may succeed if sent again."
)

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem as it goes out: its body without the request's name, and its headers."""

    status: int
    detail: str
    title: str = ""
    """Empty: the status code's own phrase, as RFC 9457 asks beside `about:blank`."""
    errors: tuple[dict[str, object], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def slug(self) -> str:
        """The title as an anchor of the index page."""
        return re.sub(r"[^a-z]+", "-", self.title.lower())

    def body(self, scope: Scope) -> ProblemOut:
        """Name the request and return the wire form."""
        return ProblemOut(
            type=f"/#{self.slug}" if self.title else "about:blank",
            title=self.title or HTTPStatus(self.status).phrase,
            status=self.status,
            detail=self.detail,
            instance=str(scope["path"])[:200],
            request_id=request_id_of(scope),
            errors=list(self.errors),
        )

    def response(self, scope: Scope) -> Response:
        """Return the HTTP response, in OpenAI's shape where that is the language spoken."""
        if is_openai_path(scope["path"]):
            return error_response(self.status, self.detail, self.errors, dict(self.headers))
        return Response(
            self.body(scope).model_dump_json(),
            status_code=self.status,
            headers=dict(self.headers),
            media_type=PROBLEM_MEDIA_TYPE,
        )


# The first class that matches decides; the index page at / explains each title.
KINDS: tuple[tuple[type[AssistantError], int, str], ...] = (
    (BriefingNotFound, 404, "Briefing not found"),
    (AnswerNotFound, 404, "Answer not found"),
    (ConversationNotFound, 404, "Conversation not found"),
    (QuestionRejected, 422, "Question rejected"),
    (AddressRefused, 422, "URL refused"),
    (IngestError, 422, "Document refused"),
    (ChatModelFailed, 502, "Chat model failed"),
    (LibraryInUse, 503, "Library in use"),
    (IndexMismatch, 503, "Index does not match"),
    (ModelError, 503, "Embedding model unusable"),
    (LibraryError, 503, "Library not usable"),
    (AssistantError, 500, "Assistant failed"),
)


def problem_of(error: Exception) -> Problem:
    """Say in a problem what `error` means to a caller; nothing internal leaves."""
    if isinstance(error, RequestValidationError):
        return _invalid(error)
    if isinstance(error, HTTPException):
        headers = tuple((error.headers or {}).items())
        return Problem(error.status_code, str(error.detail), headers=headers)
    for kind, status, title in KINDS:
        if isinstance(error, kind):
            problem = Problem(status, str(error), title)
            if status == HTTPStatus.SERVICE_UNAVAILABLE:
                return replace(problem, headers=(("Retry-After", RETRY_AFTER_SECONDS),))
            return problem
    return Problem(500, UNEXPECTED)


def report(error: Exception, problem: Problem) -> None:
    """Log an error once: a caller's mistake quietly, ours with the place where it arose."""
    if problem.status >= 500:
        log_failure("failed", error, status=problem.status)
    else:
        log.info("refused", status=problem.status, error=type(error).__name__)


async def respond_with_problem(request: Request, error: Exception) -> Response:
    """Turn an error into its response; the handler for every error a route raises."""
    problem = problem_of(error)
    report(error, problem)
    return problem.response(request.scope)


def _invalid(error: RequestValidationError) -> Problem:
    found = error.errors()
    listed: tuple[dict[str, object], ...] = tuple(
        {
            "loc": [_short(part, MAX_LOCATION_CHARACTERS) for part in problem["loc"]],
            "msg": _short(problem["msg"], MAX_MESSAGE_CHARACTERS),
        }
        for problem in found[:MAX_ERRORS_LISTED]
    )
    count = "One part" if len(found) == 1 else f"{len(found)} parts"
    return Problem(422, f"{count} of the request cannot be used; see `errors`.", errors=listed)


def _short(part: object, limit: int) -> int | str:
    """Cut what a caller sent, so that a huge input is never echoed."""
    if isinstance(part, int):
        return part
    text = str(part).encode("utf-8", "replace").decode()
    return text if len(text) <= limit else f"{text[:limit]}…"
