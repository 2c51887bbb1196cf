"""Decides what an incoming briefing is: new, a new edition, a correction, or known already."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum

from assistant.domain import Briefing, Passage, Section, Sentence
from assistant.errors import LibraryError
from assistant.library.catalogue import StoredRevision

MAX_SLUG_LENGTH = 80


class AddStatus(StrEnum):
    """What became of a briefing that was added."""

    ADDED = "added"
    NEW_EDITION = "new edition"
    CORRECTION = "correction"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class AddReport:
    """What `Library.add` did."""

    status: AddStatus
    briefing_id: str
    embedded: int = 0
    """Texts that had to be embedded."""
    reused: int = 0
    """Texts whose vectors were stored already, as in an edition that repeats them."""


def edition_identity(briefing: Briefing) -> str:
    """Return what makes two files the same edition: series, date, and symbol where there is one.

    Of resolutions and meeting records several may share a series and a day; without a symbol
    their titles tell them apart.
    """
    is_republished = briefing.series.kind.is_republished
    mark = briefing.symbol or ("" if is_republished else briefing.title)
    return json.dumps(
        [briefing.series.id, briefing.edition_date.iso, mark.casefold()], ensure_ascii=False
    )


def with_sha256(briefing: Briefing) -> Briefing:
    """Return `briefing` with the hash of its text and of the metadata that a reader sees."""
    if briefing.sha256:
        return briefing
    seen = {
        "text": briefing.text,
        "title": briefing.title,
        "countries": briefing.countries,
        "series": asdict(briefing.series),
        "edition_date": briefing.edition_date.iso,
        "level": briefing.level,
        "level_scheme": briefing.level_scheme,
        "symbol": briefing.symbol,
        "url": briefing.source.url,
        "licence": briefing.source.licence,
        "is_sample": briefing.source.is_sample,
    }
    digest = hashlib.sha256(json.dumps(seen, sort_keys=True).encode()).hexdigest()
    return replace(briefing, sha256=digest)


def name_edition(
    briefing: Briefing, revisions: Sequence[StoredRevision], identities: Mapping[str, str]
) -> Briefing:
    """Return `briefing` under an id that is not taken yet.

    A correction keeps the slug of its edition and counts up the revision; an edition whose slug
    another one has gets its date, and then a number, appended.
    """
    if revisions:
        named = replace(briefing, slug=revisions[-1].slug, revision=revisions[-1].revision + 1)
        while named.id in identities:
            named = replace(named, revision=named.revision + 1)
        return named
    named = replace(briefing, revision=1)
    number = 1
    while named.id in identities:
        ending = f"-{briefing.edition_date.iso}" + (f"-{number}" if number > 1 else "")
        named = replace(named, slug=briefing.slug[: MAX_SLUG_LENGTH - len(ending)] + ending)
        number += 1
    return named


def check_whole(briefing: Briefing) -> None:
    """Make sure that every span and index of `briefing` points into it.

    Raises:
        LibraryError: one does not, or there is no passage at all.
    """
    if not briefing.passages:
        raise LibraryError(
            f"{briefing.source.file_name!r} has no passages, so it could never be found. "
            "Check that the file holds sentences."
        )
    spans: list[Section | Sentence | Passage] = [
        *briefing.sections,
        *briefing.sentences,
        *briefing.passages,
    ]
    section_numbers = [sentence.section for sentence in briefing.sentences]
    section_numbers += [passage.section for passage in briefing.passages]
    is_whole = (
        all(0 <= span.start < span.end <= len(briefing.text) for span in spans)
        and all(0 <= number < len(briefing.sections) for number in section_numbers)
        and all(
            0 <= passage.first_sentence < passage.end_sentence <= len(briefing.sentences)
            for passage in briefing.passages
        )
    )
    if not is_whole:
        raise LibraryError(
            f"A span of {briefing.source.file_name!r} lies outside its text. This is a fault of "
            "the code that split it; please report it with the file."
        )
