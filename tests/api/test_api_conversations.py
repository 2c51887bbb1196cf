from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx2
import pytest
from starlette.testclient import TestClient

from assistant.api.app import create_app
from assistant.api.schemas import ConversationListOut, ConversationOut, ConversationTurnsOut
from assistant.domain import Message
from assistant.errors import AnswerNotFound, ChatModelFailed
from assistant.library.conversation_rows import title_from
from assistant.library.conversations import UNDO_WINDOW, Conversations, Finished
from assistant.library.keys import Scope
from assistant.library.library import Library
from assistant.settings import Settings
from tests.api.fakes import ScriptedChain, Stage, make_answer
from tests.api.guarded import MADE, READER, Ring, bearer, guarded, make_key
from tests.api.keeping import KeepingStage
from tests.api.leaving import leave_once_started
from tests.library.fakes import HashingEmbedder

STREAM = {"Accept": "text/event-stream"}
SAID = "Herders fled the valley in May. [1]"
Serve = Callable[[Stage], str]


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[KeepingStage]:
    stage = KeepingStage.in_folder(tmp_path)
    yield stage
    stage.kept.engine.dispose()


@pytest.fixture
def client(stage: KeepingStage) -> Iterator[TestClient]:
    with TestClient(create_app(stage.service(), ["testserver"])) as client:
        yield client


def begin(client: TestClient, title: str = "") -> str:
    response = client.post("/v1/conversations", json={"title": title})
    assert response.status_code == 201, response.text
    return ConversationOut.model_validate(response.json()).id


def ask(client: TestClient, conversation: str, question: str = "Who fled?") -> httpx2.Response:
    body = {"question": question, "conversation_id": conversation}
    return client.post("/v1/answers", json=body)


def read(client: TestClient, conversation: str) -> ConversationTurnsOut:
    response = client.get(f"/v1/conversations/{conversation}")
    assert response.status_code == 200, response.text
    return ConversationTurnsOut.model_validate(response.json())


def listed(client: TestClient, query: str = "") -> ConversationListOut:
    response = client.get(f"/v1/conversations{query}")
    assert response.status_code == 200, response.text
    return ConversationListOut.model_validate(response.json())


def titles(client: TestClient, query: str = "") -> list[str]:
    return [each.title for each in listed(client, query).conversations]


def test_a_question_becomes_a_turn_with_its_answer(client: TestClient) -> None:
    conversation = begin(client)
    answer = ask(client, conversation).json()
    found = read(client, conversation)
    (turn,) = found.turns
    assert (turn.question, turn.answer_id) == ("Who fled?", answer["id"])
    assert turn.answer.model_dump(mode="json") == answer
    assert (found.title, found.turn_count) == ("Who fled?", 1)
    assert client.get(f"/v1/answers/{turn.answer_id}").json() == answer


def test_the_turns_before_are_the_history_that_the_chain_gets(
    client: TestClient, stage: KeepingStage
) -> None:
    conversation = begin(client)
    for question in ("Who fled?", "And then?"):
        assert ask(client, conversation, question).status_code == 200
    assert stage.chain.requests[0].history == ()
    assert stage.chain.requests[1].history == (
        Message("user", "Who fled?"),
        Message("assistant", SAID),
    )


def test_only_the_last_turns_are_sent_along(client: TestClient, stage: KeepingStage) -> None:
    conversation = begin(client)
    for number in range(12):
        ask(client, conversation, f"Question {number}?")
    history = stage.chain.requests[-1].history
    assert len(history) == 20
    assert history[0].content == "Question 1?"


def test_a_streamed_question_becomes_a_turn_before_its_answer_is_told(
    serve: Serve, stage: KeepingStage
) -> None:
    with httpx2.Client(base_url=serve(stage), timeout=20, trust_env=False) as client:
        conversation = client.post("/v1/conversations", json={}).json()["id"]
        body = {"question": "Who fled?", "conversation_id": conversation}
        with client.stream("POST", "/v1/answers", json=body, headers=STREAM) as response:
            events = iter(httpx2.EventSource(response))
            answer = next(event for event in events if event.event == "answer")
            (turn,) = client.get(f"/v1/conversations/{conversation}").json()["turns"]
    assert turn["answer"] == json.loads(answer.data)


@pytest.mark.parametrize("headers", [STREAM, {}])
def test_a_turn_whose_client_went_away_is_not_stored(
    serve: Serve, stage: KeepingStage, headers: dict[str, str]
) -> None:
    stage.keeping_chain.pause_seconds = 60.0
    conversation = stage.kept.conversations.create("").id
    body = {"question": "Who fled?", "conversation_id": conversation}
    leave_once_started(stage, f"{serve(stage)}/v1/answers", body, headers)
    assert stage.chain.stopped.wait(timeout=10)
    assert stage.rows("conversation_turns") == []
    assert stage.rows("answers") == []


def test_a_failed_answer_leaves_no_turn(stage: KeepingStage) -> None:
    stage.chain = ScriptedChain([{"step": ("writing",)}, ChatModelFailed("No model.")])
    with TestClient(create_app(stage.service(), ["testserver"])) as client:
        conversation = begin(client)
        assert ask(client, conversation).status_code == 502
        assert read(client, conversation).turns == []


def test_a_history_beside_a_stored_conversation_is_a_422(client: TestClient) -> None:
    body = {
        "question": "And then?",
        "conversation_id": begin(client),
        "history": [{"role": "user", "content": "Who fled?"}],
    }
    response = client.post("/v1/answers", json=body)
    assert response.status_code == 422
    assert "leave out `history`" in response.json()["errors"][0]["msg"]


@pytest.mark.parametrize("headers", [STREAM, {}])
def test_a_question_in_an_unknown_conversation_is_a_404_and_not_asked(
    client: TestClient, stage: KeepingStage, headers: dict[str, str]
) -> None:
    body = {"question": "Who?", "conversation_id": "none"}
    response = client.post("/v1/answers", json=body, headers=headers)
    assert response.status_code == 404
    assert response.json()["title"] == "Conversation not found"
    assert stage.chain.requests == []


def test_the_one_with_the_latest_turn_is_listed_first(
    client: TestClient, stage: KeepingStage
) -> None:
    first, second = begin(client, "First"), begin(client, "Second")
    stage.clock.now += timedelta(minutes=1)
    ask(client, first)
    assert titles(client) == ["First", "Second"]
    stage.clock.now += timedelta(minutes=1)
    ask(client, second)
    assert titles(client) == ["Second", "First"]


def test_pages_hold_every_conversation_once_also_where_one_comes_meanwhile(
    client: TestClient, stage: KeepingStage
) -> None:
    for number in range(7):
        stage.clock.now += timedelta(seconds=number % 3)  # some of one moment
        begin(client, f"No {number}")
    seen, cursor = [], ""
    while True:
        page = listed(client, f"?limit=3{cursor}")
        seen += [each.title for each in page.conversations]
        begin(client, "A newer one") if len(seen) == 3 else None
        if page.next_cursor is None:
            break
        cursor = f"&cursor={page.next_cursor}"
    assert sorted(seen) == [f"No {number}" for number in range(7)]


@pytest.mark.parametrize("cursor", ["x", "bm90IGEgcGxhY2U", "é", "%00", "a" * 201])
def test_a_cursor_that_is_none_is_a_422(client: TestClient, cursor: str) -> None:
    assert client.get(f"/v1/conversations?cursor={cursor}").status_code == 422


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("sahel", ["Le Sahel: État des lieux"]),
        ("ETAT lieux", ["Le Sahel: État des lieux"]),
        ("fled", ["On Mali"]),
        ("mali FLED", ["On Mali"]),
        ("mali sahel", []),
        ("100%", []),
        ("_", []),
        ("  ", ["On Mali", "Le Sahel: État des lieux"]),
    ],
)
def test_titles_and_questions_are_searched_by_words_whatever_their_accents(
    client: TestClient, stage: KeepingStage, query: str, expected: list[str]
) -> None:
    begin(client, "Le Sahel: État des lieux")
    stage.clock.now += timedelta(seconds=1)
    ask(client, begin(client, "On Mali"))
    found = client.get("/v1/conversations", params={"query": query}).json()
    assert [each["title"] for each in found["conversations"]] == expected


def test_a_title_can_be_changed_and_is_then_kept(client: TestClient) -> None:
    conversation = begin(client)
    renamed = client.patch(f"/v1/conversations/{conversation}", json={"title": " On \n Mali "})
    assert renamed.json()["title"] == "On Mali"
    ask(client, conversation)
    assert read(client, conversation).title == "On Mali"


@pytest.mark.parametrize("body", [{}, {"title": ""}, {"title": " \n"}, {"title": "x" * 201}])
def test_a_title_that_says_nothing_is_a_422(client: TestClient, body: dict[str, str]) -> None:
    assert client.patch(f"/v1/conversations/{begin(client)}", json=body).status_code == 422


def test_a_long_question_is_cut_to_a_title_at_a_word() -> None:
    title = title_from("How many people\nwere displaced " * 10)
    assert len(title) <= 80
    assert title.endswith(("people…", "were…", "displaced…", "many…", "How…"))
    assert title_from("x" * 200) == "x" * 79 + "…"


def test_a_deleted_conversation_is_hidden_and_comes_back_as_it_was(client: TestClient) -> None:
    conversation = begin(client)
    ask(client, conversation)
    before = read(client, conversation)
    path = f"/v1/conversations/{conversation}"
    deleted = ConversationOut.model_validate(client.delete(path).json())
    assert deleted.restorable_until is not None
    assert listed(client).conversations == []
    for method in ("GET", "DELETE"):
        assert client.request(method, path).status_code == 404
    assert client.patch(path, json={"title": "x"}).status_code == 404
    assert ask(client, conversation).status_code == 404
    assert client.post(f"{path}/restore").status_code == 200
    assert read(client, conversation) == before
    assert client.post(f"{path}/restore").status_code == 200  # a reply that was lost is asked again
    assert read(client, conversation) == before


def test_after_the_undo_window_nothing_of_it_is_left(
    client: TestClient, stage: KeepingStage
) -> None:
    gone, stays = begin(client), begin(client)
    answers = [ask(client, each).json()["id"] for each in (gone, gone, stays)]
    client.post(f"/v1/answers/{answers[1]}/feedback", json={"rating": "up"})
    client.delete(f"/v1/conversations/{gone}")
    stage.clock.now += UNDO_WINDOW - timedelta(seconds=1)
    assert stage.kept.conversations.purge() == 0
    stage.clock.now += timedelta(seconds=2)
    assert client.post(f"/v1/conversations/{gone}/restore").status_code == 404
    assert [row[0] for row in stage.rows("conversations")] == [stays]
    assert [row[3] for row in stage.rows("conversation_turns")] == [answers[2]]
    # Feedback is kept with the answer that it is about.
    assert {row[0] for row in stage.rows("answers")} == {answers[1], answers[2]}
    assert client.get(f"/v1/answers/{answers[0]}").status_code == 404


def test_it_goes_by_itself_when_nobody_calls_again(
    stage: KeepingStage, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    purged = threading.Event()
    original = Conversations.purge

    def purge(self: Conversations) -> int:
        stage.clock.now += UNDO_WINDOW * 2
        gone = original(self)
        purged.set()
        return gone

    monkeypatch.setattr("assistant.api.routes.conversations.UNDO_WINDOW", timedelta(seconds=-0.9))
    monkeypatch.setattr(Conversations, "purge", purge)
    with httpx2.Client(base_url=serve(stage), trust_env=False) as client:
        conversation = client.post("/v1/conversations", json={}).json()["id"]
        assert client.delete(f"/v1/conversations/{conversation}").status_code == 200
        assert purged.wait(timeout=5)
    assert stage.rows("conversations") == []


def test_each_owner_sees_only_what_is_its_own(stage: KeepingStage) -> None:
    store = stage.kept.conversations
    mine = store.create("key-1", "Mine")
    assert store.page("key-2", 10) == ()
    assert store.page("", 10) == ()
    assert store.page("key-1", 10) == (mine,)


def test_a_turn_is_kept_also_where_its_conversation_was_deleted_meanwhile(
    stage: KeepingStage,
) -> None:
    store = stage.kept.conversations
    conversation = store.create("").id
    store.delete("", conversation)
    stage.kept.store_answer(replace(make_answer(), id="late"))
    store.keep(Finished("Who?", "late", conversation))
    assert store.restore("", conversation).turns == 1


def test_each_api_key_has_its_own_conversations_over_http(stage: KeepingStage) -> None:
    ring = Ring([READER, make_key("second", Scope.READ)])
    with guarded(stage, ring) as client:
        first = client.post("/v1/conversations", json={}, headers=bearer("reader")).json()
        path = f"/v1/conversations/{first['id']}"
        body = {"question": "Who fled?", "conversation_id": first["id"]}
        for key, status in (("second", 404), ("reader", 200)):
            for method, address in (("GET", path), ("DELETE", path), ("POST", f"{path}/restore")):
                reply = client.request(method, address, headers=bearer(key))
                assert (key, method, reply.status_code) == (key, method, status)
            asked = client.post("/v1/answers", json=body, headers=bearer(key))
            assert asked.status_code == status
        assert client.get("/v1/conversations", headers=bearer("second")).json() == {
            "conversations": [],
            "next_cursor": None,
        }


def test_a_real_library_keeps_conversations_and_forgets_deleted_ones_when_it_opens(
    tmp_path: Path,
) -> None:
    settings = Settings(data_dir=tmp_path)
    with Library.open(settings, "test", embedder=HashingEmbedder()) as library:
        store = library.conversations
        kept, gone = store.create("", "Kept").id, store.create("", "Gone").id
        for conversation in (kept, gone):
            library.store_answer(make_answer(answer_id=f"of-{conversation}"))
            store.keep(Finished("Who fled?", f"of-{conversation}", conversation))
        Conversations(library._engine, lambda: MADE).delete("", gone)
    with Library.open(settings, "test", embedder=HashingEmbedder()) as library:
        assert [each.title for each in library.conversations.page("", 10)] == ["Kept"]
        assert library.conversations.turns(kept)[0].answer_id == f"of-{kept}"
        assert library.load_answer(f"of-{kept}").question == "Who fled?"
        with pytest.raises(AnswerNotFound):
            library.load_answer(f"of-{gone}")
