from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.exporting.texts import Marks, Words, pieces, safe_link, shown


def test_marks_of_the_document_are_cut_out_and_neighbours_joined() -> None:
    assert pieces("Many fled [1][2, 3].", {1, 2, 3}) == (
        Words("Many fled"),
        Marks((1, 2, 3)),
        Words("."),
    )


def test_mark_that_points_at_no_endnote_stays_text() -> None:
    assert pieces("See [9] and [1]", {1}) == (Words("See [9] and"), Marks((1,)))


@pytest.mark.parametrize("url", ["https://example.org/a", "http://example.org/a?b=c#d"])
def test_web_address_may_be_a_link(url: str) -> None:
    assert safe_link(url) == url


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "https://",
        "//example.org",
        'https://example.org/"onclick=x',
        "https://example.org/<b>",
        "https://exam ple.org",
        "https://example.org/\n",
        "http://[::1",
    ],
)
def test_anything_else_never_becomes_a_link(url: str | None) -> None:
    assert safe_link(url) is None


@given(st.text())
def test_shown_text_is_one_line_without_control_characters(text: str) -> None:
    result = shown(text)

    assert "\n" not in result
    assert not any(unicodedata.category(each) in ("Cc", "Co", "Cs") for each in result)
    assert shown(result) == result


@given(st.text(alphabet="ab [],123", max_size=30))
def test_no_words_are_lost_when_marks_are_cut_out(text: str) -> None:
    words = "".join(piece.text for piece in pieces(text, ()) if isinstance(piece, Words))

    assert words == shown(text)
