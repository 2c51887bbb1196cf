"""How many were killed, displaced or need help, as lines of a brief. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from assistant.domain import Briefing, Sentence
from assistant.situations.brief_holdings import Holdings
from assistant.situations.brief_quotes import clause_around, is_about, sentence_text
from assistant.situations.citing import CitedLine, citation_at
from assistant.statements.figures import Figure, figures_in

MOST_FIGURES = 6
CLAUSE = 150
"""Characters quoted in the line; the citation holds the whole sentence."""
_PAUSE_COSTS = 40
_NEAR = 70
"""Characters between a figure and the word that says what became of the people counted."""
KINDS = {
    "Killed": r"kill(?:ed|ing|s)?|deaths?|dead|died|lives|massacred?|executed|murdered",
    "Displaced or fled": r"(?:internally )?displaced|IDPs|uprooted|homes|fled",
    "Refugees": r"refugees?|asylum[- ]seekers?",
    "In need": r"in need|need\w*|food[- ]insecure|hunger|starv\w+|famine|malnutrition",
    "Missing": r"missing|disappear\w*|unaccounted",
    "Violations": r"rap(?:e|ed)|sexual|abduct\w+|kidnap\w+|recruit\w+|arrest\w+|detain\w+"
    r"|injured|wounded",
}
_KINDS = {kind: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for kind, words in KINDS.items()}
_RELATIVE = re.compile(r"\s+(?:who|whom|whose|which|that)\b.*$")


@dataclass(frozen=True, slots=True)
class _Counted:
    """A figure of a sentence, and what it counts."""

    kind: str
    figure: Figure
    sentence: Sentence


def figure_lines(holdings: Holdings, quoted: Collection[int] = ()) -> tuple[CitedLine, ...]:
    """Quote the figures of the newest briefing, those of each kind that count the most people.

    Sentences that begin at a place of `quoted` stand in the brief already.
    """
    lead = holdings.lead
    if lead is None:
        return ()
    found = list(_counted(lead, holdings.country))
    by_sentence: dict[int, list[_Counted]] = defaultdict(list)
    for each in _chosen(found, quoted):
        by_sentence[each.sentence.start].append(each)
    return tuple(_line(lead, group) for group in by_sentence.values())


def _counted(briefing: Briefing, country: str) -> Iterator[_Counted]:
    for sentence in briefing.sentences:
        if not is_about(briefing, sentence, country):
            continue
        text = sentence_text(briefing, sentence)
        for figure in figures_in(text):
            kind = _kind(text, figure)
            if kind and _counts_people(figure, kind):
                yield _Counted(kind, figure, sentence)


def _counts_people(figure: Figure, kind: str) -> bool:
    """True for people, deaths, refugees, and a number without a noun; not for graves or money."""
    if figure.unit:
        return figure.unit == "people"
    return not figure.noun or _KINDS[kind].search(figure.noun) is not None


def _kind(text: str, figure: Figure) -> str | None:
    """Return the kind whose word stands nearest to the figure."""
    distances = {
        kind: min(
            (_distance(text, figure, match) for match in pattern.finditer(text)),
            default=_NEAR + 1,
        )
        for kind, pattern in _KINDS.items()
    }
    kind = min(distances, key=lambda each: distances[each])
    return kind if distances[kind] <= _NEAR else None


def _distance(text: str, figure: Figure, match: re.Match[str]) -> int:
    """Return the characters between; a pause between them makes it far."""
    if match.start() >= figure.end:
        between = text[figure.end : match.start()]
    else:
        between = text[match.end() : figure.start]
    return len(between) + (_PAUSE_COSTS if re.search(r"[,;:–—]", between) else 0)


def _chosen(found: list[_Counted], quoted: Collection[int]) -> list[_Counted]:
    """Take the largest figure of each kind, then the second of each, and so on."""
    ranked: list[tuple[int, int, _Counted]] = []
    for place, kind in enumerate(KINDS):
        fresh = [each for each in found if each.kind == kind and each.sentence.start not in quoted]
        by_value = {each.figure.value: each for each in reversed(fresh)}
        fresh = sorted(by_value.values(), key=lambda each: -each.figure.value)
        ranked.extend((rank, place, each) for rank, each in enumerate(fresh))
    first = sorted(ranked, key=lambda each: each[:2])[:MOST_FIGURES]
    return [each for _, _, each in sorted(first, key=lambda each: (each[1], each[0]))]


def _line(briefing: Briefing, counted: list[_Counted]) -> CitedLine:
    sentence = counted[0].sentence
    text = sentence_text(briefing, sentence)
    told = "; ".join(f"{each.kind.lower()}, {_told(text, each.figure)}" for each in counted)
    first, last = counted[0].figure, counted[-1].figure
    clause = clause_around(text, min(first.start, last.start), max(first.end, last.end), CLAUSE)
    citation = citation_at(briefing, sentence.start, sentence.end)
    return CitedLine(f"{told[:1].upper()}{told[1:]}: “{clause}”", (citation,))


def _told(text: str, figure: Figure) -> str:
    """Return the figure as printed, with who says so and for when."""
    words = _RELATIVE.sub("", " ".join(text[figure.start : figure.end].split()))
    if words.lower().startswith(figure.qualifier):
        words = figure.qualifier + words[len(figure.qualifier) :]
    parts = (figure.source, _period(text, figure))
    beside = ", ".join(" ".join(part.split()) for part in parts if part)
    return f"{words} ({beside})" if beside else words


def _period(text: str, figure: Figure) -> str:
    """Return the date words that belong to the figure; '' where a pause stands between."""
    start = text.find(figure.period) if figure.period else -1
    if start < 0:
        return ""
    end = start + len(figure.period)
    between = text[end : figure.start] if end <= figure.start else text[figure.end : start]
    if re.search(r"[,;:]", between):
        return ""
    is_open = figure.dated is not None and figure.dated.last == date.max
    return f"since {figure.period}" if is_open else figure.period
