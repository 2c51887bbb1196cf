"""Draft cases from answers that got a thumbs-down; a person completes them before they count."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import shorten

import httpx2

from assistant.api.schemas import AnswerOut, CitationOut, FeedbackListOut, FeedbackOut
from assistant.domain import Outcome
from assistant.errors import AssistantError
from assistant.library.feedback import FeedbackReason, Rating
from evals.cases import REFUSALS
from evals.regression.cases import CaseEvidence, RegressionCase

DRAFT = "draft"
"""The tag by which drafts are told from cases that somebody has completed."""
MOST_READ = 1000
"""Records of feedback that the API gives at once."""
_ID_CHARACTERS = 8
_LONGEST_QUESTION = 2000
_LONGEST_ANSWER_IN_NOTE = 300
_NOT_IN_AN_ID = re.compile(r"[^A-Za-z0-9._-]+")
_RIGHT_CITATIONS = (FeedbackReason.INCOMPLETE, FeedbackReason.NOT_USEFUL)
"""Reasons that leave the citations standing; with any other they may be what was wrong."""
_OUTCOME_OF_REASON = {
    FeedbackReason.SHOULD_HAVE_REFUSED: Outcome.NOT_IN_BRIEFINGS,
    FeedbackReason.SHOULD_HAVE_ANSWERED: Outcome.ANSWERED,
}
_KIND_OF_OUTCOME = {
    Outcome.PREMISE_CORRECTED: "false_premise",
    Outcome.NOT_IN_BRIEFINGS: "unanswerable",
    Outcome.NO_BRIEFING: "uncovered_country",
    Outcome.NEEDS_CLARIFICATION: "ambiguous",
}


class FeedbackNotRead(AssistantError):
    """The answer API gave no feedback."""


@dataclass(frozen=True, slots=True)
class Drafts:
    """Draft cases, and what could not be drafted."""

    cases: tuple[RegressionCase, ...]
    left_out: tuple[str, ...]


def fetch_drafts(client: httpx2.Client) -> Drafts:
    """Read the thumbs-downs and their answers from the API that is the client's base address.

    Raises:
        FeedbackNotRead: nothing answers there, or it is no answer API that keeps feedback.
    """
    query = f"/v1/feedback?rating={Rating.DOWN}&limit={MOST_READ}"
    listed = FeedbackListOut.model_validate_json(_get(client, query).text)
    answers: dict[str, AnswerOut] = {}
    left_out: list[str] = []
    for answer_id in dict.fromkeys(said.answer_id for said in listed.feedback):
        response = _get(client, f"/v1/answers/{answer_id}", absent=httpx2.codes.NOT_FOUND)
        if response.status_code == httpx2.codes.NOT_FOUND:
            left_out.append(f"The answer {answer_id} is not stored there any more.")
        else:
            answers[answer_id] = AnswerOut.model_validate_json(response.text)
    if listed.total > len(listed.feedback):
        older = listed.total - len(listed.feedback)
        left_out.append(f"{older} older records of feedback were not read.")
    return Drafts(draft_cases(listed.feedback, answers.values()), tuple(left_out))


def draft_cases(
    feedback: Iterable[FeedbackOut], answers: Iterable[AnswerOut]
) -> tuple[RegressionCase, ...]:
    """Draft a case for each of `answers` with a thumbs-down, by the latest of these.

    The order is that of `answers`.
    """
    latest: dict[str, FeedbackOut] = {}
    for said in feedback:
        known = latest.get(said.answer_id)
        is_later = known is None or said.created_at > known.created_at
        if said.rating is Rating.DOWN and is_later:
            latest[said.answer_id] = said
    drafts: dict[str, RegressionCase] = {}
    for answer in answers:
        if answer.id in latest:
            case_id = _case_id(answer.id, _ID_CHARACTERS)
            if case_id in drafts:
                case_id = _case_id(answer.id, len(answer.id))
            drafts[case_id] = _draft(case_id, latest[answer.id], answer)
    return tuple(drafts.values())


def _draft(case_id: str, said: FeedbackOut, answer: AnswerOut) -> RegressionCase:
    outcome = _OUTCOME_OF_REASON.get(said.reason, answer.outcome) if said.reason else answer.outcome
    expects_refusal = outcome in REFUSALS
    is_elsewhere = said.reason is FeedbackReason.WRONG_COUNTRY
    keeps_citations = said.reason in _RIGHT_CITATIONS and not expects_refusal
    return RegressionCase(
        id=case_id,
        kind=_KIND_OF_OUTCOME.get(outcome, "fact"),
        question=(answer.standalone_question or answer.question)[:_LONGEST_QUESTION],
        countries=() if is_elsewhere else tuple(answer.countries),
        as_of=answer.as_of,
        expected_outcome=outcome,
        facts=((said.expected,),) if said.expected and not expects_refusal else (),
        evidence=_evidence(answer.citations) if keeps_citations else (),
        tags=(DRAFT, said.reason.value) if said.reason else (DRAFT,),
        note=" ".join(_note(said, answer)),
    )


def _note(said: FeedbackOut, answer: AnswerOut) -> Iterable[str]:
    """Yield what whoever completes the draft must know, sentence by sentence."""
    reason = said.reason.value.replace("_", " ") if said.reason else "no reason given"
    yield f"Draft: thumbs-down of {said.created_at.date()} on answer {answer.id} ({reason})."
    if said.comment:
        yield f"The asker said: «{_on_one_line(said.comment)}»."
    if said.expected:
        yield f"The asker expected: «{_on_one_line(said.expected)}»."
    text = shorten(answer.text, _LONGEST_ANSWER_IN_NOTE, placeholder=" …")
    yield f"The answer was {answer.outcome}: «{text}»."
    if answer.standalone_question not in ("", answer.question):
        yield (
            f"Asked as «{_on_one_line(answer.question)}» after turns that are not stored; the "
            "question here is how it was understood."
        )
    if len(answer.standalone_question or answer.question) > _LONGEST_QUESTION:
        yield f"The question was cut to {_LONGEST_QUESTION} characters."
    if answer.countries or answer.as_of:
        countries = ", ".join(answer.countries) or "any country"
        yield (
            f"The answer was sought in {countries}"
            + (f" as of {answer.as_of}" if answer.as_of else "")
            + "; fix beside the question only what the asker fixed."
        )


def _evidence(citations: Iterable[CitationOut]) -> tuple[CaseEvidence, ...]:
    cited = dict.fromkeys((citation.briefing_id, citation.quote) for citation in citations)
    return tuple(CaseEvidence(briefing=briefing, quote=quote) for briefing, quote in cited)


def _case_id(answer_id: str, length: int) -> str:
    return f"feedback-{_NOT_IN_AN_ID.sub('-', answer_id[:length])}"[:80]


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _get(client: httpx2.Client, path: str, absent: int | None = None) -> httpx2.Response:
    """Return the reply: that it worked, or that there is no such thing where that may be."""
    try:
        response = client.get(path)
    except httpx2.HTTPError as error:
        raise FeedbackNotRead(
            f"Nothing answers at {client.base_url} ({error or type(error).__name__}). "
            "Is `r2p serve` running there?"
        ) from error
    if response.status_code not in (httpx2.codes.OK, absent):
        raise FeedbackNotRead(
            f"{client.base_url} said {response.status_code} to GET {path}: {response.text[:300]}"
        )
    return response
