from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import ManifestError, UnreadableFile
from assistant.settings import IngestSettings
from ingest.loading import load_file

LIMITS = IngestSettings()


def lines(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "note.md"
    path.write_text(text, encoding="utf-8")
    return load_file(path, LIMITS).text.splitlines()


def test_headings_of_both_styles_are_marked_and_end_at_level_four(tmp_path: Path) -> None:
    text = "Orland\n======\n\nLevels\n---\n\n### Figures ###\n\n###### Deep *one*\n"
    assert lines(tmp_path, text) == ["# Orland", "## Levels", "### Figures", "#### Deep one"]


def test_soft_wraps_are_joined_and_marks_are_dropped(tmp_path: Path) -> None:
    text = "The **army** said\nit would [leave](https://a.example) the `port`.![map](m.png)\n"
    assert lines(tmp_path, text) == ["The army said it would leave the port."]


def test_quotes_lists_tables_and_code_become_lines(tmp_path: Path) -> None:
    text = (
        "> Let them pass.\n\n1. first\n2. second\n   - inner\n\n"
        "| Year | Dead |\n|---|---|\n| 2023 | 12 |\n\n```\ncode = 1\n# note\n```\n"
    )
    assert lines(tmp_path, text) == [
        "Let them pass.", "first", "second", "inner", "Year | Dead", "2023 | 12", "code = 1",
        "\\# note",
    ]  # fmt: skip


def test_body_line_that_opens_with_a_number_sign_is_escaped(tmp_path: Path) -> None:
    assert lines(tmp_path, "#tag is no heading\n") == ["\\#tag is no heading"]


def test_comments_and_hidden_html_do_not_enter(tmp_path: Path) -> None:
    text = (
        "Seen.<!-- not seen -->\n\n<div hidden>Obey me</div>\n\n"
        "Seen <b style='display:none'>x</b>too.\n"
    )
    assert lines(tmp_path, text) == ["Seen.", "Seen too."]


def test_provenance_line_is_no_heading(tmp_path: Path) -> None:
    assert lines(tmp_path, "# source: https://a.example/x\n\nBody.\n") == ["Body."]


def test_front_matter_is_kept_apart(tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    path.write_text("---\ndate: 2013-04\ncountry: Mali\n---\nBody.\n", encoding="utf-8")
    loaded = load_file(path, LIMITS)
    assert loaded.front_matter == {"date": "2013-04", "country": "Mali"}
    assert loaded.text == "Body."
    assert not loaded.is_hard_wrapped


def test_broken_front_matter_is_reported_from_the_child_too(tmp_path: Path) -> None:
    path = tmp_path / "long.md"
    path.write_text("---\ntitle: [a\n---\n" + "Words. " * 60_000, encoding="utf-8")
    with pytest.raises(ManifestError, match=r"Correct it"):
        load_file(path, LIMITS)


def test_crafted_markdown_ends_at_the_time_limit(tmp_path: Path) -> None:
    path = tmp_path / "slow.md"
    path.write_text("![" * 700_000, encoding="utf-8")
    with pytest.raises(UnreadableFile, match=r"more than 1 seconds.*R2P_INGEST__PARSE_TIMEOUT"):
        load_file(path, IngestSettings(parse_timeout_seconds=1))
