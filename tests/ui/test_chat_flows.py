from __future__ import annotations

import json
import socket
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from assistant.api.schemas import NoticeOut
from assistant.domain import NoticeKind, Outcome
from tests.ui.hostile import HOSTILE_TEXT
from tests.ui.scripted_api import PROBLEM, QUOTE, TEXT, Script, answer, briefing, citation
from ui.conversation import Conversation, OpenSource


def shown(page: AppTest, name: str) -> list[dict[str, Any]]:
    """Return what each browser element called `name` was given."""
    protos = [element.proto for element in page.get("bidi_component")]
    return [json.loads(proto.json) for proto in protos if proto.component_name == name]


def texts(page: AppTest) -> list[str]:
    return [element.value for element in page.text]


def ask(page: AppTest, question: str) -> AppTest:
    return page.chat_input[0].set_value(question).run()


def conversation_of(page: AppTest) -> Conversation:
    conversation = page.session_state["conversation"]
    assert isinstance(conversation, Conversation)
    return conversation


def open_first_source(page: AppTest) -> AppTest:
    conversation = conversation_of(page)
    conversation.open(OpenSource(conversation.turns[0].id, "citations", 1))
    return page.run()


def test_empty_chat_offers_four_starters_and_says_what_is_held_and_sent(page: AppTest) -> None:
    starters = [b.label for b in page.button if str(b.key).startswith("starter-")]

    assert len(starters) == 4
    assert starters[0] == "Who is at risk in Mali?"
    assert "2 editions on 2 countries" in texts(page)
    assert "Newest: 2 May 2024" in texts(page)
    assert "Runs on this machine. Nothing is sent anywhere." in texts(page)
    assert not page.exception


def test_starter_is_asked_and_answered_with_its_sources(page: AppTest, script: Script) -> None:
    page.button(key="starter-0").click().run()

    (card,) = shown(page, "r2p_answer")
    assert script.asked[0].question == "Who is at risk in Mali?"
    assert card["references"][0]["label"] == "Mali: sample briefing, 2 May 2024"
    assert {"kind": "mark", "text": "1"} in card["pieces"]
    assert card["notices"] == ["This edition is a sample."]
    assert card["badge"] == "Embedded reader, verbatim quotes"
    assert not [b for b in page.button if str(b.key).startswith("starter-")]


def test_follow_up_carries_the_answered_turns_as_history(page: AppTest, script: Script) -> None:
    ask(ask(page, "How many people fled?"), "And to which towns?")

    history = script.asked[1].history
    assert [turn.role for turn in history] == ["user", "assistant"]
    assert history[0].content == "How many people fled?"
    assert QUOTE in history[1].content
    assert script.asked[0].history == []


def test_filters_go_with_the_question_and_stand_under_it(page: AppTest, script: Script) -> None:
    page.multiselect(key="countries").set_value(["SDN"])
    page.date_input(key="as_of").set_value(date(2024, 4, 1)).run()
    ask(page, "Who is at risk?")

    assert script.asked[0].countries == ["SDN"]
    assert script.asked[0].as_of == date(2024, 4, 1)
    assert "Asked under: Sudan, as of 2024-04-01" in texts(page)


def test_opened_source_is_the_stored_text_with_exactly_the_quote_marked(page: AppTest) -> None:
    open_first_source(ask(page, "How many people fled?"))

    (source,) = shown(page, "r2p_source")
    assert "".join(piece["text"] for piece in source["pieces"]) == TEXT
    assert [p["text"] for p in source["pieces"] if p["kind"] == "quote"] == [QUOTE]
    assert source["facts"] == [
        "Example Centre",
        "2 May 2024",
        "Level: Current Crisis",
        "Section: Background",
    ]
    assert source["url"] == "https://example.org/briefings/mali"
    assert source["warning"] == ""
    assert shown(page, "r2p_answer")[0]["selected"] == "citations-1"


def test_source_can_be_closed_again(page: AppTest) -> None:
    open_first_source(ask(page, "How many people fled?"))
    page.button(key="close-source").click().run()

    assert shown(page, "r2p_source") == []


def test_source_that_reads_differently_from_its_quote_is_said_so(
    page: AppTest, script: Script
) -> None:
    script.briefings[0] = briefing(text=TEXT.replace("4,210", "9,999"))
    open_first_source(ask(page, "How many people fled?"))

    assert "differs from the quote" in shown(page, "r2p_source")[0]["warning"]


@pytest.mark.parametrize(
    ("outcome", "label"),
    [
        (Outcome.NOT_IN_BRIEFINGS, "Not in the briefings"),
        (Outcome.NO_BRIEFING, "No briefing held"),
        (Outcome.NEEDS_CLARIFICATION, "Please say which"),
        (Outcome.PARTLY_ANSWERED, "Partly answered"),
        (Outcome.PREMISE_CORRECTED, "Premise corrected"),
    ],
)
def test_outcome_is_named_and_nearest_passages_are_shown(
    page: AppTest, script: Script, outcome: Outcome, label: str
) -> None:
    script.answer = answer(
        outcome=outcome,
        text="The briefings do not say.",
        citations=[],
        nearest=[citation()],
        notices=[NoticeOut(kind=NoticeKind.SCOPE, text="Asked of Mali only.")],
    )
    (card,) = shown(ask(page, "How many schools closed?"), "r2p_answer")

    assert card["outcome"] == label
    assert card["nearest"][0]["quote"] == QUOTE
    assert card["references"] == []
    assert card["notices"] == ["Asked of Mali only."]


def test_chat_models_name_stands_on_its_answer(page: AppTest, script: Script) -> None:
    script.answer = answer(answered_by="example:model")

    (card,) = shown(ask(page, "Who fled?"), "r2p_answer")

    assert card["badge"] == "Written by example:model, quotes checked"


def test_addresses_that_would_be_reached_are_named(page: AppTest, script: Script) -> None:
    script.outbound = ["https://models.example/v1"]

    page.run()

    assert "Sends questions and passages to: https://models.example/v1" in texts(page)


def test_new_conversation_forgets_the_old_one(page: AppTest, script: Script) -> None:
    ask(page, "Who fled?")
    page.button(key="new-conversation").click().run()
    assert shown(page, "r2p_answer") == []

    ask(page, "Who is at risk?")
    assert script.asked[-1].history == []


@pytest.mark.parametrize("in_stream", [False, True])
def test_problem_is_shown_with_a_way_to_ask_again(
    page: AppTest, script: Script, *, in_stream: bool
) -> None:
    script.problem, script.is_problem_in_stream = PROBLEM, in_stream
    ask(page, "Who fled?")
    assert any(PROBLEM.detail in text for text in texts(page))

    script.problem = None
    turn = conversation_of(page).turns[0]
    page.button(key=f"again-{turn.id}").click().run()

    assert len(shown(page, "r2p_answer")) == 1
    assert not any(PROBLEM.detail in text for text in texts(page))


def test_stream_without_an_answer_is_a_failure_and_not_an_empty_answer(
    page: AppTest, script: Script
) -> None:
    script.breaks_off = True

    ask(page, "Who fled?")

    assert "The API ended the stream without an answer." in texts(page)
    assert shown(page, "r2p_answer") == []


def test_absent_api_is_said_with_the_command_that_starts_it(
    open_page: Callable[[str], AppTest],
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]

    page = open_page(f"http://127.0.0.1:{port}")

    assert f"No answer API can be reached at http://127.0.0.1:{port}." in texts(page)
    assert [code.value for code in page.code] == ["r2p serve"]
    assert page.button(key="retry").label == "Try again"
    assert not page.exception


def test_empty_library_says_how_to_fill_it_and_retry_finds_what_came(
    open_page: Callable[[str], AppTest], api_url: str, script: Script
) -> None:
    held, script.briefings = script.briefings, []
    page = open_page(api_url)
    assert [code.value for code in page.code] == ["r2p ingest path/to/briefings"]

    script.briefings = held
    page.button(key="retry").click().run()

    assert "2 editions on 2 countries" in texts(page)


def test_no_word_of_the_api_reaches_an_element_that_reads_markup(
    open_page: Callable[[str], AppTest], api_url: str, script: Script
) -> None:
    hostile = citation(quote=HOSTILE_TEXT, title=HOSTILE_TEXT, section=HOSTILE_TEXT)
    script.briefings = [
        briefing(title=HOSTILE_TEXT, publisher=HOSTILE_TEXT, edition_label=HOSTILE_TEXT)
    ]
    script.country_names = {"MLI": HOSTILE_TEXT}
    script.outbound = [HOSTILE_TEXT]
    script.answer = answer(text=HOSTILE_TEXT, citations=[hostile], answered_by=HOSTILE_TEXT)
    page = open_first_source(ask(open_page(api_url), HOSTILE_TEXT))

    script.problem = PROBLEM.model_copy(update={"detail": HOSTILE_TEXT})
    ask(page, "And now?")

    readers = [*page.markdown, *page.caption, *page.title, *page.subheader]
    labels = [button.label for button in page.button]
    assert not [r.value for r in readers if "harmed" in r.value]
    assert not [label for label in labels if "harmed" in label]
    assert any("harmed" in text for text in texts(page)), "the hostile text was never shown"
