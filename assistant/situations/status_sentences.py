"""The sentences of an edition that say its level, who is at risk, and when it was updated. Pure."""

from __future__ import annotations

import re

from assistant.countries import country_codes
from assistant.domain import Briefing, Citation, Level, SectionType, Sentence
from assistant.situations.citing import citation_at

_LEVELS = "|".join(level.value for level in Level)
_LABEL = re.compile(
    rf"(?:populations?\s+at\s+risk\b[\s:–—|-]*)?(?:(?:risk\s+)?level\s*[:–—-]?\s*)?"
    rf"(?:{_LEVELS}|previously studied situations?)\b",
    re.IGNORECASE,
)
_LONGEST_LABEL = 80
"""Characters; a longer sentence that opens with 'Imminent risk' is no label."""
_UPDATED = re.compile(r"\b(?:last\s+)?updated\b|\bas of\b", re.IGNORECASE)
_AT_RISK = re.compile(
    r"\b(?:risk\w*|danger\w*|threat\w*|expos\w+|atrocit\w+|civilians|populations)\b",
    re.IGNORECASE,
)


def level_citation(briefing: Briefing, level: Level) -> Citation:
    """Quote the line that prints the level, or else the sentence nearest to saying it.

    That is one that names the level, in the summary if possible; without any, the summary's first.
    """
    named = [each for each in briefing.sentences if _names(_text(briefing, each), level)]
    labels = [each for each in named if _is_label(_text(briefing, each))]
    summaries = [each for each in named if _is_summary(briefing, each)]
    nearest = (*labels, *summaries, *named, *_summary(briefing), *briefing.sentences)
    return _cite(briefing, nearest[0])


def summary_citation(briefing: Briefing, country: str) -> Citation | None:
    """Quote the sentence that sums the edition up for `country`; None without a summary.

    A page on several countries may have one for each: the first that names this one is taken,
    and otherwise the first that says who is at risk.
    """
    whole = [each for each in _summary(briefing) if _text(briefing, each).endswith((".", '"', "”"))]
    if not whole:
        return None
    at_risk = [each for each in whole if _AT_RISK.search(_text(briefing, each))] or whole
    if len(briefing.countries) > 1:
        own = [each for each in at_risk if country in country_codes(_text(briefing, each))]
        at_risk = own or at_risk
    return _cite(briefing, at_risk[0])


def date_citation(briefing: Briefing) -> Citation | None:
    """Quote the line that prints the edition's date, 'Last Updated: ...'; None without one."""
    year = str(briefing.edition_date.day.year)
    for each in (*reversed(briefing.sentences[-2:]), *briefing.sentences[:3]):
        text = _text(briefing, each)
        if len(text) <= _LONGEST_LABEL and year in text and _UPDATED.search(text):
            return _cite(briefing, each)
    return None


def _names(text: str, level: Level) -> bool:
    return level.value.lower() in " ".join(text.lower().split())


def _is_label(text: str) -> bool:
    return len(text) <= _LONGEST_LABEL and _LABEL.match(text) is not None


def _is_summary(briefing: Briefing, sentence: Sentence) -> bool:
    return briefing.sections[sentence.section].type is SectionType.SUMMARY


def _summary(briefing: Briefing) -> tuple[Sentence, ...]:
    return tuple(
        each
        for each in briefing.sentences
        if _is_summary(briefing, each) and not _is_label(_text(briefing, each))
    )


def _text(briefing: Briefing, sentence: Sentence) -> str:
    return briefing.text[sentence.start : sentence.end]


def _cite(briefing: Briefing, sentence: Sentence) -> Citation:
    return citation_at(briefing, sentence.start, sentence.end)
