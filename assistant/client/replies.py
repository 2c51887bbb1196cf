"""What a reply means: one of our schemas, an event, or an error of the tree."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx2
from pydantic import ValidationError

from assistant.api.schemas import ERROR_EVENT, EVENT_MODELS, AnswerEvent, ProblemOut
from assistant.client.errors import ApiProblem, ApiUnreachable, ApiUnreadable

FIRST_ERROR = 400
MOST_EVENT_BYTES = 16 * 2**20


@contextmanager
def failures_named(base_url: str) -> Iterator[None]:
    """Turn what the HTTP library and pydantic raise into errors of ours.

    Raises:
        ApiUnreachable: nobody answered, or the connection broke.
        ApiUnreadable: the reply is in another form.
    """
    try:
        yield
    except (ValidationError, httpx2.SSEError, httpx2.DecodingError) as error:
        raise ApiUnreadable(
            f"{base_url} answered in a form that this client does not know. "
            "Use API and client of the same version."
        ) from error
    except (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.UnsupportedProtocol) as error:
        raise ApiUnreachable(f"No answer API can be reached at {base_url}.") from error
    except httpx2.TransportError as error:
        raise ApiUnreachable(f"The answer API at {base_url} broke off or went silent.") from error


def problem_in(response: httpx2.Response) -> ApiProblem:
    """Return the error that a reply with an error status is; its body must have been read."""
    return ApiProblem(_problem_of(response), retry_after(response))


def retry_after(response: httpx2.Response) -> float | None:
    """Return the seconds after which to ask again, where the API names them (RFC 9110)."""
    asked = response.headers.get("retry-after", "").strip()
    if asked.isascii() and asked.isdigit():
        return float(asked)
    try:
        moment = parsedate_to_datetime(asked)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max((moment - datetime.now(UTC)).total_seconds(), 0.0)


def event_in(sent: httpx2.ServerSentEvent) -> AnswerEvent | None:
    """Return an event of a streamed answer; None for one of a name that came later.

    Raises:
        ApiProblem: it says that something failed midway.
    """
    if sent.event == ERROR_EVENT:
        raise ApiProblem(ProblemOut.model_validate_json(sent.data))
    model = EVENT_MODELS.get(sent.event)
    return model.model_validate_json(sent.data) if model is not None else None


def ended_early() -> ApiUnreachable:
    """Return the error of a stream that has no last event."""
    return ApiUnreachable("The API ended the stream without an answer.")


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
