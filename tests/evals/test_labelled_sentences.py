"""The hand-labelled dates and figures: halves of one size, sound spans, values that agree."""

from __future__ import annotations

import calendar
import json
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from evals.benchmarks.asking import CASES

SENTENCES = CASES.parent / "labelled_sentences.jsonl"
LONGEST_SENTENCE = 600  # characters
BOUNDS = {"exact", "at least", "at most", "about", "between"}

Row = dict[str, Any]


def rows() -> list[Row]:
    return [json.loads(line) for line in SENTENCES.read_text(encoding="utf-8").splitlines()]


def labels_of(row: Row) -> list[Row]:
    found: list[Row] = [*row["figures"], *row["dates"]]
    return sorted(found, key=lambda label: (label["start"], label["end"]))


def test_set_has_two_hundred_sentences_in_two_halves_dev_first() -> None:
    found = rows()

    assert [row["half"] for row in found] == ["dev"] * 100 + ["held_out"] * 100
    assert len({row["id"] for row in found}) == len(found)
    assert len({(row["file"], row["start"]) for row in found}) == len(found)


def test_each_kind_of_document_is_halved() -> None:
    kinds = Counter((row["file"].partition("-")[0], row["half"]) for row in rows())

    for kind in {kind for kind, _ in kinds}:
        assert abs(kinds[kind, "dev"] - kinds[kind, "held_out"]) <= 1, kind


def test_sentences_without_a_label_are_among_them() -> None:
    bare = Counter(row["half"] for row in rows() if not labels_of(row))

    assert min(bare["dev"], bare["held_out"]) >= 12


def test_every_label_lies_in_its_sentence_and_none_overlap() -> None:
    for row in rows():
        length = row["end"] - row["start"]
        assert row["start"] >= 0, row["id"]
        assert 0 < length <= LONGEST_SENTENCE, row["id"]
        labels = labels_of(row)
        assert all(0 <= label["start"] < label["end"] <= length for label in labels), row["id"]
        assert all(one["end"] <= other["start"] for one, other in pairwise(labels)), row["id"]


def test_figures_are_numbers_and_only_ranges_have_two() -> None:
    for row in rows():
        for figure in row["figures"]:
            assert set(figure) == {"start", "end", "value", "high", "bound"}, row["id"]
            assert type(figure["value"]) in (int, float), row["id"]
            assert figure["bound"] in BOUNDS, row["id"]
            assert (figure["high"] is not None) == (figure["bound"] == "between"), row["id"]
            assert figure["high"] is None or figure["high"] > figure["value"], row["id"]


def test_dates_span_what_their_precision_says() -> None:
    for row in rows():
        for found in row["dates"]:
            assert set(found) == {"start", "end", "first", "last", "precision"}, row["id"]
            first = date.fromisoformat(found["first"])
            last = date.fromisoformat(found["last"])
            assert found["precision"] in _precisions(first, last), row["id"]


def test_every_label_cuts_out_whole_words(corpus_dir: Path) -> None:
    for row in rows():
        text = (corpus_dir / row["file"]).read_bytes().decode("utf-8")
        sentence = text[row["start"] : row["end"]]
        assert len(sentence) == row["end"] - row["start"], row["id"]
        assert sentence == sentence.strip(), row["id"]
        for label in labels_of(row):
            assert _is_whole(sentence, label["start"], label["end"]), row["id"]


def test_plain_digits_read_as_the_value_labelled(corpus_dir: Path) -> None:
    for row in rows():
        text = (corpus_dir / row["file"]).read_bytes().decode("utf-8")
        sentence = text[row["start"] : row["end"]]
        for figure in row["figures"]:
            written = sentence[figure["start"] : figure["end"]].replace(",", "")
            # A share takes its scale word from the whole: so many of so many million.
            elided = sentence[figure["end"] :].startswith(" of ")
            if written.replace(".", "").isdigit() and not elided:
                assert float(written) == figure["value"], row["id"]


def _precisions(first: date, last: date) -> set[str]:
    """Name the precisions that a span of days may carry; none where it runs backwards."""
    if first == last:
        return {"day"}
    if (first, last) == (date(first.year, 1, 1), date(first.year, 12, 31)):
        return {"year"}
    month_end = calendar.monthrange(first.year, first.month)[1]
    if first.day == 1 and last == first.replace(day=month_end):
        return {"month"}
    return {"range"} if first < last else set()


def _is_whole(sentence: str, start: int, end: int) -> bool:
    """Say whether no letter or digit of a word stands outside the span that cuts into it."""
    before, after = sentence[start - 1 : start], sentence[end : end + 1]
    inside = sentence[start:end]
    return inside == inside.strip() and not (before.isalnum() or after.isalnum())
