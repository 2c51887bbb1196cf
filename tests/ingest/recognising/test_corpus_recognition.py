from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.domain import DocumentKind
from assistant.settings import Settings
from ingest.loading import load_file
from ingest.normalising import normalise
from ingest.recognising.places import codes_in_field
from ingest.recognition import Hints, Recognised, recognise

CORPUS_DIR = Path(__file__).resolve().parents[4] / "shared" / "corpus"
KINDS = {
    "seed": DocumentKind.BRIEFING,
    "unsc": DocumentKind.RESOLUTION,
    "unpv": DocumentKind.MEETING_RECORD,
    "factbook": DocumentKind.COUNTRY_PAGE,
}

pytestmark = pytest.mark.skipif(
    not (CORPUS_DIR / "manifest.tsv").is_file(),
    reason="the real documents are not here: expected in ../shared/corpus",
)


def manifest_rows() -> Iterator[dict[str, str]]:
    with (CORPUS_DIR / "manifest.tsv").open(encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(handle, delimiter="\t")


@pytest.fixture(scope="module")
def by_text_alone() -> dict[str, Recognised]:
    """Every document as recognised from its text and address, without the manifest."""
    recognised = {}
    for row in manifest_rows():
        loaded = load_file(CORPUS_DIR / f"{row['slug']}.txt", Settings().ingest)
        hints = Hints("document.txt", url=loaded.url)
        (recognised[row["slug"]],) = recognise(normalise(loaded), hints)
    return recognised


def test_kind_and_date_agree_with_the_manifest(by_text_alone: dict[str, Recognised]) -> None:
    assert len(by_text_alone) == 119
    for row in manifest_rows():
        edition = by_text_alone[row["slug"]]
        assert edition.series.kind is KINDS[row["slug"].split("-")[0]], row["slug"]
        assert edition.edition_date.iso == row["date"], row["slug"]


def test_symbols_agree_with_the_manifest(by_text_alone: dict[str, Recognised]) -> None:
    for row in manifest_rows():
        number = re.search(r"resolution (\d+ \(\d{4}\))|S/PV\.(\d+)", row["title"])
        expected = number and (f"S/RES/{number[1]}" if number[1] else f"S/PV.{number[2]}")
        assert by_text_alone[row["slug"]].symbol == expected, row["slug"]


def test_countries_agree_with_the_manifest(by_text_alone: dict[str, Recognised]) -> None:
    wrong = {
        row["slug"]
        for row in manifest_rows()
        if by_text_alone[row["slug"]].countries != codes_in_field(row["country"])
    }

    # Thematic for the manifest, but the text speaks of Rwanda more than of anything else.
    assert wrong <= {"unsc-theme-res2150-2014"}


def test_sections_keep_all_of_the_text_but_headings(by_text_alone: dict[str, Recognised]) -> None:
    for slug, edition in by_text_alone.items():
        end = outside = 0
        for section in edition.sections:
            assert end <= section.start < section.end <= len(edition.text), slug
            outside += len(edition.text[end : section.start].strip())
            end = section.end
        assert not edition.text[end:].strip(), slug
        assert outside <= 0.06 * len(edition.text), slug


def test_seed_is_the_briefing_that_it_is(by_text_alone: dict[str, Recognised]) -> None:
    seed = by_text_alone["seed-mali-2019-05-15"]

    assert seed.series.id == "gcr2p-mali"
    assert seed.level is not None
    assert seed.level.value == "Serious Concern"
    assert [section.type.value for section in seed.sections] == [
        "summary",
        "background",
        "analysis",
        "risk assessment",
        "international response",
        "necessary action",
        "other",
    ]
