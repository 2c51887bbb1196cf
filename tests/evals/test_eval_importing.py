from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.domain import Briefing, Outcome
from assistant.library.library import Library
from assistant.settings import Settings
from evals.regression.cases import QuestionSetError, RegressionCase, load_question_set
from evals.regression.importing.csv_cases import cases_from_csv
from evals.regression.importing.imported import Imported, write_cases
from evals.regression.importing.squad import import_squad
from evals.regression.importing.squad_naming import SquadOptions
from ingest.pipeline import ingest_paths
from tests.library.fakes import HashingEmbedder


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


HARBOUR = (
    "1. The *harbour* of Old_Town is_not <b>deep</b> &amp; holds [30]\u00a0ships. "
    "It was  built in 1820.\ufeff Ships of the harbour pay O\n2 guilders\u2014or 5% ~more~ | less."
)
PLAINS = "# The plains lie low.\n\n- Wheat grows there, and rye. Wheat is sold in May."


def asked(context: str, question: str, *answers: str, last: bool = False) -> dict[str, object]:
    find = context.rfind if last else context.find
    return {
        "id": question.split()[0].lower(),
        "question": f" {question} ",
        "answers": [{"text": text, "answer_start": find(text)} for text in answers],
        "is_impossible": not answers,
    }


def squad_file(folder: Path, *articles: tuple[str, str, list[dict[str, object]]]) -> Path:
    data = [
        {"title": title, "paragraphs": [{"context": context, "qas": questions}], "more": 1}
        for title, context, questions in articles
    ]
    path = folder / "squad.json"
    path.write_text(json.dumps({"version": "v2.0", "data": data}), encoding="utf-8")
    return path


@pytest.fixture
def squad(tmp_path: Path) -> Path:
    return squad_file(
        tmp_path,
        ("Old_Town", HARBOUR, [
            asked(HARBOUR, "How many ships?", "[30]\u00a0ships", "<b>deep</b>"),
            asked(HARBOUR, "When was it built?", "1820", "in 1820"),
            asked(HARBOUR, "What is it called?", "harbour", last=True),
            asked(HARBOUR, "Price in guilders?", "O\n2 guilders"),
            asked(HARBOUR, "Who built it?"),
        ]),
        ("Plains%20(low)", PLAINS, [asked(PLAINS, "Which crop is sold?", "Wheat", last=True)]),
    )  # fmt: skip


def stored_in_a_library(folder: Path, documents: Path) -> dict[str, Briefing]:
    settings = Settings(data_dir=folder / "library")
    with Library.open(settings, "test", embedder=HashingEmbedder()) as library:
        results = tuple(ingest_paths([documents], library, settings))
        assert {result.status for result in results} == {"added"}
        return {card.source.file_name: library.get(card.id) for card in library.snapshot.cards}


def test_every_paragraph_is_an_edition_and_every_quote_stands_in_its_stored_text(
    squad: Path, tmp_path: Path
) -> None:
    imported = import_squad(squad, tmp_path / "documents")
    stored = stored_in_a_library(tmp_path, tmp_path / "documents")
    assert imported.faults == ()
    assert set(stored) == {path.name for path in imported.documents}
    assert len({briefing.series.id for briefing in stored.values()}) == len(stored) == 2
    quotes = [item for case in imported.cases for item in case.evidence]
    assert len(quotes) == 5
    for item in quotes:
        assert item.quote in stored[item.briefing].text


def test_text_is_stored_as_it_was_but_for_odd_spaces(squad: Path, tmp_path: Path) -> None:
    import_squad(squad, tmp_path / "documents")
    stored = stored_in_a_library(tmp_path, tmp_path / "documents")
    assert stored["squad-old-town-001.md"].text == (
        "1. The *harbour* of Old_Town is_not <b>deep</b> &amp; holds [30] ships. It was built in "
        "1820. Ships of the harbour pay O 2 guilders\u2014or 5% ~more~ | less."
    )
    plains = stored["squad-plains-low-001.md"]
    assert (
        plains.text
        == "# The plains lie low.\n\n- Wheat grows there, and rye. Wheat is sold in May."
    )
    assert (plains.title, plains.series.publisher, plains.edition_date.iso) == (
        "Plains (low), paragraph 1", "SQuAD", "2018-06-11",
    )  # fmt: skip


def test_evidence_is_the_sentence_in_which_the_annotator_saw_the_answer(
    squad: Path, tmp_path: Path
) -> None:
    cases = {case.id: case for case in import_squad(squad, tmp_path / "documents").cases}
    assert [item.quote for item in cases["squad-which"].evidence] == ["Wheat is sold in May."]
    assert cases["squad-what"].evidence[0].quote.startswith("Ships of the harbour pay")
    assert cases["squad-when"].facts == (("1820", "in 1820"),)
    assert len(cases["squad-when"].evidence) == 1
    assert len(cases["squad-how"].evidence_groups) == 1


def test_question_that_its_paragraph_does_not_answer_expects_a_refusal(
    squad: Path, tmp_path: Path
) -> None:
    (case,) = (
        case for case in import_squad(squad, tmp_path / "documents").cases if case.id == "squad-who"
    )
    assert (case.kind, case.expected_outcome) == ("unanswerable", Outcome.NOT_IN_BRIEFINGS)
    assert (case.facts, case.evidence, case.question) == ((), (), "Who built it?")


def test_options_choose_articles_and_questions_and_name_what_is_made(
    squad: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "documents"
    chosen = import_squad(squad, folder, SquadOptions(articles=("old town",), every=2, limit=2))
    assert [case.id for case in chosen.cases] == ["squad-how", "squad-what"]
    assert [path.name for path in chosen.documents] == ["squad-old-town-001.md"]
    options = SquadOptions(publisher="XQuAD", prefix="xquad-en", kind="date", half="held_out")
    case = import_squad(squad, folder, options).cases[0]
    assert (case.id, case.kind, case.half) == ("xquad-en-how", "date", "held_out")
    assert case.tags == ("xquad-en", "old-town")
    with pytest.raises(QuestionSetError, match=r"'atlantis'.*Old Town, Plains"):
        import_squad(squad, folder, SquadOptions(articles=("Atlantis",)))


@pytest.mark.parametrize("option", [{"every": 0}, {"limit": -1}, {"prefix": " "}])
def test_options_that_take_nothing_are_refused(option: dict[str, Any]) -> None:
    with pytest.raises(QuestionSetError, match="Nothing can be taken"):
        SquadOptions(**option)


def test_articles_of_one_title_stay_apart(tmp_path: Path) -> None:
    path = squad_file(tmp_path, ("Sea", HARBOUR, []), ("sea!", PLAINS, []), ("", PLAINS, []))
    imported = import_squad(path, tmp_path / "documents")
    stored = stored_in_a_library(tmp_path, tmp_path / "documents")
    assert [path.name for path in imported.documents] == [
        "squad-sea-001.md", "squad-sea-2-001.md", "squad-article-3-001.md",
    ]  # fmt: skip
    assert len({briefing.title for briefing in stored.values()}) == 3


def test_what_makes_no_case_is_told_with_its_place(tmp_path: Path) -> None:
    path = squad_file(
        tmp_path,
        ("Sea", HARBOUR, [
            asked(HARBOUR, "When was it built?", "1820"),
            asked(HARBOUR, "When was that?", "1820"),
            asked(HARBOUR, "Where is it?", "on the moon"),
        ]),
        ("Void", " \n ", [asked("", "What is here?")]),
    )  # fmt: skip
    imported = import_squad(path, tmp_path / "documents")
    assert [case.id for case in imported.cases] == ["squad-when"]
    assert [(fault.field, fault.problem[:12]) for fault in imported.faults] == [
        ("data.1.paragraphs.0", "squad-void-0"),
        ("data.0.paragraphs.0.qas.1", "The id 'squa"),
        ("data.0.paragraphs.0.qas.2", "No accepted "),
    ]
    assert [path.name for path in (tmp_path / "documents").iterdir()] == ["squad-sea-001.md"]


@pytest.mark.parametrize("text", ["", "[]", '{"data": []}', '{"data": [{"paragraphs": [{}]}]}'])
def test_file_in_another_format_is_refused_and_says_what_it_must_hold(
    tmp_path: Path, text: str
) -> None:
    path = tmp_path / "other.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(QuestionSetError, match="not in the format of SQuAD"):
        import_squad(path, tmp_path / "documents")
    assert not (tmp_path / "documents").exists()
