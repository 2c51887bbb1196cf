from __future__ import annotations

import pytest

from assistant.domain import DocumentKind, Level, LevelScheme, SectionType
from assistant.errors import UnrecognisedBriefing
from ingest.normalising import Heading, NormalisedText
from ingest.recognition import Hints, Recognised, recognise

INLINE = """Populations at Risk Imminent Risk

Burundi

Opponents of the ruling party are at risk of abduction and murder.

BACKGROUND: The ruling party won the vote of 2015 and has hunted its rivals since.

ANALYSIS: Impunity encourages the youth wing to go on.

INTERNATIONAL RESPONSE: The African Union offered a mediator in 2016.

NECESSARY ACTION: The government must disband its youth wing.

Last Updated: 3 March 2017"""
BARE = """Populations at Risk Serious Concern

People in the eastern valleys are at risk of atrocities as two militias fight over them.

The feud began after the coup of 2009. Since 2015 raids have killed over 300 villagers.

The government is struggling to uphold its responsibility to protect.

In 2016 the Security Council imposed sanctions on both commanders.

The authorities must disarm both militias. Donors should pay for the courts that are needed.

Last Updated: 15 May 2018"""
DATE_FIRST = """1 November 2023

Risk Level: Current Crisis

Sudan

2.5 million people fled in eight months

Civilians in Darfur are killed because of who they are.

BACKGROUND

Two generals fell out over who commands whom.

RISK ASSESSMENT

Neither side spares hospitals.

NECESSARY ACTION

All states should stop sending arms."""


def one(text: str, headings: tuple[Heading, ...] = (), **given: str) -> Recognised:
    hints = Hints("page.txt", **given)  # type: ignore[arg-type]  # the tests give only strings
    (edition,) = recognise(NormalisedText(text, headings), hints)
    return edition


def parts(edition: Recognised) -> list[tuple[SectionType, str | None]]:
    return [(section.type, section.title) for section in edition.sections]


def test_inline_headings_open_sections() -> None:
    edition = one(INLINE)

    assert edition.series.kind is DocumentKind.BRIEFING
    assert edition.series.id == "gcr2p-burundi"
    assert edition.slug == "gcr2p-burundi-2017-03-03"
    assert edition.countries == ("BDI",)
    assert edition.level is Level.IMMINENT_RISK
    assert edition.level_scheme is LevelScheme.THREE_LEVELS
    assert parts(edition) == [
        (SectionType.SUMMARY, None),
        (SectionType.BACKGROUND, "BACKGROUND"),
        (SectionType.ANALYSIS, "ANALYSIS"),
        (SectionType.INTERNATIONAL_RESPONSE, "INTERNATIONAL RESPONSE"),
        (SectionType.NECESSARY_ACTION, "NECESSARY ACTION"),
        (SectionType.OTHER, "Last Updated"),
    ]
    assert edition.notes == ()


def test_without_headings_types_are_inferred_and_that_is_said() -> None:
    edition = one(BARE, url="http://www.globalr2p.org/regions/burundi")

    assert edition.countries == ("BDI",)
    assert edition.edition_date.iso == "2018-05-15"
    assert [section.type for section in edition.sections] == [
        SectionType.SUMMARY,
        SectionType.BACKGROUND,
        SectionType.RISK_ASSESSMENT,
        SectionType.INTERNATIONAL_RESPONSE,
        SectionType.NECESSARY_ACTION,
        SectionType.OTHER,
    ]
    assert all(section.is_inferred and section.title is None for section in edition.sections[:-1])
    assert any("inferred" in note for note in edition.notes)


def test_date_first_layout_of_the_two_level_scheme() -> None:
    edition = one(DATE_FIRST)

    assert edition.edition_date.iso == "2023-11-01"
    assert edition.countries == ("SDN",)
    assert (edition.level, edition.level_scheme) == (Level.CURRENT_CRISIS, LevelScheme.TWO_LEVELS)
    assert [section.type for section in edition.sections] == [
        SectionType.SUMMARY,
        SectionType.BACKGROUND,
        SectionType.RISK_ASSESSMENT,
        SectionType.NECESSARY_ACTION,
    ]


@pytest.mark.parametrize("text", [INLINE, BARE, DATE_FIRST])
def test_sections_hold_every_word_but_the_headings_in_order(text: str) -> None:
    edition = one(text, country="BDI")

    end = 0
    outside = ""
    for section in edition.sections:
        assert end <= section.start < section.end
        outside += text[end : section.start]
        end = section.end
    outside += text[end:]
    titles = {section.title for section in edition.sections}
    lines = {line.strip(" :") for line in outside.split("\n")}
    assert lines - {""} <= titles


def test_level_line_stays_in_the_text_and_in_the_summary() -> None:
    edition = one(BARE, country="Burundi")

    summary = edition.sections[0]
    assert edition.text[summary.start :].startswith("Populations at Risk Serious Concern")


def test_recommendation_section_ends_before_the_update_line() -> None:
    action = one(INLINE).sections[-2]

    assert INLINE[action.start : action.end] == "The government must disband its youth wing."


def test_headings_that_the_format_marks_count_and_the_page_title_does_not() -> None:
    text = (
        "Burundi\n\nPopulations at Risk: Imminent Risk\n\nRivals are hunted.\n\nBackground\n\n"
        "It began in 2015.\n\nThe youth wing\n\nIt has a thousand members.\n\n2 May 2019"
    )
    marks = tuple(
        Heading(level, text.index(title), text.index(title) + len(title))
        for level, title in ((1, "Burundi"), (2, "Background"), (3, "The youth wing"))
    )

    edition = one(text, marks)

    assert parts(edition) == [
        (SectionType.SUMMARY, None),
        (SectionType.BACKGROUND, "Background"),
        (SectionType.BACKGROUND, "The youth wing"),
    ]


def test_previously_studied_situation_has_no_level() -> None:
    edition = one(BARE.replace("Serious Concern", "Previously Studied Situations"), country="MLI")

    assert edition.series.kind is DocumentKind.BRIEFING
    assert (edition.level, edition.level_scheme) == (None, None)
    assert any("Previously Studied" in note for note in edition.notes)


@pytest.mark.parametrize(
    ("line", "codes", "subject"),
    [
        ("Mali and Burkina Faso", ("MLI", "BFA"), "Mali and Burkina Faso"),
        ("Central Sahel (Burkina Faso, Mali and Niger)", ("MLI", "BFA", "NER"), "Central Sahel"),
        ("Central Sahel", ("MLI", "BFA", "NER"), "Central Sahel"),
    ],
)
def test_page_on_several_countries(line: str, codes: tuple[str, ...], subject: str) -> None:
    edition = one(INLINE.replace("Burundi", line))

    assert edition.countries == codes
    assert edition.series.subject == subject


def test_given_facts_outrank_the_text_and_clashes_are_noted() -> None:
    edition = one(
        INLINE,
        title="My title",
        date="2017-04",
        country="Rwanda",
        level="Current Crisis",
        publisher="An Institute",
        series="Great Lakes",
        slug="My_Slug",
    )

    assert edition.title == "My title"
    assert edition.slug == "my-slug"
    assert edition.edition_date.iso == "2017-04"
    assert edition.countries == ("RWA",)
    assert edition.level is Level.CURRENT_CRISIS
    assert edition.series.id == "an-institute-great-lakes"
    assert any("3 March 2017" in note for note in edition.notes)
    assert any("Imminent Risk" in note for note in edition.notes)


def test_sample_keeps_its_publisher_and_its_disclaimer_is_not_the_summary() -> None:
    text = f"Sample briefing, not a publication of anyone.\n\n{INLINE}"

    edition = one(text, publisher="Our samples")

    assert edition.source.is_sample
    assert edition.series.publisher == "Our samples"
    assert parts(edition)[0] == (SectionType.SUMMARY, None)
    assert text[: edition.sections[0].start].strip() == text.split("\n")[0]
    assert edition.is_unquoted(0, len(text.split("\n")[0]))


@pytest.mark.parametrize(
    ("text", "unquoted"),
    [(INLINE, ["Burundi"]), (DATE_FIRST, ["1 November 2023", "Sudan"]), (BARE, [])],
)
def test_bare_titles_and_dates_are_not_to_be_quoted_and_the_level_is(
    text: str, unquoted: list[str]
) -> None:
    edition = one(text, country="BDI")

    assert [text[start:end] for start, end in edition.unquoted] == unquoted


def test_without_any_date_the_message_says_where_to_add_one() -> None:
    undated = INLINE.replace("Last Updated: 3 March 2017", "")

    with pytest.raises(UnrecognisedBriefing, match=r"front matter.*manifest"):
        one(undated)


def test_date_of_the_file_is_used_only_where_none_is_printed() -> None:
    assert one(INLINE, file_date="2020-01-01").edition_date.iso == "2017-03-03"

    undated = one(INLINE.replace("Last Updated: 3 March 2017", ""), file_date="2020-01-01")

    assert undated.edition_date.iso == "2020-01-01"
    assert any("properties" in note for note in undated.notes)


def test_date_in_a_sentence_is_not_taken_for_the_edition_date() -> None:
    text = INLINE.replace("Last Updated: 3 March 2017", "On 3 March 2017 talks were held.")

    with pytest.raises(UnrecognisedBriefing):
        one(text)


def test_country_that_is_not_known_is_noted() -> None:
    edition = one(INLINE, country="Atlantis")

    assert edition.countries == ("BDI",)
    assert any("Atlantis" in note for note in edition.notes)
