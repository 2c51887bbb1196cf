"""Lines of a brief that quote: whole sentences where they are short, never other words. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.countries import country_codes
from assistant.domain import Briefing, DocumentKind, SectionType, Sentence
from assistant.situations.citing import CitedLine, citation_at

LONGEST_QUOTE = 260
"""Characters of a quote in a brief; a longer sentence is cut at a pause, and says so by '…'."""
_SHORTEST_CUT = 0.5
_DANGLING = re.compile(r"(?:\s+(?:and|or|of|in|on|at|to|by|for|from|with|the|a|an|that|its?))+$")
_PAUSE = re.compile(r"[;:,](?=\s)")


def quoted_line(
    briefing: Briefing, start: int, end: int, lead: str = "", longest: int | None = LONGEST_QUOTE
) -> CitedLine:
    """Quote `text[start:end]` after `lead`, cut at a pause where it is longer than `longest`."""
    cut = end if longest is None else _cut(briefing.text, start, end, longest)
    words = " ".join(briefing.text[start:cut].split())
    quote = f"“{words}{'…' if cut < end else ''}”"
    return CitedLine(f"{lead}: {quote}" if lead else quote, (citation_at(briefing, start, cut),))


def clause_around(text: str, start: int, end: int, longest: int) -> str:
    """Return the words of `text` around `text[start:end]`, cut ends shown by '…'."""
    if len(text) <= longest:
        return " ".join(text.split())
    spare = max(0, longest - (end - start))
    first = max(0, min(start - spare // 2, len(text) - longest))
    last = min(len(text), first + longest)
    first = first and text.rfind(" ", 0, first + 1) + 1
    last = last if last == len(text) else text.rfind(" ", end, last)
    last = last if last >= end else end
    words = " ".join(text[first:last].split())
    return f"{'…' if first else ''}{words}{'…' if last < len(text) else ''}"


def sentence_text(briefing: Briefing, sentence: Sentence) -> str:
    """Return the sentence as it stands in the text."""
    return briefing.text[sentence.start : sentence.end]


def sentences_of(briefing: Briefing, *types: SectionType) -> tuple[Sentence, ...]:
    """Return the sentences of the sections of these types, in order."""
    return tuple(
        sentence
        for sentence in briefing.sentences
        if briefing.sections[sentence.section].type in types
    )


def paragraphs(briefing: Briefing, sentences: Sequence[Sentence]) -> list[tuple[int, int]]:
    """Join neighbouring sentences into the paragraphs in which they are printed."""
    spans: list[tuple[int, int]] = []
    for sentence in sentences:
        if spans and "\n\n" not in briefing.text[spans[-1][1] : sentence.start]:
            spans[-1] = (spans[-1][0], sentence.end)
        else:
            spans.append((sentence.start, sentence.end))
    return spans


def is_about(briefing: Briefing, sentence: Sentence, country: str) -> bool:
    """True unless the sentence of a page on several countries names only others."""
    if len(briefing.countries) < 2:
        return True
    named = set(country_codes(sentence_text(briefing, sentence))) & set(briefing.countries)
    return not named or country in named


def edition_name(briefing: Briefing) -> str:
    """Return what a line leads with: 'Resolution 2181 (2014), 21 October 2014'."""
    dated = briefing.edition_date.label
    match briefing.series.kind:
        case DocumentKind.RESOLUTION:
            number = re.search(r"\d+ \(\d{4}\)", f"{briefing.symbol or ''} {briefing.title}")
            return f"Resolution {number.group()}, {dated}" if number else f"Resolution of {dated}"
        case DocumentKind.MEETING_RECORD:
            return f"Meeting {briefing.symbol or ''}, {dated}".replace(" ,", ",")
        case _:
            return f"{briefing.series.publisher}, {dated}"


def _cut(text: str, start: int, end: int, longest: int) -> int:
    if end - start <= longest:
        return end
    pauses = [match.start() for match in _PAUSE.finditer(text, start, start + longest)]
    late = [place for place in pauses if place - start >= longest * _SHORTEST_CUT]
    if late:
        return late[-1]
    words = _DANGLING.sub("", text[start : text.rindex(" ", start, start + longest)])
    return start + len(words)
