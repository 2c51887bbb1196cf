"""Each fault of a chat model has one outcome, over real HTTP: see `model_calls`."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from email.utils import formatdate

import pytest
from pydantic import SecretStr

from assistant.answering.chat_models import open_chat_model
from assistant.answering.model_answering import Asked, Attempt, ModelAnswering
from assistant.answering.model_calls import Delta, stream_words
from assistant.answering.model_faults import fault_in
from assistant.answering.quoting import Quote, quote_span
from assistant.answering.writing import draft_messages
from assistant.domain import AnswerRequest, Evidence, Message
from assistant.errors import ChatModelFailed
from assistant.settings import ModelSettings
from prompts import load_prompt
from tests.answering.examples import evidence, stored_text_of
from tests.scripted_openai import Script, scripted_openai

EVIDENCE = [
    evidence(1, ["At least 40 people died in two raids."]),
    evidence(2, ["The mission's mandate ends in June."], subject="niger"),
]
TRUE = "At least 40 people died in two raids [1]."
WITHIN = 0.9
"""Seconds within which what need not wait must be over, on a busy machine too."""


def limits(url: str, **fixed: object) -> ModelSettings:
    given = {"timeout_seconds": 5, "deadline_seconds": 10, "retries": 2, **fixed}
    return ModelSettings(name="openai:scripted", base_url=url, api_key=SecretStr("k"), **given)


async def deltas(script: Script, **fixed: object) -> list[Delta]:
    with scripted_openai(script) as url:
        settings = limits(url, **fixed)
        model = open_chat_model(settings)
        assert model is not None
        messages = draft_messages(load_prompt("answer"), "Who died?", EVIDENCE)
        return [delta async for delta in stream_words(model, messages, settings)]


async def words(script: Script, **fixed: object) -> str:
    return "".join(delta.text for delta in await deltas(script, **fixed))


def says(passage: str, statement: str) -> tuple[float, float, float]:
    """A reader that holds entailed what shares most of its words."""
    said = set(statement.lower().strip(".").split())
    shared = len(said & set(passage.lower().replace(".", "").split())) / len(said)
    return shared, 1 - shared, 0.0


def whole(statement: str, given: Evidence) -> Quote:
    assert statement
    return quote_span(given, given.sentences[0].start, given.sentences[0].end)


def answering(settings: ModelSettings) -> ModelAnswering:
    model = open_chat_model(settings)
    assert model is not None
    return ModelAnswering(model, settings, says, whole, stored_text_of(*EVIDENCE))


async def attempt(script: Script, **fixed: object) -> tuple[Attempt, str]:
    """What comes of a question, and the words that streamed meanwhile."""
    with scripted_openai(script) as url:
        said = answering(limits(url, **fixed)).answer("Who died?", EVIDENCE, time.perf_counter())
        return await _outcome(said)


async def _outcome(said: AsyncIterator[Delta | str | Attempt]) -> tuple[Attempt, str]:
    shown = ""
    async for each in said:
        if isinstance(each, Attempt):
            return each, shown
        shown += each.text if isinstance(each, Delta) else ""
    raise AssertionError("nothing came of it")


async def test_words_stream_from_an_openai_compatible_server() -> None:
    script = Script(words=TRUE)

    came = await deltas(script)

    assert "".join(delta.text for delta in came) == TRUE
    assert len(came) > 1
    assert script.requests[0]["stream"] is True
    assert script.requests[0]["max_completion_tokens"] == 800
    assert not script.requests[0].get("tools")


async def test_silence_before_the_first_word_is_a_fault_and_is_not_tried_again() -> None:
    script = Script(words=TRUE, delay_seconds=0.6)

    with pytest.raises(ChatModelFailed, match=r"silent for more than 0\.2 seconds"):
        await words(script, timeout_seconds=0.2)
    assert len(script.requests) == 1


async def test_silence_between_words_is_a_fault() -> None:
    with pytest.raises(ChatModelFailed, match="broke off"):
        await words(Script(words=TRUE, chunk_delay_seconds=0.5), timeout_seconds=0.2)


async def test_model_that_drips_is_ended_by_the_deadline() -> None:
    since = time.perf_counter()

    with pytest.raises(ChatModelFailed):
        await words(Script(words=TRUE * 9, chunk_delay_seconds=0.1), deadline_seconds=0.4)
    assert time.perf_counter() - since < 0.4 + WITHIN


async def test_no_capacity_is_tried_again_after_the_time_that_the_server_names() -> None:
    script = Script(status=429, retry_after="0.2", following=[Script(words=TRUE)])
    since = time.perf_counter()

    assert await words(script) == TRUE
    assert time.perf_counter() - since >= 0.2
    assert len(script.requests) == 2


async def test_retry_after_that_ends_behind_the_deadline_is_not_waited_for() -> None:
    script = Script(status=429, retry_after="30", following=[Script(words=TRUE)])
    since = time.perf_counter()

    with pytest.raises(ChatModelFailed, match="no capacity"):
        await words(script)
    assert time.perf_counter() - since < WITHIN
    assert len(script.requests) == 1


async def test_retry_after_as_a_date_is_read() -> None:
    date = formatdate(time.time() + 3600, usegmt=True)

    with pytest.raises(ChatModelFailed, match="429"):
        await words(Script(status=429, retry_after=date))


async def test_server_error_is_tried_again_as_often_as_the_settings_say() -> None:
    script = Script(status=500, retry_after="0")

    with pytest.raises(ChatModelFailed, match="error 500"):
        await words(script, retries=1)
    assert len(script.requests) == 2


async def test_server_that_recovers_answers() -> None:
    script = Script(status=503, retry_after="0", following=[Script(words=TRUE)])

    assert await words(script) == TRUE


@pytest.mark.parametrize(
    ("status", "said"), [(401, "R2P_MODEL__API_KEY"), (404, "R2P_MODEL__NAME"), (400, "not accept")]
)
async def test_what_cannot_succeed_is_not_tried_again(status: int, said: str) -> None:
    script = Script(status=status)

    with pytest.raises(ChatModelFailed, match=said):
        await words(script)
    assert len(script.requests) == 1


async def test_server_that_is_not_there_is_a_plain_fault() -> None:
    settings = limits("http://127.0.0.1:9/v1", retries=0)
    model = open_chat_model(settings)
    assert model is not None

    with pytest.raises(ChatModelFailed, match="cannot be reached"):
        async for _ in stream_words(
            model, draft_messages(load_prompt("answer"), "?", []), settings
        ):
            pass


@pytest.mark.parametrize("breaks_off_after", [1, 3])
async def test_cut_stream_is_a_fault_and_is_not_tried_again(breaks_off_after: int) -> None:
    script = Script(words=TRUE, breaks_off_after=breaks_off_after)

    with pytest.raises(ChatModelFailed, match="broke off"):
        await words(script)
    assert len(script.requests) == 1


async def test_stream_that_ends_without_saying_so_is_a_fault() -> None:
    with pytest.raises(ChatModelFailed, match="broke off"):
        await words(Script(words=TRUE, finish=""))


@pytest.mark.parametrize("finish", ["content_filter", "refusal"])
async def test_refusal_by_the_provider_is_a_fault(finish: str) -> None:
    with pytest.raises(ChatModelFailed, match="declined"):
        await words(Script(words="", finish=finish))


async def test_refusal_in_words_leaves_the_answer_to_the_embedded_reader() -> None:
    script = Script(words="I'm sorry, but I can't help with that.")

    came, _ = await attempt(script)

    assert came.draft is None
    assert came.failure == "The chat model declined to answer."
    assert len(script.requests) == 1


async def test_empty_answer_is_a_fault() -> None:
    came, _ = await attempt(Script(words=""))

    assert came.draft is None
    assert came.failure == "The chat model said nothing."


async def test_nonsense_leaves_nothing_and_the_record_keeps_it() -> None:
    nonsense = "Flurb the wug. Colourless ideas sleep [1]."

    came, shown = await attempt(Script(words=nonsense))

    assert came.draft is None
    assert came.failure.startswith("Nothing in the chat model's draft was supported")
    assert came.words == shown == nonsense
    assert {each.text for each in came.dropped} == {"Flurb the wug.", "Colourless ideas sleep."}


async def test_draft_ten_times_too_long_is_cut_at_the_budget_and_verified() -> None:
    came, shown = await attempt(Script(words=f"{TRUE} " * 60), max_output_tokens=50)

    assert len(shown) == 50 * 5
    assert came.draft is not None
    assert came.draft.text.startswith("At least 40 people died in two raids. [1]")
    assert len(came.draft.text) <= len(shown) + 10


async def test_draft_that_the_provider_cut_loses_its_last_sentence() -> None:
    came, _ = await attempt(Script(words=f"{TRUE} At least 40 people died", finish="length"))

    assert came.draft is not None
    assert came.draft.text == "At least 40 people died in two raids. [1]"
    assert came.dropped[0].reason == "It was cut off before it ended."


@pytest.mark.parametrize("mark", ["【1】", "(1)", "[1, 7]", "[^1]", "[1][99]"])
async def test_marks_of_other_styles_are_ours_and_those_out_of_range_are_dropped(mark: str) -> None:
    came, _ = await attempt(Script(words=f"At least 40 people died in two raids {mark}."))

    assert came.draft is not None
    assert came.draft.text == "At least 40 people died in two raids. [1]"


async def test_only_marks_out_of_range_leave_nothing() -> None:
    came, _ = await attempt(Script(words="At least 40 people died in two raids [7]."))

    assert came.draft is None
    assert came.dropped[0].reason == "It cites no evidence that was given."


async def test_invented_quote_is_at_fault() -> None:
    came, _ = await attempt(Script(words=f'{TRUE} People said "died in many raids" [1].'))

    assert came.draft is not None
    assert came.draft.text == "At least 40 people died in two raids. [1]"
    assert "no passage that it cites has the words" in came.dropped[0].reason.lower()


async def test_sentence_at_fault_is_rewritten_once_with_the_reason() -> None:
    script = Script(
        words="At least 400 people died in two raids [1].",
        following=[Script(words=f"1: {TRUE}")],
    )

    came, _ = await attempt(script)

    assert came.draft is not None
    assert came.draft.text == "At least 40 people died in two raids. [1]"
    assert not came.dropped
    assert [use.id for use in came.prompts] == ["answer", "revise"]
    assert len(script.requests) == 2
    assert "No quote states this figure" in script.requests[1]["messages"][-1]["content"]


async def test_rewrite_that_fails_leaves_what_stood_before() -> None:
    script = Script(words=f"{TRUE} The king fled [1].", following=[Script(status=500)])

    came, _ = await attempt(script, retries=0)

    assert came.draft is not None
    assert came.draft.text == "At least 40 people died in two raids. [1]"
    assert came.draft.notices[0].text.startswith("1 sentence that was not supported")


async def test_sentence_may_rest_on_one_edition_and_the_next_on_another() -> None:
    came, _ = await attempt(Script(words=f"{TRUE} The mission's mandate ends in June [2]."))

    assert came.draft is not None
    assert len(came.draft.citations) == 2


async def asked(words_said: str, **fixed: object) -> Asked:
    history = (Message("user", "What happened in Mopti?"), Message("assistant", "A raid [1]."))
    with scripted_openai(Script(words=words_said, **fixed)) as url:  # type: ignore[arg-type] # test shorthand
        request = AnswerRequest("Who was behind it?", history)
        return await answering(limits(url, retries=0)).reword(request)


async def test_follow_up_is_asked_as_the_model_puts_it() -> None:
    came = await asked("Who was behind the raid in Mopti?")

    assert came.reworded == "Who was behind the raid in Mopti?"
    assert [use.id for use in came.prompts] == ["condense"]


@pytest.mark.parametrize(
    ("said", "status"), [("Who was behind the raid in Nigeria?", 200), ("", 200), ("Who?", 500)]
)
async def test_follow_up_that_the_model_may_not_put_so_is_left_to_our_rules(
    said: str, status: int
) -> None:
    assert (await asked(said, status=status)).reworded == ""


def test_fault_without_a_status_names_its_kind() -> None:
    assert fault_in(ValueError("x"), 1).reason == "cannot be reached (ValueError)"
    assert not fault_in(ValueError("x"), 1).may_retry
    assert fault_in(ConnectionRefusedError(), 1).may_retry
