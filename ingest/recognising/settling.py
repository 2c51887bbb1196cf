"""Joins what the text says with what is given beside it, into one recognised edition."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.countries import place_name
from assistant.domain import DocumentKind, EditionDate, Level, Section, Series
from assistant.errors import UnrecognisedBriefing
from ingest.recognising.dates import date_in_name, parse_edition_date
from ingest.recognising.facts import Hints, Recognised
from ingest.recognising.levels import parse_level, scheme_notes, scheme_of
from ingest.recognising.naming import edition_slug, make_series, slugify
from ingest.recognising.places import codes_in_field

_THEMATIC = re.compile(r"\s*(?:thematic|none|global|worldwide|-)?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Findings:
    """What a recogniser read from the text alone."""

    kind: DocumentKind
    publisher: str
    title: str
    """With `{}` where the name of the countries goes."""
    title_without_country: str
    subject: str
    """Of the series, with `{}` where the name of the countries goes, or `{the}` within a phrase.

    The slug is made without the article.
    """
    subject_without_country: str
    sections: tuple[Section, ...]
    countries: tuple[str, ...] = ()
    edition_date: EditionDate | None = None
    level: Level | None = None
    symbol: str | None = None
    notes: tuple[str, ...] = ()
    unquoted: tuple[tuple[int, int], ...] = ()


def settle(text: str, findings: Findings, hints: Hints) -> Recognised:
    """Return the edition: what is given in `hints` outranks `findings`, and a clash is noted.

    Raises:
        UnrecognisedBriefing: no date is given, printed or found anywhere else.
    """
    countries, country_notes = _settle_countries(findings, hints)
    edition_date, date_notes = _settle_date(findings, hints)
    level, level_notes = _settle_level(findings, hints)
    place = place_name(countries)
    title = findings.title.replace("{}", place) if place else findings.title_without_country
    publisher = hints.publisher or findings.publisher
    series = _series(findings, publisher, countries, hints.series)
    is_levelled = findings.kind is DocumentKind.BRIEFING
    return Recognised(
        slug=slugify(hints.slug or "") or edition_slug(series, edition_date, findings.symbol),
        series=series,
        title=hints.title or title,
        countries=countries,
        edition_date=edition_date,
        level=level if is_levelled else None,
        level_scheme=scheme_of(level, edition_date) if is_levelled else None,
        text=text,
        sections=findings.sections,
        source=hints.source,
        symbol=findings.symbol,
        unquoted=findings.unquoted,
        notes=(*findings.notes, *country_notes, *date_notes, *level_notes)
        + (scheme_notes(level, edition_date) if is_levelled else ()),
    )


def _series(
    findings: Findings, publisher: str, countries: tuple[str, ...], given: str | None
) -> Series:
    place = place_name(countries)
    if given is not None or not place:
        return make_series(publisher, given or findings.subject_without_country, findings.kind)
    named = re.sub(r"\{(?:the)?\}", lambda _: place, findings.subject)
    subject = findings.subject.replace("{the}", place_name(countries, with_article=True))
    series = make_series(publisher, named, findings.kind)
    return replace(series, subject=subject.replace("{}", place))


def _settle_countries(findings: Findings, hints: Hints) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if hints.country is not None:
        given = codes_in_field(hints.country)
        if given or _THEMATIC.fullmatch(hints.country):
            return given, ()
        note = f"The country '{hints.country}' that is given is not known"
        return findings.countries, (f"{note}; the one in the text was used.",)
    is_missing = findings.kind is DocumentKind.BRIEFING and not findings.countries
    note = "No country was found. Name it in the front matter or the manifest."
    return findings.countries, (note,) if is_missing else ()


def _settle_date(findings: Findings, hints: Hints) -> tuple[EditionDate, tuple[str, ...]]:
    printed = findings.edition_date
    if hints.date is not None:
        given = parse_edition_date(hints.date)
        if given is None:
            raise UnrecognisedBriefing(
                f"The date '{hints.date}' that is given for {hints.file_name} is not a date. "
                "Write it as 2019-05-15, 2019-05 or 2019."
            )
        return given, _date_clash(given, printed)
    if printed is not None:
        return printed, ()
    for found, origin in (
        (parse_edition_date(hints.file_date) if hints.file_date else None, "the file's properties"),
        (date_in_name(hints.slug or ""), "the slug"),
        (date_in_name(hints.file_name), "the file name"),
        (date_in_name(hints.url or ""), "the address"),
    ):
        if found is not None:
            note = f"The text prints no edition date; {found.label} is from {origin}."
            return found, (note,)
    raise UnrecognisedBriefing(
        f"{hints.file_name} has no edition date. Add one in front matter (`date: 2019-05-15` "
        "between two --- lines at the top) or in the date column of the manifest."
    )


def _date_clash(given: EditionDate, printed: EditionDate | None) -> tuple[str, ...]:
    if printed is None or printed.iso.startswith(given.iso) or given.iso.startswith(printed.iso):
        return ()
    return (f"The text prints {printed.label}; the date that is given, {given.label}, was used.",)


def _settle_level(findings: Findings, hints: Hints) -> tuple[Level | None, tuple[str, ...]]:
    if hints.level is None:
        return findings.level, ()
    given = parse_level(hints.level)
    if findings.level is None or findings.level is given:
        return given, ()
    printed = findings.level.value
    return given, (f"The text prints '{printed}'; the level that is given was used.",)
