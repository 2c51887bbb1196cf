from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from evals.regression.cases import (
    SCHEMA_FILE,
    QuestionSetError,
    case_schema,
    load_question_set,
    read_question_set,
)
from evals.regression.filtering import FilterRejected, filtered
from evals.regression.validating import case_faults

GOOD: dict[str, Any] = {
    "id": "a-01",
    "kind": "figure",
    "question": "How many?",
    "expected_outcome": "ANSWERED",
    "facts": [["49"]],
    "evidence": [{"briefing": "x", "quote": "At least 49."}],
}


def write(path: Path, *lines: dict[str, Any] | str) -> Path:
    written = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("\n".join(written), encoding="utf-8")
    return path


def test_published_schema_is_that_of_the_model() -> None:
    assert json.loads(SCHEMA_FILE.read_text(encoding="utf-8")) == case_schema()


def test_published_schema_takes_a_good_case_and_no_misspelt_field() -> None:
    jsonschema.validate(GOOD, case_schema())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**GOOD, "expected": "ANSWERED"}, case_schema())


@pytest.mark.parametrize(
    ("line", "field", "mend"),
    [
        ({**GOOD, "expected_outcome": "MAYBE"}, "expected_outcome", "outcomes of the answer API"),
        ({**GOOD, "qestion": "?"}, "qestion", "mend its name"),
        ({key: GOOD[key] for key in GOOD if key != "kind"}, "kind", "Add the field"),
        ({**GOOD, "countries": ["Mali"]}, "countries", "MLI"),
        ('{"id": "a-01",', "", "one whole JSON object"),
    ],
)
def test_fault_names_line_field_and_mend(
    line: dict[str, Any] | str, field: str, mend: str, tmp_path: Path
) -> None:
    path = write(tmp_path / "set.jsonl", {**GOOD, "id": "first"}, line)

    fault = read_question_set(path).faults[0]

    assert (fault.line, fault.field) == (2, field)
    assert mend in fault.text
    assert "set.jsonl line 2" in fault.text


def test_second_case_of_an_id_is_a_fault_across_the_files_of_a_folder(tmp_path: Path) -> None:
    write(tmp_path / "one.jsonl", GOOD)
    write(tmp_path / "two.jsonl", GOOD)

    read = read_question_set(tmp_path)

    assert len(read.cases) == 1
    assert [fault.file for fault in read.faults] == ["two.jsonl"]


def test_set_with_a_fault_is_not_run(tmp_path: Path) -> None:
    path = write(tmp_path / "set.jsonl", GOOD, "nonsense")

    with pytest.raises(QuestionSetError, match="r2p eval validate"):
        load_question_set(path)


@pytest.mark.parametrize("name", ["absent.jsonl", "."])
def test_absent_set_says_what_to_name(name: str, tmp_path: Path) -> None:
    with pytest.raises(QuestionSetError, match=r"Name a \.jsonl file"):
        read_question_set(tmp_path / name)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"facts": [["50"]]}, "facts"),
        ({"facts": [[" "]], "evidence": []}, "facts"),
        ({"must_not": ["49"]}, "must_not"),
        ({"expected_outcome": "NOT_IN_BRIEFINGS"}, "expected_outcome"),
    ],
)
def test_case_that_contradicts_itself_is_a_fault(
    changes: dict[str, Any], field: str, tmp_path: Path
) -> None:
    path = write(tmp_path / "set.jsonl", {**GOOD, **changes})

    assert field in {fault.field for fault in case_faults(read_question_set(path))}


def test_filters_narrow_by_field_and_widen_by_value(tmp_path: Path) -> None:
    lines = [
        {**GOOD, "id": f"{kind}-{half}", "kind": kind, "half": half}
        for kind in ("figure", "date", "actor")
        for half in ("dev", "held_out")
    ]
    cases = load_question_set(write(tmp_path / "set.jsonl", *lines)).cases

    kept = filtered(cases, ["kind=figure,date", "half=dev"])

    assert [case.id for case in kept] == ["figure-dev", "date-dev"]


@pytest.mark.parametrize("wrong", ["kind", "kinds=figure", "kind=", "kind=tale"])
def test_filter_that_cannot_be_met_says_what_there_is(wrong: str, tmp_path: Path) -> None:
    cases = load_question_set(write(tmp_path / "set.jsonl", GOOD)).cases

    with pytest.raises(FilterRejected, match=r"kind, half|has kind figure"):
        filtered(cases, [wrong])


def test_rewording_a_case_changes_its_digest(tmp_path: Path) -> None:
    lines = [GOOD, {**GOOD, "id": "a-02"}]
    one, other = load_question_set(write(tmp_path / "set.jsonl", *lines)).cases

    assert one.sha256 != other.sha256
    assert one.sha256 == one.model_copy().sha256
