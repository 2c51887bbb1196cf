from __future__ import annotations

import random
import re

import pytest

from evals.reader_training.corruptions import corrupted_pairs
from evals.reader_training.statements import (
    CONTRADICTION,
    ENTAILMENT,
    NEUTRAL,
    Claim,
    Pair,
    claim_pairs,
)

PARAGRAPHS = (
    (
        "Karvel, March 2019. Recent Developments",
        (
            "Since 2012 raids on the market of Karvel have cost 1,450 lives (a count by OCHA).",
            "In March the Karvel Council was told of 16 attacks by men on motorcycles.",
        ),
    ),
    (
        "Odrin, March 2019. Background",
        (
            "The camp at Odrin is run by the Red Crescent and holds families from the hills.",
            "Rain fell there for a week and the road was closed to lorries.",
        ),
    ),
    (
        "Odrin, March 2019. Response",
        ("Every day volunteers cook porridge for children near their tents and wells.",),
    ),
)
NUMBER = re.compile(r"\d[\d,]*")


def seeded(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - reproducible, not secret


def made(verdict: str) -> list[Pair]:
    return [
        pair
        for seed in range(60)
        for pair in corrupted_pairs(PARAGRAPHS, seeded(seed))
        if pair.verdict == verdict
    ]


def words(text: str) -> list[str]:
    return re.findall(r"[\w,]+", text)


def test_untrue_statement_is_never_said_by_its_passage() -> None:
    untrue = made(CONTRADICTION)

    assert untrue
    assert all(pair.statement not in pair.passage for pair in untrue)


def test_untrue_statement_has_another_figure_another_name_or_says_the_opposite() -> None:
    kinds = set()
    for pair in made(CONTRADICTION):
        added = [word for word in words(pair.statement) if word not in words(pair.passage)]
        if added == ["not"]:
            kinds.add("negation")
        elif all(NUMBER.fullmatch(word) for word in added):
            kinds.add("figure")
            assert not any(word in pair.passage for word in added)
        else:
            kinds.add("name")
            assert any(word[0].isupper() for word in added)
            assert any(word in text for word in added for _, texts in PARAGRAPHS for text in texts)
    assert kinds == {"negation", "figure", "name"}


def test_year_is_changed_to_a_year_and_a_large_figure_to_a_large_one() -> None:
    changed = [
        int(word.replace(",", ""))
        for pair in made(CONTRADICTION)
        for word in NUMBER.findall(pair.statement)
        if word not in pair.passage
    ]

    assert any(1900 <= value <= 2100 for value in changed)
    assert all(value > 0 for value in changed)


def test_true_statement_says_nothing_that_its_passage_does_not() -> None:
    for pair in made(ENTAILMENT):
        assert set(words(pair.statement)) <= set(words(pair.passage))


def test_sentence_with_nothing_to_change_is_set_beside_one_on_something_else() -> None:
    neutral = made(NEUTRAL)

    assert neutral
    assert all(pair.statement not in pair.passage for pair in neutral)


def test_statement_keeps_the_heading_of_its_passage() -> None:
    headings = {" ".join(texts): heading for heading, texts in PARAGRAPHS}

    for verdict in (ENTAILMENT, CONTRADICTION, NEUTRAL):
        assert all(pair.heading == headings[pair.passage] for pair in made(verdict))


def test_same_chance_makes_the_same_statements() -> None:
    first, second = (list(corrupted_pairs(PARAGRAPHS, seeded(3))) for _ in range(2))

    assert first == second


@pytest.fixture
def claims() -> tuple[Claim, ...]:
    return tuple(
        Claim(f"c{n}", f"Claim {n} stands.", (("One.", "Two."),), ("One.",), "supported")
        for n in range(40)
    )


def test_held_out_claims_are_never_trained_on(claims: tuple[Claim, ...]) -> None:
    trained = {pair.statement for pair in claim_pairs(claims)}

    held_out = {claim.statement for claim in claims if claim.is_held_out}
    assert held_out
    assert trained == {claim.statement for claim in claims} - held_out
    assert all(pair.verdict == ENTAILMENT for pair in claim_pairs(claims))
