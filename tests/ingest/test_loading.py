from __future__ import annotations

import os
import zipfile
from pathlib import Path

import docx
import pytest

from assistant.errors import UnreadableFile
from assistant.settings import IngestSettings
from ingest.loading import load_file
from tests.ingest.pdf_pages import write_simple_pdf

LIMITS = IngestSettings()
PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)


def refusal(path: Path, limits: IngestSettings = LIMITS) -> str:
    with pytest.raises(UnreadableFile) as caught:
        load_file(path, limits)
    return str(caught.value)


def write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def write_docx(path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("The lake road is closed.")
    document.save(str(path))
    return path


def test_missing_file_says_check_the_path(tmp_path: Path) -> None:
    assert "Check the path" in refusal(tmp_path / "gone.txt")


def test_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    assert "is not a file" in refusal(tmp_path / "folder.txt")


def test_pipe_is_refused_without_waiting_for_a_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "is not a file" in refusal(tmp_path / "pipe.txt")


@pytest.mark.parametrize("name", ["briefing.xlsx", "briefing.doc", "briefing"])
def test_unsupported_extension_names_the_supported_ones(tmp_path: Path, name: str) -> None:
    message = refusal(write(tmp_path / name, b"words"))
    assert ".txt, .md, .markdown, .html, .htm, .pdf, .docx" in message
    assert "save or export" in message


def test_extension_may_be_in_capitals(tmp_path: Path) -> None:
    assert load_file(write(tmp_path / "NOTE.TXT", b"The ferry runs again."), LIMITS).text


def test_empty_file_says_download_again(tmp_path: Path) -> None:
    message = refusal(write(tmp_path / "empty.pdf", b""))
    assert "0 bytes" in message
    assert "Download" in message


def test_file_of_blanks_says_download_again(tmp_path: Path) -> None:
    message = refusal(write(tmp_path / "blank.txt", b" \n\t\r\n" * 9))
    assert "nothing but blanks" in message
    assert "again" in message


def test_file_with_only_a_provenance_line_has_no_text(tmp_path: Path) -> None:
    path = write(tmp_path / "bare.txt", b"# source: https://example.org/a\n")
    assert "contains no text" in refusal(path)


def test_sparse_gigabyte_is_refused_by_its_size_alone(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as handle:
        handle.truncate(1024**3)
    message = refusal(path)
    assert "1024 MB; at most 50 MB" in message
    assert "R2P_INGEST__MAX_FILE_MEGABYTES" in message


def test_pdf_named_txt_is_said_to_be_a_pdf(tmp_path: Path) -> None:
    path = write_simple_pdf(tmp_path / "a.pdf", [["Words."]]).rename(tmp_path / "a.txt")
    message = refusal(path)
    assert "named .txt but seems to be a PDF" in message
    assert "rename it to a.pdf" in message


def test_docx_named_pdf_is_said_to_be_a_word_document(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "a.docx").rename(tmp_path / "a.pdf")
    assert "rename it to a.docx" in refusal(path)


def test_zip_named_pdf_says_unpack_it(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("notes.txt", "words")
    message = refusal(path)
    assert "a ZIP archive" in message
    assert "Unpack it" in message


def test_image_named_txt_says_run_ocr(tmp_path: Path) -> None:
    message = refusal(write(tmp_path / "scan.txt", PNG))
    assert "an image (PNG)" in message
    assert "ocrmypdf" in message


def test_web_page_named_txt_is_said_to_be_a_web_page(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", b"<!-- saved -->\n<!DOCTYPE html><html><p>x</p></html>")
    assert "rename it to a.html" in refusal(path)


def test_text_named_pdf_is_said_to_be_text(tmp_path: Path) -> None:
    assert "seems to be plain text" in refusal(write(tmp_path / "a.pdf", b"Only words here."))


def test_text_that_speaks_of_pdf_stays_text(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", b"A file that begins with %PDF-1.7 is a PDF.")
    assert load_file(path, LIMITS).format == "txt"


def test_old_word_file_says_save_as_docx(tmp_path: Path) -> None:
    path = write(tmp_path / "a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert "save it as DOCX" in refusal(path)


def test_word_file_with_a_password_says_remove_it(tmp_path: Path) -> None:
    content = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    )
    message = refusal(write(tmp_path / "a.docx", content))
    assert "protected with a password" in message
    assert "remove the password" in message


def test_binary_junk_says_what_to_add_instead(tmp_path: Path) -> None:
    message = refusal(write(tmp_path / "junk.txt", bytes(range(256)) * 40))
    assert "no document of a kind known here" in message
    assert "Save or export it" in message


def test_every_document_of_the_corpus_loads_and_only_un_documents_are_hard_wrapped(
    corpus_dir: Path,
) -> None:
    loaded = {path.name: load_file(path, LIMITS) for path in sorted(corpus_dir.glob("*.txt"))}
    assert loaded
    wrapped = {name for name, document in loaded.items() if document.is_hard_wrapped}
    assert wrapped == {name for name in loaded if name.startswith(("unsc-", "unpv-"))}
    assert all(document.url for document in loaded.values())
    assert not any(document.text.startswith("#") for document in loaded.values())
