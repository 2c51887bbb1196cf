from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from assistant.statements.event_dates import event_dates_in
from assistant.statements.figures import figures_in
from assistant.statements.integrity import FaultKind, integrity_faults
from assistant.statements.legal_terms import legal_claims_in

PIECES = st.sampled_from(
    (
        "at least|up to|an estimated|reportedly|150|1,200|10 000|5.2 million|10-15%|$3 billion"
        "|two dozen|people|internally displaced people|months|km|in 2012|since January|(2020 est.)"
        "|on 23 March 2019|between|and|to|from|resolution 2100 (2013)|S/2013/99|(IOM)|war crimes"
        "|According to OHCHR,|may have committed|genocide|no evidence of|one|.|,|;|\n|%|1990s"
        "|12. Decides|22-23 May"
    ).split("|")
)
TEXTS = st.one_of(st.lists(PIECES, max_size=14).map(" ".join), st.text(max_size=60))


@given(TEXTS)
def test_spans_lie_inside_the_text_and_hold_their_number(text: str) -> None:
    for each in figures_in(text):
        assert 0 <= each.start <= each.number_start < each.number_end <= each.end <= len(text)
        assert text[each.number_start : each.number_end] in text[each.start : each.end]


@given(TEXTS)
def test_figures_come_in_order_and_do_not_overlap(text: str) -> None:
    numbers = [(each.number_start, each.number_end) for each in figures_in(text)]
    assert all(one[1] <= other[0] for one, other in pairwise(numbers))


@given(TEXTS)
def test_dates_lie_inside_the_text_and_end_after_they_begin(text: str) -> None:
    for each in event_dates_in(text):
        assert text[each.start : each.end] == each.text
        assert each.first <= each.last


@given(TEXTS)
def test_claims_lie_inside_the_text(text: str) -> None:
    assert all(text[each.start : each.end] == each.text for each in legal_claims_in(text))


@given(TEXTS)
def test_statement_that_is_its_quote_has_no_faults(text: str) -> None:
    assert integrity_faults(text, [text]) == ()


@given(st.integers(2, 999_999), st.sampled_from(["at least", "some", "up to", ""]))
def test_changed_digit_is_a_figure_fault(value: int, qualifier: str) -> None:
    def sentence(number: int) -> str:
        return " ".join(f"The war killed {qualifier} {number:,} civilians in the town.".split())

    faults = integrity_faults(sentence(value + 1), [sentence(value)])
    assert [fault.kind for fault in faults] == [FaultKind.FIGURE]


@given(st.integers(2, 999_999))
def test_number_means_the_same_with_a_comma_or_a_space(value: int) -> None:
    comma, space = f"{value:,} people fled.", f"{value:,} people fled.".replace(",", "\u2009")
    assert integrity_faults(comma, [space]) == ()
