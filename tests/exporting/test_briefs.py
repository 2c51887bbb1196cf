from __future__ import annotations

from assistant.exporting.briefs import brief_document
from assistant.exporting.document import Bullet, Heading
from assistant.situations.brief import Brief, BriefPart
from assistant.situations.citing import CitedLine
from tests.exporting.documents import ACCESSED, citation


def test_endnotes_are_numbered_throughout_and_the_same_quote_once() -> None:
    fled = citation(0)
    level = citation(0, "Serious Concern")
    brief = Brief(
        "MLI",
        "Mali",
        (
            BriefPart("Level", (CitedLine("Serious Concern.", (level,)),)),
            BriefPart("Figures", (CitedLine("Many fled", (fled, level)),)),
            BriefPart("What this rests on", (CitedLine("One edition.", ()),)),
        ),
        (),
    )
    document = brief_document(brief, ACCESSED)

    assert (document.title, document.subtitle) == ("Mali", "Brief of 24 November 2026")
    assert document.blocks == (
        Heading("Level"),
        Bullet("Serious Concern. [1]"),
        Heading("Figures"),
        Bullet("Many fled [2][1]"),
        Heading("What this rests on"),
        Bullet("One edition."),
    )
    assert [each.quote for each in document.citations] == ["Serious Concern", "People fled."]
