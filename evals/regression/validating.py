"""Whether a question set can be run: each line a case, each quote in an edition of the library."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assistant.api.schemas import BriefingOut
from evals.folding import fold
from evals.regression.cases import CaseEvidence, Fault, QuestionSet, RegressionCase
from evals.regression.locating import locate_evidence, names_of
from evals.regression.target import Target
from evals.scoring import has_fact


async def library_faults(questions: QuestionSet, target: Target) -> tuple[Fault, ...]:
    """Return what of a set does not fit the library that `target` answers from."""
    editions = await target.editions()
    names = frozenset().union(*(names_of(each) for each in editions.values()))
    found: list[Fault] = []
    for case, (file, line) in zip(questions.cases, questions.places, strict=True):
        found += _unknown_editions(case, names, file, line)
        located = await locate_evidence(target, case, editions)
        known = [item for item in located.lost if item.briefing in names]
        found += [_lost(item, editions, file, line) for item in known]
    return tuple(found)


def case_faults(questions: QuestionSet) -> tuple[Fault, ...]:
    """Return what contradicts itself in a set, whatever the library holds."""
    return tuple(
        fault
        for case, (file, line) in zip(questions.cases, questions.places, strict=True)
        for fault in _contradictions(case, file, line)
    )


def _contradictions(case: RegressionCase, file: str, line: int) -> Iterator[Fault]:
    quotes = fold("\n".join(item.quote for item in case.evidence))
    if case.expects_refusal and not case.other_outcomes and (case.facts or case.evidence):
        mend = "Leave facts and evidence out, or expect an answer."
        yield Fault(file, line, "expected_outcome", "A refusal holds no facts.", mend)
    for spellings in case.facts:
        if case.evidence and not has_fact(quotes, spellings):
            problem = f"No evidence holds {spellings[0]!r}."
            yield Fault(file, line, "facts", problem, "Quote the sentence that does, or mend it.")
    for number, spellings in enumerate(case.facts):
        if not spellings or not all(each.strip() for each in spellings):
            problem = f"Fact {number + 1} is empty."
            yield Fault(file, line, "facts", problem, "Write what the text must hold.")
    for forbidden in case.must_not:
        if any(has_fact(fold(spelling), [forbidden]) for fact in case.facts for spelling in fact):
            problem = f"{forbidden!r} is asked for by a fact."
            yield Fault(file, line, "must_not", problem, "Keep one of the two.")


def _unknown_editions(
    case: RegressionCase, names: frozenset[str], file: str, line: int
) -> Iterator[Fault]:
    mend = "`r2p briefings` lists the ids."
    named = [("evidence", item.briefing) for item in case.evidence]
    for field, name in dict.fromkeys([*named, *(("editions", each) for each in case.editions)]):
        if name not in names:
            yield Fault(file, line, field, f"The library holds no edition {name!r}.", mend)


def _lost(item: CaseEvidence, editions: Mapping[str, BriefingOut], file: str, line: int) -> Fault:
    title = next(each.title for each in editions.values() if item.briefing in names_of(each))
    problem = f"{item.briefing} ({title}) does not hold {item.quote[:80]!r}."
    return Fault(file, line, "evidence", problem, "Copy the sentence from the stored text.")
