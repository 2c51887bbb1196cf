from __future__ import annotations

import csv
import json
import signal
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import ir_measures
import pytest

from tests.cli.conftest import Run, Shell, address
from tests.scripted_openai import Script, scripted_openai

MALI = "sample-mali-2019-05-15.md"
QUOTE = (
    "From 1 January to 16 February MINUSMA recorded seven incidents around Bankass, one area of "
    "Mopti, in which 49 civilians died."
)
FIGURE: dict[str, Any] = {
    "id": "figure-01",
    "kind": "figure",
    "question": "How many civilians died around Bankass in early 2019?",
    "expected_outcome": "ANSWERED",
    "facts": [["49"]],
    "evidence": [{"briefing": MALI, "quote": QUOTE}],
}
LEVEL: dict[str, Any] = {
    "id": "level-01",
    "kind": "situations",
    "question": "Which level does Myanmar have?",
    "expected_outcome": "ANSWERED",
    "facts": [["Current Crisis"]],
}
UNCOVERED: dict[str, Any] = {
    "id": "uncovered-01",
    "kind": "uncovered_country",
    "question": "What is the risk level of Norway?",
    "expected_outcome": "NO_BRIEFING",
}
HELD_OUT: dict[str, Any] = {
    **UNCOVERED,
    "id": "uncovered-02",
    "half": "held_out",
    "question": "And Iceland, what about Iceland?",
}


def write_set(path: Path, *cases: dict[str, Any]) -> Path:
    path.write_text("".join(f"{json.dumps(case)}\n" for case in cases), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def evaluated(
    served: Shell, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Shell, Path, Run, Path]:
    """A set that was run against the running API: shell, set, what was printed, the run."""
    folder = tmp_path_factory.mktemp("evaluated")
    questions = write_set(folder / "set.jsonl", FIGURE, LEVEL, UNCOVERED, HELD_OUT)
    done = served.run("eval", "run", questions, "--runs", folder / "runs")
    return served, questions, done, next((folder / "runs").iterdir())


def test_run_says_what_passed_and_where_it_is_kept(
    evaluated: tuple[Shell, Path, Run, Path],
) -> None:
    shell, _, done, folder = evaluated

    assert done.code == 0, done.stderr
    assert "set: 4 of 4 cases pass" in done.stdout
    assert address(shell) in done.stdout, "the running API was asked"
    assert folder.name in done.stderr
    assert "4 of 4 asked, 4 passed" in done.stderr


def test_run_keeps_cases_summary_and_reports(evaluated: tuple[Shell, Path, Run, Path]) -> None:
    folder = evaluated[3]
    kept = [json.loads(line) for line in (folder / "cases.jsonl").read_text("utf-8").splitlines()]
    figure = next(case for case in kept if case["id"] == "figure-01")

    assert len(kept) == 4
    assert figure["answer"]["citations"][0]["quote"] == QUOTE
    assert figure["scores"]["evidence_recall"] == {
        "value": 1.0,
        "weight": 1.0,
        "reason": "1 of 1 pieces of evidence cited",
    }
    assert json.loads((folder / "summary.json").read_text("utf-8"))["passed"] == 4
    assert ET.parse(folder / "junit.xml").getroot().attrib["failures"] == "0"  # noqa: S314 - ours
    page = (folder / "report.html").read_text("utf-8")
    assert "Bankass" in page
    assert "Iceland" not in page, "a held-out question is not shown"


def test_what_was_found_is_kept_as_trec_files(evaluated: tuple[Shell, Path, Run, Path]) -> None:
    folder = evaluated[3]
    qrels = _read(ir_measures.read_trec_qrels, folder / "retrieval.qrels")
    run = _read(ir_measures.read_trec_run, folder / "retrieval.run")

    measured = ir_measures.calc_aggregate([ir_measures.R @ 10], qrels, run)

    assert {each.query_id for each in qrels} == {"figure-01"}
    assert measured[ir_measures.R @ 10] == 1.0


def _read(reader: Callable[[str], Iterable[Any]], path: Path) -> list[Any]:
    return list(reader(str(path)))


def test_gate_passes_a_run_against_its_own_baseline(
    evaluated: tuple[Shell, Path, Run, Path], tmp_path: Path
) -> None:
    shell, _, _, folder = evaluated
    baseline = tmp_path / "baseline.json"

    made = shell.run("eval", "gate", folder, "--baseline", baseline, "--update-baseline")
    passed = shell.run("eval", "gate", folder, "--baseline", baseline)

    assert made.code == 0, made.stderr
    assert "Wrote" in made.stderr
    assert passed.code == 0, passed.stderr
    assert "PASSED" in passed.stdout


def test_gate_holds_back_a_broken_floor_and_names_the_cases(
    evaluated: tuple[Shell, Path, Run, Path], tmp_path: Path
) -> None:
    shell, questions, _, folder = evaluated
    wrong = [
        {**json.loads(line), "expected_outcome": "NEEDS_CLARIFICATION", "facts": [], "evidence": []}
        for line in questions.read_text("utf-8").splitlines()
    ]
    other = write_set(tmp_path / "wrong.jsonl", *wrong)
    shell.run("eval", "run", other, "--runs", tmp_path / "runs")
    gate = ("eval", "gate", "latest", "--runs", tmp_path / "runs", "--floor", "outcome=0.5")

    unlike = shell.run(*gate, "--baseline", folder)
    held = shell.run(*gate, "--baseline", tmp_path / "new.json", "--update-baseline")

    assert unlike.code == 2, "no case of the two sets is worded the same"
    assert "no case in common" in unlike.stderr
    assert held.code == 1
    assert "outcome of all is 0.000, below its floor of 0.5: figure-01" in held.stdout
    assert not (tmp_path / "new.json").exists(), "a run that fell does not become the baseline"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("gate", "nowhere", "--baseline", "b.json"), "no run 'nowhere'"),
        (("gate", "RUN", "--baseline", "b.json"), "no baseline at b.json"),
        (("gate", "RUN", "--baseline", "b.json", "--floor", "beauty=1"), "cannot be read"),
    ],
)
def test_gate_calls_bad_input_wrong_use(
    arguments: tuple[str, ...], says: str, evaluated: tuple[Shell, Path, Run, Path]
) -> None:
    shell, _, _, folder = evaluated
    named = [str(folder) if each == "RUN" else each for each in arguments]

    done = shell.run("eval", *named, "--runs", folder.parent)

    assert done.code == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_interrupted_run_goes_on_where_it_stopped(filled: Shell, tmp_path: Path) -> None:
    cases = [{**FIGURE, "id": f"figure-{at:02}"} for at in range(16)]
    questions = write_set(tmp_path / "set.jsonl", *cases)
    runs, log = tmp_path / "runs", tmp_path / "log"
    started = filled.begin("eval", "run", str(questions), "--runs", str(runs), log=log)
    deadline = time.monotonic() + 100
    while time.monotonic() < deadline and _kept(runs) < 3:
        time.sleep(0.05)
    started.send_signal(signal.SIGINT)

    assert started.wait(60) == 130, log.read_text("utf-8")
    assert "--resume goes on from there" in log.read_text("utf-8")
    before = _kept(runs)
    assert 3 <= before < 16

    resumed = filled.run("eval", "run", questions, "--runs", runs, "--resume")

    assert resumed.code == 0, resumed.stderr
    assert len(list(runs.iterdir())) == 1
    assert _kept(runs) == 16, "no case was asked twice"
    assert "16 of 16 asked" in resumed.stderr


def _kept(runs: Path) -> int:
    return sum(len(path.read_bytes().splitlines()) for path in runs.glob("*/cases.jsonl"))


def test_nothing_to_resume_says_so(evaluated: tuple[Shell, Path, Run, Path]) -> None:
    shell, questions, _, folder = evaluated

    done = shell.run("eval", "run", questions, "--runs", folder.parent, "--resume")

    assert done.code == 1
    assert "Leave --resume out" in done.stderr


def test_validate_names_line_field_and_mend(served: Shell, tmp_path: Path) -> None:
    lost = {**FIGURE, "id": "x", "evidence": [{"briefing": MALI, "quote": f"{QUOTE} Twice."}]}
    unknown = {**FIGURE, "id": "y", "evidence": [{"briefing": "mali-1999", "quote": QUOTE}]}
    questions = write_set(tmp_path / "set.jsonl", FIGURE, lost, unknown, {**FIGURE, "kind": "?"})

    done = served.run("eval", "validate", questions)

    assert done.code == 1
    lines = done.stdout.splitlines()
    assert [line.partition(":")[0] for line in lines] == [
        "set.jsonl line 4, kind",
        "set.jsonl line 2, evidence",
        "set.jsonl line 3, evidence",
    ]
    assert "Copy the sentence" in lines[1]
    assert "r2p briefings" in lines[2]


def test_validate_passes_a_good_set(served: Shell, tmp_path: Path) -> None:
    done = served.run("eval", "validate", write_set(tmp_path / "set.jsonl", FIGURE, LEVEL))

    assert (done.code, done.stdout) == (0, "")
    assert "2 cases" in done.stderr


def test_compare_and_runs_show_what_is_kept(evaluated: tuple[Shell, Path, Run, Path]) -> None:
    shell, _, _, folder = evaluated

    listed = shell.run("eval", "runs", "--runs", folder.parent)
    compared = shell.run("eval", "compare", folder, folder, "--json")

    assert f"{folder.name}  4 of 4 passed" in listed.stdout
    assert compared.json["cases"] == 4
    assert compared.json["turned"] == []


def test_target_that_nobody_serves_is_said_at_once(tmp_path: Path, shell: Shell) -> None:
    questions = write_set(tmp_path / "set.jsonl", FIGURE)

    silent = shell.run("eval", "run", questions, "--target", "http://127.0.0.1:9")
    misnamed = shell.run("eval", "run", questions, "--target", "localhost")

    assert (silent.code, misnamed.code) == (1, 1)
    assert "Is `r2p serve` running there?" in silent.stderr
    assert "is no target" in misnamed.stderr


def test_chat_model_answers_and_another_judges_where_they_are_set(
    filled: Shell, tmp_path: Path
) -> None:
    questions = write_set(tmp_path / "set.jsonl", FIGURE)
    said = "MINUSMA recorded seven incidents around Bankass, in which 49 civilians died [1]."
    with scripted_openai(Script(words=said)) as model, scripted_openai(Script("SCORE: 3")) as judge:
        done = filled.run(
            "eval", "run", questions, "--judge", "--entailment", "--json",
            R2P_MODEL__NAME="openai:scripted", R2P_MODEL__BASE_URL=model, R2P_MODEL__API_KEY="k",
            R2P_JUDGE__NAME="openai:judge", R2P_JUDGE__BASE_URL=judge, R2P_JUDGE__API_KEY="k",
        )  # fmt: skip

    assert done.code == 0, done.stderr
    measures = {(each["slice"], each["measure"]): each["value"] for each in done.json["measures"]}
    assert done.json["answered_by"] == "openai:scripted"
    assert measures["all", "judge"] == 0.75
    assert measures["all", "passed"] == 1.0
    assert ("all", "entailed") in measures


def test_csv_becomes_a_set_that_runs(served: Shell, tmp_path: Path) -> None:
    path = tmp_path / "questions.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["question", "answer", "kind"])
        rows.writerow([FIGURE["question"], "49", "figure"])
        rows.writerow([UNCOVERED["question"], "", "unanswerable"])
    out = tmp_path / "set.jsonl"

    imported = served.run("eval", "import", path, "--out", out)
    done = served.run("eval", "run", out, "--runs", tmp_path / "runs", "--json")

    assert imported.code == 0, imported.stderr
    assert "2 cases" in imported.stderr
    assert done.json["cases"] == 2


def test_thumbs_down_becomes_a_draft_case(served: Shell, tmp_path: Path) -> None:
    answer = served.run("ask", FIGURE["question"], "--json").json
    feedback = {"rating": "down", "reason": "wrong", "comment": "It was 50.", "expected": "50"}
    _post(f"{address(served)}/v1/answers/{answer['id']}/feedback", feedback)
    out = tmp_path / "drafts.jsonl"

    done = served.run("eval", "from-feedback", "--out", out)

    assert done.code == 0, done.stderr
    drafts = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [draft["question"] for draft in drafts] == [FIGURE["question"]]
    assert drafts[0]["facts"] == [["50"]]


def _post(url: str, body: dict[str, str]) -> None:
    import httpx2

    assert httpx2.post(url, json=body, timeout=20, trust_env=False).status_code == 201
