from __future__ import annotations

from dataclasses import replace

from assistant.answering.reading.headings import reading_heading
from assistant.domain import DocumentKind, Section, SectionType
from tests.answering.examples import card, make_briefing

MALI = card("Mali", "2019-05-15")
BACKGROUND = Section(SectionType.BACKGROUND, 0, 10, "BACKGROUND:")
UNTITLED = Section(SectionType.OTHER, 0, 10)


def test_heading_says_whose_situation_when_and_which_part() -> None:
    assert reading_heading(MALI, BACKGROUND) == "Mali, 15 May 2019. BACKGROUND"


def test_part_without_a_printed_heading_is_named_by_its_kind() -> None:
    assert reading_heading(MALI, Section(SectionType.NECESSARY_ACTION, 0, 10)).startswith(
        "Mali, 15 May 2019. "
    )
    assert reading_heading(MALI, UNTITLED) == "Mali, 15 May 2019"


def test_resolution_is_named_by_its_symbol() -> None:
    like = card("Mali", "2013-04-25", kind=DocumentKind.RESOLUTION, symbol="S/RES/2100 (2013)")

    assert reading_heading(like, UNTITLED) == "Mali, S/RES/2100 (2013), 25 April 2013"


def test_training_and_answering_put_the_same_heading_over_a_passage() -> None:
    briefing = make_briefing("Some text.", ((0, 10),))
    like = replace(card("mali", "2019-05-15"), series=briefing.series)

    assert reading_heading(briefing, BACKGROUND) == reading_heading(like, BACKGROUND)
