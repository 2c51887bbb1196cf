"""Cases as plain values, made by pure functions: what was asked, expected, answered, quoted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

from assistant.api.schemas import EvalCaseOut, EvalScore, EvalTurned
from assistant.domain import Outcome
from ui.evaluations.measures import LABELS, label_of
from ui.evaluations.wording import percent, seconds

HELD_OUT = "Held out: counted, and not shown, so that nobody tunes on it."
NO_ANSWER = "No answer came."


class Block(TypedDict):
    """Texts under a label; `is_half` sets it beside its neighbour where there is room."""

    label: str
    texts: list[str]
    is_half: bool


class Record(TypedDict):
    """A case: its question as the title, what it is in short, and its texts."""

    title: str
    facts: list[str]
    tone: str
    blocks: list[Block]


def case_record(case: EvalCaseOut) -> Record:
    """Return a case with everything that tells why it failed."""
    asked = [f"{turn.get('role', '')}: {turn.get('content', '')}" for turn in case.history]
    answer = case.answer
    quotes = answer.citations if answer is not None else []
    blocks = [
        _block("Earlier in the conversation", asked),
        _block("What was wanting", _wanting(case)),
        _block("Expected", _expected(case), is_half=True),
        _block("Answer", _answered(case), is_half=True),
        _block(
            "Expected evidence", [f"{e.briefing}: “{e.quote}”" for e in case.evidence], is_half=True
        ),
        _block(
            "Quotes",
            [f"[{q.number}] {q.title}, {q.edition_label}: “{q.quote}”" for q in quotes],
            is_half=True,
        ),
        _block("Note", [case.note]),
    ]
    return Record(
        title=case.question,
        facts=_facts(case),
        tone="",
        blocks=[block for block in blocks if block["texts"]],
    )


def turned_record(case: EvalTurned) -> Record:
    """Return a turned case with both answers side by side; a held-out one without its words."""
    changes = ", ".join(
        f"{label_of(name)} {percent(before)} → {percent(after)}"
        for name, (before, after) in case.measures.items()
        if name != "passed"
    )
    is_hidden = case.half != "dev"
    blocks = [
        _block("Measures", [changes]),
        _block("Answer before", [case.before_text or NO_ANSWER], is_half=True),
        _block("Answer after", [case.after_text or NO_ANSWER], is_half=True),
    ]
    if is_hidden:
        del blocks[1:]
    return Record(
        title=HELD_OUT if is_hidden else case.question,
        facts=[case.id, case.kind.replace("_", " "), _turn(case)],
        tone=_tone(case),
        blocks=[block for block in blocks if block["texts"]],
    )


def turned_groups(turned: Iterable[EvalTurned]) -> dict[str, list[EvalTurned]]:
    """Return the turned cases by which way they went; a group without any is left out."""
    groups: dict[str, list[EvalTurned]] = {
        "Passed before, fail now": [],
        "Failed before, pass now": [],
        "Changed without turning": [],
    }
    lost, won, other = groups.values()
    for case in turned:
        if case.before_passed == case.after_passed:
            other.append(case)
        else:
            (won if case.after_passed else lost).append(case)
    return {title: cases for title, cases in groups.items() if cases}


def failed_cases(cases: Iterable[EvalCaseOut]) -> list[EvalCaseOut]:
    """Return the cases of the dev half that did not pass, the worst first."""
    return sorted((c for c in cases if c.half == "dev" and not c.has_passed), key=_badness)


def failed_held_out(cases: Iterable[EvalCaseOut]) -> list[str]:
    """Return the ids of the failed cases whose words are not shown."""
    return [case.id for case in cases if case.half != "dev" and not case.has_passed]


def _block(label: str, texts: list[str], *, is_half: bool = False) -> Block:
    return Block(label=label, texts=[text for text in texts if text.strip()], is_half=is_half)


def _facts(case: EvalCaseOut) -> list[str]:
    dated = f"as of {case.as_of}" if case.as_of else ""
    confidence = case.answer.confidence if case.answer is not None else None
    sure = "" if confidence is None else f"confidence {percent(confidence)}"
    found = [case.id, case.kind.replace("_", " "), *case.countries, dated, *case.tags]
    took = "" if case.seconds is None else seconds(case.seconds)
    return [each for each in (*found, took, sure) if each]


def _expected(case: EvalCaseOut) -> list[str]:
    outcomes = " or ".join(_outcome(each) for each in case.expected_outcomes)
    facts = [f"says {' or '.join(f'“{spelling}”' for spelling in each)}" for each in case.facts]
    return [outcomes, *facts, *(f"does not say “{each}”" for each in case.must_not)]


def _answered(case: EvalCaseOut) -> list[str]:
    if case.answer is None:
        return [NO_ANSWER, case.error]
    return [_outcome(case.answer.outcome), case.answer.text]


def _outcome(outcome: Outcome) -> str:
    return outcome.replace("_", " ").capitalize()


def _wanting(case: EvalCaseOut) -> list[str]:
    """Return the reasons of what was graded below 1; 'passed' only sums them up."""
    missed = [name for name in _ordered(case.scores) if _is_low(case.scores[name])]
    reasons = [f"{label_of(name)}: {_said(case.scores[name])}" for name in missed]
    passed = case.scores.get("passed")
    return reasons or [passed.reason if passed is not None else "It was not graded."]


def _ordered(scores: dict[str, EvalScore]) -> list[str]:
    order = list(LABELS)
    known = [name for name in scores if name != "passed"]
    return sorted(known, key=lambda name: order.index(name) if name in order else len(order))


def _is_low(score: EvalScore) -> bool:
    return score.value is not None and score.value < 1


def _said(score: EvalScore) -> str:
    return f"{percent(score.value)}, {score.reason}" if score.reason else percent(score.value)


def _turn(case: EvalTurned) -> str:
    now = "passes" if case.after_passed else "fails"
    then = "passed" if case.before_passed else "failed"
    same = case.before_passed == case.after_passed
    return f"{then} before and after" if same else f"{then} before, {now} now"


def _tone(case: EvalTurned) -> str:
    if case.before_passed == case.after_passed:
        return ""
    return "good" if case.after_passed else "bad"


def _badness(case: EvalCaseOut) -> tuple[bool, int, str]:
    missed = sum(_is_low(score) for score in case.scores.values())
    return case.answer is not None, -missed, case.id
