from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import httpx2
import pytest

from assistant.api.schemas import (
    BriefingListOut,
    EvalCaseOut,
    EvalRunCasesOut,
    HealthOut,
    SearchOut,
)
from assistant.client import AsyncBriefingClient, Retries
from evals.regression.cases import QuestionSet, RegressionCase
from evals.regression.running import Plan, RunMismatch, run_plan
from evals.regression.runs import load_run
from evals.regression.target import Target, TargetFailed
from tests.evals.given_answers import EDITIONS, answer, case

LEVEL = case(id="level-01", evidence=(), must_not=())
FIGURE = case(id="figure-01")


@dataclass
class ScriptedApi:
    """An answer API that loses answers, or breaks down, when told to."""

    lost: set[str] = field(default_factory=set)
    is_down: bool = False
    asked: list[str] = field(default_factory=list)

    def reply(self, request: httpx2.Request) -> httpx2.Response:
        path = request.url.path
        if path == "/healthz":
            health = HealthOut(status="ok", version="1", answered_by="embedded", outbound=[])
            return httpx2.Response(200, text=health.model_dump_json())
        if path == "/v1/briefings":
            listed = BriefingListOut(briefings=list(EDITIONS.values()))
            return httpx2.Response(200, text=listed.model_dump_json())
        if self.is_down:
            raise httpx2.ConnectError("gone", request=request)
        if path == "/v1/answers":
            question = request.read().decode()
            self.asked.append(question)
            if any(each in question for each in self.lost):
                return httpx2.Response(500, text="lost")
            return httpx2.Response(200, text=answer(citations=[]).model_dump_json())
        return httpx2.Response(200, text=SearchOut(passages=[]).model_dump_json())

    async def run(self, folder: Path, *cases: RegressionCase) -> EvalRunCasesOut:
        questions = QuestionSet("set", "digest", cases, (), ())
        transport = httpx2.MockTransport(self.reply)
        async with AsyncBriefingClient(transport=transport, retries=Retries(0)) as client:
            target = Target(client, "http://a.test")
            return await run_plan(target, Plan(questions, cases, (), folder), _unseen)


def _unseen(case: EvalCaseOut) -> None:
    del case


async def test_case_without_an_answer_is_asked_again_and_stands_once(tmp_path: Path) -> None:
    api = ScriptedApi(lost={LEVEL.question})
    first = await api.run(tmp_path / "run", LEVEL)
    api.lost.clear()
    again = await api.run(tmp_path / "run", LEVEL)

    assert [each.answer is None for each in first.cases] == [True]
    assert [each.answer is None for each in again.cases] == [False]
    assert load_run(tmp_path / "run").cases == again.cases
    assert again.run.cases == 1


async def test_case_that_was_answered_is_not_asked_again(tmp_path: Path) -> None:
    api = ScriptedApi()
    await api.run(tmp_path / "run", LEVEL)
    await api.run(tmp_path / "run", LEVEL)

    assert len(api.asked) == 1


async def test_api_that_breaks_down_in_the_middle_is_one_plain_error(tmp_path: Path) -> None:
    with pytest.raises(TargetFailed, match="Is `r2p serve` running"):
        await ScriptedApi(is_down=True).run(tmp_path / "run", FIGURE)


async def test_run_of_another_set_is_not_resumed(tmp_path: Path) -> None:
    await ScriptedApi().run(tmp_path / "run", LEVEL)
    summary = tmp_path / "run" / "summary.json"
    text = summary.read_text(encoding="utf-8").replace('"digest"', '"another"')
    summary.write_text(text, encoding="utf-8")

    with pytest.raises(RunMismatch, match="the question set has changed"):
        await ScriptedApi().run(tmp_path / "run", LEVEL)
