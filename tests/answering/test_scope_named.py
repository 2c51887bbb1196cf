"""What a question names: places, dates, documents, editions and speakers.

The lists headed `BEFORE` were written before the patterns were.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.answering.question.scope import Scope, find_scope
from assistant.domain import BriefingCard, DocumentKind, Precision
from tests.answering.examples import card


def resolution(country: str, number: str, day: str) -> BriefingCard:
    symbol = f"S/RES/{number} ({day[:4]})"
    return card(number, day, (country,), DocumentKind.RESOLUTION, symbol)


def factbook(country: str, day: str) -> BriefingCard:
    page = card(f"factbook-{country}", day, (country,), DocumentKind.COUNTRY_PAGE)
    return replace(page, series=replace(page.series, publisher="CIA World Factbook"))


CARDS = [
    card("mali", "2019-05-15"),
    card("mali", "2019-01-15"),
    factbook("ETH", "2026-01-22"),
    factbook("BFA", "2026-01-22"),
    factbook("CAF", "2026-01-22"),
    factbook("SSD", "2026-01-22"),
    factbook("COD", "2026-01-22"),
    factbook("RWA", "2026-01-22"),
    resolution("MLI", "2100", "2013-04-25"),
    resolution("MLI", "2164", "2014-06-25"),
    resolution("XKX", "1244", "1999-06-10"),
    resolution("RWA", "929", "1994-06-22"),
    resolution("LBY", "1973", "2011-03-17"),
]


def scope_of(question: str) -> Scope:
    return find_scope(question, CARDS)


@pytest.mark.parametrize(
    ("question", "countries"),
    [
        ("Who is at risk in Ethopia?", ("ETH",)),
        ("How many fled Burkina Fasso?", ("BFA",)),
        ("What is the population of the Centrafrican Republic?", ("CAF",)),
        ("What is Kigali asked to do?", ("RWA",)),
        ("What must Bamako do about recruitment?", ("MLI",)),
        ("What must Belgrade do first?", ("XKX",)),
        ("Combien de personnes ont fui la République centrafricaine ?", ("CAF",)),
        ("Qui est en danger au Soudan du Sud ?", ("SSD",)),
        ("Pourquoi les Maliens fuient-ils ?", ("MLI",)),
        ("Que demande-t-on aux autorités centrafricaines ?", ("CAF",)),
        ("Combien de civils ont fui la RCA ?", ("CAF",)),
        ("What is the mandate of MINUSCA?", ("CAF",)),
        ("What has Kigali to do with the M23 in the DRC?", ("COD",)),
        ("Who signed the Bamako Agreement?", ()),
        ("What did David Cameron say?", ()),
        ("What did the Sultan say about Martial law?", ()),
    ],
)
def test_countries_are_known_by_many_names(question: str, countries: tuple[str, ...]) -> None:
    assert scope_of(question).countries == countries


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("How many troops were authorised under 2100?", ("2100",)),
        ("What does 1244 say about autonomy?", ("1244",)),
        ("What does Res. 929 limit?", ("929",)),
        ("What did UNSCR 1973 ban?", ("1973",)),
        ("Que décide la résolution 2100 ?", ("2100",)),
        ("How many soldiers died under 2013?", ()),
        ("How did 2100 soldiers get to Mali?", ()),
        ("What happened in 1973?", ()),
    ],
)
def test_documents_are_named_with_and_without_the_word(
    question: str, numbers: tuple[str, ...]
) -> None:
    assert scope_of(question).documents == numbers


@pytest.mark.parametrize(
    ("question", "kind", "label"),
    [
        ("What does the 2013 MINUSMA resolution list?", DocumentKind.RESOLUTION, "2013"),
        ("What did the Council decide in the June 2014 resolution on Mali?",
         DocumentKind.RESOLUTION, "June 2014"),
        ("Who spoke at the meeting of 25 April 2013?", DocumentKind.MEETING_RECORD,
         "25 April 2013"),
        ("Which paragraphs does the Council reaffirm in its 2014 resolution on genocide?",
         DocumentKind.RESOLUTION, "2014"),
    ],
)  # fmt: skip
def test_document_is_named_by_its_kind_and_date(
    question: str, kind: DocumentKind, label: str
) -> None:
    scope = scope_of(question)

    assert scope.document_kind is kind
    assert scope.document_date is not None
    assert scope.document_date.text == label
    assert scope.as_of is None


@pytest.mark.parametrize(
    ("question", "as_of"),
    [
        ("What did the May 2019 update say?", date(2019, 5, 31)),
        ("In the 2017 Factbook, who ruled Ethiopia?", date(2017, 12, 31)),
        ("What does the 2021 page say of Burkina Faso?", date(2021, 12, 31)),
        ("What did the Global Centre's May 2019 Mali briefing recommend?", date(2019, 5, 31)),
        ("How many were displaced in 2014?", None),
        ("How many were displaced in the 2014 crisis?", None),
        ("Who was killed before the briefing came out in 2019?", None),
    ],
)
def test_edition_is_told_from_the_date_of_an_event(question: str, as_of: date | None) -> None:
    assert scope_of(question).as_of == as_of


@pytest.mark.parametrize(
    ("question", "first", "last", "precision"),
    [
        ("What happened in April 2014?", date(2014, 4, 1), date(2014, 4, 30), Precision.MONTH),
        ("How many died between 2012 and 2018?", date(2012, 1, 1), date(2018, 12, 31),
         Precision.YEAR),
        ("How many deaths since March 2018?", date(2018, 3, 1), date.max, Precision.MONTH),
        ("What was asked on 12 March 2011?", date(2011, 3, 12), date(2011, 3, 12), Precision.DAY),
        ("Who ruled before 2014?", date.min, date(2013, 12, 31), Precision.YEAR),
        ("What happened from 29 April to 4 May 2019?", date(2019, 4, 29), date(2019, 5, 4),
         Precision.DAY),
        ("Que s'est-il passé en avril 2014 ?", date(2014, 4, 1), date(2014, 4, 30),
         Precision.MONTH),
    ],
)  # fmt: skip
def test_period_of_an_event_is_read(
    question: str, first: date, last: date, precision: Precision
) -> None:
    (period,) = scope_of(question).periods

    assert (period.first, period.last, period.precision) == (first, last, precision)


def test_edition_before_a_date_is_read_from_a_question_made_to_stand_alone() -> None:
    scope = scope_of("What is the level of Mali (edition before May 2019)?")

    assert scope.as_of == date(2019, 4, 30)
    assert scope.periods == ()


def test_capital_is_no_country_beside_one_that_is_named() -> None:
    assert scope_of("What did Juba ask of the mission in Mali?").countries == ("MLI",)


def test_misspelt_name_is_put_right_in_the_question() -> None:
    assert scope_of("Who is at risk in Ethopia?").question == "Who is at risk in Ethiopia?"


def test_what_the_council_did_is_not_what_it_said() -> None:
    assert scope_of("What sanctions did the Security Council put in place?").said_by == ""


def test_number_of_a_resolution_that_is_not_held_needs_the_word() -> None:
    assert scope_of("What was decided under 1999?").documents == ()
    assert scope_of("What was decided under resolution 1970?").documents == ("1970",)


def test_date_of_an_edition_is_no_period_of_an_event() -> None:
    assert scope_of("What did the May 2019 briefing say about Mali?").periods == ()


@pytest.mark.parametrize(
    ("question", "said_by"),
    [
        ("How many were killed according to OHCHR?", "OHCHR"),
        ("Where should DDR work concentrate, in the Global Centre's view?", "Global Centre"),
        ("How many had fled in the Secretary-General's estimate?", "Secretary-General"),
        ("What death toll does Human Rights Watch report?", "Human Rights Watch"),
        ("According to whom were 49 civilians killed?", ""),
        ("How many stateless people are there according to the 2017 edition?", ""),
        ("How many people were killed?", ""),
    ],
)
def test_speaker_is_read(question: str, said_by: str) -> None:
    assert scope_of(question).said_by == said_by


def test_edition_named_by_its_date_is_alone_searched() -> None:
    editions = [
        card("mali", "2017-03-28", kind=DocumentKind.COUNTRY_PAGE),
        card("mali", "2021-01-01", kind=DocumentKind.COUNTRY_PAGE),
    ]

    named = find_scope("What did the 2017 edition on Mali say about elections?", editions)
    in_force = find_scope("As of 2017, who led Mali?", editions)

    assert named.editions == ("mali-2017-03-28",)
    assert in_force.editions == ()


def test_newest_briefing_named_is_alone_searched() -> None:
    cards = [
        card("mali", "2017-03-28"),
        card("mali-and-niger", "2018-05-01", ("MLI", "NER")),
        card("mali-page", "2019-01-01", kind=DocumentKind.COUNTRY_PAGE),
    ]

    def editions(question: str, as_of: date | None = None) -> tuple[str, ...]:
        return find_scope(question, cards, as_of=as_of).editions

    assert editions("Who died at Kidal, by the most recent Mali briefing?") == (
        "mali-and-niger-2018-05-01",
    )
    assert editions("What is the population in Mali's latest entry?") == ("mali-page-2019-01-01",)
    assert editions("What does the latest briefing ask of Mali?", date(2017, 12, 31)) == (
        "mali-2017-03-28",
    )
    assert editions("Is the latest Mali briefing graver than the previous edition?") == ()
    assert editions("What is the latest on Mali?") == ()
