from __future__ import annotations

from datetime import date

from tests.ui.scripted_api import answer, citation
from ui.conversation import HISTORY_TURNS, Conversation, OpenSource


def test_unanswered_turns_are_left_out_of_the_history() -> None:
    conversation = Conversation()
    for question in ("answered", "stopped", "now"):
        conversation.add(question, [], None)
    conversation.turns[0].answer = answer(text="Yes.")
    conversation.turns[1].text_so_far = "Half a"

    request = conversation.request_for(conversation.turns[2])

    assert [turn.content for turn in request.history] == ["answered", "Yes."]


def test_history_is_bounded_by_the_newest_turns() -> None:
    conversation = Conversation()
    for number in range(HISTORY_TURNS + 5):
        conversation.add(f"question {number}", [], None)
        conversation.turns[-1].answer = answer()
    conversation.add("now", [], None)

    history = conversation.request_for(conversation.turns[-1]).history

    assert len(history) == 2 * HISTORY_TURNS
    assert history[0].content == "question 5"


def test_asking_again_keeps_the_filters_of_the_turn_and_forgets_what_came() -> None:
    conversation = Conversation()
    conversation.add("Who?", ["MLI"], date(2024, 1, 1))
    turn = conversation.turns[0]
    turn.failure, turn.text_so_far, conversation.asking = "It failed.", "Half a", None

    conversation.ask_again(turn)

    assert conversation.asking == turn.id
    assert (turn.failure, turn.text_so_far) == (None, "")
    assert conversation.request_for(turn).countries == ["MLI"]
    assert conversation.request_for(turn).as_of == date(2024, 1, 1)


def test_citation_is_found_in_the_group_that_was_clicked() -> None:
    conversation = Conversation()
    conversation.add("Who?", [], None)
    turn = conversation.turns[0]
    turn.answer = answer(citations=[citation(1)], nearest=[citation(1, section="Elsewhere")])

    conversation.open(OpenSource(turn.id, "nearest", 1))

    opened = conversation.open_citation()
    assert opened is not None
    assert opened.section == "Elsewhere"
    assert conversation.selected_in(turn) == ("nearest", 1)


def test_new_question_closes_the_source_of_the_old_one() -> None:
    conversation = Conversation()
    conversation.add("Who?", [], None)
    conversation.turns[0].answer = answer()
    conversation.open(OpenSource(conversation.turns[0].id, "citations", 1))

    conversation.add("And now?", [], None)

    assert conversation.open_citation() is None
