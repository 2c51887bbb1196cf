"""Drafts that the weights of verification are fitted on, all of the development half.

Beside the kinds of the benchmark there are two that it does not ask: true sentences that cite the
wrong passage, and paraphrases made wrong. Without them a fit learns that what is put otherwise is
true, as most of what the benchmark makes wrong is a near copy.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from assistant.domain import Evidence
from evals.benchmarks.draft_cases import (
    FOR_TUNING,
    PARAPHRASE,
    DraftCase,
    Told,
    is_held_out,
    paraphrase_cases,
    told_in,
    untrue_cases,
)
from evals.benchmarks.draft_controls import CONTROLS
from evals.benchmarks.draft_corruptions import CORRUPTIONS

SEEDS = range(21, 37)
PARAPHRASE_SEEDS = range(50, 56)
OF_EACH_KIND = 16
MISCITED = "another passage cited"
WRONG_PARAPHRASE = "paraphrase made wrong: "
"""What the kind of a paraphrase that was made wrong begins with."""
BY_HAND = (PARAPHRASE, FOR_TUNING)
_HARD = ("two sources fused", "actor swapped", "negation")
"""Kinds that rules catch least of, so more of them are made."""


def tuning_cases(evidence: Sequence[Evidence]) -> tuple[DraftCase, ...]:
    """Make all drafts, each text once; the same each time."""
    told = [each for each in told_in(evidence) if not is_held_out(each[1])]
    by_hand = [case for case in paraphrase_cases(evidence) if not case.is_held_out]
    made = [*_corrupted(told), *_true(told), *by_hand, *_corrupted_paraphrases(by_hand)]
    cases = list({case.text: case for case in reversed(made)}.values())[::-1]
    return (*cases, *_miscited(cases, evidence))


def _corrupted(told: Told) -> Iterator[DraftCase]:
    for seed in SEEDS:
        chance = random.Random(seed)  # noqa: S311 - chance decides what is corrupted, not a secret
        for kind in CORRUPTIONS:
            yield from untrue_cases(kind, told, chance, OF_EACH_KIND)


def _true(told: Told) -> Iterator[DraftCase]:
    for kind, rule in CONTROLS.items():
        for each, text in told:
            words = rule(text)
            if words is not None:
                yield DraftCase(kind, words, text, (each,), is_true=True)


def _corrupted_paraphrases(by_hand: Sequence[DraftCase]) -> Iterator[DraftCase]:
    for seed in PARAPHRASE_SEEDS:
        chance = random.Random(seed)  # noqa: S311 - as above
        told = [(case.cited[0], case.text) for case in by_hand]
        for kind in CORRUPTIONS:
            most = len(told) // 2 if kind in _HARD else len(told) // 7
            for case in untrue_cases(kind, told, chance, most):
                yield DraftCase(
                    f"{WRONG_PARAPHRASE}{kind}", case.text, case.source, case.cited, is_true=False
                )


def _miscited(cases: Sequence[DraftCase], evidence: Sequence[Evidence]) -> Iterator[DraftCase]:
    """Cite two other passages of the edition, and one of another edition on the country."""
    chance = random.Random(SEEDS.start)  # noqa: S311 - as above
    for case in cases:
        if case.kind not in (*BY_HAND, "as it is"):
            continue
        cited = case.cited[0]
        beside = [e for e in evidence if e.card.id == cited.card.id and e != cited]
        others = [
            e
            for e in evidence
            if e.card.id != cited.card.id and set(e.card.countries) & set(cited.card.countries)
        ]
        for each in (*_some(beside, 2, chance), *_some(others, 1, chance)):
            yield DraftCase(MISCITED, case.text, case.source, (each,), is_true=False)


def _some(evidence: Sequence[Evidence], most: int, chance: random.Random) -> list[Evidence]:
    return chance.sample(list(evidence), min(most, len(evidence)))
