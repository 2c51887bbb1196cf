from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.folding import fold
from evals.scoring import has_fact


@pytest.mark.parametrize(
    ("written", "fact"),
    [
        ("about 11,200 soldiers", "11200"),
        ("about 11\u202f200 soldiers", "11,200"),
        ("seven villages", "7"),
        ("forty-five thousand people", "45,000"),
        ("six hundred and five", "605"),
        ("a period of one year", "1 year"),
        ("on March 23rd, 2019", "23 March 2019"),
        ("dated 2019-03-23", "23 March"),
        ("on 5 Sept. 2017", "5 September 2017"),
        ("on the 5th of September", "5 September"),
        ("25 per cent of it", "25%"),
        ("President Traoré", "TRAORE"),
        ("the Jama’at  Nusrat", "jama'at nusrat"),
        ("an anti‑Balaka group", "anti-balaka"),
        ("there were 17.", "17"),
    ],
)
def test_fact_is_found_however_it_is_written(written: str, fact: str) -> None:
    assert has_fact(fold(written), [fact])


@pytest.mark.parametrize(
    ("written", "fact"),
    [
        ("about 1,250 lanterns", "250"),
        ("about 12.5 million", "12"),
        ("about 3.12 million", "12"),
        ("in 2019", "201"),
        ("the Nigerien army", "Niger"),
        ("see passage [17]", "17"),
        ("on 13 March 2019", "3 March 2019"),
    ],
)
def test_part_of_a_number_or_word_is_no_fact(written: str, fact: str) -> None:
    assert not has_fact(fold(written), [fact])


@given(st.integers(min_value=0, max_value=10**9))
def test_thousands_separators_never_change_a_number(value: int) -> None:
    assert fold(f"{value:,}") == str(value)


@given(st.text(max_size=80))
def test_folding_a_folded_text_keeps_its_words(text: str) -> None:
    once = fold(text)

    assert once == " ".join(once.split())
    assert once == once.casefold()
