import time
from datetime import date

import pytest

from assistant.domain import EditionDate
from assistant.statements.integrity import FaultKind, integrity_faults

ATTACK = "On 23 March 2019 militias reportedly killed at least 150 people, 50 of them children."
CAMPS = "According to OHCHR, over 56,400 people were displaced as of December 2018."


def kinds(statement: str, *quotes: str) -> set[FaultKind]:
    return {fault.kind for fault in integrity_faults(statement, quotes)}


@pytest.mark.parametrize(
    ("statement", "quote"),
    [
        ("More than 150 people were reportedly killed on 23 March 2019 [1].", ATTACK),
        ("In March 2019, at least one hundred and fifty people reportedly died.", ATTACK),
        ("On 23 March at least 150 people reportedly died.", ATTACK),
        ("OHCHR counted more than 56,400 displaced people by December 2018.", CAMPS),
        ("1,200,000 people fled.", "1.2 million people fled."),
        ("At least 10,000 people died.", "10,000–15,000 people died."),
        ("Up to 15,000 people died.", "Between 10,000 and 15,000 people died."),
        ("An estimated 300 people died.", "About 300 people died, it is estimated."),
        ("It fell in 2020.", "It fell in early 2020."),
        ("People fled.", ATTACK),
        ("The UN counts 300 dead.", "The United Nations reports that 300 people died."),
        ("UNHCR estimates that 300 fled.", "An estimated 300 people fled, UNHCR said."),
    ],
)
def test_statement_that_says_no_more_than_its_quote_has_no_fault(
    statement: str, quote: str
) -> None:
    assert integrity_faults(statement, [quote]) == ()


@pytest.mark.parametrize(
    ("statement", "quote", "kind"),
    [
        ("At least 160 people reportedly died.", ATTACK, FaultKind.FIGURE),
        ("40 people fled.", "40 per cent fled.", FaultKind.FIGURE),
        ("Resolution 2085 says so.", "Resolution 2100 (2013) says so.", FaultKind.FIGURE),
        ("Two thirds fled.", "Three quarters fled.", FaultKind.FIGURE),
        ("150 people reportedly died.", ATTACK, FaultKind.QUALIFIER),
        ("At least 150 people died.", ATTACK, FaultKind.QUALIFIER),
        ("At least 300 people died.", "300 people died.", FaultKind.QUALIFIER),
        ("300 people reportedly died.", "300 people died.", FaultKind.QUALIFIER),
        ("10,000 people died.", "10,000–15,000 people died.", FaultKind.QUALIFIER),
        ("There are 20 million people.", "Population: 20 million (2022 est.)", FaultKind.QUALIFIER),
        ("Over 56,400 people were displaced.", CAMPS, FaultKind.SOURCE),
        ("UNHCR says 300 people fled.", "UNHCR estimates that 300 fled.", FaultKind.QUALIFIER),
        ("They came on 24 March 2019.", ATTACK, FaultKind.DATE),
        ("By 5 December 2018 people had fled.", CAMPS, FaultKind.DATE),
        ("It fell in early 2020.", "It fell in 2020.", FaultKind.DATE),
        ("They came on 24 March.", ATTACK, FaultKind.DATE),
        ("They committed war crimes.", "They may commit war crimes.", FaultKind.LEGAL_TERM),
    ],
)
def test_statement_that_says_more_than_its_quote_has_one_kind_of_fault(
    statement: str, quote: str, kind: FaultKind
) -> None:
    assert kinds(statement, quote) == {kind}


def test_year_of_a_quoted_day_is_borne_out_by_the_edition_alone() -> None:
    quotes = ["They came on 23 March."]
    edition = EditionDate(date(2019, 5, 15))
    assert integrity_faults("They came on 23 March 2019.", quotes, edition) == ()
    assert integrity_faults("They came on 23 March 2019.", quotes)


def test_date_of_the_edition_may_be_named() -> None:
    statement = "People fled, as the edition of 15 May 2019 says."
    assert integrity_faults(statement, ["People fled."], EditionDate(date(2019, 5, 15))) == ()
    assert integrity_faults(statement, ["People fled."])


def test_every_quote_counts() -> None:
    assert kinds("300 fled and 20 died.", "300 fled.", "20 died.") == set()


def test_fault_names_the_words_and_a_reason() -> None:
    (fault,) = integrity_faults("150 people reportedly died.", [ATTACK])
    assert fault.text == "150"
    assert fault.reason == "The quote says: at least 150."


def test_sentence_takes_less_than_a_few_milliseconds() -> None:
    quotes = [f"{CAMPS} {number} houses burnt." for number in range(100)]
    begin = time.perf_counter()
    for quote in quotes:
        integrity_faults(quote, [quote])
    assert (time.perf_counter() - begin) / len(quotes) < 0.01


@pytest.mark.parametrize(
    "statement", ["M99 and 4R fought.", "R2X asks states.", "AK-47s were sold."]
)
def test_digits_of_a_name_are_no_figure(statement: str) -> None:
    assert integrity_faults(statement, ["They fought."]) == ()


@pytest.mark.parametrize(
    "statement", ["S/RES/1325 says so.", "Level 4 was declared.", "4 of them."]
)
def test_digits_of_a_document_or_a_degree_must_be_quoted(statement: str) -> None:
    assert kinds(statement, "It was said.") == {FaultKind.FIGURE}


DAYS, RANGE = "On 4 and 5 May 2018 there was fighting.", "From 4 to 5 May 2018 there was fighting."


@pytest.mark.parametrize(("statement", "quote"), [(RANGE, DAYS), (DAYS, RANGE)])
def test_two_days_that_follow_each_other_are_the_range_of_both(statement: str, quote: str) -> None:
    assert integrity_faults(statement, [quote]) == ()


@pytest.mark.parametrize(
    ("statement", "quote"),
    [
        ("From 4 to 6 May 2018 they fought.", "On 4 and 6 May 2018 they fought."),
        ("On 4 May 2018 they fought.", RANGE),
    ],
)
def test_days_apart_are_no_range_and_a_range_is_no_day(statement: str, quote: str) -> None:
    assert kinds(statement, quote) == {FaultKind.DATE}
