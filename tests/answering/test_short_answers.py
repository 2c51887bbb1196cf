import pytest

from assistant.answering.question.answer_types import Expected
from assistant.answering.reading.counted_kinds import counts_another_kind
from assistant.answering.reading.fates import Fate, fates_in, tells_another_fate
from assistant.answering.reading.short_answers import short_answer

STORM = "The raid on Testville killed 12 villagers and drove 3,400 people from their homes."
STOCK = "Inspectors found 14 sealed wells and more than 900 mines, according to the report."
TERMS = "Colonel Test took office on 3 May 2014; he dismissed the cabinet on 9 June."


def answer(
    question: str, text: str, expected: Expected = Expected.FIGURE, pointed: str = ""
) -> str | None:
    at = text.find(pointed) if pointed else -1
    found = short_answer(expected, text, question, (at, at + len(pointed)) if at >= 0 else None)
    return text[slice(*found)] if found else None


@pytest.mark.parametrize(
    ("question", "text", "pointed", "right"),
    [
        ("How many people had to flee Testville?", STORM, "12 villagers", "3,400 people"),
        ("How many were slain at Testville?", STORM, "3,400 people", "12 villagers"),
        ("What number of wells did they find?", STOCK, "more than 900 mines", "14 sealed wells"),
        ("How many mines were found?", STOCK, "", "more than 900 mines"),
    ],
)
def test_figure_of_what_is_counted_comes_before_the_one_pointed_at(
    question: str, text: str, pointed: str, right: str
) -> None:
    assert answer(question, text, pointed=pointed) == right


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How many people were wounded in the raid on Testville?", STORM),
        ("How many inspectors were at the wells?", "The wells held 90 crates."),
        ("How many rebels were killed?", "The May edition gave 21,000 for the region."),
    ],
)
def test_figure_of_another_thing_is_no_answer(question: str, text: str) -> None:
    assert answer(question, text) is None


def test_date_is_that_of_the_clause_which_tells_what_is_asked() -> None:
    asked = "When did Colonel Test dismiss his cabinet?"

    assert answer(asked, TERMS, Expected.DATE, pointed="3 May 2014") == "9 June"


def test_date_of_a_clause_that_shares_no_word_with_the_question_is_no_answer() -> None:
    text = "On 3 May 2014 ten members voted in favour, which ended the embargo."

    assert answer("From when on is trade in timber free?", text, Expected.DATE) is None


def test_fates_are_told_by_many_words() -> None:
    assert fates_in("two hundred lost their lives") == {Fate.KILLED}
    assert fates_in("driven out of their villages") == {Fate.DISPLACED}
    assert fates_in("500 soldiers took part") == frozenset()


def test_another_fate_is_told_only_where_both_tell_one() -> None:
    assert tells_another_fate("How many were abducted?", "Ten people died.")
    assert not tells_another_fate("How many were abducted?", "Ten people were there.")
    assert not tells_another_fate("How many died?", "Ten died and forty fled.")


@pytest.mark.parametrize(
    ("question", "is_another"),
    [
        ("How many children died in the raid?", True),
        ("How many of the villagers died in the raid?", True),
        ("How many soldiers died in the raid?", False),
        ("How many peacekeepers died in the raid?", False),
        ("How many people died in the raid?", False),
        ("Who died in the raid?", False),
    ],
)
def test_count_of_another_kind_of_people_is_told_apart(question: str, is_another: bool) -> None:
    text = "The raid of 3 to 4 May left 6 soldiers and 30 gunmen dead."

    assert counts_another_kind(question, text) is is_another


def test_people_of_no_kind_may_be_anyone() -> None:
    assert not counts_another_kind("How many women died?", "6 soldiers and 30 people died.")
