import pytest

from assistant.statements.figures import Bound, figures_in


def read(text: str) -> list[tuple[float, float | None, Bound]]:
    return [(each.value, each.high, each.bound) for each in figures_in(text)]


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("1,200", 1200),
        ("10 000", 10_000),
        ("300\u202f000", 300_000),
        ("300\u00a0000", 300_000),
        ("5.2 million", 5_200_000),
        ("6.1M", 6_100_000),
        ("two million", 2_000_000),
        ("half a million", 500_000),
        ("twenty-five", 25),
        ("one hundred and fifty", 150),
        ("five hundred thousand", 500_000),
        ("two dozen", 24),
    ],
)
def test_number_is_read_however_it_is_printed(printed: str, value: float) -> None:
    assert read(f"There were {printed} refugees.") == [(value, None, Bound.EXACT)]


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        ("at least 150 people", Bound.AT_LEAST),
        ("more than 150 people", Bound.AT_LEAST),
        ("no fewer than 150 people", Bound.AT_LEAST),
        ("upwards of 150 people", Bound.AT_LEAST),
        ("150 people or more", Bound.AT_LEAST),
        ("150 or more people", Bound.AT_LEAST),
        ("at least another 150 people", Bound.AT_LEAST),
        ("up to 150 people", Bound.AT_MOST),
        ("no more than 150 people", Bound.AT_MOST),
        ("fewer than 150 people", Bound.AT_MOST),
        ("an estimated 150 people", Bound.ABOUT),
        ("nearly 150 people", Bound.ABOUT),
        ("some 150 people", Bound.ABOUT),
        ("over the past 150 days", Bound.EXACT),
        ("150 people and over 20 houses", Bound.EXACT),
    ],
)
def test_bound_is_that_of_the_words_beside_the_number(words: str, bound: Bound) -> None:
    assert figures_in(f"They counted {words}.")[0].bound is bound


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("10,000–15,000 people", 10_000, 15_000),
        ("between 10,000 and 15,000 people", 10_000, 15_000),
        ("10 to 15 million people", 10_000_000, 15_000_000),
        ("10-15,000 troops", 10_000, 15_000),
        ("10-15% of them", 10, 15),
    ],
)
def test_range_is_one_figure_and_shares_its_scale(words: str, low: float, high: float) -> None:
    assert read(f"There are {words}.") == [(low, high, Bound.BETWEEN)]


def test_rise_from_one_number_to_another_is_two_figures() -> None:
    assert [each.value for each in figures_in("It rose from 600 to 900 troops.")] == [600, 900]


@pytest.mark.parametrize(
    "text",
    [
        "Resolution 2100 (2013) and resolutions 1970 (2011) and 1973 (2011) remain.",
        "As set out in paragraphs 1, 2 and 16 (c) of document S/2013/99 and A/70/741.",
        "Article 41 of Chapter VII, Tier 2, annex 1 and the 7210th meeting.",
        "The G5 Sahel and M23 met on 23 March 2019, in 2012 and at 10.30 a.m.",
        "It flourished in the 14th century, from 2500-1500 B.C.",
        "No one knows; one of them left, and one must ask.",
        "The capital lies at 12 00 N, 8 00 W.",
        "Call +223 20 70 23 00 or see https://example.org/page/44.",
        "Two thirds of them, in the twenty-first century, and hundreds of thousands more.",
        "The 23 March Movement attacked.",
    ],
)
def test_numbers_that_count_nothing_are_no_figures(text: str) -> None:
    assert figures_in(text) == ()


def test_list_number_of_a_paragraph_is_no_figure() -> None:
    text = "12. Decides to deploy 300 police; 13. Requests a report in 90 days."
    assert [each.value for each in figures_in(text)] == [300, 90]


def test_one_is_a_figure_only_where_it_counts() -> None:
    assert [each.value for each in figures_in("It lasts one year and one of them left.")] == [1]


@pytest.mark.parametrize(
    ("text", "unit", "noun"),
    [
        ("6.1 million internally displaced people", "people", "internally displaced people"),
        ("49 civilians in the area", "people", "civilians"),
        ("33.3% of the population", "percent", "population"),
        ("9.8 per cent", "percent", ""),
        ("$3.5 billion", "USD", ""),
        ("1,359 km", "km", ""),
        ("1.2 million sq km", "sq km", ""),
        ("12-month mandate", "months", ""),
        ("seven incidents between them", "", "incidents"),
    ],
)
def test_unit_and_counted_words_are_read_as_printed(text: str, unit: str, noun: str) -> None:
    (figure,) = figures_in(text)
    assert (figure.unit, figure.noun) == (unit, noun)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("According to OHCHR, over 200 people fled.", "OHCHR"),
        ("The UN Panel of Experts estimates that 10,000 people died.", "UN Panel of Experts"),
        ("There are 300 displaced people (IOM).", "IOM"),
        ("Some 300 people fled, UNHCR said.", "UNHCR"),
        ("Some 300 people fled.", ""),
        ("Some estimates say that 300 people fled.", ""),
        ("According to OHCHR the war goes on. It killed 300 people.", ""),
    ],
)
def test_source_is_named_only_from_the_same_sentence(text: str, source: str) -> None:
    assert figures_in(text)[-1].source == source


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Population: 17,467,108 (July 2016 est.)", "July 2016"),
        ("As of June 2023, there were 300 camps.", "June 2023"),
        ("It has killed 300 people since January 2018.", "January 2018"),
        ("There are 300 camps.", ""),
    ],
)
def test_period_is_the_date_said_of_the_figure(text: str, period: str) -> None:
    (figure,) = figures_in(text)
    assert figure.period == period
    assert (figure.dated is not None) is bool(period)


def test_hedge_of_the_clause_is_kept() -> None:
    (figure,) = figures_in("Militias reportedly killed 40 people.")
    assert figure.hedges == ("reportedly",)
