"""Stages whose operators see something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from assistant.domain import Answer, Notice, NoticeKind
from assistant.settings import Settings, TelemetrySettings
from tests.api.fakes import Stage, make_answer, make_card, make_evidence
from tests.api.guarded import Ring, guarded

MODEL = "openai:gpt-small"
MODEL_TIMINGS = {"understand": 20.0, "retrieve": 40.0, "read": 80.0, "total": 200.0}
Numbers = Mapping[tuple[str, frozenset[tuple[str, str]]], float]


@contextmanager
def observed(
    stage: Stage, ring: Ring | None = None, **telemetry: str | bool
) -> Iterator[TestClient]:
    """A client of an API that is guarded by the keys of `ring`, of which there are none."""
    stage.settings = stage.settings.model_copy(
        update={"telemetry": TelemetrySettings.model_validate(telemetry)}
    )
    with guarded(stage, ring or Ring([])) as client:
        yield client


def numbers_of(client: TestClient, headers: Mapping[str, str] | None = None) -> Numbers:
    """Ask for the numbers, and read them as Prometheus does."""
    reply = client.get("/metrics", headers=headers)
    assert reply.status_code == 200, reply.text
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(reply.text)
        for sample in family.samples
    }


def number(numbers: Numbers, name: str, **labels: str) -> float | None:
    return numbers.get((name, frozenset(labels.items())))


def model_answer(question: str = "Who fled?") -> Answer:
    """A chat model's answer, two sentences of which were dropped."""
    return replace(
        make_answer(question),
        answered_by=MODEL,
        timings_ms=MODEL_TIMINGS,
        dropped_sentences=("It rained.", "All left."),
    )


def fallback_answer(question: str = "Who fled?") -> Answer:
    return replace(
        make_answer(question), notices=(Notice(NoticeKind.FALLBACK, "The chat model failed."),)
    )


def model_lines(answer: Answer) -> list[Mapping[str, Any] | float | Exception]:
    """What the chain says while a chat model writes for 50 ms and is checked for 20 ms."""
    return [
        {"step": ("searching",)},
        0.15,
        {"step": ("reading",), "evidence": (make_evidence(make_card()),)},
        {"step": ("writing",)},
        {"text": "Herders fled "},
        0.05,
        {"step": ("verifying",)},
        0.02,
        {"answer": answer},
    ]


def settings_with(**telemetry: str | bool) -> Settings:
    return Settings(telemetry=TelemetrySettings.model_validate(telemetry))
