from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from assistant.domain import Outcome
from evals.regression.cases import QuestionSetError, RegressionCase, load_question_set
from evals.regression.importing.csv_cases import cases_from_csv
from evals.regression.importing.imported import Imported, write_cases


def csv_file(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "my set.csv"
    path.write_bytes(text.encode(encoding))
    return path


def read(folder: Path, text: str) -> Imported:
    return cases_from_csv(csv_file(folder, text))


def only_case(folder: Path, text: str) -> RegressionCase:
    imported = read(folder, text)
    assert imported.faults == ()
    (case,) = imported.cases
    return case


def test_every_column_reaches_its_field(tmp_path: Path) -> None:
    history = json.dumps([{"role": "user", "content": "What of Mopti?"}]).replace('"', '""')
    case = only_case(
        tmp_path,
        "id,question,kind,expected_outcome,other_outcomes,facts,must_not,evidence,editions,"
        "countries,as_of,tags,half,history,note\n"
        'q-1,"How many, then?",figure,partly answered,ANSWERED,12 000|12000; in May,9 000;8 000,'
        'a.md: One: two. ;; b: Three.,c-2019,mli; BFA,2019-06-30,"typo, long",held_out,'
        f'"{history}",Ours.\n',
    )
    assert case == RegressionCase.model_validate(
        {
            "id": "q-1",
            "question": "How many, then?",
            "kind": "figure",
            "expected_outcome": "PARTLY_ANSWERED",
            "other_outcomes": ["ANSWERED"],
            "facts": [["12 000", "12000"], ["in May"]],
            "must_not": ["9 000", "8 000"],
            "evidence": [
                {"briefing": "a.md", "quote": "One: two."},
                {"briefing": "b", "quote": "Three."},
            ],
            "editions": ["c-2019"],
            "countries": ["MLI", "BFA"],
            "as_of": date(2019, 6, 30),
            "tags": ["typo", "long"],
            "half": "held_out",
            "history": [{"role": "user", "content": "What of Mopti?"}],
            "note": "Ours.",
        }
    )


@pytest.mark.parametrize(
    "header",
    ["query,answer", "Question;Ground Truth", "user_input\texpected-answer", '"query";id;"facts"'],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_usual_names_delimiters_and_marks_are_read(
    tmp_path: Path, header: str, encoding: str, line_end: str
) -> None:
    delimiter = next(each for each in "\t;," if each in header)
    row = ["Où étaient-ils?", "Ménaka"]
    if "id" in header:
        row.insert(1, "q1")
    text = line_end.join((header, delimiter.join(row), ""))
    imported = cases_from_csv(csv_file(tmp_path, text, encoding))
    assert imported.faults == ()
    (case,) = imported.cases
    assert (case.question, case.facts) == ("Où étaient-ils?", (("Ménaka",),))


def test_row_without_an_answer_expects_a_refusal_and_others_an_answer(tmp_path: Path) -> None:
    cases = read(tmp_path, "question,answer\nWho?,Herders\nWhy?,\n").cases
    assert [(case.expected_outcome, case.kind) for case in cases] == [
        (Outcome.ANSWERED, "fact"),
        (Outcome.NOT_IN_BRIEFINGS, "unanswerable"),
    ]
    assert only_case(tmp_path, "question\nWho?\n").expected_outcome is Outcome.ANSWERED


def test_missing_ids_are_numbered_by_row_around_those_that_are_given(tmp_path: Path) -> None:
    imported = read(tmp_path, "id,question\n,One?\nmy-set-0003,Two?\n,Three?\n")
    assert imported.faults == ()
    assert [case.id for case in imported.cases] == ["my-set-0001", "my-set-0003", "my-set-0003-row"]


def test_cell_with_line_breaks_is_one_cell_and_the_next_row_has_its_own_line(
    tmp_path: Path,
) -> None:
    imported = read(tmp_path, 'question,as_of\n"One\nand\u2028more?",\n\nTwo?,never\n')
    assert imported.cases[0].question == "One\nand\u2028more?"
    (fault,) = imported.faults
    assert (fault.line, fault.field) == (5, "as_of")


@pytest.mark.parametrize(
    ("row", "field", "problem"),
    [
        (",x", "question", "required"),
        ("Who?,x,ATLANTIS", "countries", "'ATLANTIS' is no country code"),
        ("Who?,x,,MAYBE", "expected_outcome", "'MAYBE' is no outcome"),
        ("Who?,x,,,no colon", "evidence", "names no briefing and quote"),
        ("Who?,x,,,,[broken", "history", "not JSON"),
        ('Who?,x,,,,"[{""role"": ""system"", ""content"": ""x""}]"', "history.0.role", "user"),
        ("Who?,x,,,,,neither", "half", "held_out"),
        ("Who?,x,,,,,,bad id!", "id", "pattern"),
        ("Who?,x,,,,,,taken", "id", "'taken' is taken"),
        ("Who?,x,,,,,,,one too many", "", "9 cells below 8 columns"),
    ],
)
def test_row_that_makes_no_case_is_a_fault_and_its_neighbours_are_read(
    tmp_path: Path, row: str, field: str, problem: str
) -> None:
    header = "question,facts,countries,expected_outcome,evidence,history,half,id"
    imported = read(tmp_path, f"{header}\nFirst?,,,,,,,taken\n{row}\nLast?,,,,,,,last\n")
    assert [case.question for case in imported.cases] == ["First?", "Last?"]
    (fault,) = imported.faults
    assert (fault.file, fault.line, fault.field) == ("my set.csv", 3, field)
    assert problem in fault.problem
    assert fault.mend


def test_quotation_mark_that_is_never_closed_is_a_fault(tmp_path: Path) -> None:
    imported = read(tmp_path, 'question\nOne?\n"Two?\nThree?\n')
    assert [case.question for case in imported.cases] == ["One?"]
    (fault,) = imported.faults
    assert fault.line == 3
    assert "nothing behind it was read" in fault.problem


def test_columns_that_mean_nothing_are_named(tmp_path: Path) -> None:
    imported = read(tmp_path, "Question,Answer,Ground Truth,Contexts\nWho?,Said,Herders,x\n")
    assert imported.unused_columns == ("Answer", "Contexts")
    assert imported.cases[0].facts == (("Herders",),)


@pytest.mark.parametrize(
    ("text", "named"), [("prompt,answer\nWho?,x\n", "'prompt', 'answer'"), ("", "nothing")]
)
def test_header_without_questions_is_refused_and_says_what_it_names(
    tmp_path: Path, text: str, named: str
) -> None:
    with pytest.raises(QuestionSetError, match=f"no column of questions; .* {named}"):
        read(tmp_path, text)


def test_file_that_is_not_utf_8_or_not_there_is_refused_with_advice(tmp_path: Path) -> None:
    with pytest.raises(QuestionSetError, match="CSV UTF-8"):
        cases_from_csv(csv_file(tmp_path, "question\nOù?\n", "latin-1"))
    with pytest.raises(QuestionSetError, match="Check the path"):
        cases_from_csv(tmp_path / "none.csv")


def test_imported_cases_are_a_question_set_once_written(tmp_path: Path) -> None:
    cases = read(
        tmp_path, 'question,facts,as_of\n"Who\u2028\x85?",a|b;c,2019-06-30\nWhy?,,\n'
    ).cases
    write_cases(tmp_path / "set.jsonl", cases)
    assert load_question_set(tmp_path / "set.jsonl").cases == cases
    assert sorted(path.name for path in tmp_path.iterdir()) == ["my set.csv", "set.jsonl"]
