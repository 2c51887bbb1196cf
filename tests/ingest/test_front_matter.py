from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import ManifestError
from ingest.front_matter import split_front_matter


def test_values_become_text_and_dates_iso() -> None:
    block = (
        "---\nTitle:  Orland  in May\ndate: 2024-05-31\nedition: 2013-04\nyear: 2019\n"
        "sample: true\ncountries: [ORL, SEF]\nempty:\nat: 2024-05-31 10:00:00\n---\nBody\n"
    )
    fields, rest = split_front_matter(block)
    assert fields == {
        "title": "Orland in May",
        "date": "2024-05-31",
        "edition": "2013-04",
        "year": "2019",
        "sample": "true",
        "countries": "ORL, SEF",
        "at": "2024-05-31",
    }
    assert rest == "Body\n"


@pytest.mark.parametrize(
    "text",
    ["Body\n---\ntitle: x\n---\n", "---\n\nA rule opens this text.\n\n---\n", "", "--- title: x"],
)
def test_text_without_front_matter_is_left_alone(text: str) -> None:
    assert split_front_matter(text) == ({}, text)


def test_empty_block_is_dropped() -> None:
    assert split_front_matter("---\n---\nBody") == ({}, "Body")


@pytest.mark.parametrize(
    ("text", "line", "mend"),
    [
        ("---\ntitle: a\nlevel: [one\n---\n", "Line 4", "Correct it"),
        ("\n\n---\ntitle: 'open\n---\nBody", "Line ", "Correct it"),
        ("---\ntitle: never closed\n", "line 1", "Put a line with ---"),
        ("---\ntitle:\n  deep: 1\n---\n", "`title`", "Write it as one value"),
        ("---\na: &a [x, x]\nb: &b [*a, *a]\n---\n", "`b`", "Write it as one value"),
        ("---\ndate: 2024-13-45\n---\n", "Line 2", "Correct it"),
        ("---\nwhen: !!python/object:os.system x\n---\n", "Line 2", "Correct it"),
    ],
)
def test_broken_front_matter_names_the_place_and_the_mend(text: str, line: str, mend: str) -> None:
    with pytest.raises(ManifestError) as caught:
        split_front_matter(text)
    assert line in str(caught.value)
    assert mend in str(caught.value)


@given(st.text(alphabet="-\n: ab[]{}&*!#'\"|>", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        fields, rest = split_front_matter(text)
    except ManifestError:
        return
    assert text.endswith(rest)
    assert all(isinstance(value, str) and value for value in fields.values())
