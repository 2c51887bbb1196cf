from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.quoting import citation_of, quote_span
from assistant.citations import disarmed, marks_in, verified, without_marks
from tests.answering.examples import evidence

EVIDENCE = evidence(1, ["Armed men attacked a village.", "At least 20 people died."])
TEXT = "x" * 100 + EVIDENCE.text
CITATION = citation_of(quote_span(EVIDENCE, 130, 154), 1)


def test_citation_is_kept_when_its_quote_stands_at_its_span() -> None:
    kept, failed = verified([CITATION], lambda _: TEXT)

    assert kept == (CITATION,)
    assert failed == ()
    assert CITATION.quote == "At least 20 people died."


def test_changed_word_moved_span_and_missing_edition_each_fail() -> None:
    changed = replace(CITATION, quote=CITATION.quote.replace("20", "200"))
    moved = replace(CITATION, start=CITATION.start + 1, end=CITATION.end + 1)
    empty = replace(CITATION, quote="", end=CITATION.start)

    assert verified([changed, moved, empty], lambda _: TEXT)[1] == (changed, moved, empty)
    assert verified([CITATION], lambda _: None)[1] == (CITATION,)


def test_marks_are_read_singly_and_in_lists() -> None:
    assert marks_in("One [1], two [2, 3] and [2013] or [a].") == (1, 2, 3)


def test_foreign_marks_are_removed_with_ours() -> None:
    assert without_marks("A fact【1】 stands [2][3] here [source 4].") == "A fact stands here."


@given(st.lists(st.integers(1, 99), min_size=1, max_size=5))
def test_marks_written_are_marks_read(numbers: list[int]) -> None:
    text = " ".join(f"Word [{number}]." for number in numbers)

    assert marks_in(text) == tuple(numbers)
    assert marks_in(without_marks(text)) == ()


def test_bracketed_number_of_a_document_is_no_mark_and_looks_the_same() -> None:
    shown = disarmed("They say so [1] [7, 9], in [brackets].")

    assert marks_in(shown) == ()
    assert shown.replace("\u2060", "") == "They say so [1] [7, 9], in [brackets]."
