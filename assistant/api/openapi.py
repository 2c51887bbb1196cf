"""The OpenAPI description: problems and event streams as they really go out."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from pydantic.json_schema import models_json_schema

from assistant.api.form_description import leave_null_out_of_forms
from assistant.api.problems import PROBLEM_MEDIA_TYPE
from assistant.api.request_ids import REQUEST_ID_HEADER
from assistant.api.schemas import (
    EVENT_MEANINGS,
    EvidenceEvent,
    ProblemOut,
    StepEvent,
    TextEvent,
)

JSON = "application/json"
REFERENCES = "#/components/schemas/{model}"
PROBLEM_CASES: dict[int | str, str] = {
    403: "Not allowed here; `detail` says what would allow it",
    404: "Nothing has that id, or nothing is held on it; `detail` says what there is",
    406: "It comes in other media types only",
    409: "A request with the same `Idempotency-Key` is under way",
    413: "The body is too large",
    415: "The body has another media type",
    422: "The request cannot be used as it stands; `errors` lists what is wrong where",
    502: "The chat model failed",
    503: "Not usable now, or too much under way; see `detail` and `Retry-After`",
    "default": "Any other problem, as RFC 9457 problem details",
}
PROBLEM_EXAMPLE = {
    "type": "/#briefing-not-found",
    "title": "Briefing not found",
    "status": 404,
    "detail": "No edition has the id 'mali-2031'. GET /v1/briefings lists what there is.",
    "instance": "/v1/briefings/mali-2031",
    "request_id": "7d0c4f1e2b8a4f5c9e3d6a1b0c2f4e58",
    "errors": [],
}
KEY_SCHEMES: dict[str, Any] = {
    "bearer": {
        "type": "http",
        "scheme": "bearer",
        "description": "An API key, where the API asks for one (`r2p keys add NAME`). Scopes: "
        "`read` asks, searches and lists, `ingest` adds briefings, `admin` does everything.",
    },
    "header": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
}
_EVENT_ROWS = "\n".join(
    f"| `{name}` | `{model.__name__}` | {meaning} |"
    for name, (model, meaning) in EVENT_MEANINGS.items()
)
STREAM_DESCRIPTION = f"""
Every sentence of the answer rests on a verbatim quote from a named, dated edition, checked against
the stored text. Refusing is an outcome, not an error.

With `Accept: text/event-stream` the same request is answered as server-sent events:

| event | data | meaning |
|---|---|---|
{_EVENT_ROWS}

Comment lines keep a silent stream open. Closing the connection stops the work.

With `conversation_id` the turns of a stored conversation are the history, and the question becomes
one of them when its answer is finished.

With an `Idempotency-Key` a question that was sent before gets the answer it got then, with the
header `Idempotent-Replayed: true` and as a stream where one is asked for. Keys are kept for 24
hours. The same key with another question is refused with 422, and with 409 while the first is under
way.
"""
STREAM_CONTENT: dict[str, Any] = {
    "text/event-stream": {
        "schema": {"type": "string"},
        "example": 'event: step\ndata: {"step":"searching","detail":""}\nid: 1\n\n',
    }
}


def problems(*statuses: int | str) -> dict[int | str, dict[str, Any]]:
    """Return the documented problem responses of a route."""
    return {
        status: {"model": ProblemOut, "description": PROBLEM_CASES[status]} for status in statuses
    }


class DescribedApi(FastAPI):
    """FastAPI whose description gives problems and events their real media types."""

    def openapi(self) -> dict[str, Any]:
        """Return the OpenAPI document, made once."""
        if self.openapi_schema is None:
            described = super().openapi()
            for operations in described["paths"].values():
                for operation in operations.values():
                    _describe_operation(operation)
            described["components"]["securitySchemes"] = KEY_SCHEMES
            described["security"] = [{}, *({name: []} for name in KEY_SCHEMES)]
            schemas = described["components"]["schemas"]
            leave_null_out_of_forms(described)
            schemas.update(_event_schemas())
            for unused in ("HTTPValidationError", "ValidationError"):
                schemas.pop(unused, None)
        return self.openapi_schema or described


def _describe_operation(operation: dict[str, Any]) -> None:
    for status, response in operation["responses"].items():
        content = response.get("content", {})
        if content.get(JSON, {}).get("schema", {}).get("$ref", "").endswith("/ProblemOut"):
            response["content"] = {
                PROBLEM_MEDIA_TYPE: {**content[JSON], "example": PROBLEM_EXAMPLE}
            }
        response.setdefault("headers", {})[REQUEST_ID_HEADER] = {
            "description": "Name of this request in the log",
            "schema": {"type": "string"},
        }
        if status == "503":
            response["headers"]["Retry-After"] = {
                "description": "Seconds to wait, where waiting helps",
                "schema": {"type": "integer"},
            }


def _event_schemas() -> dict[str, Any]:
    _, schema = models_json_schema(
        [(model, "serialization") for model in (StepEvent, EvidenceEvent, TextEvent)],
        ref_template=REFERENCES,
    )
    definitions: dict[str, Any] = schema["$defs"]
    return definitions
