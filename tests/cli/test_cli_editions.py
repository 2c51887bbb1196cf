"""What editions say, through a running API and without one."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from docx import Document

from tests.cli.conftest import Run, Shell

MARK = re.compile(r"\[(\d+)\]")
COMMANDS = (
    ["situations"],
    ["series", "--country", "Mali"],
    ["changes", "Mali"],
    ["timeline", "Mali", "--since", "2019"],
    ["brief", "MLI"],
)


def _marks_and_sources(printed: Run) -> tuple[set[str], set[str]]:
    lines, _, sources = printed.stdout.partition("\nSources\n")
    return set(MARK.findall(lines)), set(re.findall(r"^  \[(\d+)\] ", sources, re.MULTILINE))


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_it_is_the_same_with_and_without_an_api(
    served: Shell, filled: Shell, command: list[str]
) -> None:
    if command == ["situations"]:
        command = [*command, "--country", "Myanmar"]  # other tests add a country to `served`
    through, alone = (each.run(*command, "--json") for each in (served, filled))

    assert through.code == alone.code == 0, through.stderr + alone.stderr
    assert through.json == alone.json
    assert through.stderr == ""


@pytest.mark.parametrize("command", [*COMMANDS[:1], *COMMANDS[2:]], ids=lambda each: each[0])
def test_every_mark_points_at_a_source_and_every_source_is_used(
    served: Shell, command: list[str]
) -> None:
    printed = served.run(*command)
    marks, sources = _marks_and_sources(printed)

    assert printed.code == 0, printed.stderr
    assert marks
    assert marks == sources


def test_a_country_in_full_has_its_history(served: Shell) -> None:
    shown = served.run("situations", "--country", "Mali").stdout

    assert shown.startswith("Mali: Serious Concern, edition of 15 May 2019 [1]\n")
    assert "    15 May 2019: Serious Concern, the first level held [1]\n" in shown


def test_a_level_may_be_written_as_one_word(served: Shell) -> None:
    found = served.run("situations", "--level", "serious-concern", "--json")

    assert [each["country"] for each in found.json["situations"]] == ["MLI"]


def test_changes_of_a_country_are_those_of_its_series(served: Shell) -> None:
    (series,) = served.run("series", "--country", "MLI", "--json").json["series"]
    by_country = served.run("changes", "Mali", "--from", "2013", "--json")
    by_series = served.run("changes", series["id"], "--from", "2013-04", "--json")

    assert by_country.json == by_series.json
    assert by_country.json["results"][0]["before"]["edition_date"] == "2013-04"


def test_a_comparison_has_both_countries_in_each_row(served: Shell) -> None:
    compared = served.run("compare", "Mali", "Myanmar", "Which is at the higher level?", "--json")

    assert compared.code == 0, compared.stderr
    (row,) = compared.json["rows"]
    assert [cell["subject"] for cell in row["cells"]] == ["Mali", "Myanmar"]
    assert all(cell["citations"] for cell in row["cells"])
    assert compared.json["verdict"]["text"].startswith("Myanmar is at the higher level")


def test_a_brief_becomes_a_file_that_is_never_replaced_unasked(served: Shell) -> None:
    folder = served.data_dir.parent
    written = served.run("brief", "Mali", "--as-of", "2014-01-01", "--format", "docx")
    again = served.run("brief", "Mali", "--as-of", "2014-01-01", "--format", "docx")
    named = served.run("brief", "Mali", "--output", "mali.pdf")

    assert written.stdout == "Wrote brief-mali-2014-01-01.docx\n"
    content = (folder / "brief-mali-2014-01-01.docx").read_bytes()
    assert Document(BytesIO(content)).paragraphs[0].text == "Mali"
    assert (again.code, "is there already" in again.stderr) == (1, True)
    assert named.code == 0, named.stderr
    assert (folder / "mali.pdf").read_bytes().startswith(b"%PDF-")


def test_markdown_goes_to_the_screen(served: Shell) -> None:
    shown = served.run("brief", "Mali", "--format", "markdown")

    assert shown.stdout.startswith("# Mali\n")
    assert "## Endnotes" in shown.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "named"),
    [
        (["changes", "no-such-series"], 1, "No series has the id 'no-such-series'"),
        (["changes", "France"], 1, "says nothing about the risk"),
        (["changes", "Myanmar"], 1, "two editions"),
        (["changes", "Mali", "--from", "2019-05", "--to", "2018"], 1, "is after"),
        (["changes", "Mali", "--from", "soon"], 1, "neither a date"),
        (["timeline", "France"], 1, "says nothing about the risk"),
        (["timeline", "Mali", "--since", "May 2019"], 1, "'May 2019' is no date"),
        (["compare", "France", "Italy"], 1, "says nothing about the risk"),
        (["brief", "France", "--format", "pdf"], 1, "says nothing about the risk"),
        (["brief", "Mali", "--output", "none/mali.pdf"], 1, "none/mali.pdf cannot be written"),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, list) else None,
)
def test_what_cannot_be_told_is_one_line_that_says_why(
    served: Shell, arguments: list[str], code: int, named: str
) -> None:
    refused = served.run(*arguments)

    assert (refused.code, refused.stdout) == (code, "")
    assert refused.stderr.startswith("r2p: ")
    assert refused.stderr.count("\n") == 1
    assert named in refused.stderr
