"""Documents to export, written for these tests."""

from __future__ import annotations

from datetime import date

from assistant.domain import Citation, EditionDate, Notice, NoticeKind
from assistant.exporting.document import Block, Bullet, ExportDocument, Heading, Paragraph, Table

ACCESSED = date(2026, 11, 24)
HOSTILE = (
    '<b>bold</b> &amp; <img src="http://x.test/y.png"/> **stars** `code` $x$ # [a](javascript:b) '
    "\x00\x07\x1b =HYPERLINK(1) \u202egnirts <script>alert(1)</script> | --- | ~~s~~ _u_ \\ 1. x"
)


def citation(number: int, quote: str = "People fled.", url: str | None = None) -> Citation:
    return Citation(
        number=number,
        passage_id="mali#p0",
        briefing_id="mali",
        series="Centre / Mali",
        title="Mali",
        publisher="The Centre",
        edition_date=EditionDate(date(2019, 5, 15)),
        url=url,
        section="background",
        quote=quote,
        start=0,
        end=len(quote),
    )


def document(*blocks: Block, citations: tuple[Citation, ...] = ()) -> ExportDocument:
    return ExportDocument("Mali", "A brief", blocks, citations, (), ACCESSED)


WHOLE = ExportDocument(
    "Mali & neighbours",
    "A brief",
    (
        Heading("Level"),
        Paragraph("Serious Concern [1]."),
        Bullet("Many fled [1][2]"),
        Bullet("Others stayed [2, 3]"),
        Heading("By year", 2),
        Table(("Year", "Fled"), (("2018", "20,000 [2]"), ("2019",))),
    ),
    (
        citation(1, "Serious Concern", "https://example.org/mali"),
        citation(2, url="javascript:alert(1)"),
        citation(3, url=None),
    ),
    (Notice(NoticeKind.OLD_EDITION, "The edition is 7 years old."),),
    ACCESSED,
)
