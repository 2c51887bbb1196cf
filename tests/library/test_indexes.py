from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import IndexMismatch, LibraryError
from assistant.library.keywords import open_keywords
from assistant.library.library import Library
from assistant.library.vector_index import FLAG_NAME, FOLDER_NAME
from assistant.library.vectors import IndexIdentity, open_vectors, passage_metadata
from assistant.settings import Settings, VectorSettings
from tests.library.conftest import OpenLibrary
from tests.library.fakes import HashingEmbedder, make_briefing

TEXTS = ["The harbour was shelled", "The market reopened", "Shelling of the harbour and market"]


def test_keyword_index_is_loaded_for_the_same_texts_and_rebuilt_for_others(tmp_path: Path) -> None:
    everything = np.ones(3, dtype=np.bool_)
    built = open_keywords(TEXTS, tmp_path).rank("harbour shelling", everything, 3)
    (saved,) = tmp_path.iterdir()
    changed_at = (saved / "params.index.json").stat().st_mtime_ns
    assert open_keywords(TEXTS, tmp_path).rank("harbour shelling", everything, 3) == built
    assert (saved / "params.index.json").stat().st_mtime_ns == changed_at
    assert {hit.row for hit in built} == {0, 2}
    open_keywords([*TEXTS, "More"], tmp_path)
    assert [path.name for path in tmp_path.iterdir()] != [saved.name]
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("name", ["vocab.index.json", "data.csc.index.npy", "params.index.json"])
def test_keyword_index_cut_short_by_a_crash_is_rebuilt(tmp_path: Path, name: str) -> None:
    everything = np.ones(3, dtype=np.bool_)
    built = open_keywords(TEXTS, tmp_path).rank("harbour", everything, 3)
    (saved,) = tmp_path.iterdir()
    content = (saved / name).read_bytes()
    (saved / name).write_bytes(content[: len(content) // 2])
    assert open_keywords(TEXTS, tmp_path).rank("harbour", everything, 3) == built


def test_keywords_take_empty_and_wordless_texts(tmp_path: Path) -> None:
    index = open_keywords(["the of", "harbour", ""], tmp_path)
    assert [hit.row for hit in index.rank("harbour", np.ones(3, dtype=np.bool_), 3)] == [1]
    assert index.rank("unheard of", np.ones(3, dtype=np.bool_), 3) == ()
    assert open_keywords([], tmp_path).rank("harbour", np.ones(0, dtype=np.bool_), 3) == ()


def test_collection_of_another_model_is_refused_naming_both(tmp_path: Path) -> None:
    open_vectors(tmp_path, "build", "", IndexIdentity("one", 8)).close()
    with pytest.raises(IndexMismatch, match=r"'one' \(8 .*'other' \(16\).*r2p rebuild"):
        open_vectors(tmp_path, "build", "", IndexIdentity("other", 16))


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "chroma:8000"])
def test_chroma_server_that_cannot_be_reached_is_named(tmp_path: Path, url: str) -> None:
    settings = Settings(data_dir=tmp_path, vectors=VectorSettings(url=url))
    with pytest.raises(LibraryError, match=url):
        Library.open(settings, "test", embedder=HashingEmbedder())


def test_every_metadata_key_is_written_for_every_passage() -> None:
    briefing = make_briefing()
    metadata = passage_metadata(briefing, briefing.passages[0])
    assert metadata == {
        "briefing_id": "atlantis-2019-05-15",
        "series_id": "gcr2p-atlantis",
        "countries": "ATL",
        "edition_date": 20190515,
        "level": "Imminent Risk",
        "section": "analysis",
        "kind": "briefing",
        "start": 0,
        "end": len(briefing.text),
    }


def test_passage_longer_than_chroma_takes_is_stored_whole_and_found(library: Library) -> None:
    library.add(make_briefing("Ünheard " * 4000 + "end."))
    library.publish()
    (passage,) = library.snapshot.passages
    assert passage.text.endswith("end.")
    assert library.check().is_healthy


def segments(settings: Settings) -> list[Path]:
    return [path.parent for path in (settings.data_dir / FOLDER_NAME).rglob("data_level0.bin")]


def test_vectors_lost_by_chroma_are_noticed_and_rebuilding_mends_it(
    library: Library, reopen: OpenLibrary, settings: Settings
) -> None:
    sentences = [f"House {number} of street {number % 37} was burnt." for number in range(1100)]
    library.add(make_briefing(*sentences, sentences_per_passage=1))
    library.close()
    (segment,) = segments(settings)
    shutil.rmtree(segment)
    injured = reopen()
    health = injured.check()
    assert not health.is_healthy
    assert "r2p rebuild" in health.checks["vector search"]
    injured.rebuild()
    assert injured.check().is_healthy


def test_index_that_was_being_written_is_filled_anew_and_never_opened(
    library: Library, reopen: OpenLibrary, settings: Settings
) -> None:
    library.add(make_briefing())
    library.close()
    folder = settings.data_dir / FOLDER_NAME
    (folder / FLAG_NAME).touch()
    for path in folder.rglob("*"):
        if path.is_file() and path.name != FLAG_NAME:
            path.write_bytes(b"torn")
    health = reopen().check()
    assert health.is_healthy
    assert health.probed == health.passages == 1


def test_passages_missing_from_or_unknown_to_the_catalogue_are_put_right(
    library: Library, reopen: OpenLibrary
) -> None:
    library.add(make_briefing())
    library._index.delete(["atlantis-2019-05-15#p0"])
    vector = library.embedder.embed_one("stray")
    library._index.upsert([("stray#p0", vector, "stray", {"briefing_id": "stray"})])
    assert "1 passages are missing and 1 are unknown" in library.check().checks["vector index"]
    assert reopen().check().is_healthy
