"""A sentence corrects a question by the weight of all signals; what is true is left alone."""

from __future__ import annotations

import pytest

from assistant.answering.premises.aligning import aligned
from assistant.answering.premises.asking_forms import AskingForm, asking_form
from assistant.answering.premises.assertions import assertion_of
from assistant.answering.premises.comparing import agree, differ, holds
from assistant.answering.premises.likely_correction import SURELY_ANSWERED, likely_correction
from assistant.answering.premises.opposites import denies, opposed
from assistant.answering.premises.premise_sources import Source
from assistant.answering.premises.slot import SlotKind
from assistant.answering.premises.slots import slots_in
from assistant.answering.premises.subject_words import kept_terms
from assistant.answering.premises.weighing import Weights, packaged_weights, product

HEADING = "developments Mali 15 May 2019"
SHARED_ALONE = Weights(
    skim={"bias": 0.0},
    read={"bias": -1.0, "clash*shared": 2.0, "contradicted": 1.0},
    least={"presupposes": 0.5, "whether": 0.5, "asks": 9.0},
)


def source(text: str) -> Source:
    return Source(text, HEADING, text, 0.2, "Edition of May 2019", answerable=-0.8)


def contradicts(text: str, statement: str) -> tuple[float, float, float]:
    del text, statement
    return 0.05, 0.05, 0.9


def leaves_open(text: str, statement: str) -> tuple[float, float, float]:
    del text, statement
    return 0.0, 0.5, 0.5


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Why did resolution 2127 create it?", [("document", "resolution 2127")]),
        ("in March 2015", [("date", "March 2015")]),
        ("the 150 Dogon at Ogossagou", [("amount", "150 Dogon"), ("name", "Ogossagou")]),
        ("Why did farmers kill Malian troops?", None),
        ("a Current Crisis", [("level", "Current Crisis")]),
        ("a Category 4 alert", [("level", "Category 4")]),
        ("the African Union", [("organisation", "African Union")]),
        ("Why is that so?", []),
    ],
)
def test_slots_are_told_apart_by_kind(text: str, found: list[tuple[str, str]] | None) -> None:
    slots = [(slot.kind.value, slot.said) for slot in slots_in(text)]

    expected = [("group", "farmers"), ("country", "Malian"), ("group", "troops")]
    stated = [pair for pair in slots if pair[1] != "Dogon"]
    assert stated == (expected if found is None else found)


@pytest.mark.parametrize(
    ("asserted", "said", "is_same", "is_other"),
    [
        ("in 2011", "on 3 March 2011", True, False),
        ("in March 2011", "in May 2011", False, True),
        ("in March 2011", "in the first days of May", False, True),
        ("on 3 March 2011", "on 3 March", False, False),
        ("a Category 4 alert", "a Category 2 alert", False, True),
        ("a Category 4 alert", "a Current Crisis", False, False),
        ("by farmers", "by Boko Haram", False, False),
        ("by Egypt", "by Saudi Arabia", False, True),
        ("from Juba", "from South Sudan", True, False),
        ("20,000 soldiers", "11,200 troops", False, True),
        ("resolution 2127", "resolution 2149", False, True),
    ],
)
def test_slots_agree_or_differ(asserted: str, said: str, is_same: bool, is_other: bool) -> None:
    ours, theirs = slots_in(asserted)[0], slots_in(said)[0]

    assert (agree(ours, theirs), differ(ours, theirs)) == (is_same, is_other)


def test_year_of_a_date_may_stand_over_the_sentence() -> None:
    (asserted,) = slots_in("in June 2017")

    assert holds(asserted, slots_in("In June it began."), slots_in("November 2017"))
    assert not holds(asserted, slots_in("In June it began."), slots_in("November 2018"))


def test_opposites_count_only_where_the_word_itself_is_not_said() -> None:
    asked = tuple(kept_terms("raised"))

    assert opposed(asked, kept_terms("its level was lowered"))
    assert not opposed(asked, kept_terms("it was raised, then lowered"))
    assert denies("The talks ended without agreement.")
    assert not denies("The talks ended.")


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("Why did Morocco mediate?", AskingForm.PRESUPPOSES),
        ("What made the groups sign?", AskingForm.PRESUPPOSES),
        ("Did Morocco mediate?", AskingForm.WHETHER),
        ("Who mediated?", AskingForm.ASKS),
        ("In the May edition, how did Morocco mediate?", AskingForm.PRESUPPOSES),
        ("For our minutes: on what evidence did Morocco act?", AskingForm.PRESUPPOSES),
        ("According to the May edition, who mediated?", AskingForm.ASKS),
    ],
)
def test_forms_of_asking(question: str, form: AskingForm) -> None:
    assert asking_form(question) is form


def test_sentence_with_another_value_is_aligned_with_the_clash() -> None:
    assertion = assertion_of("Why did farmers kill 19 herders at Fuhe?")
    text = "At Fuhe 19 Fulani herders were killed by Boko Haram."

    (beside,) = aligned(assertion, [source(text)])

    assert beside.clash is not None
    assert beside.clash.asserted.said == "farmers"
    assert beside.clash.asserted.kind is SlotKind.GROUP
    assert beside.clash.is_other_kind
    assert beside.signals["held"] == 1.0


def test_of_two_values_that_fit_alike_the_one_of_the_clause_is_named() -> None:
    assertion = assertion_of("Why did Testman leave the cabinet only in May 2016?")
    text = "Testman won office on 30 March 2014; he left the cabinet on 11 April 2015."

    (beside,) = aligned(assertion, [source(text)])

    assert beside.clash is not None
    assert beside.clash.instead.said == "11 April 2015"


def test_sentence_that_shares_nothing_and_was_not_read_is_left_out() -> None:
    assertion = assertion_of("Why did farmers kill 19 herders at Fuhe?")

    assert aligned(assertion, [Source("The assembly met.", HEADING)]) == []


def test_correction_says_what_stands_there_instead() -> None:
    question = "Why did Egypt broker the truce at Gao in 2015?"
    text = "Algeria brokered the truce at Gao in 2015."

    made = likely_correction(question, [source(text)], contradicts, SHARED_ALONE)

    assert made is not None
    assert (made.premise.said, made.instead) == ("Egypt", "Algeria")
    assert made.words == ("The briefings do not say Egypt; the edition of May 2019 says Algeria.")
    assert question[made.premise.start : made.premise.end] == "Egypt"


def test_true_statement_and_bare_question_are_not_corrected() -> None:
    text = "Algeria brokered the truce at Gao in 2015."
    true = "Why did Algeria broker the truce at Gao in 2015?"

    assert likely_correction(true, [source(text)], lambda *_: (0.9, 0.1, 0.0)) is None
    assert likely_correction("Who is at risk?", [source(text)], contradicts, SHARED_ALONE) is None
    assert likely_correction(true, [], contradicts) is None


def test_question_surely_answered_is_corrected_only_by_what_contradicts_it() -> None:
    question, text = "Why did Egypt broker the truce?", "Algeria brokered the truce."
    answering = Source(text, HEADING, text, SURELY_ANSWERED + 0.1)

    assert likely_correction(question, [source(text)], leaves_open, SHARED_ALONE) is not None
    assert likely_correction(question, [answering], leaves_open, SHARED_ALONE) is None
    assert likely_correction(question, [answering], contradicts, SHARED_ALONE) is not None


def test_actor_of_another_kind_is_not_named() -> None:
    question, text = (
        "Why did farmers broker the truce at Gao?",
        "Algeria brokered the truce at Gao.",
    )

    made = likely_correction(question, [source(text)], contradicts, SHARED_ALONE)

    assert made is not None
    assert made.words == "The briefings do not say so; this is what the edition of May 2019 says."


def test_packaged_weights_name_signals_that_alignments_have() -> None:
    (beside,) = aligned(assertion_of("Why did Egypt broker it?"), [source("Algeria did not.")])
    weights = packaged_weights()
    signals = {**beside.signals, "entailed": 0.1, "contradicted": 0.8}

    assert all(product(name, signals) is not None for name in weights.read if name != "bias")
    assert all(product(name, signals) is not None for name in weights.skim if name != "bias")
    assert all(weights.least_odds(form) for form in AskingForm)
