from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from assistant.domain import Briefing, DocumentKind
from assistant.errors import BriefingNotFound, IndexMismatch
from assistant.library.editions import AddStatus
from assistant.library.library import Library
from assistant.library.snapshot import Snapshot
from assistant.settings import Settings
from tests.library.conftest import OpenLibrary
from tests.library.fakes import HashingEmbedder, make_briefing, make_series


def everything(snapshot: Snapshot) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.ones(len(snapshot.passages), dtype=np.bool_)


def found(library: Library, query: str) -> set[str]:
    rankings = library.search(query, everything(library.snapshot), 5)
    hits = (*rankings.dense, *rankings.sentences, *rankings.keywords)
    return {library.snapshot.passages[hit.row].id for hit in hits}


def test_stored_briefing_comes_back_equal(library: Library) -> None:
    briefing = make_briefing(symbol="S/2019/1")
    report = library.add(briefing)
    stored = library.get(report.briefing_id)
    assert replace(stored, sha256="") == briefing
    assert len(stored.sha256) == 64


def test_edition_is_searchable_only_after_publishing(library: Library) -> None:
    library.add(make_briefing("The bridge collapsed."))
    assert library.snapshot.passages == ()
    library.publish()
    assert found(library, "collapsed bridge") == {"atlantis-2019-05-15#p0"}


def test_same_file_twice_changes_nothing(library: Library) -> None:
    first = library.add(make_briefing())
    second = library.add(make_briefing(slug="another-name"))
    assert (first.status, second.status) == (AddStatus.ADDED, AddStatus.UNCHANGED)
    assert second.briefing_id == first.briefing_id
    assert second.embedded == 0


def test_new_edition_embeds_only_what_changed(library: Library) -> None:
    library.add(make_briefing("Stays as is.", "Stays too.", "Old figure.", "Old end."))
    report = library.add(
        make_briefing(
            "Stays as is.", "Stays too.", "New figure.", "Old end.",
            slug="later", day=date(2020, 1, 1),
        )
    )  # fmt: skip
    assert report.status is AddStatus.NEW_EDITION
    assert (report.embedded, report.reused) == (2, 4)  # one passage and one sentence are new


def test_correction_keeps_both_revisions_and_supersedes_the_first(library: Library) -> None:
    library.add(make_briefing("Ten people fled."))
    report = library.add(make_briefing("Twelve people fled."))
    library.publish()
    assert (report.status, report.briefing_id) == (AddStatus.CORRECTION, "atlantis-2019-05-15-r2")
    states = {card.id: (card.is_newest, card.is_superseded) for card in library.snapshot.cards}
    assert states == {
        "atlantis-2019-05-15": (False, True),
        "atlantis-2019-05-15-r2": (True, False),
    }
    assert library.get("atlantis-2019-05-15").text == "Ten people fled."


def test_ingesting_original_and_correction_again_and_again_adds_nothing(library: Library) -> None:
    for text in ("Ten people fled.", "Twelve people fled."):
        library.add(make_briefing(text))
    again = [library.add(make_briefing(text)) for text in ("Ten people fled.",) * 2]
    assert {report.status for report in again} == {AddStatus.UNCHANGED}


@pytest.mark.parametrize("years", [(2018, 2020, 2019), (2020, 2019, 2018), (2018, 2019, 2020)])
def test_newest_edition_follows_from_dates_not_from_arrival(
    library: Library, years: tuple[int, ...]
) -> None:
    for year in years:
        library.add(make_briefing(f"In {year}.", slug=f"a-{year}", day=date(year, 1, 1)))
    library.publish()
    assert [card.id for card in library.snapshot.cards if card.is_newest] == ["a-2020"]


def test_resolutions_are_not_replaced_by_later_ones(library: Library) -> None:
    series = make_series(kind=DocumentKind.RESOLUTION)
    for number in (1, 2):
        report = library.add(
            make_briefing(
                f"Decides {number}.",
                slug=f"res-{number}",
                series=series,
                symbol=f"S/RES/{number}",
                day=date(2010 + number, 1, 1),
            )
        )
        assert report.status is AddStatus.ADDED
    library.publish()
    assert all(card.is_newest for card in library.snapshot.cards)


def test_two_editions_that_want_one_slug_both_get_in(library: Library) -> None:
    library.add(make_briefing(slug="same"))
    report = library.add(make_briefing(slug="same", day=date(2020, 2, 2)))
    assert report.briefing_id == "same-2020-02-02"


def test_removed_briefing_is_gone_from_every_part(library: Library, reopen: OpenLibrary) -> None:
    library.add(make_briefing("The bridge collapsed.", "Nobody was hurt."))
    library.publish()
    library.remove("atlantis-2019-05-15")
    assert found(library, "collapsed bridge") == set()
    with pytest.raises(BriefingNotFound, match="atlantis-2019-05-15"):
        library.get("atlantis-2019-05-15")
    with pytest.raises(BriefingNotFound):
        library.card("atlantis-2019-05-15")
    assert library.check().is_healthy
    assert reopen().add(make_briefing("The bridge collapsed.")).reused == 0


def test_removing_a_correction_brings_the_original_back(library: Library) -> None:
    library.add(make_briefing("Ten people fled."))
    correction = library.add(make_briefing("Twelve people fled."))
    library.remove(correction.briefing_id)
    (card,) = library.snapshot.cards
    assert (card.is_newest, card.is_superseded) == (True, False)


def test_everything_is_there_after_reopening(library: Library, reopen: OpenLibrary) -> None:
    library.add(make_briefing("The bridge collapsed."))
    library.publish()
    before = library.snapshot
    reopened = reopen()
    assert reopened.snapshot.cards == before.cards
    assert reopened.snapshot.passages == before.passages
    assert np.array_equal(reopened.snapshot.sentence_vectors, before.sentence_vectors)
    assert found(reopened, "collapsed bridge") == {"atlantis-2019-05-15#p0"}
    assert reopened.check().is_healthy


def test_snapshot_lays_sentences_out_by_passage(library: Library) -> None:
    briefing = make_briefing("One.", "Two.", "Three.", "Four.", "Five.")
    library.add(briefing)
    library.publish()
    view = library.snapshot
    assert [passage.text for passage in view.passages] == ["One. Two.", "Three. Four.", "Five."]
    assert view.passage_of_sentence.tolist() == [0, 0, 1, 1, 2]
    texts = [briefing.text[s.start : s.end] for p in view.passages for s in p.sentences]
    expected = library.embedder.embed_texts(texts)
    assert np.allclose(view.sentence_vectors, expected)


def test_other_model_is_refused_until_rebuilt(library: Library, settings: Settings) -> None:
    library.add(make_briefing("The bridge collapsed."))
    library.close()
    other = HashingEmbedder("other")
    with pytest.raises(IndexMismatch, match=r"hashing@64.*other@64.*r2p rebuild"):
        Library.open(settings, "test", embedder=other)
    with Library.open(settings, "test", embedder=other, for_rebuild=True) as rebuilding:
        rebuilding.rebuild()
        assert found(rebuilding, "collapsed bridge") == {"atlantis-2019-05-15#p0"}
        assert rebuilding.check().is_healthy
    with Library.open(settings, "test", embedder=HashingEmbedder("other")) as reopened:
        assert reopened.check().is_healthy
        assert reopened.embedder.embedded == []  # type: ignore[attr-defined]


def test_empty_library_takes_any_model(library: Library, settings: Settings) -> None:
    library.close()
    with Library.open(settings, "test", embedder=HashingEmbedder("other", 32)) as other:
        other.add(make_briefing("The bridge collapsed."))
        other.publish()
        assert found(other, "bridge") == {"atlantis-2019-05-15#p0"}


def test_interrupted_rebuild_leaves_the_former_index_in_force(
    library: Library, reopen: OpenLibrary
) -> None:
    library.add(make_briefing("The bridge collapsed."))
    library.publish()

    def interrupt(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        library.rebuild(interrupt)
    assert found(library, "bridge") == {"atlantis-2019-05-15#p0"}
    assert library.check().is_healthy
    assert reopen().check().is_healthy


def test_rebuild_leaves_one_build_on_disk(library: Library, settings: Settings) -> None:
    library.add(make_briefing())
    for _ in range(2):
        library.rebuild()
    builds = [path for path in (settings.data_dir / "chroma").iterdir() if path.is_dir()]
    assert len(builds) == 1


def test_mask_of_another_snapshot_is_refused_and_an_old_view_can_still_be_searched(
    library: Library,
) -> None:
    library.add(make_briefing("The bridge collapsed."))
    library.publish()
    view = library.snapshot
    library.add(make_briefing("The bridge was mended.", slug="later", day=date(2020, 1, 1)))
    library.publish()
    with pytest.raises(ValueError, match="1 flags for 2 passages"):
        library.search("bridge", everything(view), 5)
    rankings = library.search("bridge", everything(view), 5, view)
    assert [hit.row for hit in rankings.dense] == [0]


def test_readers_search_while_a_writer_publishes(library: Library) -> None:
    library.add(make_briefing("The bridge collapsed."))
    library.publish()
    failures: list[BaseException] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            view = library.snapshot
            try:
                rankings = library.search("bridge", everything(view), 5, view)
                assert rankings.dense
                assert all(hit.row < len(view.passages) for hit in rankings.dense)
            except BaseException as error:
                failures.append(error)
                raise

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for year in range(2001, 2013):
        library.add(make_briefing(f"Bridge {year}.", slug=f"a-{year}", day=date(year, 1, 1)))
        library.publish()
    library.rebuild()
    done.set()
    for reader in readers:
        reader.join()
    assert failures == []
    assert library.check().is_healthy


def test_failure_while_indexing_leaves_nothing_behind(settings: Settings) -> None:
    class Failing(Library):
        def _put_into_index(self, briefing: Briefing) -> None:
            raise OSError(f"no room for {briefing.id}")

    with Failing.open(settings, "test", embedder=HashingEmbedder()) as failing:
        with pytest.raises(OSError, match="no room"):
            failing.add(make_briefing())
        failing.publish()
        assert failing.snapshot.cards == ()
        assert failing.check().is_healthy
