from __future__ import annotations

import re
from functools import cache
from itertools import groupby, pairwise
from pathlib import Path

import pytest

import ingest.samples
from assistant.domain import Briefing, Level, SectionType
from assistant.settings import IngestSettings, Settings
from ingest.batch import BatchFile, gather_files
from ingest.loading import LoadedDocument, load_file
from ingest.pipeline import read_briefings
from ingest.recognising.places import codes_in_title_line

FOLDER = Path(ingest.samples.__path__[0])
BATCH = {item.path.stem: item for item in gather_files([FOLDER]) if isinstance(item, BatchFile)}
WITHOUT_LEVEL = "sample-mali-2013-04"
NO_PUBLICATION = "not a publication of the Global Centre for the Responsibility to Protect"


class WordCounter:
    """Counts words for tokens: how passages are cut does not matter here."""

    def count_tokens(self, text: str) -> int:
        return len(text.split())


@cache
def loaded(slug: str) -> LoadedDocument:
    return load_file(BATCH[slug].path, IngestSettings())


@cache
def edition(slug: str) -> Briefing:
    sample = BATCH[slug]
    (only,) = read_briefings(sample.path, sample.given, WordCounter(), Settings())
    return only


def editions_by_series() -> dict[str, list[Briefing]]:
    ordered = sorted(map(edition, BATCH), key=lambda each: (each.series.id, each.edition_date))
    groups = groupby(ordered, key=lambda each: each.series.subject)
    return {subject: list(editions) for subject, editions in groups}


def figures(each: Briefing) -> set[str]:
    """Return the figures of a thousand and more; years have no comma."""
    return set(re.findall(r"\d{1,3}(?:,\d{3})+", each.text))


def test_there_are_sixteen_samples_on_seven_countries_in_three_formats() -> None:
    countries = {code for slug in BATCH for code in edition(slug).countries}

    assert len(BATCH) >= 16
    assert len(countries) >= 7
    assert {loaded(slug).format for slug in BATCH} == {"md", "txt", "html"}


def test_the_manifest_names_every_sample_and_not_the_read_me() -> None:
    results = [item for item in gather_files([FOLDER]) if not isinstance(item, BatchFile)]

    assert not [item for item in results if item.status != "left out"]
    assert {path.stem for path in FOLDER.glob("sample-*")} == BATCH.keys()
    assert "README.md" in {item.file_name for item in results}


@pytest.mark.parametrize("slug", BATCH)
def test_a_sample_says_what_it_is_and_names_its_sources_first(slug: str) -> None:
    each = edition(slug)
    opening = each.text.split("\n\n", maxsplit=1)[0]

    assert opening.startswith("Sample briefing, written for this software")
    assert NO_PUBLICATION in opening
    assert re.search(r"Sources: \S.{40,}", opening)
    assert each.source.is_sample
    assert "Global Centre" not in each.series.publisher


@pytest.mark.parametrize("slug", BATCH)
def test_what_a_sample_says_of_itself_is_never_quoted_as_evidence(slug: str) -> None:
    each = edition(slug)
    disclaimer = each.text.split("\n\n", maxsplit=1)[0]
    quotes = [each.text[sentence.start : sentence.end] for sentence in each.sentences]

    assert each.sections[0].start > len(disclaimer)
    assert each.passages[0].start > len(disclaimer)
    assert not [quote for quote in quotes if "Sources:" in quote or NO_PUBLICATION in quote]
    assert not [quote for quote in quotes if codes_in_title_line(quote) or is_bare_date(quote)]


def is_bare_date(quote: str) -> bool:
    return re.fullmatch(r"(?:\d{1,2} )?[A-Z][a-z]+ \d{4}", quote) is not None


@pytest.mark.parametrize("slug", BATCH)
def test_a_sample_is_recognised_with_country_date_and_level(slug: str) -> None:
    row, each = BATCH[slug].given, edition(slug)

    assert each.slug == slug
    assert each.countries
    assert each.passages
    assert each.edition_date.iso == row["date"]
    assert slug.endswith(row["date"])
    assert (each.level is None) is (slug == WITHOUT_LEVEL)
    if each.level is not None:
        assert each.level.value in row["title"]


@pytest.mark.parametrize("slug", BATCH)
def test_what_stands_in_a_sample_itself_agrees_with_the_manifest(slug: str) -> None:
    row, own = BATCH[slug].given, loaded(slug).front_matter

    for name in ("country", "licence", "publisher", "series"):
        assert own[name] == row[name]
    assert own.get("date", loaded(slug).date) == row["date"]
    assert own["sample"] == "true"
    assert f": {own['level']}\n" in edition(slug).text


@pytest.mark.parametrize("slug", BATCH)
def test_a_sample_has_a_summary_and_a_necessary_action(slug: str) -> None:
    kinds = {section.type for section in edition(slug).sections}

    assert {SectionType.SUMMARY, SectionType.BACKGROUND, SectionType.NECESSARY_ACTION} <= kinds


def test_levels_move_up_and_down_along_the_series() -> None:
    levels = {
        subject: [each.level for each in editions]
        for subject, editions in editions_by_series().items()
    }

    assert levels["Mali"] == [None, Level.SERIOUS_CONCERN]
    assert levels["Mali and Burkina Faso"] == [Level.IMMINENT_RISK]
    assert levels["Central African Republic"] == [
        Level.CURRENT_CRISIS,
        Level.IMMINENT_RISK,
        Level.SERIOUS_CONCERN,
        Level.IMMINENT_RISK,
        Level.SERIOUS_CONCERN,
    ]
    assert levels["Democratic Republic of the Congo"] == [
        Level.IMMINENT_RISK,
        Level.CURRENT_CRISIS,
    ]


def test_five_series_change_their_level_or_their_figures_between_editions() -> None:
    changing = [
        subject
        for subject, editions in editions_by_series().items()
        if any(
            earlier.level is not later.level or figures(earlier) != figures(later)
            for earlier, later in pairwise(editions)
        )
    ]

    assert len(changing) >= 5


@pytest.mark.parametrize(
    ("earlier", "former", "later", "newer"),
    [
        ("cameroon-2019-03", "435,000 people are displaced", "cameroon-2019-07", "reached 530,000"),
        ("nigeria-2017-01", "2.3 million displaced", "nigeria-2019-03", "1.8 million people"),
        ("south-sudan-2014-03", "over a million", "south-sudan-2017-11", "four million"),
        (
            "central-african-republic-2014-09",
            "18,680 Muslims",
            "central-african-republic-2015-03",
            "36,000 Muslims",
        ),
    ],
)
def test_a_figure_that_changed_stands_in_both_editions(
    earlier: str, former: str, later: str, newer: str
) -> None:
    assert former in edition(f"sample-{earlier}").text
    assert newer in edition(f"sample-{later}").text
    assert newer not in edition(f"sample-{earlier}").text


def test_the_edition_of_may_2019_keeps_every_figure_with_its_qualifier() -> None:
    text = edition("sample-mali-2019-05-15").text

    for phrase in (
        "more than 600 lives",
        "over 56,400 as of December 2018",
        "18 civilians",
        "49 civilians",
        "reportedly attacked",
        "at least 150 people, 50 children",
        "17 of its peacekeepers",
        "4,000 members",
        "more than 15,000 personnel",
        "5 September 2017",
        "23 January 2018",
        "22 and 23 March 2019",
    ):
        assert phrase in text
