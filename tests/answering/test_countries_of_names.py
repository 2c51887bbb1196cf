from __future__ import annotations

import pytest

from assistant.answering.question.countries_of_names import CountriesOfNames

HELD = CountriesOfNames(
    [
        ("Shells fell on Anotown, and the Brown Front fled to Midville.", ["NGA"]),
        ("In spring a bomb struck Anotown, near the market of Fairport.", ["NGA", "NER"]),
        ("Elders from Midville met, and a resolution names Fairport.", ["TCD"]),
        ("The market was brown.", ["TCD"]),
        ("A text on no country names the Sanctions Committee.", []),
    ]
)


@pytest.mark.parametrize(
    ("question", "countries"),
    [
        ("Who shelled Anotown?", ("NGA",)),
        ("What became of Anotown's market?", ("NGA",)),
        ("Who fled to Midville?", ()),
        ("Who struck Anotown and Fairport?", ("NGA",)),
        ("What does the Sanctions Committee do?", ()),
        ("What colour is Brown?", ()),
        ("Who is at risk?", ()),
    ],
)
def test_name_belongs_to_the_country_that_all_documents_with_it_are_on(
    question: str, countries: tuple[str, ...]
) -> None:
    assert HELD.countries_meant(question) == countries


def test_month_is_of_no_country() -> None:
    held = CountriesOfNames([("They fought in November and on Monday.", ["NGA"])])

    assert held.countries_meant("Who fought in November, on a Monday?") == ()
