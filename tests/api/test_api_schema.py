"""Our API held against its own description; `make api-fuzz` does the same for longer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import schemathesis
from schemathesis import engine
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events
from starlette.testclient import TestClient

from tests.api import schema_checks
from tests.api.described import described_app

CONFIG = Path(__file__).with_name("schemathesis.toml")
LEAST_REQUESTS = 1000
FORM = "multipart/form-data"

assert schema_checks  # its check is registered as it is imported


def test_every_reply_is_as_described(tmp_path: Path) -> None:
    config = SchemathesisConfig.from_path(CONFIG)
    faults: list[str] = []
    requests = 0
    with described_app(tmp_path) as app:
        schema: Any = schemathesis.openapi.from_asgi("/openapi.json", app, config=config)
        for event in engine.from_schema(schema).execute():
            if isinstance(event, events.ScenarioFinished):
                requests += len(event.recorder.interactions)
                faults += _faults_in(event)
            elif isinstance(event, events.NonFatalError | events.FatalError):
                faults.append(repr(event))
    assert not faults, "\n\n".join(faults)
    assert requests >= LEAST_REQUESTS


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/v1/briefings", "GET, POST"),
        ("/v1/briefings/mali-2019-05-15", "DELETE, GET"),
        ("/v1/briefings/from-url", "POST"),
        ("/v1/conversations/one", "DELETE, GET, PATCH"),
        ("/", "GET"),
    ],
)
def test_a_method_refused_names_all_that_are_taken(
    client: TestClient, path: str, allowed: str
) -> None:
    reply = client.put(path)
    assert (reply.status_code, reply.headers["allow"]) == (405, allowed)
    assert allowed in reply.json()["detail"]


@pytest.mark.parametrize("day", [0, 1.5, "0", "1735689600", "2019-06-30T00:00:00", "2019-6-3"])
def test_a_day_is_a_written_day(client: TestClient, day: object) -> None:
    refused = client.post("/v1/search", json={"query": "Who fled?", "as_of": day})
    assert refused.status_code == 422
    assert "2019-06-30" in refused.json()["errors"][0]["msg"]
    assert client.get("/v1/situations", params={"as_of": str(day)}).status_code == 422


def test_a_form_has_no_null(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    form = described["paths"]["/v1/briefings"]["post"]["requestBody"]["content"][FORM]["schema"]
    fields = described["components"]["schemas"][form["$ref"].rpartition("/")[2]]
    assert "null" not in str(fields)
    assert fields["properties"]["title"]["maxLength"] == 300


def _faults_in(event: events.ScenarioFinished) -> list[str]:
    return [
        f"{event.recorder.label}: {check.failure_info.failure.title}\n"
        f"{check.failure_info.failure.message}\n{check.failure_info.code_sample}"
        for checks in event.recorder.checks.values()
        for check in checks
        if check.failure_info is not None
    ]
