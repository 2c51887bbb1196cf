from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from assistant.library.library import Library
from assistant.library.ranking import Hit, Rankings
from assistant.settings import Settings
from tests.library.fakes import HashingEmbedder, make_briefing

PLACES = ("harbour", "market", "school", "bridge", "temple", "hospital")
DEEDS = ("was shelled", "was burnt", "was looted", "was spared")
EDITIONS = 8


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    settings = Settings(data_dir=tmp_path_factory.mktemp("searching"))
    with Library.open(settings, "test", embedder=HashingEmbedder()) as library:
        for number in range(EDITIONS):
            sentences = [f"The {place} {deed} in {number}." for place in PLACES for deed in DEEDS]
            day = date(2000 + number, 1, 1)
            library.add(make_briefing(*sentences, slug=f"e-{number}", day=day))
        library.publish()
        yield library


def rankings_of(found: Rankings) -> tuple[tuple[Hit, ...], ...]:
    return (found.dense, found.sentences, found.keywords)


@given(seed=st.integers(0, 2**32 - 1), share=st.floats(0, 1), limit=st.integers(1, 120))
@hypothesis_settings(max_examples=60, deadline=None)
def test_results_are_allowed_unique_ordered_and_as_many_as_there_can_be(
    filled: Library, seed: int, share: float, limit: int
) -> None:
    count = len(filled.snapshot.passages)
    allowed = np.random.default_rng(seed).random(count) < share
    found = filled.search("Which hospital was looted?", allowed, limit)
    for ranking in rankings_of(found):
        rows = [hit.row for hit in ranking]
        assert allowed[rows].all() if rows else True
        assert len(rows) == len(set(rows))
        scores = [hit.score for hit in ranking]
        assert scores == sorted(scores, reverse=True)
    expected = min(limit, int(allowed.sum()))
    assert len(found.dense) == len(found.sentences) == expected
    assert len(found.keywords) <= expected


@pytest.mark.parametrize("row", range(0, EDITIONS * 12, 7))
def test_the_only_allowed_passage_is_found_however_far_it_is(filled: Library, row: int) -> None:
    allowed = np.zeros(len(filled.snapshot.passages), dtype=np.bool_)
    allowed[row] = True
    found = filled.search("Nothing like it at all", allowed, 10)
    assert [hit.row for hit in found.dense] == [hit.row for hit in found.sentences] == [row]
    assert found.keywords == ()


def test_dense_scores_are_cosines_whether_chroma_or_exact_search_found_them(
    filled: Library,
) -> None:
    view = filled.snapshot
    query = "The harbour was shelled"
    expected = view.passage_vectors @ filled.embedder.embed_one(query)
    everything = np.ones(len(view.passages), dtype=np.bool_)
    few = np.arange(len(view.passages)) % 40 == 0
    for allowed in (everything, few):
        for hit in filled.search(query, allowed, 2).dense:
            assert hit.score == pytest.approx(float(expected[hit.row]), abs=1e-5)


def test_sentence_ranking_takes_the_best_sentence_of_a_passage(filled: Library) -> None:
    view = filled.snapshot
    query = "The temple was spared in 3."
    everything = np.ones(len(view.passages), dtype=np.bool_)
    first = filled.search(query, everything, 1).sentences[0]
    assert query in view.passages[first.row].text
    assert first.score == pytest.approx(1.0, abs=1e-5)


def test_nothing_allowed_and_no_words_find_nothing(filled: Library) -> None:
    nothing = np.zeros(len(filled.snapshot.passages), dtype=np.bool_)
    assert filled.search("harbour", nothing, 5) == Rankings((), (), ())
    assert filled.search("", ~nothing, 5).keywords == ()


def test_document_names_and_dates_are_searched_as_words(filled: Library) -> None:
    everything = np.ones(len(filled.snapshot.passages), dtype=np.bool_)
    hits = filled.search("January 2004", everything, 12).keywords
    cards = {filled.snapshot.passages[hit.row].card for hit in hits}
    assert {filled.snapshot.cards[card].id for card in cards} == {"e-4"}
