from __future__ import annotations

import csv
import re
import time
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.countries import (
    country_codes,
    country_name,
    find_countries,
    known_codes,
    place_name,
)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("South Sudan and Sudan", ("SSD", "SDN")),
        ("the South Sudanese army", ("SSD",)),
        ("Niger, Nigeria and a Nigerien town", ("NER", "NGA")),
        ("Guinea-Bissau", ("GNB",)),
        ("Equatorial Guinea", ("GNQ",)),
        ("Guinea", ("GIN",)),
        ("Papua New Guinea", ("PNG",)),
        ("Dominica and the Dominican Republic", ("DMA", "DOM")),
        ("Burma, now Myanmar; the Burmese army", ("MMR",)),
        ("Burma (Myanmar)", ("MMR",)),
        ("Darfur", ("SDN",)),
        ("Gaza and the West Bank", ("PSE",)),
        ("Israel and the Occupied Palestinian Territory", ("ISR", "PSE")),
        ("DPRK", ("PRK",)),
        ("the Republic of Korea", ("KOR",)),
        ("Congo, Democratic Republic of the", ("COD",)),
        ("Congo-Brazzaville", ("COG",)),
        ("D.R. Congo", ("COD",)),
        ("Mali's army", ("MLI",)),
        ("St. Lucia", ("LCA",)),
        ("Tigray, Xinjiang, Rakhine and Nagorno-Karabakh", ("ETH", "CHN", "MMR", "AZE")),
    ],
)
def test_longest_name_wins(text: str, codes: tuple[str, ...]) -> None:
    assert country_codes(text) == codes


@pytest.mark.parametrize(
    "spelling", ["Côte d'Ivoire", "Cote d’Ivoire", "CÔTE D'IVOIRE", "ivory coast"]
)
def test_accents_apostrophes_and_case_do_not_matter(spelling: str) -> None:
    assert country_codes(spelling) == ("CIV",)


@pytest.mark.parametrize(
    ("question", "codes"),
    [
        ("what is happening in mali and burkina faso", ("MLI", "BFA")),
        ("drc", ("COD",)),
        ("CAR", ("CAF",)),
        ("a car bomb", ()),
        ("tell us more", ()),
        ("US forces", ("USA",)),
        ("polish the text", ()),
        ("chad", ("TCD",)),
    ],
)
def test_lower_case_works_except_for_ordinary_words(question: str, codes: tuple[str, ...]) -> None:
    assert country_codes(question) == codes


@pytest.mark.parametrize("name", ["Congo", "Congolese", "Dominican", "Korea", "Abyei"])
def test_name_of_two_countries_is_ambiguous_and_gives_no_code(name: str) -> None:
    (mention,) = find_countries(f"people in {name} say")

    assert mention.is_ambiguous
    assert len(mention.iso3) == 2
    assert country_codes(name) == ()


def test_congo_lists_both_readings() -> None:
    assert find_countries("Congo")[0].iso3 == ("COD", "COG")


@pytest.mark.parametrize(
    "phrase", ["Gulf of Guinea", "Lake Chad Basin", "Latin American states", "South China Sea"]
)
def test_what_only_looks_like_a_country_is_none(phrase: str) -> None:
    assert find_countries(phrase) == ()


def test_names_do_not_join_across_sentences_or_paragraphs() -> None:
    assert country_codes("They fled to the South. Sudan closed its border.") == ("SDN",)
    assert country_codes("the south\n\nSudan") == ("SDN",)


def test_group_stands_for_all_its_members() -> None:
    (mention,) = find_countries("Central Sahel")

    assert mention.iso3 == ("MLI", "BFA", "NER")
    assert not mention.is_ambiguous
    assert country_codes("Niger in the Central Sahel") == ("NER", "MLI", "BFA")


def test_demonyms_are_marked() -> None:
    marks = [mention.is_demonym for mention in find_countries("Malian soldiers in Mali")]

    assert marks == [True, False]


def test_place_names_take_an_article_where_english_needs_one() -> None:
    assert place_name(("CAF",), with_article=True) == "the Central African Republic"
    assert place_name(("MLI", "COD"), with_article=True) == (
        "Mali and the Democratic Republic of the Congo"
    )
    assert place_name(("MLI", "BFA", "NER"), with_article=True) == "the Central Sahel"
    assert place_name(("SSD",), with_article=True) == "South Sudan"


def test_place_names_read_as_a_subject() -> None:
    assert place_name(()) == ""
    assert place_name(("MLI",)) == "Mali"
    assert place_name(("MLI", "BFA")) == "Mali and Burkina Faso"
    assert place_name(("BFA", "NER", "MLI")) == "Central Sahel"
    assert place_name(("SDN", "SSD", "TCD")) == "Sudan, South Sudan and Chad"


def test_list_holds_every_member_and_observer_state_and_three_more() -> None:
    assert len(known_codes()) == 193 + 2 + 3
    assert {"VAT", "PSE", "XKX", "TWN", "ESH"} <= known_codes()
    assert all(re.fullmatch("[A-Z]{3}", code) for code in known_codes())


@pytest.mark.parametrize("code", sorted(known_codes()))
def test_every_country_is_found_under_its_own_name(code: str) -> None:
    assert country_codes(country_name(code)) == (code,)


def test_every_alias_that_one_row_has_is_found() -> None:
    source = files("assistant").joinpath("countries.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(source.splitlines()):
        for column in ("aliases", "exact_case", "demonyms", "places"):
            for name in filter(None, row[column].split(";")):
                mentions = find_countries(f"in {name} now")
                codes = row["codes"].split(";") if row["codes"] else []
                found = {code for mention in mentions for code in mention.iso3}
                assert found >= set(codes), name
                assert codes or not mentions, name


@given(st.text(max_size=200))
def test_mentions_are_ordered_spans_of_the_text(text: str) -> None:
    end = 0
    for mention in find_countries(text):
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        end = mention.end


def test_question_takes_less_than_a_millisecond() -> None:
    question = "What did the Council do about displacement in Mali and Burkina Faso since 2019?"
    find_countries(question)
    started = time.perf_counter()
    for _ in range(200):
        find_countries(question)

    assert (time.perf_counter() - started) / 200 < 0.001
