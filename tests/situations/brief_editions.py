"""Editions in sections for tests of briefs, in our own words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from assistant.domain import Briefing, DocumentKind, Level, Passage, Section, SectionType, Sentence
from tests.situations.timeline_editions import edition

LEVEL_LINE = "Populations at Risk: Serious Concern"


def sectioned(
    parts: Mapping[SectionType, str],
    day: str = "2019-05-15",
    *,
    countries: tuple[str, ...] = ("MLI",),
    level: Level | None = Level.SERIOUS_CONCERN,
    is_sample: bool = False,
) -> Briefing:
    """A briefing with one section for each part; sentences end at full stops or lines."""
    text = ""
    sections: list[Section] = []
    sentences: list[Sentence] = []
    for number, (kind, words) in enumerate(parts.items()):
        start = len(text)
        text += words
        sections.append(Section(kind, start, len(text)))
        sentences.extend(
            Sentence(start + match.start(), start + match.end(), number)
            for match in re.finditer(r"\S[^\n]*?(?:\.(?=\s|$)|$)", words, re.MULTILINE)
        )
        text += "\n\n"
    plain = edition(text, day, countries=countries, level=level, is_sample=is_sample)
    return replace(
        plain,
        sections=tuple(sections),
        sentences=tuple(sentences),
        passages=tuple(
            Passage(section.start, section.end, number, 0, 0)
            for number, section in enumerate(sections)
        ),
    )


def briefing_of_may(**changes: str) -> Briefing:
    """A briefing of 15 May 2019 on Mali; `changes` replace sections by their names."""
    parts = {
        SectionType.SUMMARY: f"{LEVEL_LINE}\n\nCivilians in Mopti are at risk of atrocity crimes.",
        SectionType.BACKGROUND: (
            "On 23 March 2019 hunters killed at least 150 people in Ogossagou. "
            "According to OHCHR, over 56,400 people were displaced as of December 2018. "
            "More than 600 people were killed since March 2018."
        ),
        SectionType.INTERNATIONAL_RESPONSE: (
            "France came in 2013. The Council imposed sanctions on 5 September 2017. "
            "It created a commission on 23 January 2018. It travelled to Bamako on 22 March 2019."
        ),
        SectionType.NECESSARY_ACTION: (
            "Protect civilians first. Stop the flow of weapons.\n\nInvestigate the massacre."
        ),
    }
    named = {SectionType[name.upper()]: words for name, words in changes.items()}
    return sectioned({**parts, **named})


PAGE_TEXT = """\
Background: A new constitution was approved on 30 July 2023.
Population - total: 5,600,000 (2025 est.)
Ethnic groups: First 60%, Second 40%
Executive branch - chief of state: President ONE (since 1 May 2011)
Executive branch - head of government: Prime Minister TWO (since 3 July 2022)
Military - note: armed groups hold much of the country; the army is small
Terrorist group(s): Group of the East
Displaced persons - refugees: 51,000 (2024 est.)
Displaced persons - IDPs: 410,000 (2024 est.)
"""


def page_of(day: str = "2026-01-22", text: str = PAGE_TEXT) -> Briefing:
    """A country page on the Central African Republic."""
    lines = [(match.start(), match.end()) for match in re.finditer(r"\S[^\n]*", text)]
    page = edition(
        text, day, kind=DocumentKind.COUNTRY_PAGE, subject="page", countries=("CAF",), level=None
    )
    return replace(page, sentences=tuple(Sentence(start, end, 0) for start, end in lines))


def resolution_of(
    text: str, day: str = "2014-04-10", symbol: str = "S/RES/2149 (2014)"
) -> Briefing:
    """A resolution on the Central African Republic, a sentence on each line."""
    return edition(
        text,
        day,
        kind=DocumentKind.RESOLUTION,
        subject="resolutions",
        countries=("CAF",),
        symbol=symbol,
    )
