from __future__ import annotations

from pathlib import Path

import pytest

from assistant.domain import Briefing
from assistant.library.editions import AddReport, AddStatus, check_whole
from assistant.settings import Settings
from ingest.pipeline import ingest_file, ingest_paths
from ingest.results import FileResult

PAGE = """Populations at Risk Imminent Risk

Burundi

Opponents of the ruling party are at risk of abduction and murder. Some have fled.

BACKGROUND: The ruling party won the vote of 2015. It has hunted its rivals since.

NECESSARY ACTION: The government must disband its youth wing.

Last Updated: {date}
"""


class ListLibrary:
    """Keeps what is added in a list; a real library takes seconds to open."""

    def __init__(self) -> None:
        self.added: list[Briefing] = []
        self.published = 0

    @property
    def embedder(self) -> ListLibrary:
        return self

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def add(self, briefing: Briefing) -> AddReport:
        check_whole(briefing)
        self.added.append(briefing)
        return AddReport(AddStatus.ADDED, briefing.id)

    def publish(self) -> None:
        self.published += 1


class StoppingLibrary(ListLibrary):
    """Is interrupted at the second briefing, as by Ctrl-C."""

    def add(self, briefing: Briefing) -> AddReport:
        if self.added:
            raise KeyboardInterrupt
        return super().add(briefing)


def page(folder: Path, name: str, date: str = "3 March 2017") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(PAGE.format(date=date), encoding="utf-8")
    return path


def ingest(*paths: Path) -> tuple[ListLibrary, dict[str, FileResult]]:
    library = ListLibrary()
    results = list(ingest_paths(paths, library, Settings()))
    return library, {result.file_name: result for result in results}


def test_file_becomes_an_edition_with_sentences_and_passages(tmp_path: Path) -> None:
    library, results = ingest(page(tmp_path, "burundi.txt"))

    (briefing,) = library.added
    assert results["burundi.txt"].status == "added"
    assert results["burundi.txt"].edition_label == "3 March 2017"
    assert briefing.slug == "gcr2p-burundi-2017-03-03"
    assert briefing.source.file_name == "burundi.txt"
    quotes = [briefing.text[s.start : s.end] for s in briefing.sentences]
    assert "The government must disband its youth wing." in quotes
    assert all(not quote.startswith("BACKGROUND") for quote in quotes)
    for sentence in briefing.sentences:
        section = briefing.sections[sentence.section]
        assert section.start <= sentence.start < sentence.end <= section.end


def test_failed_file_is_reported_and_the_batch_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A note without any date.", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    page(tmp_path, "c.txt")

    library, results = ingest(tmp_path)

    assert {name: result.status for name, result in results.items()} == {
        "a.txt": "failed",
        "b.txt": "failed",
        "c.txt": "added",
    }
    assert "front matter" in results["a.txt"].message
    assert library.published == 1


def test_path_that_does_not_exist_is_a_failed_result(tmp_path: Path) -> None:
    library, results = ingest(tmp_path / "nowhere", page(tmp_path, "c.txt"))

    assert results[str(tmp_path / "nowhere")].status == "failed"
    assert results["c.txt"].status == "added"
    assert library.published == 1


def test_folders_are_walked_in_order_and_what_is_not_read_is_listed(tmp_path: Path) -> None:
    page(tmp_path, "b/inner.txt", "4 March 2017")
    page(tmp_path, "a.txt")
    page(tmp_path, ".hidden.txt")
    (tmp_path / "sheet.xlsx").write_bytes(b"PK")

    _, results = ingest(tmp_path)

    assert {name: result.status for name, result in results.items()} == {
        ".hidden.txt": "left out",
        "a.txt": "added",
        "b/inner.txt": "added",
        "sheet.xlsx": "left out",
    }
    assert [name for name in results if results[name].status == "added"] == ["a.txt", "b/inner.txt"]


def test_manifest_names_what_is_ingested_and_outranks_the_file(tmp_path: Path) -> None:
    page(tmp_path, "one.txt")
    page(tmp_path, "two.txt")
    (tmp_path / "manifest.tsv").write_text(
        "slug\ttitle\tdate\tbytes\none\tA title\t2017-04\t3\ngone\t\t\t\n", encoding="utf-8"
    )

    library, results = ingest(tmp_path)

    assert {name: result.status for name, result in results.items()} == {
        "manifest.tsv": "left out",
        "one.txt": "added",
        "gone": "failed",
        "two.txt": "left out",
    }
    assert "bytes" in results["manifest.tsv"].message
    assert "line 3" in results["gone"].message
    (briefing,) = library.added
    assert (briefing.slug, briefing.title) == ("one", "A title")
    assert briefing.edition_date.iso == "2017-04"


def test_broken_manifest_fails_its_folder_and_no_other(tmp_path: Path) -> None:
    page(tmp_path, "bad/one.txt")
    (tmp_path / "bad" / "manifest.tsv").write_text("nothing\n", encoding="utf-8")
    page(tmp_path, "good/two.txt")

    _, results = ingest(tmp_path)

    assert results["bad/manifest"].status == "failed"
    assert "bad/one.txt" not in results
    assert results["good/two.txt"].status == "added"


def test_manifest_cannot_name_a_file_outside_its_folder(tmp_path: Path) -> None:
    page(tmp_path, "secret.txt")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "manifest.csv").write_text("file\n../secret.txt\n", encoding="utf-8")

    library, results = ingest(tmp_path / "in")

    assert results["../secret.txt"].status == "failed"
    assert library.added == []


def test_slug_that_two_files_have_asks_for_the_file_column(tmp_path: Path) -> None:
    page(tmp_path, "one.txt")
    page(tmp_path, "one.md")
    (tmp_path / "manifest.csv").write_text("slug\none\n", encoding="utf-8")

    _, results = ingest(tmp_path)

    assert results["one"].status == "failed"
    assert "column 'file'" in results["one"].message


def test_single_file_takes_the_row_of_the_manifest_beside_it(tmp_path: Path) -> None:
    path = page(tmp_path, "one.txt")
    (tmp_path / "manifest.csv").write_text("slug,title\none,From the list\n", encoding="utf-8")

    library, _ = ingest(path)

    assert library.added[0].title == "From the list"


def test_front_matter_outranks_the_text_and_the_manifest_outranks_both(tmp_path: Path) -> None:
    front = "---\ntitle: From the file\ncountries: [MLI, BFA]\nsample: true\n---\n"
    path = tmp_path / "one.md"
    path.write_text(front + PAGE.format(date="3 March 2017"), encoding="utf-8")
    (tmp_path / "manifest.csv").write_text("slug,title\none,From the list\n", encoding="utf-8")

    library, _ = ingest(path)

    (briefing,) = library.added
    assert briefing.title == "From the list"
    assert briefing.countries == ("MLI", "BFA")
    assert briefing.source.is_sample


def test_front_matter_with_a_bad_date_is_a_failed_file(tmp_path: Path) -> None:
    path = tmp_path / "one.md"
    path.write_text("---\ndate: soon\n---\n" + PAGE.format(date="3 March 2017"), encoding="utf-8")

    _, results = ingest(path)

    assert results["one.md"].status == "failed"
    assert "soon" in results["one.md"].message


def test_upload_keeps_its_own_name(tmp_path: Path) -> None:
    library = ListLibrary()

    (result,) = ingest_file(
        page(tmp_path, "f81d4fae.txt"), {"file": "../Burundi.txt"}, library, Settings()
    )

    assert result.file_name == "Burundi.txt"
    assert library.added[0].source.file_name == "Burundi.txt"
    assert library.published == 0


def test_interrupted_batch_keeps_and_publishes_what_is_done(tmp_path: Path) -> None:
    page(tmp_path, "a.txt")
    page(tmp_path, "b.txt", "4 March 2017")
    library = StoppingLibrary()

    with pytest.raises(KeyboardInterrupt):
        list(ingest_paths([tmp_path], library, Settings()))

    assert len(library.added) == 1
    assert library.published == 1


def test_reader_who_stops_early_leaves_a_published_library(tmp_path: Path) -> None:
    page(tmp_path, "a.txt")
    page(tmp_path, "b.txt", "4 March 2017")
    library = ListLibrary()

    results = ingest_paths([tmp_path], library, Settings())
    next(results)
    results.close()

    assert library.published == 1


def test_progress_counts_files_up_to_all(tmp_path: Path) -> None:
    page(tmp_path, "a.txt")
    page(tmp_path, "b.txt", "4 March 2017")
    seen: list[tuple[int, int, str]] = []

    list(ingest_paths([tmp_path], ListLibrary(), Settings(), lambda *step: seen.append(step)))

    assert seen == [(0, 2, "a.txt"), (1, 2, "b.txt"), (2, 2, "")]


def test_same_file_gives_the_same_briefing_twice(tmp_path: Path) -> None:
    path = page(tmp_path, "a.txt")

    first, _ = ingest(path)
    second, _ = ingest(path)

    assert first.added == second.added
