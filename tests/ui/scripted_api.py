"""A loopback answer API that says what a test tells it to, in the real schemas.

It stands in for the real one where a test needs what no library of briefings gives on demand:
hostile text, an API that fails, an answer that never ends.
"""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

import uvicorn
from fastapi import FastAPI, HTTPException
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import BaseModel

from assistant.api.schemas import (
    AnswerOut,
    BriefingListOut,
    BriefingTextOut,
    CitationOut,
    EvalComparisonOut,
    EvalRunCasesOut,
    EvalRunListOut,
    EvidenceEvent,
    HealthOut,
    NoticeOut,
    ProblemOut,
    QuestionIn,
    SectionOut,
    StepEvent,
    TextEvent,
)
from assistant.client.asking import ANSWERS_PATH
from assistant.domain import DocumentKind, Level, LevelScheme, NoticeKind, Outcome, SectionType

TEXT = (
    "People in the hill districts face a growing threat from two rival militias.\n\n"
    "Background\n\n"
    + "The dispute over the river pastures is older than the republic itself. "
    * 12
    + "\n\nBy the end of April, at least 4,210 people had fled the valley 🏔 towns. "
    "Local mediators have met twice.\n\n"
    "Necessary action\n\n"
    "The government should send observers to every market town. "
    + "Neighbouring states should keep their crossings open. "
    * 14
)
QUOTE = "By the end of April, at least 4,210 people had fled the valley 🏔 towns."
PROBLEM = ProblemOut(
    title="The chat model failed",
    status=502,
    detail="example:model gave no reply. Unset R2P_MODEL__NAME to use the embedded reader.",
    request_id="r-1",
)


@dataclass
class Script:
    """What the scripted API answers; a test changes it while the server runs."""

    briefings: list[BriefingTextOut] = field(default_factory=list)
    country_names: dict[str, str] = field(default_factory=lambda: {"MLI": "Mali", "SDN": "Sudan"})
    answer: AnswerOut | None = None
    outbound: list[str] = field(default_factory=list)
    problem: ProblemOut | None = None
    """When set, every answer is this problem, before or inside the stream."""
    is_problem_in_stream: bool = False
    endless: bool = False
    pause_seconds: float = 0.0
    breaks_off: bool = False
    asked: list[QuestionIn] = field(default_factory=list)
    eval_runs: list[EvalRunCasesOut] = field(default_factory=list)
    eval_comparison: EvalComparisonOut | None = None
    eval_problem: ProblemOut | None = None
    """When set, it is the answer to whatever is asked of one run or of two."""
    evals_asked: list[str] = field(default_factory=list)
    closed_early: threading.Event = field(default_factory=threading.Event)


def briefing(identity: str = "example-mali-2024-05-02", **changes: object) -> BriefingTextOut:
    """Return an invented edition."""
    values: dict[str, object] = {
        "id": identity,
        "series_id": "example-mali",
        "series": "Example Centre / Mali",
        "publisher": "Example Centre",
        "kind": DocumentKind.BRIEFING,
        "title": "Mali: sample briefing",
        "countries": ["MLI"],
        "edition_date": "2024-05-02",
        "edition_label": "2 May 2024",
        "level": Level.CURRENT_CRISIS,
        "level_scheme": LevelScheme.TWO_LEVELS,
        "symbol": None,
        "url": "https://example.org/briefings/mali",
        "licence": None,
        "file_name": "mali.txt",
        "is_sample": True,
        "is_newest": True,
        "is_superseded": False,
        "revision": 1,
        "passage_count": 6,
        "recognition_notes": [],
        "text": TEXT,
        "sections": [
            _section(SectionType.BACKGROUND, "Background", TEXT),
            _section(SectionType.NECESSARY_ACTION, "Necessary action", TEXT),
        ],
        "sentences": [],
        "passages": [],
    }
    return BriefingTextOut.model_validate(values | changes)


def _section(kind: SectionType, title: str, text: str) -> SectionOut:
    return SectionOut(
        type=kind, title=title, is_inferred=False, start=text.index(title), end=len(text)
    )


def citation(number: int = 1, quote: str = QUOTE, **changes: object) -> CitationOut:
    """Return a citation of the invented edition."""
    start = TEXT.find(quote)
    values: dict[str, object] = {
        "number": number,
        "passage_id": "example-mali-2024-05-02#p2",
        "briefing_id": "example-mali-2024-05-02",
        "series": "Example Centre / Mali",
        "title": "Mali: sample briefing",
        "publisher": "Example Centre",
        "edition_date": "2024-05-02",
        "edition_label": "2 May 2024",
        "url": "https://example.org/briefings/mali",
        "section": "Background",
        "quote": quote,
        "start": start,
        "end": start + len(quote),
    }
    return CitationOut.model_validate(values | changes)


def answer(**changes: object) -> AnswerOut:
    """Return a verified answer that quotes the invented edition."""
    values: dict[str, object] = {
        "id": "answer-1",
        "question": "How many people fled?",
        "standalone_question": "How many people fled?",
        "outcome": Outcome.ANSWERED,
        "text": f"The Mali briefing of 2 May 2024 says: “{QUOTE}” [1]",
        "citations": [citation()],
        "nearest": [],
        "notices": [NoticeOut(kind=NoticeKind.SAMPLE, text="This edition is a sample.")],
        "countries": ["MLI"],
        "as_of": None,
        "answered_by": "embedded",
        "created_at": datetime(2026, 1, 2, tzinfo=UTC),
        "prompts": [],
        "dropped_sentences": [],
        "timings_ms": {},
    }
    return AnswerOut.model_validate(values | changes)


def scripted_app(script: Script) -> FastAPI:
    """Return the API that follows `script`."""
    app = FastAPI()

    @app.get("/healthz")
    async def health() -> HealthOut:
        return HealthOut(status="ok", version="0", answered_by="embedded", outbound=script.outbound)

    @app.get("/v1/briefings")
    async def briefings() -> BriefingListOut:
        return BriefingListOut(briefings=list(script.briefings), country_names=script.country_names)

    @app.get("/v1/briefings/{briefing_id}")
    async def one(briefing_id: str) -> BriefingTextOut:
        for held in script.briefings:
            if held.id == briefing_id:
                return held
        raise HTTPException(404)

    _add_evals(app, script)

    @app.post(ANSWERS_PATH, response_model=None)
    async def stream(question: QuestionIn) -> StreamingResponse | JSONResponse:
        script.asked.append(question)
        if script.problem is not None and not script.is_problem_in_stream:
            return _refused(script.problem)
        return StreamingResponse(_events(script), media_type="text/event-stream")

    return app


def _add_evals(app: FastAPI, script: Script) -> None:
    @app.get("/v1/evals/runs")
    async def runs() -> EvalRunListOut:
        return EvalRunListOut(runs=[held.run for held in script.eval_runs])

    @app.get("/v1/evals/runs/{run_id}", response_model=None)
    async def one_run(run_id: str) -> EvalRunCasesOut | JSONResponse:
        script.evals_asked.append(run_id)
        if script.eval_problem is not None:
            return _refused(script.eval_problem)
        return next(held for held in script.eval_runs if held.run.id == run_id)

    @app.get("/v1/evals/comparisons", response_model=None)
    async def compared(before: str, after: str) -> EvalComparisonOut | JSONResponse:
        script.evals_asked.append(f"{before} {after}")
        if script.eval_comparison is None:
            return _refused(script.eval_problem or PROBLEM)
        return script.eval_comparison


def _refused(problem: ProblemOut) -> JSONResponse:
    return JSONResponse(problem.model_dump(mode="json"), problem.status)


async def _events(script: Script) -> AsyncIterator[str]:
    reply = script.answer or answer()
    try:
        yield _event("step", StepEvent(step="searching"))
        yield _event("evidence", EvidenceEvent(passages=[]))
        if script.breaks_off:
            return
        if script.problem is not None:
            yield _event("error", script.problem)
            return
        for word in reply.text.split(" "):
            await asyncio.sleep(script.pause_seconds)
            yield _event("text", TextEvent(delta=word + " "))
        while script.endless:
            await asyncio.sleep(0.1)
            yield _event("text", TextEvent(delta="and so on "))
        yield _event("answer", reply)
    except asyncio.CancelledError:
        script.closed_early.set()
        raise


def _event(name: str, model: BaseModel) -> str:
    return f"event: {name}\ndata: {json.dumps(model.model_dump(mode='json'))}\n\n"


@contextmanager
def serving(script: Script) -> Iterator[str]:
    """Serve `script` on a free loopback port and yield its address."""
    config = uvicorn.Config(scripted_app(script), port=0, log_level="error", ws="none")
    config.timeout_graceful_shutdown = 1
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        # The page keeps its connection open; waiting for it would slow every test down.
        server.should_exit = server.force_exit = True
        thread.join(10)
