from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.library.languages import (
    ARABIC,
    ENGLISH,
    FRENCH,
    RUSSIAN,
    SEARCHED,
    SPANISH,
    Language,
)
from assistant.library.normaliser import fold, question_terms, tokenise, words


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


def test_scripts_without_spaces_become_characters_and_their_pairs() -> None:
    assert words("人権侵害 abc") == ["人権侵害", "abc"]
    assert tokenise("人権侵害 abc") == [*"人権侵害", "人権", "権侵", "侵害", "abc"]
    assert words("RSF在苏丹2023年") == ["rsf", "在苏丹", "2023", "年"]


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        (FRENCH, "les réfugiés déplacés", "refugiees deplacees"),
        (FRENCH, "tuées", "tué"),
        (FRENCH, "56 400 personnes", "56400 personne"),
        (FRENCH, "l’ONU", "ONU"),
        (SPANISH, "56.400 desplazados", "56400 desplazamiento"),
        (SPANISH, "las poblaciones", "población"),
        (RUSSIAN, "вооружённые группировки", "ВООРУЖЕННЫМИ группировок"),
        (RUSSIAN, "российский", "российских"),
        (RUSSIAN, "56 400 человек", "56400 человека"),
        (ARABIC, "النازحون", "نازحين"),
        (ARABIC, "٥٦٬٤٠٠", "56400"),
        (ARABIC, "إلى أُمّ درمان", "ام درمان"),
    ],
)
def test_forms_of_one_word_meet_in_each_language(language: Language, one: str, other: str) -> None:
    shared = set(tokenise(one, language)) & set(tokenise(other, language))
    assert {term for term in shared if "#" not in term}


def test_decimal_comma_is_a_point_where_the_language_writes_it() -> None:
    assert tokenise("3,5 millions", FRENCH)[0] == tokenise("3.5 million")[0] == "3.5"


def test_arabic_words_share_runs_of_characters_where_plurals_are_broken() -> None:
    assert set(tokenise("المستشفى")) & set(tokenise("المستشفيات")) >= {"#مستش", "#ستشف"}


def test_function_words_are_those_of_the_language() -> None:
    assert tokenise("Les civils dans le nord", FRENCH) == ["civil", "nord"]
    assert tokenise("los civiles en el norte", SPANISH) == ["civil", "nort"]
    assert tokenise("Что это за группы?") == ["групп"]


def test_name_is_searched_under_every_stem_that_the_index_may_have() -> None:
    question = "Quelles forces attaquent les civils de Ménaka ?"
    assert question_terms(question, [FRENCH]) == tokenise(question, FRENCH)
    both = question_terms(question, [ENGLISH, FRENCH])
    assert {"menak", "menaka"} <= set(both)
    assert not {"quell", "les", "de"} & set(both)


def test_english_question_to_an_english_index_is_tokenised_as_its_texts_are() -> None:
    question = "How many people fled, and which people stayed?"
    assert question_terms(question, [ENGLISH]) == tokenise(question)


def test_stop_words_are_only_left_out_of_terms() -> None:
    assert words("the war") == ["the", "war"]
    assert tokenise("the war") == ["war"]


@given(st.text())
def test_any_text_is_taken_and_folding_again_changes_no_word(text: str) -> None:
    found = words(text)
    assert all(word and not word.isspace() for word in found)
    for language in SEARCHED:
        assert all(tokenise(text, language))


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
