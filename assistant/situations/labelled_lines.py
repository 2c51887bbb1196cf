"""The labelled line of a country page that a topic asks for: 'Population: 22,634,423'. Pure."""

from __future__ import annotations

import re

from assistant.domain import Briefing, Sentence
from assistant.library.normaliser import tokenise
from assistant.situations.changing.subjects import DISPLACED, groups_named

_LABEL = re.compile(r"(?P<label>[A-Z][^:\n.;]{2,90}):\s+\S")
_NOTE = re.compile(r"\bnote\b|\bdistribution\b|\bbackground\b", re.IGNORECASE)
_NAMES = (
    (re.compile(r"\binhabitants?\b|\bpopulous\b", re.IGNORECASE), "population"),
    (
        re.compile(r"\b(?:military|defen[cs]e) (?:spending|budgets?|outlays?)\b", re.IGNORECASE),
        "military expenditures",
    ),
    (re.compile(r"\bprime ministers?\b|\bpremier\b", re.IGNORECASE), "head of government"),
    (re.compile(r"\bpresidents?\b|\bheads? of state\b", re.IGNORECASE), "chief of state"),
)
"""What questions call otherwise than a country page does, such as who holds an office."""
_COUNTING = frozenset(
    tokenise("internally displaced displacement people persons number total figure size host live")
)
"""Words around a group of people that say nothing of which."""


def labelled_line(briefing: Briefing, topic: str) -> Sentence | None:
    """Return the line whose label is what `topic` names, and no more; None without one.

    All stems of the topic stand in the label, or both name the same group of people, as 'IDPs' and
    'internally displaced persons'. Of several, the label with the fewest other words.
    """
    for pattern, label in _NAMES:
        topic = pattern.sub(label, topic)
    wanted, groups = frozenset(tokenise(topic)), groups_named(topic)
    groups |= DISPLACED if groups & DISPLACED else frozenset()
    if not wanted:
        return None
    fitting = [
        (extra, sentence.start, sentence)
        for sentence in briefing.sentences
        if (label := _label(briefing.text[sentence.start : sentence.end]))
        and (extra := _extra(label, wanted, groups)) is not None
    ]
    return min(fitting, key=lambda each: each[:2])[2] if fitting else None


def label_end(text: str) -> int:
    """Return where the label of a line ends, its colon included; 0 where it has none."""
    match = _LABEL.match(text)
    return match.end("label") + 1 if match else 0


def _label(text: str) -> str:
    match = _LABEL.match(text)
    return match["label"] if match and not _NOTE.search(match["label"]) else ""


def _extra(label: str, wanted: frozenset[str], groups: frozenset[str]) -> int | None:
    """Return how many stems the label has beside the topic's; None where it is another label."""
    last = label.rsplit(" - ", 1)[-1]
    if groups:
        rest = wanted - frozenset(tokenise(label)) - _COUNTING
        return len(tokenise(last)) if groups & groups_named(last) and not rest else None
    stems, own = frozenset(tokenise(label)), frozenset(tokenise(last))
    is_own = bool(wanted & own) or " - " not in label or own == {"total"}
    return len(stems - wanted) if is_own and wanted <= stems else None
