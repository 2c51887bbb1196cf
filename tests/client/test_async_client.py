from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing

import httpx2
import pytest

from assistant.api.app import create_app
from assistant.api.schemas import AnswerOut, StepEvent, TextEvent
from assistant.client import (
    NO_RETRIES,
    ApiProblem,
    ApiUnreachable,
    AsyncBriefingClient,
    Retries,
)
from tests.api.keeping import KeepingStage


@pytest.fixture
async def asker(url: str) -> AsyncIterator[AsyncBriefingClient]:
    async with AsyncBriefingClient(url, retries=NO_RETRIES) as asker:
        yield asker


async def test_questions_are_answered_side_by_side(
    asker: AsyncBriefingClient, stage: KeepingStage
) -> None:
    stage.keeping_chain.pause_seconds = 0.2
    answers = await asyncio.gather(*(asker.answer(f"Question {n}?") for n in range(5)))
    assert [answer.question for answer in answers] == [f"Question {n}?" for n in range(5)]


async def test_many_questions_at_once_each_become_a_turn(asker: AsyncBriefingClient) -> None:
    conversation = (await asker.create_conversation()).id
    questions = [f"Question {n}?" for n in range(20)]
    await asyncio.gather(
        *(
            asker.answer(question, conversation_id=conversation, idempotency_key=f"key-{n}")
            for n, question in enumerate(questions)
        )
    )
    turns = (await asker.conversation(conversation)).turns
    assert sorted(turn.question for turn in turns) == sorted(questions)
    assert all(turn.answer.question == turn.question for turn in turns)


async def test_events_are_typed_and_end_with_the_answer(asker: AsyncBriefingClient) -> None:
    events = [event async for event in asker.stream_answer("Who fled?")]
    assert [type(event) for event in events] == [StepEvent, TextEvent, AnswerOut]


async def test_closing_the_events_stops_the_work(
    asker: AsyncBriefingClient, stage: KeepingStage
) -> None:
    stage.keeping_chain.pause_seconds = 60.0
    async with aclosing(asker.stream_answer("Who fled?")) as events:
        assert isinstance(await anext(events), StepEvent)
    assert await asyncio.to_thread(stage.chain.stopped.wait, 5)


async def test_a_cancelled_question_stops_the_work(
    asker: AsyncBriefingClient, stage: KeepingStage
) -> None:
    stage.keeping_chain.pause_seconds = 60.0
    asking = asyncio.create_task(asker.answer("Who fled?"))
    await asyncio.to_thread(stage.chain.started.wait, 5)
    asking.cancel()
    assert await asyncio.to_thread(stage.chain.stopped.wait, 5)


async def test_a_problem_and_an_absent_api_are_told_apart(
    asker: AsyncBriefingClient, unused_url: str
) -> None:
    with pytest.raises(ApiProblem, match="Conversation not found"):
        await asker.answer("Who fled?", conversation_id="none")
    with pytest.raises(ApiProblem, match="Conversation not found"):
        async for _ in asker.stream_answer("Who fled?", conversation_id="none"):
            pass
    async with AsyncBriefingClient(unused_url, retries=NO_RETRIES) as lost:
        with pytest.raises(ApiUnreachable, match=unused_url):
            await lost.health()


async def test_a_busy_api_is_asked_again_when_it_says_so() -> None:
    replies = [httpx2.Response(503, headers={"Retry-After": "0"}), httpx2.Response(404)]
    transport = httpx2.MockTransport(lambda _: replies.pop(0))
    async with AsyncBriefingClient(transport=transport, retries=Retries(1)) as asker:
        with pytest.raises(ApiProblem, match="404"):
            await asker.delete_briefing("x")
    assert replies == []


async def test_an_application_can_be_asked_without_a_network(stage: KeepingStage) -> None:
    transport = httpx2.ASGITransport(create_app(stage.service()), raise_app_exceptions=False)
    async with AsyncBriefingClient("http://localhost", transport=transport) as asker:
        assert (await asker.answer("Who fled?")).question == "Who fled?"
        assert len((await asker.briefings()).briefings) == 2
