from __future__ import annotations

import inspect
import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from assistant.api.schemas import (
    AnswerFormat,
    AnswerOut,
    BriefOut,
    ChangesOut,
    ComparisonOut,
    EvalRunListOut,
    HealthOut,
    MessageIn,
    QuestionIn,
    SeriesListOut,
    SituationListOut,
    StepEvent,
    TextEvent,
    TimelineOut,
)
from assistant.client import ApiProblem, AsyncBriefingClient, BriefingClient
from tests.api.fakes import TEXT
from tests.api.keeping import KeepingStage

HEAVY = ("torch", "chromadb", "langchain", "langchain_core", "numpy", "sqlalchemy", "fastapi")


def test_a_question_is_put_with_all_that_is_fixed_beside_it(
    client: BriefingClient, stage: KeepingStage
) -> None:
    answer = client.answer(
        "And then?",
        history=[MessageIn(role="user", content="Who fled?")],
        countries=["MLI"],
        as_of=date(2019, 6, 30),
    )
    assert isinstance(answer, AnswerOut)
    assert answer.question == "And then?"
    (request,) = stage.chain.requests
    assert [turn.content for turn in request.history] == ["Who fled?"]
    assert (request.countries, request.as_of) == (("MLI",), date(2019, 6, 30))


def test_a_whole_request_can_be_given_in_place_of_its_parts(client: BriefingClient) -> None:
    given = QuestionIn(question="Who fled?", countries=["MLI"])
    assert client.answer(given).question == "Who fled?"


def test_events_are_typed_and_end_with_the_answer(client: BriefingClient) -> None:
    events = list(client.stream_answer("Who fled?"))
    assert [type(event) for event in events] == [StepEvent, TextEvent, AnswerOut]


def test_closing_the_events_stops_the_work(client: BriefingClient, stage: KeepingStage) -> None:
    stage.keeping_chain.pause_seconds = 60.0
    with closing(client.stream_answer("Who fled?")) as events:
        assert isinstance(next(events), StepEvent)
    assert stage.chain.stopped.wait(timeout=5)


def test_an_idempotency_key_gets_the_same_answer_whole_and_streamed(
    client: BriefingClient,
) -> None:
    first = client.answer("Who fled?", idempotency_key="k-1")
    assert client.answer("Who fled?", idempotency_key="k-1") == first
    assert list(client.stream_answer("Who fled?", idempotency_key="k-1"))[-1] == first
    with pytest.raises(ApiProblem, match="another question"):
        client.answer("Who came back?", idempotency_key="k-1")


def test_a_conversation_is_begun_filled_found_renamed_deleted_and_restored(
    client: BriefingClient,
) -> None:
    begun = client.create_conversation()
    answers = [client.answer("Who fled?", conversation_id=begun.id)]
    answers += [
        event
        for event in client.stream_answer("And then?", conversation_id=begun.id)
        if isinstance(event, AnswerOut)
    ]
    assert [turn.answer for turn in client.conversation(begun.id).turns] == answers
    assert client.rename_conversation(begun.id, "On Mali").title == "On Mali"
    (found,) = client.conversations("fled").conversations
    assert (found.id, found.turn_count) == (begun.id, 2)
    assert client.delete_conversation(begun.id).restorable_until is not None
    assert client.conversations().conversations == []
    assert client.restore_conversation(begun.id) == found


def test_an_answer_is_read_again_exported_and_judged(client: BriefingClient) -> None:
    answer = client.answer("Who fled?")
    assert client.stored_answer(answer.id) == answer
    record = client.export_answer(answer.id, AnswerFormat.JSON)
    assert AnswerOut.model_validate_json(record) == answer
    assert json.loads(record) == answer.model_dump(mode="json")
    assert b"Herders fled" in client.export_answer(answer.id)
    assert client.export_answer(answer.id, "docx").startswith(b"PK")
    said = client.give_feedback(answer.id, "down", reason="wrong", comment="It was June.")
    assert client.feedback("down").feedback == [said]


def test_what_the_library_holds_is_read(client: BriefingClient) -> None:
    listed = client.briefings(country="MLI", newest=True).briefings
    assert [each.id for each in listed] == ["mali-2019-05-15"]
    page = client.briefings(limit=1)
    assert len(client.briefings(limit=1, cursor=page.next_cursor).briefings) == 1
    assert client.briefing("mali-2019-05-15").text == TEXT
    assert client.search("herders", countries=["MLI"], limit=3).passages[0].text == TEXT
    assert isinstance(client.health(), HealthOut)
    assert isinstance(client.series(), SeriesListOut)


def test_what_editions_say_together_is_read(client: BriefingClient) -> None:
    assert isinstance(client.situations(country="MLI", as_of=date(2020, 1, 1)), SituationListOut)
    changes = client.changes("gcr2p-mali", since="2018", until="2019-06")
    assert isinstance(changes, ChangesOut)
    assert (changes.before.id, changes.after.id) == ("mali-2018-01-01", "mali-2019-05-15")
    assert isinstance(client.timeline("MLI", since="2019", limit=5), TimelineOut)
    assert isinstance(client.compare(["MLI", "NGA"], "Who fled?"), ComparisonOut)
    assert isinstance(client.brief("MLI", as_of=date(2019, 6, 30)), BriefOut)
    assert b"Mali" in client.export_brief("MLI")
    assert isinstance(client.eval_runs(), EvalRunListOut)


def test_documents_are_uploaded_by_path_and_by_content(
    client: BriefingClient, stage: KeepingStage, tmp_path: Path
) -> None:
    document = tmp_path / "mali.txt"
    document.write_text(TEXT)
    (result,) = client.upload(document, title="Mali", date="2019-05-15").results
    assert (result.file_name, result.status) == ("mali.txt", "added")
    (_, content, hints) = stage.ingest.calls[0]
    assert (content, hints["title"], hints["date"]) == (TEXT.encode(), "Mali", "2019-05-15")
    assert len(client.upload(("a.txt", b"one"), ("b.txt", b"two")).results) == 2


def test_an_upload_is_followed_as_a_job(client: BriefingClient) -> None:
    job = client.upload_as_job(("a.txt", b"one"))
    while not job.state.is_final:
        job = client.job(job.id)
    assert (job.state, job.files_done) == ("done", 1)
    assert client.cancel_job(job.id) == job


def test_an_edition_is_removed(client: BriefingClient) -> None:
    client.delete_briefing("mali-2018-01-01")
    assert len(client.briefings().briefings) == 1


Ask = Callable[[BriefingClient], object]


@pytest.mark.parametrize(
    "ask",
    [
        lambda client: client.briefing("none"),
        lambda client: client.stored_answer("../../healthz"),
        lambda client: client.conversation("?limit=1"),
        lambda client: client.eval_comparison("a", "b"),
    ],
)
def test_what_is_not_there_is_a_problem_with_its_details(client: BriefingClient, ask: Ask) -> None:
    with pytest.raises(ApiProblem) as raised:
        ask(client)
    problem = raised.value
    assert problem.status == 404
    assert problem.title
    assert problem.detail in str(problem)
    assert len(problem.request_id) >= 8


def test_what_cannot_be_asked_is_told_by_the_api(client: BriefingClient) -> None:
    with pytest.raises(ApiProblem) as raised:
        client.answer("", countries=["Mali"])
    assert raised.value.status == 422
    assert len(raised.value.problem.errors) == 2


def test_both_clients_can_do_the_same_by_the_same_arguments() -> None:
    plain, waiting = BriefingClient(), AsyncBriefingClient()
    names = {name for name in dir(plain) if not name.startswith("_")}
    assert names == {name for name in dir(waiting) if not name.startswith("_")}
    for name in names - {"base_url", "events"}:
        ours, theirs = getattr(plain, name), getattr(waiting, name)
        assert inspect.signature(ours) == inspect.signature(theirs)
        assert ours.__doc__
    plain.close()


def test_importing_the_client_loads_nothing_heavy() -> None:
    code = (
        "import sys, assistant.client\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])\n"
        "print([name for name in sys.modules if name.startswith('assistant.library.')])"
    )
    printed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    heavy, library = printed.stdout.splitlines()
    assert heavy == "[]"
    assert library == "['assistant.library.feedback']"
