"""Commands while `r2p serve` holds the library."""

from __future__ import annotations

import socket
import time
from pathlib import Path
from typing import Any

from tests.cli.conftest import Shell, address, serving
from tests.ports import free_port

QUESTION = "How many people were displaced in the Mopti region of Mali?"
BRIEFING = """---
title: "Freedonia: Populations at Risk"
date: 2020-02-03
country: Chad
---

In January 2020 raiders on motorcycles burned the granaries of Ardeb and drove 4,310 people away.

The government sent two companies of gendarmes to the district in response.
"""


def test_answers_are_the_same_with_and_without_an_api(served: Shell, filled: Shell) -> None:
    through, alone = (each.run("ask", QUESTION, "--json") for each in (served, filled))

    assert through.code == alone.code == 0
    assert _lasting(through.json) == _lasting(alone.json)
    assert through.stderr == ""


def test_lists_and_searches_are_the_same_with_and_without_an_api(
    served: Shell, filled: Shell
) -> None:
    for command in (["search", "Mopti", "--json"], ["briefings", "--country", "MMR", "--json"]):
        through, alone = (each.run(*command) for each in (served, filled))

        assert through.json == alone.json
        assert through.code == alone.code == 0


def test_what_is_ingested_while_the_api_runs_is_found_at_once(
    served: Shell, tmp_path: Path
) -> None:
    documents = tmp_path / "new"
    documents.mkdir()
    (documents / "raid.md").write_text(BRIEFING, encoding="utf-8")
    (documents / "manifest.tsv").write_text(
        "slug\tfile\tdate\nchad-raid\traid.md\t3 February 2020\n", encoding="utf-8"
    )
    (documents / "notes.md").write_text("not named", encoding="utf-8")

    taken = served.run("ingest", documents, "--json")
    found = served.run("search", "granaries of Ardeb burned", "--json")
    again = served.run("ingest", documents)

    results = {each["file_name"]: each for each in taken.json["results"]}
    assert taken.code == 0, taken.stdout
    assert results["notes.md"]["status"] == "left out"
    assert results["raid.md"]["briefing_id"] == "chad-raid"
    assert found.json["passages"][0]["briefing_id"] == "chad-raid"
    assert "1 unchanged" in again.stdout


def test_a_bad_file_does_not_stop_the_others(served: Shell, tmp_path: Path) -> None:
    bad, good = tmp_path / "bad.pdf", tmp_path / "raid.md"
    bad.write_bytes(b"%PDF-1.7 and no more")
    good.write_text(BRIEFING.replace("4,310", "4,311"), encoding="utf-8")

    taken = served.run("ingest", bad, good, tmp_path / "missing.txt", "--json")
    statuses = [each["status"] for each in taken.json["results"]]

    assert taken.code == 1
    assert [statuses[0], statuses[2]] == ["failed", "failed"]
    assert statuses[1] != "failed"


def test_a_file_over_the_limit_is_refused_before_it_is_sent(served: Shell, tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(2**31)  # a file with a hole: it takes no room

    taken = served.run("ingest", large, "--json")

    assert taken.code == 1
    assert "2048 MB" in taken.json["results"][0]["message"]


def test_commands_that_need_the_folder_say_who_holds_it(served: Shell) -> None:
    for command in ("rebuild", "serve", "start"):
        refused = served.run(command)

        assert (refused.code, refused.stdout) == (1, "")
        assert "held by `r2p serve`" in refused.stderr
        assert address(served) in refused.stderr
        assert refused.stderr.count("\n") == 1


def test_a_port_of_another_program_is_named(shell: Shell) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        for command, variable in (
            (["serve"], "R2P_API__PORT"),
            (["serve", "--port", port], "R2P_API__PORT"),
            (["chat"], "R2P_CHAT__PORT"),
            (["start"], "R2P_CHAT__PORT"),
        ):
            own = "--port" in command or command == ["start"]
            settings = {variable: port} | ({"R2P_API__PORT": str(free_port())} if own else {})
            refused = shell.run(*command, **settings)

            assert (refused.code, refused.stdout) == (2, "")
            assert f"Port {port} on 127.0.0.1 is taken" in refused.stderr
            assert variable in refused.stderr


def test_doctor_asks_the_running_api(served: Shell) -> None:
    found = served.run("doctor", "--json")

    assert found.code == 0
    assert found.json["answer_api"] == address(served)
    assert found.json["library"]["editions"] >= 3
    assert found.json["outbound"] == []


def test_a_problem_of_the_api_is_one_line(served: Shell) -> None:
    refused = served.run("ask", "why " * 6000)

    assert (refused.code, refused.stdout) == (1, "")
    assert refused.stderr.startswith("r2p: ")
    assert refused.stderr.count("\n") == 1


def test_commands_wait_for_an_api_that_is_still_loading(filled: Shell, tmp_path: Path) -> None:
    shell = Shell(filled.data_dir, {"R2P_API__PORT": str(free_port())})
    process = shell.begin("serve", log=tmp_path / "early.log")
    try:
        while "http" not in (shell.data_dir / "owner.lock").read_text(encoding="utf-8"):
            assert process.poll() is None
            time.sleep(0.01)
        listed = shell.run("briefings", "--json")
    finally:
        process.terminate()
        process.wait(60)

    assert listed.code == 0, listed.stderr
    assert len(listed.json["briefings"]) == 3
    assert "Waiting for the answer API" in listed.stderr


def test_serve_answers_to_the_host_it_was_given_and_stops_when_asked(
    filled: Shell, tmp_path: Path
) -> None:
    shell = Shell(filled.data_dir, {"R2P_API__PORT": str(free_port()), "R2P_LOG__LEVEL": "ERROR"})
    log = tmp_path / "serve.log"
    with serving(shell, log) as process:
        process.terminate()
        code = process.wait(60)

    assert code == 0
    assert "Uvicorn running" not in log.read_text(encoding="utf-8")  # the log level was passed on
    assert (shell.data_dir / "owner.lock").read_text(encoding="utf-8") == ""


def _lasting(answer: dict[str, Any]) -> dict[str, Any]:
    """Return what does not change from one asking to the next."""
    return {
        name: value
        for name, value in answer.items()
        if name not in ("id", "created_at", "timings_ms")
    }
