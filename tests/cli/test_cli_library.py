"""Commands on a library that no API holds."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

from tests.cli.conftest import SAMPLES, Run, Shell

QUESTION = "How many people were displaced in the Mopti region of Mali?"


def test_folder_with_a_bad_file_is_reported_per_file(first_ingest: tuple[Shell, Run]) -> None:
    run = first_ingest[1]
    statuses = {result["file_name"]: result["status"] for result in run.json["results"]}
    failed = next(each for each in run.json["results"] if each["file_name"] == "empty.txt")

    assert run.code == 1
    assert statuses.pop("empty.txt") == "failed"
    assert "is empty" in failed["message"]
    assert set(statuses) == set(SAMPLES)
    assert set(statuses.values()) <= {"added", "new edition"}
    assert "[0/4]" in run.stderr  # progress


def test_the_same_file_again_changes_nothing(filled: Shell, tmp_path: Path) -> None:
    documents = tmp_path / "again"
    documents.mkdir()
    for name in SAMPLES:
        shutil.copy(str(_sample(name)), documents)

    again = filled.run("ingest", documents)

    assert again.code == 0
    assert again.stdout.rstrip().endswith("3 unchanged")


def test_answer_is_cited_and_json_is_all_there_is_on_stdout(filled: Shell) -> None:
    shown, as_json = filled.run("ask", QUESTION), filled.run("ask", QUESTION, "--json")

    assert shown.code == as_json.code == 0
    assert "[1]" in shown.stdout
    assert "Sources" in shown.stdout
    assert "mali-2019-05-15" in as_json.json["citations"][0]["briefing_id"]


def test_what_the_briefings_do_not_say_is_refused(filled: Shell) -> None:
    refused = filled.run("ask", "Who won the chess olympiad in Budapest?", "--json")

    assert refused.code == 1
    assert refused.json["citations"] == []


def test_too_long_a_question_is_refused_in_one_line(filled: Shell) -> None:
    refused = filled.run("ask", "why " * 6000)

    assert (refused.code, refused.stdout) == (1, "")
    assert refused.stderr.startswith("r2p: ")
    assert refused.stderr.count("\n") == 1


def test_search_finds_and_keeps_to_the_country(filled: Shell) -> None:
    found = filled.run("search", "displaced", "--country", "Burma", "--limit", "3", "--json")

    assert found.code == 0
    assert all("myanmar" in each["briefing_id"] for each in found.json["passages"])
    assert found.json["passages"]


def test_briefings_are_listed_by_series(filled: Shell) -> None:
    shown = filled.run("briefings", "--country", "MLI")

    assert shown.code == 0
    assert "newest" in shown.stdout
    assert "myanmar" not in shown.stdout.lower()


def test_doctor_on_an_empty_folder_finds_nothing_to_mend(shell: Shell) -> None:
    asked_for = {"LANGSMITH_TRACING": "true", "LANGCHAIN_TRACING_V2": "true"}
    found = shell.run("doctor", "--json", R2P_RETRIEVAL__EVIDENCE="7", **asked_for)
    origins = {each["variable"]: each["origin"] for each in found.json["settings"]}

    assert found.code == 0, found.stderr
    assert found.json["library"]["editions"] == 0
    assert found.json["outbound"] == []
    assert found.json["problems"] == []
    assert "LangSmith tracing" in found.json["switched_off"]
    assert origins["R2P_RETRIEVAL__EVIDENCE"] == "environment"
    assert origins["R2P_API__PORT"] == "default"


def test_a_damaged_index_is_found_and_a_rebuild_mends_it(filled: Shell) -> None:
    _lose_vectors(filled.data_dir)

    found = filled.run("doctor")
    mended = filled.run("rebuild")
    healthy = filled.run("doctor", "--json")

    assert found.code == 1
    assert "r2p rebuild" in found.stdout
    assert mended.code == healthy.code == 0
    assert set(healthy.json["library"]["checks"].values()) == {"ok"}


def test_an_index_that_cannot_be_opened_is_one_line(filled: Shell) -> None:
    for database in filled.data_dir.glob("chroma/*/chroma.sqlite3"):
        database.write_bytes(b"no database" * 999)

    asked, found = filled.run("ask", QUESTION), filled.run("doctor", "--json")

    assert (asked.code, found.code) == (1, 1)
    assert asked.stderr.count("\n") == 1
    assert "r2p rebuild" in asked.stderr
    assert "r2p rebuild" in found.json["problems"][0]


def _lose_vectors(data_dir: Path) -> None:
    """Do to the index what a torn write does: it opens, it counts right, it finds nothing."""
    for path in data_dir.glob("chroma/*/chroma.sqlite3"):
        connection = sqlite3.connect(path)
        connection.execute("delete from embeddings_queue")
        connection.commit()
        connection.close()


def _sample(name: str) -> Path:
    from importlib.resources import files

    return Path(str(files("ingest") / "samples" / name))
