from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.domain import DocumentKind, EditionDate, Passage, Precision
from assistant.errors import LibraryError
from assistant.library.catalogue import StoredRevision
from assistant.library.editions import (
    MAX_SLUG_LENGTH,
    check_whole,
    edition_identity,
    name_edition,
    with_sha256,
)
from tests.library.fakes import make_briefing, make_series


def test_slug_and_text_do_not_make_another_edition() -> None:
    one, other = make_briefing("One text."), make_briefing("Another text.", slug="other")
    assert edition_identity(one) == edition_identity(other)


def test_date_precision_and_symbol_make_another_edition() -> None:
    briefing = make_briefing()
    by_month = replace(briefing, edition_date=EditionDate(date(2019, 5, 15), Precision.MONTH))
    others = [make_briefing(day=date(2019, 5, 16)), by_month, replace(briefing, symbol="S/2019/1")]
    assert len({edition_identity(each) for each in (briefing, *others)}) == 4


def test_records_of_one_day_are_told_apart_by_title_where_they_have_no_symbol() -> None:
    series = make_series(kind=DocumentKind.MEETING_RECORD)
    morning = make_briefing(series=series, title="Morning")
    evening = make_briefing(series=series, title="Evening")
    assert edition_identity(morning) != edition_identity(evening)


def test_hash_follows_what_a_reader_sees_and_not_the_file_name() -> None:
    briefing = make_briefing()
    renamed = replace(briefing, source=replace(briefing.source, file_name="other.txt"))
    retitled = replace(briefing, title="Another")
    assert with_sha256(briefing).sha256 == with_sha256(renamed).sha256
    assert with_sha256(briefing).sha256 != with_sha256(retitled).sha256


def test_hash_that_came_with_the_briefing_is_kept() -> None:
    briefing = replace(make_briefing(), sha256="f" * 64)
    assert with_sha256(briefing) == briefing


def test_taken_slug_gets_the_date_and_then_a_number() -> None:
    briefing = make_briefing(slug="x" * MAX_SLUG_LENGTH)
    dated = name_edition(briefing, (), {briefing.id: ""})
    numbered = name_edition(briefing, (), {briefing.id: "", dated.id: ""})
    assert dated.id.endswith("x-2019-05-15")
    assert numbered.id.endswith("x-2019-05-15-2")
    assert len(dated.slug) == len(numbered.slug) == MAX_SLUG_LENGTH


def test_correction_keeps_the_slug_and_skips_an_id_that_another_edition_has() -> None:
    revisions = (StoredRevision("first", "first", 1, "0" * 64),)
    named = name_edition(make_briefing(slug="new"), revisions, {"first": "", "first-r2": ""})
    assert named.id == "first-r3"


@pytest.mark.parametrize(
    "fault",
    [
        Passage(start=0, end=10_000, section=0, first_sentence=0, end_sentence=1),
        Passage(start=0, end=5, section=1, first_sentence=0, end_sentence=1),
        Passage(start=0, end=5, section=0, first_sentence=1, end_sentence=9),
        Passage(start=0, end=5, section=0, first_sentence=1, end_sentence=1),
        Passage(start=5, end=5, section=0, first_sentence=0, end_sentence=1),
    ],
)
def test_span_outside_the_briefing_is_refused(fault: Passage) -> None:
    with pytest.raises(LibraryError, match="lies outside its text"):
        check_whole(replace(make_briefing(), passages=(fault,)))


def test_briefing_without_passages_is_refused() -> None:
    with pytest.raises(LibraryError, match="no passages"):
        check_whole(replace(make_briefing(), passages=()))
