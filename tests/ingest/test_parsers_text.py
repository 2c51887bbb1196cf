from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import ManifestError, UnreadableFile
from assistant.settings import IngestSettings
from ingest.decoding import decode_text
from ingest.parsers.text import is_hard_wrapped, parse_text, split_provenance

LIMITS = IngestSettings()
ACCENTS = "Le gouvernement a déclaré l’état d’urgence à Séfa – « jusqu’à nouvel ordre »."
WRAPPED = """The regional council met on Friday and heard from three envoys who
had just returned from the valley, where they found two burned clinics
and a school that soldiers use as barracks.
It asked both sides to let the relief columns pass and to free the drivers
whom they have been holding since the first week of the month.
"""


def write(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "note.txt"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_without_a_warning(tmp_path: Path, encoding: str) -> None:
    loaded = parse_text(write(tmp_path, ACCENTS.encode(encoding)), LIMITS)
    assert loaded.text == ACCENTS
    assert loaded.warnings == ()


def test_windows_text_is_read_and_says_so(tmp_path: Path) -> None:
    loaded = parse_text(write(tmp_path, (ACCENTS * 3).encode("cp1252")), LIMITS)
    assert loaded.text == ACCENTS * 3
    assert "cp1252" in loaded.warnings[0]


def test_one_broken_byte_does_not_spoil_the_other_accents(tmp_path: Path) -> None:
    loaded = parse_text(write(tmp_path, (ACCENTS * 3).encode() + b" caf\xe9 ici"), LIMITS)
    assert loaded.text.startswith(ACCENTS)
    assert "1 characters could not be read" in loaded.warnings[0]


def test_damaged_utf16_says_save_as_utf8(tmp_path: Path) -> None:
    path = write(tmp_path, b"\xff\xfe" + b"\x00\xd8A\x00")
    with pytest.raises(UnreadableFile, match=r"save it as UTF-8"):
        parse_text(path, LIMITS)


def test_control_codes_are_no_text(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"control codes"):
        parse_text(write(tmp_path, b"ab\x01\x02\x03" * 50), LIMITS)


@given(st.binary(max_size=300))
def test_any_bytes_become_text_or_a_refusal(raw: bytes) -> None:
    try:
        decoded = decode_text(raw, "note.txt")
    except UnreadableFile:
        return
    assert "\r" not in decoded.text


@pytest.mark.parametrize(
    ("line", "url"),
    [
        ("# source: http://example.org/regions/orland", "http://example.org/regions/orland"),
        ("# own-words digest, NOT its text; original: https://a.example/x ; date: 2016-01", "https://a.example/x"),
        ("# https://a.example/page", "https://a.example/page"),
    ],
)  # fmt: skip
def test_provenance_line_becomes_the_url(line: str, url: str) -> None:
    assert split_provenance(f"{line}\nOrland\n") == (url, "Orland\n")


def test_first_line_with_a_number_sign_that_is_no_provenance_stays() -> None:
    text = "# 14 villages, see https://a.example for a map\nmore"
    assert split_provenance(text) == (None, text)


def test_front_matter_of_a_text_file_is_taken_off(tmp_path: Path) -> None:
    content = (
        b"---\r\ntitle: Orland\r\ndate: 2024-05-31\r\n---\r\n# source: https://a.example/\r\nBody."
    )
    loaded = parse_text(write(tmp_path, content), LIMITS)
    assert loaded.text == "Body."
    assert loaded.front_matter == {"title": "Orland", "date": "2024-05-31"}
    assert loaded.url == "https://a.example/"


def test_broken_front_matter_of_a_text_file_is_reported(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match=r"Line 3"):
        parse_text(write(tmp_path, b"---\ntitle: [Orland\n---\nBody."), LIMITS)


def test_prose_broken_at_a_width_is_hard_wrapped() -> None:
    assert is_hard_wrapped(WRAPPED)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "One line only.",
        WRAPPED.replace("\n", " "),
        "rice\nmillet\nsalt\ncooking oil\nblankets\n",
        "Population: 1,200\nCapital: sefa\nLanguages: three\n",
        "A first paragraph, whole in its line and closed.\n\nAnother one, closed as well.\n",
        WRAPPED + "A single paragraph of another kind runs far beyond any width. " * 9,
    ],
)
def test_lines_that_are_paragraphs_are_not_hard_wrapped(text: str) -> None:
    assert not is_hard_wrapped(text)
