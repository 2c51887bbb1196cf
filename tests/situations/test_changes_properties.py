"""Promises that hold for any two editions, tried on the samples and on made-up pages."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import groupby, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ingest.samples
from assistant.domain import Briefing
from assistant.settings import Settings
from assistant.situations.changes import Change, ChangeKind, changes_between
from ingest.batch import BatchFile, gather_files
from ingest.pipeline import read_briefings
from tests.situations.change_editions import page

FILES = [
    each for each in gather_files([Path(ingest.samples.__path__[0])]) if isinstance(each, BatchFile)
]
MIRRORED = {
    ChangeKind.ADDED: ChangeKind.DROPPED,
    ChangeKind.DROPPED: ChangeKind.ADDED,
}


class WordCounter:
    """Counts words for tokens: how passages are cut does not matter here."""

    def count_tokens(self, text: str) -> int:
        return len(text.split())


@cache
def samples() -> tuple[Briefing, ...]:
    read = (read_briefings(each.path, each.given, WordCounter(), Settings()) for each in FILES)
    found = [briefing for briefings in read for briefing in briefings]
    return tuple(sorted(found, key=lambda each: (each.series.id, each.edition_date)))


def pairs() -> list[tuple[Briefing, Briefing]]:
    groups = groupby(samples(), key=lambda each: each.series.id)
    return [pair for _, editions in groups for pair in pairwise(editions)]


def sides(changes: tuple[Change, ...]) -> Counter[tuple[ChangeKind, str, str]]:
    return Counter((each.kind, each.old, each.new) for each in changes)


def assert_mirrored(one: Briefing, other: Briefing) -> None:
    there = sides(changes_between(one, other).changes)
    back = sides(changes_between(other, one).changes)
    turned = Counter(
        {(MIRRORED.get(kind, kind), new, old): n for (kind, old, new), n in back.items()}
    )
    assert there == turned


def assert_verbatim(one: Briefing, other: Briefing) -> None:
    texts = {one.id: one.text, other.id: other.text}
    for change in changes_between(one, other).changes:
        assert change.citations
        for cited in change.citations:
            assert cited.quote.strip()
            assert len(cited.quote) <= 320
            assert texts[cited.briefing_id][cited.start : cited.end] == cited.quote


def test_no_edition_differs_from_itself() -> None:
    assert all(not changes_between(each, each).changes for each in samples())


def test_samples_the_other_way_round_swap_old_and_new() -> None:
    for one, other in pairs():
        assert_mirrored(one, other)


def test_every_quote_stands_in_its_edition() -> None:
    for one, other in pairs():
        assert_verbatim(one, other)


def test_every_figure_of_a_line_stands_in_its_quotes() -> None:
    for one, other in pairs():
        for change in changes_between(one, other).changes:
            quotes = " ".join(" ".join(each.quote.split()) for each in change.citations)
            told = change.text.replace(change.subject, "")
            assert all(number in quotes for number in re.findall(r"\d[\d,.]*\d|\d", told))


def test_each_side_is_cited_exactly_where_it_says_something() -> None:
    for one, other in pairs():
        for change in changes_between(one, other).changes:
            assert bool(change.old) == (change.before is not None)
            assert bool(change.new) == (change.after is not None)


COUNTS = st.integers(min_value=100, max_value=9_999_999)
YEARS = st.integers(min_value=1995, max_value=2026)


@settings(max_examples=60, deadline=None)
@given(COUNTS, COUNTS, YEARS, YEARS)
def test_any_two_figures_are_told_as_what_they_are(
    old: int, new: int, old_year: int, new_year: int
) -> None:
    one = page("2021-01-01", f"Displaced people: {old:,} ({old_year})")
    other = page("2023-01-01", f"Displaced people: {new:,} ({new_year})")

    kinds = [each.kind for each in changes_between(one, other).changes]

    if old == new:
        assert kinds == []
    elif old_year == new_year:
        assert kinds == [ChangeKind.CONTRADICTED]
    else:
        assert kinds == [ChangeKind.UPDATED]
    assert_mirrored(one, other)
    assert_verbatim(one, other)


@pytest.mark.parametrize("kind", list(ChangeKind))
def test_every_kind_has_a_name_for_readers(kind: ChangeKind) -> None:
    assert kind.value.islower()
