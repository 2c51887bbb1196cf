from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import httpx2
from starlette.testclient import TestClient

from tests.api.fakes import MemorySearch, RecordingIngest, ScriptedChain, Stage, make_answer

Serve = Callable[[Stage], str]


async def _slowest_health_ms(client: httpx2.AsyncClient, rounds: int = 8) -> float:
    slowest = 0.0
    for _ in range(rounds):
        started = time.perf_counter()
        assert (await client.get("/healthz")).status_code == 200
        slowest = max(slowest, (time.perf_counter() - started) * 1000)
        await asyncio.sleep(0.02)
    return slowest


async def test_health_answers_at_once_beside_twenty_slow_answers_and_searches(
    serve: Serve,
) -> None:
    stage = Stage(
        chain=ScriptedChain([1.0, {"answer": make_answer()}]), search=MemorySearch(seconds=0.1)
    )
    async with httpx2.AsyncClient(base_url=serve(stage), timeout=20, trust_env=False) as client:
        answers = [client.post("/v1/answers", json={"question": "Who?"}) for _ in range(20)]
        searches = [client.post("/v1/search", json={"query": "fled"}) for _ in range(20)]
        busy = asyncio.gather(*answers, *searches)
        await asyncio.sleep(0.2)
        slowest = await _slowest_health_ms(client)
        assert not busy.done()
        assert {response.status_code for response in await busy} == {200}
    assert slowest < 200


async def test_uploads_are_read_one_at_a_time_and_a_full_queue_says_when_to_return(
    serve: Serve,
) -> None:
    stage = Stage(ingest=RecordingIngest(seconds=0.15))
    async with httpx2.AsyncClient(base_url=serve(stage), timeout=20, trust_env=False) as client:
        responses = await asyncio.gather(
            *(client.post("/v1/briefings", files={"files": ("a.txt", b"x")}) for _ in range(8))
        )
        after = await client.post("/v1/briefings", files={"files": ("a.txt", b"x")})
    statuses = [response.status_code for response in responses]
    assert statuses.count(200) == 5
    assert statuses.count(503) == 3
    refused = next(response for response in responses if response.status_code == 503)
    assert int(refused.headers["retry-after"]) > 0
    assert refused.headers["content-type"] == "application/problem+json"
    assert stage.ingest.most_at_once == 1
    assert after.status_code == 200


async def test_answers_over_the_limit_are_turned_away_and_places_come_back(serve: Serve) -> None:
    stage = Stage(chain=ScriptedChain([0.5, {"answer": make_answer()}]))
    async with httpx2.AsyncClient(
        base_url=serve(stage),
        timeout=20,
        trust_env=False,
        limits=httpx2.Limits(max_connections=100),
    ) as client:
        ask = {"question": "Who?"}
        responses = await asyncio.gather(*(client.post("/v1/answers", json=ask) for _ in range(70)))
        assert [response.status_code for response in responses].count(503) == 6
        assert (await client.post("/v1/answers", json=ask)).status_code == 200


def test_a_stream_that_failed_gives_its_place_back(client: TestClient, stage: Stage) -> None:
    stage.chain.lines = [{"step": ("searching",)}, ValueError("x")]
    for _ in range(70):
        response = client.post(
            "/v1/answers", json={"question": "Who?"}, headers={"Accept": "text/event-stream"}
        )
        assert response.status_code == 200
