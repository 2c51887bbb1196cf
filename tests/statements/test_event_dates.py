from datetime import date

import pytest

from assistant.domain import EditionDate, Precision
from assistant.statements.event_dates import DatePrecision, event_dates_in

EDITION = EditionDate(date(2019, 5, 15))


def read(text: str, edition: EditionDate | None = None) -> list[str]:
    shown = []
    for each in event_dates_in(text, edition):
        if each.precision is DatePrecision.RANGE:
            shown.append(f"{each.first} to {each.last}")
        else:
            length = {"day": 10, "month": 7, "year": 4}[each.precision.value]
            shown.append(str(each.first)[:length])
    return shown


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("on 23 March 2019", ["2019-03-23"]),
        ("on March 23, 2019", ["2019-03-23"]),
        ("on 2019-03-23", ["2019-03-23"]),
        ("on 3 Feb 2014", ["2014-02-03"]),
        ("in March 2019", ["2019-03"]),
        ("since 2012 (2020 est.)", ["2012", "2020"]),
        ("in early 2020, late 2019 and mid-2018", ["2020", "2019", "2018"]),
    ],
)
def test_date_is_as_exact_as_its_words(text: str, dates: list[str]) -> None:
    assert read(text) == dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("between March and June 2019", ["2019-03-01 to 2019-06-30"]),
        ("between November and March 2014", ["2013-11-01 to 2014-03-31"]),
        ("from 1 to 5 May 2018", ["2018-05-01 to 2018-05-05"]),
        ("on 22-23 March 2019", ["2019-03-22 to 2019-03-23"]),
        ("in 2012-2013 and 2015-16", ["2012-01-01 to 2013-12-31", "2015-01-01 to 2016-12-31"]),
        ("July and August of 2013", ["2013-07-01 to 2013-08-31"]),
        ("in the 1990s", ["1990-01-01 to 1999-12-31"]),
        ("in 2012 and 2013", ["2012", "2013"]),
        ("on 28 July and 11 August 2013", ["2013-07-28", "2013-08-11"]),
    ],
)
def test_two_ends_are_one_range_and_a_list_is_not(text: str, dates: list[str]) -> None:
    assert read(text) == dates


@pytest.mark.parametrize(
    "text",
    [
        "Resolution 2056 (2012) and resolutions 912 (1994), 918 (1994) and 925 (1994)",
        "S/2013/99 and S/RES/2100 (2013)",
        "2000 National Guard, some 1900 people and $2000",
        "They may march; May I ask?",
        "the 1533 sanctions regime",
        "the 23 March Movement",
        "on 31 February 2019",
    ],
)
def test_numbers_of_documents_and_amounts_are_no_dates(text: str) -> None:
    assert read(text) == []


def test_year_of_a_day_comes_from_its_own_sentence() -> None:
    (first, second) = event_dates_in("In 2013 they met, and on 4 May they signed.")
    assert (first.year_is_inferred, second.year_is_inferred) == (False, True)
    assert second.first == date(2013, 5, 4)


def test_day_after_a_dated_scene_of_the_paragraph_takes_its_year() -> None:
    text = "On 22 March 2018 they came. On 27 March they left."
    assert read(text) == ["2018-03-22", "2018-03-27"]


def test_day_without_any_year_is_left_out() -> None:
    assert read("On 23 March they came.") == []


def test_edition_gives_the_year_of_the_latest_such_day_not_after_it() -> None:
    assert read("On 23 March they came; in August they left.", EDITION) == ["2019-03-23", "2018-08"]


def test_edition_known_by_its_year_gives_no_year() -> None:
    assert read("On 23 March they came.", EditionDate(date(2019, 1, 1), Precision.YEAR)) == []


def test_open_end_lends_no_year_to_another_sentence() -> None:
    text = "There were 300 as of December 2018. On 29 April they fled."
    assert read(text, EDITION) == ["2018-12", "2019-04-29"]


def test_bound_gives_no_year_where_the_edition_settles_it() -> None:
    text = "In April the camp held 900 people, of whom 600 had come after May 2018."

    assert read(text, EDITION) == ["2019-04", "2018-05"]
    assert read(text) == ["2018-04", "2018-05"]
