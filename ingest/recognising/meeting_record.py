"""Recognises the verbatim record of a Security Council meeting: one section per speaker's turn."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile

from assistant.countries import country_codes, find_countries
from assistant.domain import DocumentKind, EditionDate, SectionType
from ingest.normalising import NormalisedText
from ingest.recognising.dates import leading_date
from ingest.recognising.facts import Block, Hints, Recognised, blocks_of
from ingest.recognising.naming import SECURITY_COUNCIL
from ingest.recognising.sections import Opening, lay_sections
from ingest.recognising.settling import Findings, settle

MASTHEAD, PROCEEDINGS = "Masthead and agenda", "Proceedings"
_SYMBOL = re.compile(r"\bS\s?/\s?PV\s?\.\s?(?P<number>\d{1,5})\b")
_MASTHEAD_CHARACTERS = 1500
_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Lady|Dame|Baroness|Prince|Princess|Sheikha?|Archbishop"
    r"|General|Judge|Justice|Monsignor|U)\.?"
)
_TURN = re.compile(
    rf"(?P<speaker>(?:The (?:Acting |Deputy |Vice-)?(?:President|Secretary-General)"
    rf"|{_TITLE} [A-ZÀ-Þ][^:.;()\n]{{1,60}}?)(?: \((?!spoke|interpretation)[A-Z][^()]{{2,70}}\))?)"
    r"(?: \((?:spoke|interpretation)[^()]{0,40}\))?\s?:\s"
)
_PROCEEDINGS = re.compile(
    r"(?:The meeting (?:was (?:called|suspended|resumed|adjourned)|rose)|A vote was taken by)"
)
_AGENDA_LINES = 4
_AFTER_AGENDA = ("This record contains", "The meeting was called")
_CLEAR_LEAD = 1.5


def recognise_meeting_record(normalised: NormalisedText, hints: Hints) -> Recognised | None:
    """Return the record, or None where the text is none."""
    text = normalised.text
    head = text[:_MASTHEAD_CHARACTERS]
    symbol = _SYMBOL.search(" ".join(filter(None, (hints.title, hints.url)))) or _SYMBOL.search(
        head
    )
    blocks = blocks_of(text)
    openings = tuple(_openings(blocks))
    if symbol is None or len(openings) < 2:
        return None
    findings = Findings(
        kind=DocumentKind.MEETING_RECORD,
        publisher=SECURITY_COUNCIL,
        title=f"Security Council meeting S/PV.{symbol['number']}: {{}}",
        title_without_country=f"Security Council meeting S/PV.{symbol['number']}",
        subject="Meetings on {the}",
        subject_without_country="Thematic meetings",
        sections=lay_sections(text, openings),
        countries=_agenda_countries(blocks),
        edition_date=_meeting_date(blocks),
        symbol=f"S/PV.{symbol['number']}",
    )
    return settle(text, findings, hints)


def _openings(blocks: Sequence[Block]) -> Iterator[Opening]:
    yield Opening(SectionType.OTHER, 0, 0, MASTHEAD)
    for block in blocks:
        turn = _TURN.match(block.text)
        if turn is not None:
            speaker = " ".join(turn["speaker"].split())
            yield Opening(SectionType.OTHER, block.start, block.start + turn.end(), speaker)
        elif _PROCEEDINGS.match(block.text):
            yield Opening(SectionType.OTHER, block.start, block.start, PROCEEDINGS)


def _meeting_date(blocks: Sequence[Block]) -> EditionDate | None:
    """Return the first date with which one of the masthead's lines begins."""
    return next((found for b in blocks[:12] if (found := leading_date(b.text))), None)


def _agenda_countries(blocks: Sequence[Block]) -> tuple[str, ...]:
    """Return the countries of the agenda item; of several, the one that is spoken of most."""
    agenda = next((n for n, block in enumerate(blocks) if block.text == "Agenda"), None)
    lines = () if agenda is None else blocks[agenda + 1 : agenda + 1 + _AGENDA_LINES]
    items = takewhile(lambda block: not block.text.startswith(_AFTER_AGENDA), lines)
    named = country_codes("\n\n".join(block.text for block in items))
    if len(named) < 2:
        return named
    counts = Counter(
        mention.iso3[0]
        for block in blocks
        for mention in find_countries(block.text)
        if mention.iso3[0] in named
    )
    ranked = counts.most_common(2)
    is_clear = len(ranked) == 1 or ranked[0][1] >= _CLEAR_LEAD * ranked[1][1]
    return (ranked[0][0],) if is_clear else named
