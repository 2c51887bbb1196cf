"""What we promise of every reply beyond its description; loaded by schemathesis as its hooks."""

from __future__ import annotations

from typing import Any

import schemathesis
from schemathesis import Case, CheckContext, Response

PROBLEM = "application/problem+json"
JSON = "application/json"
REQUEST_ID = "x-request-id"


@schemathesis.check
def errors_are_problems(_context: CheckContext, response: Response, case: Case[Any]) -> None:
    """Every error is a problem, or an error in OpenAI's shape where OpenAI's clients ask."""
    headers = {name.lower(): values for name, values in response.headers.items()}
    assert headers.get(REQUEST_ID), "no request id"
    assert headers.get("x-content-type-options") == ["nosniff"], "no nosniff"
    if response.status_code < 400 or case.method == "HEAD":
        return
    # Whether the library is ready is told in its own words.
    if case.path == "/readyz":
        return
    (media_type,) = headers["content-type"]
    if case.path.startswith(("/v1/chat/", "/v1/models")):
        assert media_type == JSON, media_type
        error = response.json()["error"]
        assert {"message", "type", "param", "code"} == set(error), error
        return
    assert media_type == PROBLEM, media_type
    problem = response.json()
    assert problem["status"] == response.status_code, problem
    assert problem["detail"], problem
    assert problem["request_id"] == headers[REQUEST_ID][0], problem
