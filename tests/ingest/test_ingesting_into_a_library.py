"""Folders through the whole pipeline into a real library: bad files, repeats, interruptions."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import docx
import numpy as np
import pytest
from pypdf import PdfWriter

from assistant.domain import Briefing
from assistant.errors import IndexMismatch, LibraryError
from assistant.library.editions import AddReport
from assistant.library.library import Library
from assistant.settings import Settings
from ingest.pipeline import ingest_file, ingest_paths
from ingest.results import FileResult
from tests.ingest.pdf_pages import write_simple_pdf
from tests.library.fakes import HashingEmbedder

PAGE = """Populations at Risk Imminent Risk

{country}

Ferry crews in {country} are at risk of abduction by the river league.

BACKGROUND: The league seized {boats} boats in January. Its men wear grey scarves.

ANALYSIS: Nobody has been tried for the raids. The league counts on that.

NECESSARY ACTION: The harbour police must return every boat. A judge should hear the crews.

Last Updated: {date}
"""
LANDS = ("Burundi", "Chad", "Eritrea", "Guinea", "Kenya", "Libya", "Mali", "Niger")


@pytest.fixture
def embedder() -> HashingEmbedder:
    return HashingEmbedder()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path / "data")


@pytest.fixture
def library(settings: Settings, embedder: HashingEmbedder) -> Iterator[Library]:
    with Library.open(settings, "test", embedder=embedder) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "incoming"
    path.mkdir()
    return path


def page(path: Path, country: str = "Burundi", boats: int = 40, date: str = "3 March 2017") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(PAGE.format(country=country, boats=boats, date=date), encoding="utf-8")
    return path


def ingest(library: Library, *paths: Path) -> dict[str, FileResult]:
    return {result.file_name: result for result in ingest_paths(paths, library, Settings())}


def found(library: Library, query: str) -> set[str]:
    """Return the ids of the briefings among the best passages for `query`."""
    view = library.snapshot
    everything = np.ones(len(view.passages), dtype=np.bool_)
    ranked = library.search(query, everything, 3)
    return {view.cards[view.passages[hit.row].card].id for hit in ranked.keywords + ranked.dense}


def encrypted_pdf(path: Path) -> None:
    writer = PdfWriter(clone_from=write_simple_pdf(path, [["Secret."]]))
    writer.encrypt(user_password="harbour", owner_password="owner", algorithm="RC4-128")
    writer.write(path)


def cut_off_docx(path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("The ferry crews have gone. " * 400)
    document.save(str(path))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def fill_with_bad_files(folder: Path) -> dict[str, str]:
    """Write files that cannot be read; return what each one's message must advise."""
    (folder / "empty.txt").write_bytes(b"")
    encrypted_pdf(folder / "encrypted.pdf")
    write_simple_pdf(folder / "scanned.pdf", [[], []])
    shutil.copy(write_simple_pdf(folder / "fine.pdf", [["Words."]]), folder / "pdf-inside.txt")
    (folder / "fine.pdf").unlink()
    (folder / "png-inside.pdf").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    cut_off_docx(folder / "cut-off.docx")
    with (folder / "huge.txt").open("wb") as sparse:
        sparse.truncate(1024**3)
    (folder / "undated.txt").write_text("A note on ferries, without any date.", encoding="utf-8")
    (folder / "dangling.txt").symlink_to(folder / "nowhere.txt")
    page(folder / "listed" / "one.txt", "Niger")
    (folder / "listed" / "manifest.csv").write_text("nothing,of,use\n", encoding="utf-8")
    return {
        "empty.txt": "Download or save it again",
        "encrypted.pdf": "Remove the password",
        "scanned.pdf": "ocrmypdf",
        "pdf-inside.txt": "rename it to pdf-inside.pdf",
        "png-inside.pdf": "OCR",
        "cut-off.docx": "Download it again",
        "huge.txt": "R2P_INGEST__MAX_FILE_MEGABYTES",
        "undated.txt": "front matter",
        "dangling.txt": "Check the path",
        "listed/manifest": "a column 'slug' or 'file'",
    }


def test_bad_files_each_say_what_to_do_and_the_good_ones_between_are_searchable(
    folder: Path, library: Library
) -> None:
    advice = fill_with_bad_files(folder)
    good = {f"{letter}-good.txt": land for letter, land in zip("acegimoz", LANDS, strict=True)}
    for name, land in good.items():
        page(folder / name, land)

    results = ingest(library, folder)

    assert {name for name, result in results.items() if result.status == "failed"} == advice.keys()
    for name, words in advice.items():
        assert words in results[name].message, name
    assert {name for name, result in results.items() if result.status == "added"} == good.keys()
    for name, land in good.items():
        briefing_id = results[name].briefing_id
        assert briefing_id is not None
        assert library.get(briefing_id).text.endswith("Last Updated: 3 March 2017")
        assert briefing_id in found(library, f"Which ferry crews are at risk in {land}?")
    assert library.check().is_healthy


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_file_and_folder_without_permission_are_failed_results(
    folder: Path, library: Library
) -> None:
    locked = page(folder / "locked.txt")
    page(folder / "closed" / "inner.txt", "Chad")
    page(folder / "open.txt", "Mali")
    locked.chmod(0)
    (folder / "closed").chmod(0)

    results = ingest(library, folder)
    (folder / "closed").chmod(0o700)

    assert results["locked.txt"].status == results["closed"].status == "failed"
    assert "permissions" in results["locked.txt"].message
    assert "permissions" in results["closed"].message
    assert results["open.txt"].status == "added"


def test_path_that_the_system_refuses_is_a_failed_result(folder: Path, library: Library) -> None:
    refused = folder / ("x" * 400)

    results = ingest(library, refused, page(folder / "a.txt"))

    assert results[str(refused)].status == "failed"
    assert results["a.txt"].status == "added"


def test_same_folder_twice_changes_nothing_and_embeds_nothing(
    folder: Path, library: Library, embedder: HashingEmbedder
) -> None:
    page(folder / "a.txt", "Burundi")
    page(folder / "b.txt", "Chad")
    ingest(library, folder)
    before = library.snapshot.cards
    embedder.embedded.clear()

    again = ingest(library, folder)

    assert {result.status for result in again.values()} == {"unchanged"}
    assert all(result.notes == () for result in again.values())
    assert embedder.embedded == []
    assert library.snapshot.cards == before


def test_changed_figure_is_a_correction_that_embeds_only_what_changed(
    folder: Path, library: Library, embedder: HashingEmbedder
) -> None:
    first = ingest(library, page(folder / "a.txt", boats=40))["a.txt"].briefing_id
    embedder.embedded.clear()

    corrected = ingest(library, page(folder / "a.txt", boats=56))["a.txt"]

    assert corrected.status == "correction"
    assert (first, corrected.briefing_id) == (
        "gcr2p-burundi-2017-03-03",
        "gcr2p-burundi-2017-03-03-r2",
    )
    assert first is not None
    assert corrected.briefing_id is not None
    assert "40 boats" in library.get(first).text
    assert "56 boats" in library.get(corrected.briefing_id).text
    assert library.card(first).is_superseded
    assert not library.card(corrected.briefing_id).is_superseded
    assert embedder.embedded
    assert all("56 boats" in text for text in embedder.embedded)


def test_changed_date_is_a_new_edition_beside_the_old_one(
    folder: Path, library: Library, embedder: HashingEmbedder
) -> None:
    ingest(library, page(folder / "a.txt"))
    embedder.embedded.clear()

    newer = ingest(library, page(folder / "a.txt", date="5 June 2018"))["a.txt"]

    assert newer.status == "new edition"
    assert [(card.edition_date.iso, card.is_newest) for card in library.snapshot.cards] == [
        ("2017-03-03", False),
        ("2018-06-05", True),
    ]
    assert all("5 June 2018" in text for text in embedder.embedded)


@pytest.mark.parametrize(
    ("boats", "status", "words"),
    [(56, "correction", "stored as a correction"), (40, "unchanged", "nothing in this file")],
)
def test_second_file_of_an_edition_in_one_batch_says_so(
    folder: Path, library: Library, boats: int, status: str, words: str
) -> None:
    page(folder / "a.txt", boats=40)
    page(folder / "b.txt", boats=boats)
    page(folder / "c.txt", "Chad")

    results = ingest(library, folder)

    assert results["b.txt"].status == status
    (note,) = results["b.txt"].notes
    assert note.startswith("a.txt, earlier in this batch, is the same edition")
    assert words in note
    assert results["a.txt"].notes == results["c.txt"].notes == ()


class FailingLibrary(Library):
    """Raises a given error at one country, as the library does for reasons of its own."""

    error: LibraryError

    def add(self, briefing: Briefing) -> AddReport:
        if briefing.countries == ("TCD",):
            raise self.error
        return super().add(briefing)


@pytest.fixture
def failing(settings: Settings, embedder: HashingEmbedder) -> Iterator[FailingLibrary]:
    with FailingLibrary.open(settings, "test", embedder=embedder) as opened:
        assert isinstance(opened, FailingLibrary)
        yield opened


def test_briefing_that_the_library_refuses_is_one_failed_file(
    folder: Path, failing: FailingLibrary
) -> None:
    failing.error = LibraryError("'b.txt' has no passages. Check the file.")
    for name, land in zip("abc", LANDS, strict=False):
        page(folder / f"{name}.txt", land)

    results = ingest(failing, folder)

    assert [result.status for result in results.values()] == ["added", "failed", "added"]
    assert results["b.txt"].message == "'b.txt' has no passages. Check the file."
    assert len(failing.snapshot.cards) == 2


def test_library_that_cannot_be_used_stops_the_batch_and_keeps_what_is_done(
    folder: Path, failing: FailingLibrary
) -> None:
    failing.error = IndexMismatch("The index was built with another model. Run `r2p rebuild`.")
    for name, land in zip("abc", LANDS, strict=False):
        page(folder / f"{name}.txt", land)

    with pytest.raises(IndexMismatch):
        ingest(failing, folder)

    assert [card.countries for card in failing.snapshot.cards] == [("BDI",)]


def test_batch_that_its_reader_leaves_is_published_up_to_there(
    folder: Path, library: Library
) -> None:
    for name, land in zip("abc", LANDS, strict=False):
        page(folder / f"{name}.txt", land)

    batch = ingest_paths([folder], library, Settings())
    next(batch)
    next(batch)
    batch.close()

    assert [card.countries for card in library.snapshot.cards] == [("BDI",), ("TCD",)]
    assert "gcr2p-burundi-2017-03-03" in found(library, "ferry crews in Burundi")


def test_nothing_that_was_added_is_lost_where_a_process_ends_before_it_publishes(
    folder: Path, settings: Settings, embedder: HashingEmbedder
) -> None:
    path = page(folder / "a.txt")
    with Library.open(settings, "test", embedder=embedder) as library:
        ingest_file(path, {}, library, settings)
        assert library.snapshot.cards == ()

    with Library.open(settings, "test", embedder=embedder) as reopened:
        assert [card.id for card in reopened.snapshot.cards] == ["gcr2p-burundi-2017-03-03"]
        assert ingest(reopened, path)["a.txt"].status == "unchanged"


def test_python_code_in_a_folder_is_passed_over_in_silence(folder: Path, library: Library) -> None:
    page(folder / "a.txt")
    (folder / "__init__.py").write_text("", encoding="utf-8")
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "__init__.cpython-311.pyc").write_bytes(b"\0")
    (folder / "README.md").write_text("# About these files", encoding="utf-8")

    assert ingest(library, folder).keys() == {"a.txt", "README.md"}

    (folder / "manifest.csv").write_text("slug\na\n", encoding="utf-8")
    named = ingest(library, folder)

    assert named.keys() == {"a.txt", "README.md"}
    assert named["README.md"].status == "left out"
