from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.api.schemas import SectionOut
from assistant.domain import SectionType
from tests.ui.hostile import HOSTILE
from tests.ui.scripted_api import QUOTE, TEXT, answer, briefing, citation
from ui.payloads import (
    answer_payload,
    copy_text,
    source_payload,
    web_address,
)
from ui.pieces import cut_answer, cut_at_marks, cut_at_quote

TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=80)


@st.composite
def quoted(draw: st.DrawFn) -> tuple[str, int, int, list[SectionOut]]:
    """A text, a span in it, and sections whose titles stand in it."""
    text = draw(TEXTS)
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, len(text)))
    places = draw(st.lists(st.integers(0, len(text)), max_size=4))
    sections = [
        SectionOut(
            type=SectionType.OTHER,
            title=text[place : place + draw(st.integers(1, 9))],
            is_inferred=False,
            start=place,
            end=len(text),
        )
        for place in places
    ]
    return text, start, end, sections


@given(quoted())
def test_pieces_of_an_edition_join_to_its_text_and_mark_the_span_exactly(
    case: tuple[str, int, int, list[SectionOut]],
) -> None:
    text, start, end, sections = case

    pieces = cut_at_quote(text, start, end, sections)

    assert "".join(piece["text"] for piece in pieces) == text
    marked = [piece["text"] for piece in pieces if piece["kind"] == "quote"]
    assert marked == ([text[start:end]] if start < end else [])


def test_heading_is_set_apart_and_one_inside_the_quote_is_not() -> None:
    sections = briefing().sections
    start = TEXT.index("Background")

    apart = cut_at_quote(TEXT, 0, 6, sections)
    inside = cut_at_quote(TEXT, start, start + 20, sections)

    assert [p["text"] for p in apart if p["kind"] == "heading"] == [
        "Background",
        "Necessary action",
    ]
    assert [p["text"] for p in inside if p["kind"] == "heading"] == ["Necessary action"]


def test_heading_on_the_line_before_its_section_is_found() -> None:
    text = "Summary text.\n\nANALYSIS\n\nBody of it."
    section = SectionOut(
        type=SectionType.ANALYSIS,
        title="ANALYSIS",
        is_inferred=False,
        start=text.index("Body"),
        end=len(text),
    )

    pieces = cut_at_quote(text, 0, 7, [section])

    assert {"kind": "heading", "text": "ANALYSIS"} in pieces


def test_quote_that_the_answer_does_not_print_stands_in_its_reference() -> None:
    printed = answer_payload(answer())["references"][0]["quote"]
    retold = answer_payload(answer(text="Thousands fled [1]."))["references"][0]["quote"]

    assert printed == ""
    assert retold == QUOTE


@pytest.mark.parametrize(("start", "end"), [(-5, 3), (5, 2), (10_000, 10_009)])
def test_span_outside_the_text_loses_no_character(start: int, end: int) -> None:
    assert "".join(piece["text"] for piece in cut_at_quote("Short text.", start, end, [])) == (
        "Short text."
    )


@given(TEXTS, st.sets(st.integers(0, 12)))
def test_marks_are_cut_out_of_an_answer_without_losing_a_character(
    text: str, numbers: set[int]
) -> None:
    pieces = cut_at_marks(f"{text}[3] and [12]{text}", numbers)

    joined = "".join(
        f"[{piece['text']}]" if piece["kind"] == "mark" else piece["text"] for piece in pieces
    )
    assert joined == f"{text}[3] and [12]{text}"
    assert {int(p["text"]) for p in pieces if p["kind"] == "mark"} <= numbers


@pytest.mark.parametrize(
    ("outcome", "text", "lead"),
    [
        (
            "ANSWERED",
            "“over 56,400” [1]\n\n“May” [2]\n\nEdition of May:\n\n“They were over.” [1]",
            ["“over 56,400” ", "\n\n“May” "],
        ),
        ("PREMISE_CORRECTED", "Not 3; it says 4. [1]\n\n“Four.” [1]", ["Not 3; it says 4. "]),
        ("ANSWERED", "Edition of May:\n\n“over 56,400” [1]", []),
        ("ANSWERED", "“They fled.” [1]\n\n“They were over 56,400.” [2]", []),
        ("NOT_IN_BRIEFINGS", "The briefings do not say.", []),
    ],
)
def test_what_says_the_answer_in_short_is_set_apart(
    outcome: str, text: str, lead: list[str]
) -> None:
    pieces = cut_answer(text, outcome, {1, 2})

    assert [piece["text"] for piece in pieces if piece["kind"] == "lead"] == lead
    marks = [f"[{p['text']}]" if p["kind"] == "mark" else p["text"] for p in pieces]
    assert "".join(marks) == text


def test_mark_without_a_citation_stays_plain_text() -> None:
    payload = answer_payload(answer(text="One [1] and two [2]."))

    assert [piece for piece in payload["pieces"] if piece["kind"] == "mark"] == [
        {"kind": "mark", "text": "1"}
    ]
    assert payload["pieces"][-1]["text"] == " and two [2]."


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "data:text/html,hello",
        "//example.org",
        "https://",
        "http://[bad",
        *HOSTILE,
    ],
)
def test_only_web_addresses_become_links(url: str | None) -> None:
    is_web = url is not None and url.startswith("http://192.0.2.7/")
    assert bool(web_address(url)) == is_web


def test_source_of_a_quote_that_stands_carries_no_warning() -> None:
    assert source_payload(citation(), briefing())["warning"] == ""


def test_level_that_an_edition_does_not_state_is_said_so() -> None:
    assert "Level: not stated" in source_payload(citation(), briefing(level=None))["facts"]


def test_copied_answer_carries_text_notices_and_full_references() -> None:
    assert copy_text(answer()) == (
        f"The Mali briefing of 2 May 2024 says: “{QUOTE}” [1]\n\n"
        "Note: This edition is a sample.\n\n"
        "Sources\n\n"
        "[1] Example Centre, Mali: sample briefing, 2 May 2024, Background: "
        f"“{QUOTE}” https://example.org/briefings/mali"
    )
