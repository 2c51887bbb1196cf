from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from assistant.api.app import create_app
from assistant.api.schemas import EvalRunCasesOut
from assistant.api.service import EvalRunNotFound
from evals.regression.runs import CASES, append_case, write_summary
from evals.regression.serving import KeptRuns
from tests.api.fakes import Stage
from tests.evals.eval_runs import (
    HELD_OUT_QUESTION,
    HELD_OUT_SECRETS,
    better_run,
    small_comparison,
    small_run,
)

COMPARED = "comparisons?before=first&after=second"


@pytest.fixture
def kept(stage: Stage) -> Stage:
    stage.evals.runs = {"first": better_run("first"), "second": small_run("second")}
    stage.evals.comparison = small_comparison()
    return stage


def keep(folder: Path, held: EvalRunCasesOut) -> None:
    path = folder / held.run.id
    path.mkdir()
    write_summary(path, held.run)
    for each in held.cases:
        append_case(path / CASES, each)


def _case(reply: dict[str, Any], identity: str) -> dict[str, Any]:
    return next(each for each in reply["cases"] if each["id"] == identity)


def _secrets_in(text: str) -> list[str]:
    return [secret for secret in HELD_OUT_SECRETS if secret in text]


@pytest.mark.usefixtures("kept")
def test_runs_are_listed_without_their_cases(client: TestClient) -> None:
    reply = client.get("/v1/evals/runs")
    assert [each["id"] for each in reply.json()["runs"]] == ["first", "second"]
    assert "t-figure-01" not in reply.text


def test_no_run_is_an_empty_list(client: TestClient) -> None:
    assert client.get("/v1/evals/runs").json() == {"runs": []}


@pytest.mark.usefixtures("kept")
def test_a_held_out_case_is_counted_and_none_of_its_words_are_given(client: TestClient) -> None:
    reply = client.get("/v1/evals/runs/second")
    hidden, shown = (_case(reply.json(), each) for each in ("t-figure-03", "t-figure-02"))
    assert (hidden["kind"], hidden["half"], hidden["seconds"]) == ("figure", "held_out", 0.62)
    assert hidden["scores"]["facts"] == {"value": 0.0, "weight": 1.0, "reason": ""}
    emptied = ("question", "history", "facts", "must_not", "evidence", "retrieved", "note")
    assert not any(hidden[name] for name in (*emptied, "answer", "expected_outcomes"))
    assert _secrets_in(reply.text) == []
    assert shown["question"]
    assert shown["answer"]["text"]
    assert shown["scores"]["facts"]["reason"]


@pytest.mark.usefixtures("kept")
def test_held_out_cases_are_shown_whole_to_whoever_asks(client: TestClient) -> None:
    reply = client.get("/v1/evals/runs/second?show_held_out=true")
    assert _secrets_in(reply.text) == list(HELD_OUT_SECRETS)


@pytest.mark.usefixtures("kept")
def test_the_words_of_a_held_out_case_that_turned_are_left_out(client: TestClient) -> None:
    reply = client.get(f"/v1/evals/{COMPARED}")
    shown, hidden = reply.json()["turned"][:2]
    assert shown["before_text"]
    assert (hidden["question"], hidden["before_text"], hidden["after_text"]) == ("", "", "")
    assert hidden["measures"] == {"facts": [1.0, 0.0], "passed": [1.0, 0.0]}
    assert _secrets_in(reply.text) == []
    assert HELD_OUT_QUESTION in client.get(f"/v1/evals/{COMPARED}&show_held_out=true").text


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("runs/third", 404, "'third'"),
        ("comparisons?before=first&after=third", 404, "'third'"),
        ("comparisons?before=third&after=first", 404, "'third'"),
        ("comparisons?before=first", 422, "see `errors`"),
        (f"runs/{'x' * 201}", 422, "see `errors`"),
    ],
)
def test_a_run_that_is_not_kept_is_a_problem(
    client: TestClient, path: str, status: int, said: str
) -> None:
    response = client.get(f"/v1/evals/{path}")
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert said in response.json()["detail"]


def test_kept_runs_are_read_from_their_folders_the_newest_first(tmp_path: Path) -> None:
    first = better_run("first")
    keep(tmp_path, first)
    keep(tmp_path, small_run("second"))
    runs = KeptRuns(tmp_path)
    assert [each.id for each in runs.list_runs()] == ["second", "first"]
    assert runs.load_run("first") == first


def test_a_folder_that_is_not_there_yet_holds_no_run(tmp_path: Path) -> None:
    assert KeptRuns(tmp_path / "none").list_runs() == ()


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "...", "../outside", "/etc", "a/b", "a\\b", "..\\outside", "a\0", "none"],
)
def test_an_id_names_a_folder_of_the_runs_and_nothing_beside_it(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "runs"
    folder.mkdir()
    keep(tmp_path, small_run("outside"))
    write_summary(tmp_path, small_run("outside").run)
    write_summary(folder, small_run("outside").run)
    with pytest.raises(EvalRunNotFound, match="No evaluation run has the id"):
        KeptRuns(folder).load_run(name)


@pytest.mark.parametrize("damage", [b"{", b"\xff\xfe", b""])
def test_damaged_files_are_said_without_their_place(tmp_path: Path, damage: bytes) -> None:
    keep(tmp_path, small_run("first"))
    (tmp_path / "first" / "summary.json").write_bytes(damage)
    with pytest.raises(EvalRunNotFound, match="Run the set again") as raised:
        KeptRuns(tmp_path).load_run("first")
    assert str(tmp_path) not in str(raised.value)


@pytest.mark.parametrize("name", ["..%2F..%2Foutside", "%2e%2e", "..%5Coutside"])
def test_no_address_leads_out_of_the_folder(stage: Stage, tmp_path: Path, name: str) -> None:
    (tmp_path / "runs").mkdir()
    keep(tmp_path, small_run("outside"))
    service = replace(stage.service(), evals=KeptRuns(tmp_path / "runs"))
    with TestClient(create_app(service, extra_hosts=["testserver"])) as client:
        assert client.get(f"/v1/evals/runs/{name}").status_code == 404
