from __future__ import annotations

from dataclasses import replace

from assistant.exporting.endnotes import endnotes
from tests.exporting.documents import WHOLE, citation, document


def test_endnote_names_publisher_title_edition_quote_address_and_day_of_access() -> None:
    note = endnotes(WHOLE)[0]

    assert note.source == "The Centre, Mali, edition of 15 May 2019, section “background”."
    assert note.quote == "“Serious Concern”"
    assert (note.url, note.link) == ("https://example.org/mali", "https://example.org/mali")
    assert note.accessed == "Accessed 24 November 2026."


def test_unsafe_address_is_shown_and_not_linked() -> None:
    note = endnotes(WHOLE)[1]

    assert (note.url, note.link) == ("javascript:alert(1)", None)


def test_endnotes_stand_in_the_order_of_their_numbers() -> None:
    notes = endnotes(document(citations=(citation(2), citation(1))))

    assert [note.number for note in notes] == [1, 2]


def test_publisher_that_the_title_opens_with_is_not_said_twice() -> None:
    titled = replace(citation(1), title="The Centre: Mali (2019)")

    assert endnotes(document(citations=(titled,)))[0].source.startswith(
        "The Centre: Mali (2019), edition"
    )
