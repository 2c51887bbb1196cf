from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import httpx2
import pytest
from starlette.testclient import TestClient

from assistant.api.app import create_app
from assistant.api.schemas import AnswerOut, FeedbackOut
from assistant.domain import Answer, Outcome
from assistant.library.feedback import FeedbackReason, Rating
from evals.regression.cases import RegressionCase
from evals.regression.feedback_cases import FeedbackNotRead, draft_cases, fetch_drafts
from tests.api.fakes import Stage, make_answer

MORNING = datetime(2024, 5, 1, 8, tzinfo=UTC)


def said(
    reason: FeedbackReason | None = FeedbackReason.WRONG,
    *,
    answer_id: str = "answer-1",
    rating: Rating = Rating.DOWN,
    hours: int = 0,
    comment: str = "",
    expected: str = "",
) -> FeedbackOut:
    return FeedbackOut(
        id=f"{answer_id}-{hours}",
        answer_id=answer_id,
        rating=rating,
        reason=reason,
        comment=comment,
        expected=expected,
        created_at=MORNING + timedelta(hours=hours),
    )


def draft(feedback: FeedbackOut, answer: Answer | None = None) -> RegressionCase:
    (case,) = draft_cases([feedback], [AnswerOut.of(answer or make_answer())])
    return case


def test_draft_asks_what_was_asked_and_expects_what_the_asker_did() -> None:
    answer = replace(make_answer("Who fled?"), as_of=date(2019, 6, 30))
    case = draft(said(comment="Not\nherders.", expected="fishers"), answer)
    assert (case.id, case.question, case.countries, case.as_of) == (
        "feedback-answer-1", "Who fled?", ("MLI",), date(2019, 6, 30),
    )  # fmt: skip
    assert case.facts == (("fishers",),)
    assert case.tags == ("draft", "wrong")
    assert case.half == "dev"
    for told in ("2024-05-01", "wrong", "«Not herders.»", "«fishers»", "ANSWERED", "MLI"):
        assert told in case.note


@pytest.mark.parametrize(
    ("reason", "was", "expected", "kind"),
    [
        ("should_have_refused", "ANSWERED", "NOT_IN_BRIEFINGS", "unanswerable"),
        ("should_have_answered", "NO_BRIEFING", "ANSWERED", "fact"),
        ("wrong", "PARTLY_ANSWERED", "PARTLY_ANSWERED", "fact"),
        ("incomplete", "PREMISE_CORRECTED", "PREMISE_CORRECTED", "false_premise"),
        ("not_useful", "NEEDS_CLARIFICATION", "NEEDS_CLARIFICATION", "ambiguous"),
    ],
)
def test_outcome_is_guessed_from_the_reason(
    reason: str, was: str, expected: str, kind: str
) -> None:
    answer = replace(make_answer(), outcome=Outcome(was))
    case = draft(said(FeedbackReason(reason), expected="fishers"), answer)
    assert (case.expected_outcome, case.kind) == (Outcome(expected), kind)
    assert bool(case.facts) is not case.expects_refusal
    assert "fishers" in case.note


@pytest.mark.parametrize("reason", [*FeedbackReason, None])
def test_evidence_is_kept_only_where_the_citations_were_not_what_was_wrong(
    reason: FeedbackReason | None,
) -> None:
    case = draft(said(reason))
    is_kept = reason in (FeedbackReason.INCOMPLETE, FeedbackReason.NOT_USEFUL)
    quotes = [(item.briefing, item.quote) for item in case.evidence]
    assert quotes == ([("mali-2019-05-15", "Herders fled the valley in May.")] if is_kept else [])
    assert case.tags == (("draft", reason.value) if reason else ("draft",))


def test_country_that_was_wrong_is_not_fixed_again() -> None:
    case = draft(said(FeedbackReason.WRONG_COUNTRY))
    assert case.countries == ()
    assert "MLI" in case.note


def test_question_within_a_conversation_is_drafted_as_it_was_understood() -> None:
    answer = replace(make_answer("And then?"), standalone_question="What happened in Mopti then?")
    case = draft(said(), answer)
    assert case.question == "What happened in Mopti then?"
    assert "«And then?» after turns that are not stored" in case.note


def test_question_longer_than_a_case_may_ask_is_cut_and_says_so() -> None:
    case = draft(said(), make_answer("Who? " * 1000))
    assert len(case.question) == 2000
    assert "cut to 2000" in case.note


def test_latest_thumbs_down_of_an_answer_counts_and_thumbs_up_make_no_case() -> None:
    answers = [AnswerOut.of(make_answer(answer_id=name)) for name in ("one", "two", "three")]
    feedback = [
        said(FeedbackReason.OTHER, answer_id="one", hours=1),
        said(FeedbackReason.INCOMPLETE, answer_id="one", hours=2),
        said(FeedbackReason.WRONG, answer_id="one"),
        said(None, answer_id="two", rating=Rating.UP),
        said(answer_id="gone"),
    ]
    (case,) = draft_cases(feedback, answers)
    assert case.id == "feedback-one"
    assert case.tags == ("draft", "incomplete")


def test_answers_whose_ids_begin_alike_get_ids_of_their_own() -> None:
    ids = ("0123456789", "01234567ff")
    answers = [AnswerOut.of(make_answer(answer_id=name)) for name in ids]
    cases = draft_cases([said(answer_id=name) for name in ids], answers)
    assert [case.id for case in cases] == ["feedback-01234567", "feedback-01234567ff"]


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest.fixture
def client(stage: Stage) -> Iterator[TestClient]:
    with TestClient(create_app(stage.service(), extra_hosts=["testserver"])) as client:
        yield client


def test_drafts_are_fetched_from_the_api(client: TestClient, stage: Stage) -> None:
    stage.library.answers += [make_answer("Who fled?"), make_answer(answer_id="liked")]
    body = {"rating": "down", "reason": "incomplete", "expected": "in May"}
    client.post("/v1/answers/answer-1/feedback", json=body)
    client.post("/v1/answers/liked/feedback", json={"rating": "up"})
    drafts = fetch_drafts(client)
    assert drafts.left_out == ()
    (case,) = drafts.cases
    assert (case.question, case.facts) == ("Who fled?", (("in May",),))


def test_feedback_whose_answer_is_gone_is_told(client: TestClient, stage: Stage) -> None:
    stage.library.answers.append(make_answer())
    client.post("/v1/answers/answer-1/feedback", json={"rating": "down"})
    stage.library.answers.clear()
    drafts = fetch_drafts(client)
    assert drafts.cases == ()
    assert drafts.left_out == ("The answer answer-1 is not stored there any more.",)


def raising(_: httpx2.Request) -> httpx2.Response:
    raise httpx2.ConnectError("refused")


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (raising, "Is `r2p serve` running"),
        (lambda _: httpx2.Response(503, text="Held by another."), "503.*Held by another"),
        (lambda _: httpx2.Response(404), "404"),
    ],
)
def test_api_that_gives_no_feedback_is_named(
    reply: Callable[[httpx2.Request], httpx2.Response], message: str
) -> None:
    transport = httpx2.MockTransport(reply)
    with (
        httpx2.Client(transport=transport, base_url="http://api.test") as client,
        pytest.raises(FeedbackNotRead, match=rf"http://api\.test.*{message}"),
    ):
        fetch_drafts(client)
