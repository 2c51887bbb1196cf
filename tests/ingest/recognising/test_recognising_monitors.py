from __future__ import annotations

from assistant.domain import Level, SectionType
from ingest.normalising import NormalisedText
from ingest.recognition import Hints, recognise

MONITOR = """R2P Monitor

15 March 2016

Issue 26

CURRENT CRISIS

Syria 2

IMMINENT RISK

Burundi 4

Mali and Burkina Faso 6

CURRENT CRISIS: Mass atrocities are occurring and urgent action is needed.

CURRENT CRISIS

SYRIA

Shelling of towns goes on.

BACKGROUND

Protests were met with force. Iraq

ANALYSIS

Neither side can win.

SYRIA

NECESSARY ACTION

The Council must act.

IMMINENT RISK

BURUNDI

Rivals are hunted.

BACKGROUND

It began with a vote.

NECESSARY ACTION

The youth wing must be disbanded.

MALI AND BURKINA FASO

Raiders burn villages.

BACKGROUND

Herders and farmers fight over land.

NECESSARY ACTION

Patrols should be doubled."""


def test_each_situation_of_a_bulletin_is_an_edition() -> None:
    editions = recognise(NormalisedText(MONITOR), Hints("monitor.pdf"))

    assert [(e.countries, e.level) for e in editions] == [
        (("SYR",), Level.CURRENT_CRISIS),
        (("BDI",), Level.IMMINENT_RISK),
        (("MLI", "BFA"), Level.IMMINENT_RISK),
    ]
    assert {edition.edition_date.iso for edition in editions} == {"2016-03-15"}
    assert [edition.series.id for edition in editions] == [
        "gcr2p-syria",
        "gcr2p-burundi",
        "gcr2p-mali-and-burkina-faso",
    ]


def test_text_of_one_situation_holds_nothing_of_another() -> None:
    syria, burundi, _ = recognise(NormalisedText(MONITOR), Hints("monitor.pdf"))

    assert syria.text.startswith("CURRENT CRISIS")
    assert syria.text.endswith("The Council must act.")
    assert burundi.text.startswith("IMMINENT RISK\n\nBURUNDI")
    assert "Raiders" not in burundi.text


def test_running_header_begins_no_new_situation() -> None:
    syria = recognise(NormalisedText(MONITOR), Hints("monitor.pdf"))[0]

    assert [section.type for section in syria.sections] == [
        SectionType.SUMMARY,
        SectionType.BACKGROUND,
        SectionType.ANALYSIS,
        SectionType.NECESSARY_ACTION,
    ]


def test_given_slug_and_date_hold_for_every_situation() -> None:
    hints = Hints("monitor.pdf", slug="monitor-26", date="2016-03", title="R2P Monitor 26")

    editions = recognise(NormalisedText(MONITOR), hints)

    assert [edition.slug for edition in editions] == [
        "monitor-26-syr",
        "monitor-26-bdi",
        "monitor-26-mli-bfa",
    ]
    assert {edition.edition_date.iso for edition in editions} == {"2016-03"}
    assert editions[0].title == "Populations at Risk: Syria"


def test_page_that_mentions_the_bulletin_is_one_briefing() -> None:
    text = (
        "R2P Monitor\n\n15 March 2016\n\nPopulations at Risk Imminent Risk\n\nBurundi\n\nIt burns."
    )

    assert len(recognise(NormalisedText(text), Hints("page.txt"))) == 1


def test_name_that_is_broken_over_two_lines_begins_a_situation() -> None:
    text = MONITOR.replace("BURUNDI", "CENTRAL AFRICAN\n\nREPUBLIC")

    editions = recognise(NormalisedText(text), Hints("monitor.pdf"))

    assert [edition.countries for edition in editions] == [("SYR",), ("CAF",), ("MLI", "BFA")]
    assert editions[1].level is Level.IMMINENT_RISK
