from __future__ import annotations

import os
from typing import Any

import pytest

from assistant.cli.library_check import in_child
from assistant.cli.output import print_briefings, print_file_results, print_line, summary_of
from assistant.cli.serving import url_of
from assistant.domain import DocumentKind
from assistant.errors import LibraryError
from assistant.settings import Settings


def _edition(**changes: object) -> dict[str, Any]:
    return {
        "id": "freedonia-2020",
        "series": "Press / Freedonia",
        "kind": "briefing",
        "title": "Freedonia",
        "edition_date": "2020",
        "level": None,
        "is_newest": False,
        "is_superseded": False,
        **changes,
    }


def test_control_characters_of_a_document_do_not_reach_the_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_line("red \x1b[31mtext\x07 and\u009b2J\ra tab\t, two\nlines")

    assert capsys.readouterr().out == "red [31mtext and2Ja tab, two\nlines\n"


@pytest.mark.parametrize("kind", list(DocumentKind))
def test_newest_is_said_only_of_kinds_that_are_published_again(
    capsys: pytest.CaptureFixture[str], kind: DocumentKind
) -> None:
    print_briefings([_edition(kind=kind.value, is_newest=True)])

    assert ("newest" in capsys.readouterr().out) == kind.is_republished


def test_editions_stand_newest_first_with_what_they_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_briefings(
        [
            _edition(id="a", edition_date="2019", is_superseded=True),
            _edition(id="b", edition_date="2020", is_newest=True, level="Imminent Risk"),
        ]
    )
    lines = capsys.readouterr().out.splitlines()

    assert lines[0] == "Press / Freedonia (briefing)"
    assert lines[1].split()[:4] == ["2020", "newest", "Imminent", "Risk"]
    assert lines[2].split()[:3] == ["2019", "corrected", "-"]
    assert lines[-1] == "2 editions in 1 series"


def test_an_empty_library_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    print_briefings([])

    assert "r2p ingest" in capsys.readouterr().out


def test_counts_are_summed_up_in_words() -> None:
    statuses = ["added", "new edition", "new edition", "correction", "failed"]

    assert summary_of([{"status": status} for status in statuses]) == (
        "1 added, 2 new editions, 1 correction, 1 failed"
    )


def test_what_had_to_be_inferred_is_said_once(capsys: pytest.CaptureFixture[str]) -> None:
    for status in ("added", "unchanged"):
        taken = {
            "file_name": "a.txt",
            "status": status,
            "message": "",
            "briefing_id": "a",
            "title": "A",
            "edition_label": "2020",
            "level": None,
            "notes": ["No headings."],
        }
        print_file_results([taken])

    assert capsys.readouterr().out.count("No headings.") == 1


def test_a_failure_is_shown_with_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    failed = {"file_name": "a.txt", "status": "failed", "message": "a.txt is empty. Save it."}
    print_file_results([failed])

    assert "a.txt  a.txt is empty. Save it." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000"),
        ("0.0.0.0", "http://127.0.0.1:8000"),
        ("::", "http://[::1]:8000"),
        ("::1", "http://[::1]:8000"),
        ("r2p.example", "http://r2p.example:8000"),
    ],
)
def test_addresses_are_shown_as_this_machine_reaches_them(host: str, url: str) -> None:
    assert url_of(host, 8000) == url


def _crash(_: Settings) -> None:
    os.abort()


def test_an_index_that_crashes_its_process_is_reported() -> None:
    with pytest.raises(LibraryError, match="r2p rebuild"):
        in_child(_crash, Settings())
