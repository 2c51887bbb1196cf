"""Small invented runs of a question set, and their comparison, for tests of what shows them.

`small_run()` has twelve cases of four kinds and both halves: some pass, some miss facts, one got
no answer. `small_comparison()` sets a better run before it. All texts are invented.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from statistics import fmean

from assistant.api.schemas import (
    EvalBin,
    EvalCaseOut,
    EvalComparisonOut,
    EvalDifference,
    EvalEvidence,
    EvalMeasure,
    EvalRetrieved,
    EvalRunCasesOut,
    EvalRunOut,
    EvalScore,
    EvalTurned,
)
from assistant.domain import Outcome
from tests.ui.hostile import HOSTILE_TEXT
from tests.ui.scripted_api import QUOTE, answer, citation

EDITION = "example-mali-2024-05-02"
HELD_OUT_QUESTION = "Which bridge in the far valley was closed first?"
HELD_OUT_ANSWER = "The covered bridge of the upper ford was the first. [1]"
HELD_OUT_EVIDENCE = "The covered bridge of the upper ford was closed before all others."
HELD_OUT_REASON = "the covered bridge is not named"
HELD_OUT_SECRETS = (HELD_OUT_QUESTION, HELD_OUT_ANSWER, HELD_OUT_EVIDENCE, HELD_OUT_REASON)
BROKEN_REASON = "the API answered 502: the chat model gave no reply"
HOSTILE_ANSWER = f"{HOSTILE_TEXT}\n]]> @everyone #1\x00\x1b[31m\x0b\ufffe\u202e end"


def score(value: float | None, reason: str = "", weight: float = 1.0) -> EvalScore:
    """Return a score; a measure that was not graded has the value None."""
    return EvalScore(value=value, weight=weight, reason=reason)


def case(identity: str = "t-figure-01", **changes: object) -> EvalCaseOut:
    """Return a case of the dev half that was answered and passed."""
    values: dict[str, object] = {
        "id": identity,
        "kind": "figure",
        "half": "dev",
        "tags": [],
        "countries": ["MLI"],
        "question": "How many people left the valley towns?",
        "history": [],
        "as_of": None,
        "expected_outcomes": [Outcome.ANSWERED],
        "facts": [["4,210"]],
        "must_not": [],
        "evidence": [EvalEvidence(briefing=EDITION, quote=QUOTE)],
        "note": "",
        "answer": answer(id=f"answer-{identity}", confidence=0.91),
        "error": "",
        "seconds": 0.62,
        "retrieved": [
            EvalRetrieved(
                passage_id=f"{EDITION}#p2", briefing_id=EDITION, score=0.8, is_relevant=True
            )
        ],
        "relevant_passages": [f"{EDITION}#p2"],
        "scores": passing_scores(),
    }
    return EvalCaseOut.model_validate(values | changes)


def passing_scores(**changes: EvalScore) -> dict[str, EvalScore]:
    """Return scores of a case in which nothing was wanting, but for the `changes`."""
    names = ("answered", "passed", "outcome", "facts", "citation_recall", "verbatim", "marks")
    return {name: score(1.0, "as it should be") for name in names} | changes


def failing_scores(**changes: EvalScore) -> dict[str, EvalScore]:
    """Return scores of a case that did not pass, as the `changes` say."""
    return passing_scores(passed=score(0.0, "something that decides was wanting"), **changes)


def failed_case(identity: str = "t-figure-02", **changes: object) -> EvalCaseOut:
    """Return a case whose answer lacks a fact."""
    values: dict[str, object] = {
        "facts": [["4,210"], ["end of April"]],
        "scores": failing_scores(facts=score(0.5, "missing: end of April", 2.0)),
        "answer": answer(text="The briefing speaks of 4,210 people. [1]", confidence=0.44),
    }
    return case(identity, **(values | changes))


def broken_case(identity: str = "t-actor-01", **changes: object) -> EvalCaseOut:
    """Return a case to which no answer came."""
    values: dict[str, object] = {
        "kind": "actor",
        "answer": None,
        "error": BROKEN_REASON,
        "seconds": None,
        "retrieved": [],
        "scores": {"answered": score(0.0, BROKEN_REASON), "passed": score(0.0, "no answer came")},
    }
    return case(identity, **(values | changes))


def held_out_case(identity: str = "t-figure-03", **changes: object) -> EvalCaseOut:
    """Return a failed case of the half that reports must not show."""
    values: dict[str, object] = {
        "half": "held_out",
        "question": HELD_OUT_QUESTION,
        "answer": answer(text=HELD_OUT_ANSWER, question=HELD_OUT_QUESTION, confidence=0.7),
        "evidence": [EvalEvidence(briefing=EDITION, quote=HELD_OUT_EVIDENCE)],
        "facts": [["covered bridge"]],
        "scores": failing_scores(facts=score(0.0, HELD_OUT_REASON)),
    }
    return case(identity, **(values | changes))


def hostile_case(identity: str = "t-hostile-01", **changes: object) -> EvalCaseOut:
    """Return a failed case whose question, answer, quote and reason would do harm as markup."""
    values: dict[str, object] = {
        "kind": "hostile",
        "countries": ["SDN"],
        "question": f"Who? {HOSTILE_TEXT}",
        "answer": answer(text=HOSTILE_ANSWER, citations=[citation(quote=HOSTILE_TEXT)]),
        "scores": failing_scores(
            outcome=score(0.0, f"ended ANSWERED: {HOSTILE_TEXT}"), facts=score(0.0, "none")
        ),
    }
    return case(identity, **(values | changes))


def small_cases() -> list[EvalCaseOut]:
    """Return twelve cases: seven pass, one of them held out; one got no answer."""
    refusal = answer(
        outcome=Outcome.NOT_IN_BRIEFINGS,
        text="The briefings do not say this.",
        citations=[],
        nearest=[citation()],
        confidence=0.12,
    )
    follow_up = [
        {"role": "user", "content": "Who threatens the hill districts?"},
        {"role": "assistant", "content": "Two rival militias. [1]"},
    ]
    unanswered = {
        "kind": "unanswerable",
        "question": "Who will win the vote of next year?",
        "expected_outcomes": [Outcome.NOT_IN_BRIEFINGS, Outcome.NO_BRIEFING],
        "facts": [],
        "evidence": [],
    }
    wrong_outcome = failing_scores(
        outcome=score(0.0, "ended ANSWERED, expected NOT_IN_BRIEFINGS or NO_BRIEFING"),
        facts=score(None, "no facts are asked for"),
        refusal_recall=score(0.0, "answered what no briefing says"),
    )
    return [
        case("t-figure-01"),
        failed_case("t-figure-02", history=follow_up, tags=["paraphrase"]),
        held_out_case("t-figure-03"),
        case("t-figure-04", half="held_out", question=HELD_OUT_QUESTION),
        broken_case("t-actor-01"),
        case("t-actor-02", kind="actor", countries=["SDN"], tags=["typo"]),
        case("t-actor-03", kind="actor", countries=["SDN", "MLI"], as_of=date(2024, 6, 1)),
        case("t-actor-04", kind="actor"),
        case("t-unanswerable-01", answer=refusal, **unanswered),
        case(
            "t-unanswerable-02", scores=wrong_outcome, note="No edition looks ahead.", **unanswered
        ),
        case("t-unanswerable-03", answer=refusal, tags=["typo"], **unanswered),
        hostile_case("t-hostile-01"),
    ]


def small_run(identity: str = "2026-01-02T100000-small", **changes: object) -> EvalRunCasesOut:
    """Return the run over `small_cases`."""
    return run_of(small_cases(), identity, **changes)


def better_run(identity: str = "2026-01-01T100000-small") -> EvalRunCasesOut:
    """Return an earlier run of the same cases in which two of them passed that later fail."""
    cases = small_cases()
    cases[1] = case("t-figure-02", history=cases[1].history, tags=["paraphrase"])
    cases[2] = held_out_case("t-figure-03", scores=passing_scores())
    return run_of(cases, identity, started_at=datetime(2026, 1, 1, 10, tzinfo=UTC))


def run_of(
    cases: list[EvalCaseOut], identity: str = "2026-01-02T100000-small", **changes: object
) -> EvalRunCasesOut:
    """Return a run of `cases`, its measures plain means with an invented interval."""
    values: dict[str, object] = {
        "id": identity,
        "question_set": "small",
        "question_set_sha256": "ab" * 32,
        "filters": [],
        "target": "in-process",
        "answered_by": "embedded",
        "assistant_version": "0.1.0",
        "library_sha256": "cd" * 32,
        "editions": 3,
        "started_at": datetime(2026, 1, 2, 10, tzinfo=UTC),
        "finished_at": datetime(2026, 1, 2, 10, 1, tzinfo=UTC),
        "cases": len(cases),
        "cases_in_set": len(cases),
        "passed": sum(each.has_passed for each in cases),
        "seconds_p50": 0.62,
        "seconds_p95": 1.38,
        "words_p50": 31.0,
        "measures": measures(cases),
        "calibration": small_calibration(),
        "calibration_error": 0.071,
    }
    return EvalRunCasesOut(run=EvalRunOut.model_validate(values | changes), cases=cases)


def measures(cases: Sequence[EvalCaseOut]) -> list[EvalMeasure]:
    """Return every measure over all cases, and over each slice that a run has."""
    slices: dict[str, list[EvalCaseOut]] = {"all": list(cases)}
    for each in cases:
        names = [f"kind:{each.kind}", f"half:{each.half}"]
        names += [f"country:{code}" for code in each.countries]
        names += [f"tag:{tag}" for tag in each.tags]
        for name in names:
            slices.setdefault(name, []).append(each)
    taken = {name: None for each in cases for name in each.scores}
    return [
        _measure(measure, name, members) for name, members in slices.items() for measure in taken
    ]


def _measure(measure: str, slice_name: str, cases: Iterable[EvalCaseOut]) -> EvalMeasure:
    scores = [each.scores[measure] for each in cases if measure in each.scores]
    graded = [each.value for each in scores if each.value is not None]
    value = fmean(graded) if graded else None
    return EvalMeasure(
        measure=measure,
        slice=slice_name,
        value=value,
        low=None if value is None else max(0.0, value - 0.08),
        high=None if value is None else min(1.0, value + 0.06),
        cases=len(graded),
    )


def small_calibration() -> list[EvalBin]:
    """Return three bins of a reader that is a little too sure of itself."""
    return [
        EvalBin(low=0.0, high=0.2, cases=3, mean_confidence=0.12, share_right=0.0),
        EvalBin(low=0.4, high=0.6, cases=4, mean_confidence=0.52, share_right=0.5),
        EvalBin(low=0.8, high=1.0, cases=9, mean_confidence=0.93, share_right=8 / 9),
    ]


def difference(measure: str = "passed", **changes: object) -> EvalDifference:
    """Return a measure of all cases that regressed."""
    values: dict[str, object] = {
        "measure": measure,
        "slice": "all",
        "before": 0.75,
        "after": 7 / 12,
        "difference": 7 / 12 - 0.75,
        "low": -0.33,
        "high": -0.02,
        "chance": 0.01,
        "cases": 12,
        "verdict": "regressed",
        "turned": ["t-figure-02", "t-figure-03"],
    }
    return EvalDifference.model_validate(values | changes)


def turned(identity: str = "t-figure-02", **changes: object) -> EvalTurned:
    """Return a case of the dev half that passed before and fails now."""
    values: dict[str, object] = {
        "id": identity,
        "kind": "figure",
        "half": "dev",
        "question": "How many people left the valley towns?",
        "before_passed": True,
        "after_passed": False,
        "before_text": f"The Mali briefing of 2 May 2024 says: “{QUOTE}” [1]",
        "after_text": "The briefing speaks of 4,210 people. [1]",
        "measures": {"facts": (1.0, 0.5), "passed": (1.0, 0.0)},
    }
    return EvalTurned.model_validate(values | changes)


def small_comparison() -> EvalComparisonOut:
    """Return what `small_run` lost and won against `better_run`."""
    return EvalComparisonOut(
        before="2026-01-01T100000-small",
        after="2026-01-02T100000-small",
        cases=12,
        only_before=[],
        only_after=[],
        differences=[
            difference("answered", before=11 / 12, after=11 / 12, difference=0.0, low=0.0, high=0.0,
                       chance=1.0, verdict="unchanged", turned=[]),
            difference("passed"),
            difference("facts", before=0.8, after=0.7, difference=-0.1, low=-0.2, high=0.02,
                       chance=0.2, verdict="unchanged", turned=["t-figure-02"]),
            difference("verbatim", before=1.0, after=0.95, difference=-0.05, low=-0.1, high=0.0,
                       verdict="below its floor", turned=["t-hostile-01"]),
            difference("marks", before=0.9, after=1.0, difference=0.1, low=0.02, high=0.2,
                       chance=1.0, verdict="improved", turned=["t-actor-04"]),
            difference("passed", slice="kind:figure", before=1.0, after=0.5, difference=-0.5,
                       low=-1.0, high=0.0, cases=4),
        ],
        turned=[
            turned(),
            turned("t-figure-03", half="held_out", question=HELD_OUT_QUESTION,
                   before_text=HELD_OUT_ANSWER, after_text=HELD_OUT_ANSWER,
                   measures={"facts": (1.0, 0.0), "passed": (1.0, 0.0)}),
            turned("t-actor-04", kind="actor", before_passed=False, after_passed=True,
                   measures={"marks": (0.0, 1.0), "passed": (0.0, 1.0)}),
            turned("t-hostile-01", kind="hostile", before_passed=False, question=HOSTILE_TEXT,
                   after_text=HOSTILE_ANSWER, measures={"verbatim": (1.0, 0.5)}),
        ],
    )  # fmt: skip
