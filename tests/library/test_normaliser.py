from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.library.normaliser import fold, tokenise, words


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("U.N. and UN", ["un", "un"]),
        ("56,400 people", ["56400", "peopl"]),
        ("56\u00a0400 people", ["56400", "peopl"]),
        ("3.5 million", ["3.5", "million"]),
        ("S/RES/2100 (2013)", ["s/res/2100", "2100", "2013"]),
        ("(S/PV.6952).", ["s/pv.6952", "6952"]),
        ("and/or", []),
        ("armed/unarmed", ["arm", "unarm"]),
        ("Côte d’Ivoire’s coast", ["cote", "ivoir", "coast"]),
        ("self-defence", ["self", "defenc"]),
        ("M23 on the 23rd", ["m23", "23"]),
        ("not us", ["not", "us"]),
    ],
)
def test_terms_are_what_a_reader_would_search_for(text: str, terms: list[str]) -> None:
    assert tokenise(text) == terms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("attacks on civilians", "ATTACKED civilian"),
        ("Hôpital général", "hopital general"),
        ("المَدَنِيّين", "المدنيين"),
        ("Йемен", "ЙЕМЕН"),
        ("ﬁghting", "fighting"),
    ],
)
def test_spellings_of_one_word_meet(one: str, other: str) -> None:
    assert set(tokenise(one)) == set(tokenise(other))


def test_scripts_without_spaces_become_overlapping_pairs() -> None:
    assert words("人権侵害 abc") == ["人権", "権侵", "侵害", "abc"]


def test_stop_words_are_only_left_out_of_terms() -> None:
    assert words("the war") == ["the", "war"]
    assert tokenise("the war") == ["war"]


@given(st.text())
def test_any_text_is_taken_and_folding_again_changes_no_word(text: str) -> None:
    found = words(text)
    assert all(word and not word.isspace() for word in found)
    assert len(tokenise(text)) <= len(found)


@given(st.integers(0, 10**12))
def test_a_figure_is_one_term_with_or_without_separators(number: int) -> None:
    assert tokenise(f"{number:,}") == tokenise(str(number)) == [str(number)]


@given(st.text(alphabet=st.characters(codec="ascii")))
def test_folded_ascii_has_no_capitals(text: str) -> None:
    assert fold(text) == fold(text).lower()


def test_threads_stem_alike() -> None:
    text = "displaced families fleeing attacks " * 50
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(tokenise, [text] * 40))
    assert all(result == results[0] for result in results)
