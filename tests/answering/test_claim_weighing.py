"""What speaks for and against a sentence is read off how its words lie in what it retells."""

from __future__ import annotations

from assistant.answering.claims.aligning import retold_in
from assistant.answering.claims.weighing import AGAINST, FOR, odds, packaged_weights, signals_of
from tests.answering.examples import evidence

RAID = evidence(
    1,
    [
        "On 3 May armed herders attacked the village Koro and killed at least 40 people.",
        "The army did not reach Koro until the next day.",
    ],
)
COPY = "On 3 May armed herders attacked the village Koro and killed at least 40 people."


def signals(statement: str, entailment: float = 0.9) -> dict[str, float]:
    return dict(signals_of(statement, retold_in(statement, RAID), entailment))


def test_copy_has_no_gap_and_all_its_terms() -> None:
    found = signals(COPY)

    assert (found["gap"], found["lead"], found["least_clause"], found["copied"]) == (0, 1, 1, 1)


def test_strange_aside_and_strange_lead_are_seen() -> None:
    assert signals(f"{COPY[:-1]}, which claimed independence elsewhere.")["strange_aside"] == 1
    assert signals("Border posts nearby attacked the village Koro.")["lead"] < 0.5


def test_one_denial_more_than_is_retold_is_seen() -> None:
    assert signals("The army did not reach Koro and no help came.")["denies_more"] == 1
    assert signals("The army did not reach Koro.")["denies_more"] == 0


def test_surer_entailment_never_makes_a_sentence_less_likely() -> None:
    likelihoods = [odds(signals(COPY, entailment)) for entailment in (0.0, 0.1, 0.5, 0.9, 1.0)]

    assert likelihoods == sorted(likelihoods)


def test_packaged_weights_keep_their_signs() -> None:
    weights = packaged_weights()

    assert all(weights[name] >= 0 for name in FOR)
    assert all(weights[name] <= 0 for name in AGAINST)
    assert set(weights) == {*FOR, *AGAINST, "bias", "least"}
