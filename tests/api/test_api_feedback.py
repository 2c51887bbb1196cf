from __future__ import annotations

from datetime import UTC, datetime

import httpx2
import pytest
from starlette.testclient import TestClient

from assistant.api.schemas import FeedbackListOut, FeedbackOut
from assistant.library.feedback import FeedbackReason, Rating
from tests.api.fakes import Stage, make_answer

DOWN: dict[str, object] = {
    "rating": "down",
    "reason": "wrong_edition",
    "comment": "The figure is of 2018.",
    "expected": "12 000",
}


@pytest.fixture
def answered(stage: Stage) -> Stage:
    stage.library.answers += [make_answer(), make_answer(answer_id="answer-2")]
    return stage


def give(client: TestClient, body: dict[str, object], answer_id: str = "answer-1") -> FeedbackOut:
    response = client.post(f"/v1/answers/{answer_id}/feedback", json=body)
    assert response.status_code == 201, response.text
    return FeedbackOut.model_validate(response.json())


def test_feedback_is_kept_and_comes_back_as_stored(client: TestClient, answered: Stage) -> None:
    kept = give(client, DOWN)
    assert (kept.answer_id, kept.rating, kept.reason) == (
        "answer-1", Rating.DOWN, FeedbackReason.WRONG_EDITION,
    )  # fmt: skip
    assert (kept.comment, kept.expected) == ("The figure is of 2018.", "12 000")
    assert abs((datetime.now(UTC) - kept.created_at).total_seconds()) < 60
    assert FeedbackOut.of(answered.library.feedback[0]) == kept


@pytest.mark.usefixtures("answered")
def test_a_thumb_alone_is_enough(client: TestClient) -> None:
    kept = give(client, {"rating": "up", "reason": None})
    assert (kept.reason, kept.comment, kept.expected) == (None, "", "")


@pytest.mark.usefixtures("answered")
def test_several_words_on_an_answer_are_kept_and_listed_newest_first(client: TestClient) -> None:
    given = [give(client, DOWN), give(client, {"rating": "up"}), give(client, DOWN, "answer-2")]
    listed = FeedbackListOut.model_validate(client.get("/v1/feedback").json())
    assert listed.feedback == given[::-1]
    assert listed.total == 3


@pytest.mark.usefixtures("answered")
def test_the_list_keeps_to_a_rating_and_a_limit_and_says_how_many_there_are(
    client: TestClient,
) -> None:
    given = [give(client, DOWN), give(client, {"rating": "up"}), give(client, DOWN, "answer-2")]
    listed = client.get("/v1/feedback?rating=down&limit=1").json()
    assert [said["id"] for said in listed["feedback"]] == [given[2].id]
    assert listed["total"] == 2


def test_feedback_on_an_unknown_answer_is_a_404_problem(client: TestClient, stage: Stage) -> None:
    response = client.post("/v1/answers/none/feedback", json=DOWN)
    assert response.status_code == 404
    assert response.json()["title"] == "Answer not found"
    assert stage.library.feedback == []


@pytest.mark.parametrize(
    ("body", "location"),
    [
        ({}, ["body", "rating"]),
        ({"rating": "sideways"}, ["body", "rating"]),
        ({"rating": "down", "reason": "ugly"}, ["body", "reason"]),
        ({"rating": "down", "comment": "x" * 2001}, ["body", "comment"]),
        ({"rating": "down", "expected": "x" * 2001}, ["body", "expected"]),
        ({"rating": "down", "coment": "x"}, ["body", "coment"]),
    ],
)
def test_feedback_that_cannot_be_used_is_a_422_that_names_the_field(
    client: TestClient, answered: Stage, body: dict[str, object], location: list[object]
) -> None:
    response = client.post("/v1/answers/answer-1/feedback", json=body)
    assert response.status_code == 422
    assert response.json()["errors"][0]["loc"] == location
    assert answered.library.feedback == []


@pytest.mark.parametrize("query", ["rating=sideways", "limit=0", "limit=1001"])
def test_a_list_that_cannot_be_given_is_a_422(client: TestClient, query: str) -> None:
    assert client.get(f"/v1/feedback?{query}").status_code == 422


def test_a_real_library_keeps_feedback(editions: httpx2.Client) -> None:
    kept = editions.post("/v1/answers/kept/feedback", json=DOWN)
    assert kept.status_code == 201
    assert editions.get("/v1/feedback").json() == {"feedback": [kept.json()], "total": 1}
    assert editions.post("/v1/answers/none/feedback", json=DOWN).status_code == 404
