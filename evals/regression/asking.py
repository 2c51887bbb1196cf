"""One case: the question put, its evidence found, its passages searched for, its scores taken."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.api.schemas import (
    AnswerOut,
    BriefingOut,
    EvalCaseOut,
    EvalEvidence,
    EvalRetrieved,
    EvalScore,
    PassageOut,
)
from evals.regression.cases import RegressionCase
from evals.regression.extras import Extra
from evals.regression.locating import Located, locate_evidence, named_editions
from evals.regression.scorers import score
from evals.regression.scorers.given import Given
from evals.regression.scorers.retrieval import SEARCH_LIMIT, relevant_passages
from evals.regression.target import Target, TargetFailed


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of a question."""

    answer: AnswerOut | None
    error: str
    seconds: float | None


async def run_case(
    target: Target,
    case: RegressionCase,
    editions: Mapping[str, BriefingOut],
    extras: Mapping[str, Extra],
) -> EvalCaseOut:
    """Put one question and score what comes, by `extras` too."""
    asked = await _ask(target, case)
    located = await locate_evidence(target, case, editions)
    given = Given(
        case=case,
        answer=asked.answer,
        error=asked.error,
        evidence=located.found,
        lost_evidence=tuple(item.quote for item in located.lost),
        allowed=frozenset(
            each for name in case.editions for each in named_editions(name, editions.values())
        ),
        editions=editions,
        verbatim=await _verbatim(target, asked.answer, editions),
        retrieved=await _retrieved(target, case, asked.answer, located),
    )
    beside = {name: await scorer(given) for name, scorer in extras.items()}
    return case_record(given, asked.seconds, {**score(given), **beside})


def case_record(
    given: Given, seconds: float | None, scores: Mapping[str, EvalScore]
) -> EvalCaseOut:
    """Return the record of a case as it is kept."""
    case, relevant = given.case, relevant_passages(given)
    return EvalCaseOut(
        id=case.id,
        sha256=case.sha256,
        kind=case.kind,
        half=case.half,
        tags=list(case.tags),
        countries=sorted(given.expected_countries),
        question=case.question,
        history=[turn.model_dump() for turn in case.history],
        as_of=case.as_of,
        expected_outcomes=list(case.accepted),
        facts=[list(spellings) for spellings in case.facts],
        must_not=list(case.must_not),
        evidence=[EvalEvidence(briefing=e.briefing, quote=e.quote) for e in case.evidence],
        note=case.note,
        answer=given.answer,
        error=given.error,
        seconds=seconds,
        retrieved=[
            EvalRetrieved(
                passage_id=each.passage_id,
                briefing_id=each.briefing_id,
                score=each.score,
                is_relevant=each.passage_id in relevant if relevant else None,
            )
            for each in given.retrieved or ()
        ],
        relevant_passages=sorted(relevant),
        scores=dict(scores),
    )


async def _ask(target: Target, case: RegressionCase) -> Asked:
    started = time.perf_counter()
    try:
        answer = await target.answer(case)
    except TargetFailed as error:
        return Asked(None, str(error), None)
    return Asked(answer, "", time.perf_counter() - started)


async def _verbatim(
    target: Target, answer: AnswerOut | None, editions: Mapping[str, BriefingOut]
) -> tuple[bool, ...]:
    """Check each quote again; one of an edition that is not in the library is none."""
    checked: list[bool] = []
    for each in answer.citations if answer is not None else ():
        if each.briefing_id not in editions:
            checked.append(False)
            continue
        text = (await target.text_of(each.briefing_id)).text
        checked.append(bool(each.quote) and text[each.start : each.end] == each.quote)
    return tuple(checked)


async def _retrieved(
    target: Target, case: RegressionCase, answer: AnswerOut | None, located: Located
) -> tuple[PassageOut, ...] | None:
    """Search for the question as it was understood; None where there was nothing to search."""
    if not located.found or answer is None:
        return None
    countries = answer.countries or list(case.countries)
    try:
        return await target.search(
            answer.standalone_question, countries, answer.as_of, SEARCH_LIMIT
        )
    except TargetFailed:
        return None
