from __future__ import annotations

import pytest

from assistant.domain import DocumentKind, Level, SectionType
from assistant.errors import UnrecognisedBriefing
from ingest.normalising import Heading, NormalisedText
from ingest.recognition import Hints, Recognised, recognise

RESOLUTION = """United Nations S/RES/9100 (2031)

Resolution 9100 (2031)

Adopted by the Security Council at its 9952nd meeting, on 25 April 2031

The Security Council,

Recalling how long Mali has waited for peace, and that Malian towns are besieged,

Acting for Mali,

1. Demands that the sieges of towns in Mali end;

Arms embargo

2. Decides that no arms shall be sent to Mali;

3. Decides to remain seized of the matter.

Annex I

Travel ban

1. A commander in the north."""
RECORD = """United Nations S/PV.9952

Friday, 25 April 2031, 10.15 a.m.

New York

President: Mr. Gant. (Rwanda)

Members: Argentina. Ms. Pera

Agenda

The situation in Mali

This record contains the text of speeches.

The meeting was called to order at 10.15 a.m.

The President: We meet about Mali.

A vote was taken by show of hands.

Ms. Pera (Argentina) (spoke in Spanish): We voted yes: towns must be freed.

Mr. Coro: I speak for a region.

The meeting rose at 10.35 a.m."""
PAGE = """Burma (Myanmar) - The World Factbook

Snapshot date: 2021-01-01

INTRODUCTION

Background: A long history.

PEOPLE AND SOCIETY

Population: 1,234 (2020 est.)"""


def one(text: str, headings: tuple[Heading, ...] = (), **given: str) -> Recognised:
    hints = Hints("file.txt", **given)  # type: ignore[arg-type]  # the tests give only strings
    (edition,) = recognise(NormalisedText(text, headings), hints)
    return edition


def titles(edition: Recognised) -> list[str | None]:
    return [section.title for section in edition.sections]


def test_resolution_is_known_by_its_symbol_and_its_enacting_words() -> None:
    edition = one(RESOLUTION)

    assert edition.series.kind is DocumentKind.RESOLUTION
    assert edition.series.id == "unsc-resolutions-on-mali"
    assert edition.symbol == "S/RES/9100 (2031)"
    assert edition.edition_date.iso == "2031-04-25"
    assert edition.slug == "unsc-resolutions-on-mali-2031-04-25-s-res-9100-2031"
    assert (edition.level, edition.level_scheme) == (None, None)


def test_resolution_has_preamble_operative_part_headings_and_annexes() -> None:
    edition = one(RESOLUTION)

    assert titles(edition) == [
        "Masthead",
        "Preamble",
        "Operative paragraphs",
        "Arms embargo",
        "Annex I: Travel ban",
    ]
    preamble = edition.sections[1]
    assert RESOLUTION[preamble.start : preamble.end].startswith("The Security Council,")
    assert RESOLUTION[preamble.start : preamble.end].endswith("Acting for Mali,")


def test_resolution_on_a_theme_joins_the_thematic_series() -> None:
    edition = one(RESOLUTION, country="thematic")

    assert edition.countries == ()
    assert edition.series.subject == "Thematic resolutions"


def test_symbol_that_is_given_outranks_the_printed_one() -> None:
    edition = one(RESOLUTION, title="UN Security Council resolution 9101 (2031) - Mali")

    assert edition.symbol == "S/RES/9101 (2031)"


def test_text_that_only_cites_a_resolution_is_none() -> None:
    edition = one("Note\n\n2 May 2031\n\nIt cites S/RES/9100 (2031) twice.")

    assert edition.series.kind is DocumentKind.DOCUMENT


def test_meeting_record_has_one_section_per_turn() -> None:
    edition = one(RECORD)

    assert edition.series.kind is DocumentKind.MEETING_RECORD
    assert edition.series.id == "unsc-meetings-on-mali"
    assert edition.symbol == "S/PV.9952"
    assert edition.edition_date.iso == "2031-04-25"
    assert titles(edition) == [
        "Masthead and agenda",
        "Proceedings",
        "The President",
        "Proceedings",
        "Ms. Pera (Argentina)",
        "Mr. Coro",
        "Proceedings",
    ]


@pytest.mark.parametrize("text", [RESOLUTION, RECORD])
def test_series_reads_as_english_and_its_slug_has_no_article(text: str) -> None:
    edition = one(text, country="Central African Republic")

    assert edition.series.subject.endswith(" on the Central African Republic")
    assert edition.series.id.endswith("-on-central-african-republic")
    assert one(text, country="Mali").series.subject.endswith(" on Mali")


def test_turn_holds_the_words_and_not_the_name_of_the_speaker() -> None:
    turn = one(RECORD).sections[4]

    assert RECORD[turn.start : turn.end] == "We voted yes: towns must be freed."


def test_country_page_is_dated_by_its_snapshot_and_cut_at_its_groups() -> None:
    edition = one(PAGE)

    assert edition.series.kind is DocumentKind.COUNTRY_PAGE
    assert edition.series.id == "factbook-myanmar"
    assert edition.countries == ("MMR",)
    assert edition.edition_date.iso == "2021-01-01"
    assert titles(edition)[1:] == ["INTRODUCTION", "PEOPLE AND SOCIETY"]


@pytest.mark.parametrize(
    ("title", "given"),
    [
        ("The World Factbook: Burma (Myanmar)", {"date": "2021-01-01"}),
        ("From the World Factbook on Burma", {"publisher": "CIA World Factbook", "date": "2021"}),
        ("World Factbook, Burma", {}),
    ],
)
def test_country_page_is_known_by_its_title_publisher_or_snapshot(
    title: str, given: dict[str, str]
) -> None:
    page = PAGE.replace("Burma (Myanmar) - The World Factbook", title)
    text = page.replace("Snapshot date: 2021-01-01\n\n", "") if given else page

    assert one(text, (), **given).series.kind is DocumentKind.COUNTRY_PAGE


@pytest.mark.parametrize(
    "opening",
    [
        "Sample briefing, made for a test. Sources: a page on Chad; World Factbook page on Chad.",
        "Sources: the World Factbook",
        "Compiled from pages on Chad - the World Factbook, a census and two letters from a dean "
        "who had kept every one of them.",
    ],
)
def test_text_that_names_the_factbook_as_a_source_keeps_its_kind_and_level(opening: str) -> None:
    text = (
        f"{opening}\n\nPopulations at Risk: Imminent Risk\n\nChad\n\nVillages burn.\n\n"
        "BACKGROUND\n\nIt began in 2015.\n\nNECESSARY ACTION\n\nPut the fires out.\n\n"
        "Last Updated: 3 March 2017"
    )

    edition = one(text)

    assert edition.series.kind is DocumentKind.BRIEFING
    assert edition.level is Level.IMMINENT_RISK


def test_any_other_document_is_kept_with_its_headings() -> None:
    text = "Report on Chad\n\n4 June 2030\n\nMethod\n\nWe asked.\n\nRecommendations\n\nBe kind."
    marks = tuple(
        Heading(level, text.index(title), text.index(title) + len(title))
        for level, title in ((1, "Report on Chad"), (2, "Method"), (2, "Recommendations"))
    )

    edition = one(text, marks, url="https://www.example.org/report")

    assert edition.series.kind is DocumentKind.DOCUMENT
    assert edition.series.publisher == "example.org"
    assert edition.edition_date.iso == "2030-06-04"
    assert [(s.type, s.title) for s in edition.sections] == [
        (SectionType.OTHER, "Report on Chad"),
        (SectionType.OTHER, "Method"),
        (SectionType.NECESSARY_ACTION, "Recommendations"),
    ]


def test_braces_in_a_title_stay_as_they_are() -> None:
    assert one("A {} and {0} title\n\n4 June 2030\n\nText.").title == "A {} and {0} title"


def test_title_in_another_script_still_gives_a_slug() -> None:
    edition = one("تقرير عن الحالة\n\n2030-06-04\n\nنص.")

    assert edition.slug.isascii()
    assert edition.slug.endswith("2030-06-04")


def test_long_titles_give_short_and_different_slugs() -> None:
    slugs = {one(f"{'long ' * 20}{n}\n\n4 June 2030\n\nText.").slug for n in range(3)}

    assert len(slugs) == 3
    assert max(map(len, slugs)) <= 80


def test_document_without_a_date_is_refused() -> None:
    with pytest.raises(UnrecognisedBriefing, match="no edition date"):
        one("A note\n\nWithout any date.")
