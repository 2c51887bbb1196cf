"""The level of a country and who is at risk there, as lines of a brief. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.domain import Briefing, SectionType, Sentence
from assistant.situations.brief_holdings import Holdings
from assistant.situations.brief_quotes import (
    edition_name,
    is_about,
    quoted_line,
    sentence_text,
    sentences_of,
)
from assistant.situations.citing import CitedLine
from assistant.situations.status import LevelStep
from assistant.situations.status_lines import NO_LEVEL, level_line

EARLIER_LEVELS = 4
_PEOPLE = re.compile(
    r"\b(?:populations?|civilians?|communit\w+|ethnic\w*|minorit\w+|Muslims?|Christians?|women"
    r"|children|villagers?|displaced|refugees?|supporters)\b",
    re.IGNORECASE,
)
_HARM = re.compile(
    r"\b(?:risk\w*|danger\w*|threat\w*|target\w*|attack\w*|atrocit\w*|victims?|violence|abuses?"
    r"|kill\w*|persecut\w*|violations?)\b",
    re.IGNORECASE,
)
_CONCERN = re.compile(r"\b(?:concern\w*|alarm\w*|condemn\w*|deplor\w*)\b", re.IGNORECASE)
_ENDS = (".", '"', "”")
_STATES = (SectionType.RISK_ASSESSMENT, SectionType.ANALYSIS, SectionType.BACKGROUND)


def level_lines(holdings: Holdings) -> tuple[CitedLine, ...]:
    """Say the level and its edition, and which levels came before."""
    situation = holdings.situation
    if situation is None:
        return (CitedLine(f"No document held, and {NO_LEVEL}.", ()),)
    line = level_line(situation)
    lines = [CitedLine(_capital(line.text.removeprefix(f"{situation.name}: ")), line.citations)]
    earlier = situation.history[-EARLIER_LEVELS - 1 : -1]
    if earlier:
        told = "; ".join(_step(step) for step in reversed(earlier))
        lines.append(
            CitedLine(f"Before: {told}.", tuple(step.citation for step in reversed(earlier)))
        )
    return tuple(lines)


def at_risk_lines(holdings: Holdings) -> tuple[CitedLine, ...]:
    """Quote the summary and the sentence that names who is at risk.

    Without a briefing the newest resolution says what the Security Council was concerned about.
    """
    situation, lead = holdings.situation, holdings.lead
    if situation is None or lead is None:
        return tuple(_concerns(holdings))
    edition = situation.edition.id if situation.edition else lead.id
    source = next((each for each in holdings.briefings if each.id == edition), lead)
    summary = situation.summary
    lines = [quoted_line(source, summary.start, summary.end)] if summary else []
    quoted = {summary.start} if summary else set()
    named = _naming(source, holdings.country, quoted)
    if named is not None:
        lines.append(quoted_line(source, named.start, named.end))
    return tuple(lines)


def _naming(briefing: Briefing, country: str, quoted: set[int]) -> Sentence | None:
    """Return the sentence that says who is harmed: in the summary, else where risk is assessed."""
    for section in (SectionType.SUMMARY, *_STATES):
        for sentence in sentences_of(briefing, section):
            text = sentence_text(briefing, sentence)
            is_new = sentence.start not in quoted and is_about(briefing, sentence, country)
            if is_new and text.endswith(_ENDS) and _PEOPLE.search(text) and _HARM.search(text):
                return sentence
    return None


def _concerns(holdings: Holdings) -> Iterator[CitedLine]:
    for resolution in holdings.resolutions:
        found = [
            sentence
            for sentence in resolution.sentences
            if _CONCERN.search(text := sentence_text(resolution, sentence))
            and _PEOPLE.search(text)
            and _HARM.search(text)
        ]
        if found:
            lead = edition_name(resolution)
            yield quoted_line(resolution, found[0].start, found[0].end, lead)
            return


def _step(step: LevelStep) -> str:
    return f"{step.level.value}, {step.edition.edition_date.label}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
