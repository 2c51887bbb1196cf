"""Our API held against its own description; `make api-fuzz` does the same for longer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import schemathesis
from schemathesis import engine
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events

from tests.api import schema_checks
from tests.api.described import described_app

CONFIG = Path(__file__).with_name("schemathesis.toml")
LEAST_REQUESTS = 1000

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


def _faults_in(event: events.ScenarioFinished) -> list[str]:
    return [
        f"{event.recorder.label}: {check.failure_info.failure.title}\n"
        f"{check.failure_info.failure.message}\n{check.failure_info.code_sample}"
        for checks in event.recorder.checks.values()
        for check in checks
        if check.failure_info is not None
    ]
