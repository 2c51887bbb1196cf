from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant import __version__
from tests.cli.conftest import Shell

COMMANDS = (
    "start",
    "ingest",
    "ask",
    "search",
    "situations",
    "changes",
    "timeline",
    "compare",
    "brief",
    "series",
    "briefings",
    "serve",
    "chat",
    "doctor",
    "rebuild",
    "keys",
)
HEAVY = ("torch", "chromadb", "langchain_core", "openvino", "pydantic", "fastapi", "streamlit")


def test_help_answers_in_half_a_second_and_names_every_command(shell: Shell) -> None:
    fastest = float("inf")
    for _ in range(5):  # the fastest of some: other processes share the machine
        begun = time.perf_counter()
        shown = shell.run("--help")
        fastest = min(fastest, time.perf_counter() - begun)

    assert shown.code == 0
    assert all(command in shown.stdout for command in COMMANDS)
    assert fastest < 0.5


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help_of_its_own(shell: Shell, command: str) -> None:
    shown = shell.run(command, "--help")

    assert (shown.code, shown.stderr) == (0, "")
    assert shown.stdout.startswith(f"usage: r2p {command}")


@pytest.mark.parametrize("arguments", [["--help"], ["ask", "--country", "Mali", "--limit", "x"]])
def test_nothing_heavy_is_imported_before_a_command_runs(
    shell: Shell, arguments: list[str]
) -> None:
    loaded = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "assistant.cli", *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        env=shell.environment,
        check=False,
    ).stderr
    modules = {line.rpartition("|")[2].strip() for line in loaded.splitlines()}

    assert "assistant.cli.asking" in modules
    assert not modules.intersection(HEAVY)


def test_version_is_printed(shell: Shell) -> None:
    assert shell.run("--version").stdout == f"r2p {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ([], "COMMAND"),
        (["answer"], "answer"),
        (["ask"], "QUESTION"),
        (["ask", " "], "empty"),
        (["ask", "Why?", "--as-of", "15 May 2019"], "15 May 2019"),
        (["ask", "Why?", "--as-of", "2019-02-30"], "2019-02-30"),
        (["ask", "Why?", "--country", "Atlantis"], "Atlantis"),
        (["search", "Mopti", "--limit", "51"], "51"),
        (["briefings", "--country", "Congo"], "COD (Democratic Republic of the Congo) or COG"),
        (["changes", "Congo"], "COD (Democratic Republic of the Congo) or COG"),
        (["timeline", "Atlantis"], "Atlantis"),
        (["compare", "Mali"], "COUNTRY"),
        (["situations", "--level", "high"], "Serious Concern"),
        (["brief", "Mali", "--format", "odt"], "docx"),
        (["brief", "Mali", "--format", "pdf", "--json"], "--json"),
        (["brief", "Mali", "--output", "/"], "folder"),
        (["ingest"], "--samples"),
        (["serve", "--port", "70000"], "70000"),
        (["doctor", "--colour"], "--colour"),
    ],
)
def test_wrong_use_is_one_line_that_names_it(
    shell: Shell, arguments: list[str], named: str
) -> None:
    refused = shell.run(*arguments)

    assert (refused.code, refused.stdout) == (2, "")
    assert refused.stderr.startswith("r2p: ")
    assert refused.stderr.count("\n") == 1
    assert named in refused.stderr


@pytest.mark.parametrize("command", ["doctor", "rebuild", "serve", "chat", "start"])
def test_unknown_setting_is_wrong_use(shell: Shell, command: str) -> None:
    refused = shell.run(command, R2P_MODLE__NAME="x")

    assert (refused.code, refused.stdout) == (2, "")
    assert refused.stderr.count("\n") == 1
    assert "R2P_MODLE__NAME" in refused.stderr


def test_a_reader_that_goes_away_gets_no_trace(shell: Shell, tmp_path: Path) -> None:
    script = f"{sys.executable} -m assistant.cli --help | true"
    gone = subprocess.run(
        ["/bin/sh", "-c", script],
        capture_output=True,
        text=True,
        timeout=60,
        env=shell.environment,
        cwd=tmp_path,
        check=False,
    )

    assert gone.stderr == ""
