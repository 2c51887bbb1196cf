from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from assistant.exporting.as_markdown import literal, to_markdown
from assistant.exporting.document import Bullet, Heading, Paragraph, Table
from assistant.exporting.texts import shown
from tests.exporting.documents import HOSTILE, WHOLE, citation, document

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def inline(markdown: str) -> list[Token]:
    return [child for token in READER.parse(markdown) for child in token.children or ()]


def words(markdown: str) -> str:
    return "".join(token.content for token in inline(markdown))


def test_document_has_title_marks_notices_and_endnotes() -> None:
    markdown = to_markdown(WHOLE)

    assert markdown.startswith("# Mali & neighbours\n\n*A brief*\n\n> The edition")
    assert "Serious Concern [1]." in markdown
    assert "- Many fled [1][2]\n- Others stayed [2][3]\n" in markdown
    assert "| 2019 |  |" in markdown
    assert "\n> The edition is 7 years old." in markdown
    assert "[1] The Centre, Mali, edition of 15 May 2019" in markdown
    assert "“Serious Concern” <https://example.org/mali> Accessed 24 November 2026." in markdown


def test_only_web_addresses_become_links() -> None:
    links = [
        token.attrs["href"] for token in inline(to_markdown(WHOLE)) if token.type == "link_open"
    ]

    assert links == ["https://example.org/mali"]


def test_hostile_text_stays_text_wherever_it_stands() -> None:
    hostile = document(
        Heading(HOSTILE),
        Paragraph(HOSTILE),
        Bullet(HOSTILE),
        Table((HOSTILE, "b"), ((HOSTILE, HOSTILE),)),
        citations=(citation(1, HOSTILE, HOSTILE),),
    )
    markdown = to_markdown(replace(hostile, title=HOSTILE, subtitle=""))

    assert {token.type for token in inline(markdown)} <= {"text", "text_special"}
    assert not any(token.type.startswith("html") for token in READER.parse(markdown))
    assert shown(HOSTILE) in words(markdown)


def test_text_after_a_mark_cannot_make_a_link_of_it() -> None:
    markdown = to_markdown(document(Paragraph("Fled [1](javascript:x)"), citations=(citation(1),)))

    assert not any(token.type == "link_open" for token in inline(markdown))
    assert "Fled [1](javascript:x)" in words(markdown)


@given(st.text(max_size=60))
def test_any_text_is_shown_as_it_stands(text: str) -> None:
    markdown = literal(f"x {text}")

    assert words(markdown) == shown(f"x {text}")


@given(st.text(alphabet="#>-+*_=1.) :[]`~<&;a\\|", max_size=12))
def test_no_text_opens_a_block_of_its_own(text: str) -> None:
    if shown(text):
        tokens = READER.parse(literal(text))

        assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
        assert words(literal(text)) == shown(text)
