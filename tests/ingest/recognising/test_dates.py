from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import EditionDate, Precision
from ingest.recognising.dates import (
    adoption_date,
    date_in_name,
    labelled_date,
    leading_date,
    parse_edition_date,
)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Last Updated: 15 May 2019", "2019-05-15"),
        ("15 May 2019", "2019-05-15"),
        ("May 15, 2019", "2019-05-15"),
        ("March 5th, 2019", "2019-03-05"),
        ("2019-05-15", "2019-05-15"),
        ("2019-05-15T10:00:00Z", "2019-05-15"),
        ("2019-05", "2019-05"),
        ("May 2019", "2019-05"),
        ("Sept. 2018", "2018-09"),
        ("2019", "2019"),
        ("Version: 2014-09 (date inferred)", "2014-09"),
        ("Snapshot date: 2021-01-01", "2021-01-01"),
        ("Thursday, 25 April 2013, 10.15 a.m.", "2013-04-25"),
        ("15 août 2019", "2019-08-15"),
        ("1er mars 2020", "2020-03-01"),
        ("Dernière mise à jour : 3 décembre 2019", "2019-12-03"),
    ],
)
def test_date_is_read_with_the_precision_that_is_printed(text: str, iso: str) -> None:
    found = parse_edition_date(text)

    assert found is not None
    assert found.iso == iso


@pytest.mark.parametrize("text", ["", "Mali", "31 February 2019", "2019-13-01", "2019-05-32", "12"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_edition_date(text) is None


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2099, 12, 31)))
def test_printed_dates_are_read_back(day: date) -> None:
    for precision in (Precision.DAY, Precision.MONTH):
        known = day if precision is Precision.DAY else day.replace(day=1)
        edition = EditionDate(known, precision)
        assert parse_edition_date(edition.label) == edition
        assert parse_edition_date(edition.iso) == edition


@given(st.text(max_size=80))
def test_no_text_breaks_the_reading(text: str) -> None:
    for read in (parse_edition_date, labelled_date, leading_date, adoption_date, date_in_name):
        found = read(text)
        assert found is None or isinstance(found, EditionDate)


def test_date_within_a_sentence_is_no_leading_date() -> None:
    assert leading_date("On the night of 3 May 2019 the town was shelled.") is None
    assert labelled_date("The report was updated on 3 May 2019 by its authors.") is None


def test_the_last_label_counts() -> None:
    found = labelled_date("Version: 2018-01. Last Updated: 2 June 2019")

    assert found == EditionDate(date(2019, 6, 2))


def test_adoption_date_runs_over_a_line_break() -> None:
    text = "Adopted by the Security Council at its 9999th meeting, on\n3 July 2012"

    assert adoption_date(text) == EditionDate(date(2012, 7, 3))


@pytest.mark.parametrize(
    ("name", "iso"),
    [("page-mali-2019-05-15.txt", "2019-05-15"), ("page_2014_09", "2014-09"), ("v12345-67", None)],
)
def test_date_in_a_file_name_is_found(name: str, iso: str | None) -> None:
    found = date_in_name(name)

    assert (found.iso if found else None) == iso
