from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr

from assistant.errors import SettingsError
from assistant.settings import ModelSettings, Settings
from evals.regression.judging import Judge
from tests.evals.given_answers import given
from tests.scripted_openai import Script, scripted_openai


def judge_at(url: str, tmp_path: Path) -> Judge:
    model = ModelSettings(name="openai:scripted", base_url=url, api_key=SecretStr("key"))
    return Judge(Settings(data_dir=tmp_path, judge=model))


async def test_grade_and_reason_of_the_judge_are_kept(tmp_path: Path) -> None:
    with scripted_openai(Script(words="SCORE: 3\nThe date is missing.")) as url:
        score = await judge_at(url, tmp_path).score(given())

    assert score.value == 0.75
    assert "The date is missing." in score.reason


async def test_judge_sees_question_answer_quotes_and_what_is_expected(tmp_path: Path) -> None:
    script = Script(words="SCORE 4. Right.")
    with scripted_openai(script) as url:
        await judge_at(url, tmp_path).score(given())

    asked = str(script.requests[0]["messages"])
    for expected in ("How many were killed?", "at least 49 civilians", "ANSWERED"):
        assert expected in asked


@pytest.mark.parametrize(
    "script",
    [Script(words="I like it very much."), Script(words="", status=500), Script(words="SCORE 9")],
)
async def test_judge_that_gives_no_grade_leaves_the_case_ungraded(
    script: Script, tmp_path: Path
) -> None:
    with scripted_openai(script) as url:
        score = await judge_at(url, tmp_path).score(given())

    assert score.value is None
    assert "judge" in score.reason


def test_judge_without_a_model_says_which_setting_to_set(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="R2P_JUDGE__NAME"):
        Judge(Settings(data_dir=tmp_path))
