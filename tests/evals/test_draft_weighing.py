"""The weights of verification are fitted on the development half, and keep their signs."""

from __future__ import annotations

from assistant.answering.claims.weighing import AGAINST, FOR
from evals.benchmarks.draft_cases import DraftCase, is_held_out, told_in
from evals.benchmarks.draft_material import sample_evidence
from evals.benchmarks.draft_tuning import WRONG_PARAPHRASE, tuning_cases
from evals.benchmarks.draft_weighing import ReadDraft, fit, odds_of
from tests.answering.examples import evidence
from tests.evals.test_drafts import Words

CITED = (evidence(1, ["It rained."]),)


def draft(*, is_true: bool, entailed: float, gap: float) -> ReadDraft:
    signals = dict.fromkeys((*FOR, *AGAINST), 0.0) | {"entailed": entailed, "gap": gap}
    return ReadDraft(DraftCase("kind", "text", "source", CITED, is_true), (signals,), ())


def test_no_held_out_sentence_is_tuned_on() -> None:
    samples = sample_evidence(Words())
    held_out = {text for _, text in told_in(samples) if is_held_out(text)}

    cases = tuning_cases(samples)

    assert not held_out & {case.source for case in cases}
    assert any(case.kind.startswith(WRONG_PARAPHRASE) for case in cases)


def test_fit_tells_true_from_untrue_and_no_signal_against_speaks_for() -> None:
    true = [draft(is_true=True, entailed=3, gap=3) for _ in range(20)]
    untrue = [draft(is_true=False, entailed=-3, gap=1) for _ in range(20)]

    weights = fit([*true, *untrue])

    assert weights["gap"] == 0
    assert odds_of(true[0], weights) > 0 > odds_of(untrue[0], weights)
