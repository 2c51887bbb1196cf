from __future__ import annotations

from assistant.answering.list_items import with_list_items, without_contained
from assistant.answering.quoting import Quote
from assistant.domain import Briefing
from tests.answering.examples import evidence, make_briefing, scope_of

OPENING = "The mission shall have these tasks:"
WELLS = "(a) To guard the wells of the north;"
MINES = "(b) To clear the roads of mines;"
REPORTS = "It reports each month."
PASSAGE = evidence(1, [OPENING])
TASKS = "What tasks does the mission have?"
ONE_TASK = "What is the mission supposed to do about mines?"


def briefing_of(*sentences: str) -> Briefing:
    text = "\n\n".join(sentences)
    starts = [text.index(each) for each in sentences]
    return make_briefing(
        text, tuple((at, at + len(each)) for at, each in zip(starts, sentences, strict=True))
    )


def widened(briefing: Briefing, sentence: str, question: str) -> str:
    start = briefing.text.index(sentence)
    quote = Quote(PASSAGE, start, start + len(sentence), sentence)
    whole = with_list_items(quote, briefing, scope_of(question))
    assert whole.text == briefing.text[whole.start : whole.end]
    return whole.text


def test_sentence_that_opens_a_list_is_quoted_with_its_items() -> None:
    briefing = briefing_of(OPENING, WELLS, MINES, REPORTS)

    assert widened(briefing, OPENING, ONE_TASK) == "\n\n".join((OPENING, WELLS, MINES))


def test_item_takes_the_whole_list_where_several_tasks_are_asked_for() -> None:
    briefing = briefing_of(REPORTS, OPENING, WELLS, MINES)

    assert widened(briefing, MINES, TASKS) == "\n\n".join((OPENING, WELLS, MINES))
    assert widened(briefing, MINES, ONE_TASK) == MINES


def test_item_without_an_opening_stays_alone() -> None:
    assert widened(briefing_of(REPORTS, WELLS, MINES), MINES, TASKS) == MINES


def test_heading_among_items_brings_those_under_it() -> None:
    heading, guard, other = "(a) Protection of wells", "– To guard wells;", "(b) Clearing of mines"
    briefing = briefing_of(OPENING, heading, guard, other, "– To clear roads;")

    assert widened(briefing, heading, ONE_TASK) == f"{heading}\n\n{guard}"


def test_heading_brings_numbered_items_and_a_sentence_without_a_number() -> None:
    talks, to_talk = "(b) Support of talks", "(i) To open talks;"
    culture, to_guard = "(c) Support of culture", "To guard tombs;"
    briefing = briefing_of(talks, to_talk, culture, to_guard, "15. Requests a report;")

    assert widened(briefing, talks, ONE_TASK) == f"{talks}\n\n{to_talk}"
    assert widened(briefing, culture, ONE_TASK) == f"{culture}\n\n{to_guard}"


def test_other_sentences_stay_as_they_are() -> None:
    assert widened(briefing_of(OPENING, WELLS, REPORTS), REPORTS, TASKS) == REPORTS


def test_quote_that_another_holds_is_left_out() -> None:
    whole, part = Quote(PASSAGE, 0, 35, OPENING), Quote(PASSAGE, 4, 11, "mission")

    assert without_contained([part, whole, whole]) == (whole,)
