"""An edition as labelled fields and running text, cut into the clauses that are compared. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.domain import Briefing, DocumentKind, Level, Sentence
from assistant.situations.changing.actions import action_cuts

_LABEL = re.compile(r"[A-Z][^:.;?!]{2,88}:(?=\s|$)\s*")
_YEARLY = re.compile(r"^(?P<base>.+?) - .*\b(?:19|20)\d\d$")
_LABELLED_SHARE = 0.3
"""A page is one of labelled fields where this share of its paragraphs begins with a label."""
_CUTS = re.compile(r";\s+|\s*\+\+\s*|(?<=\))\s+/\s+(?=\d)")
_NO_CONTENT = re.compile(
    r"(?:snapshot date|last updated|sources?)\b.*"
    r"|the security council,?|(?:\d+\.\s+)?acting under chapter .*"
    r"|(?:\d+\.\s+)?(?:further )?decides to remain (?:actively )?seized.*"
    r"|\d{1,2} \w+ \d{4}|not available"
    rf"|(?:populations? at risk\b[\s:–—|-]*)?(?:(?:risk )?level\b[\s:–—-]*)?"
    rf"(?:{'|'.join(level.value for level in Level)}|previously studied situations?)",
    re.IGNORECASE,
)
_SAYS_NOTHING = re.compile(
    r"N/?A|not available|(?:limited and |information )(?:widely )?(?:varie[sd]|varied)\b.*",
    re.IGNORECASE,
)
_PREAMBLE = "Preamble"
_MASTHEAD = "Masthead"


@dataclass(frozen=True, slots=True)
class Clause:
    """The smallest run of text that is compared: `briefing.text[start:end] == text`."""

    start: int
    end: int
    text: str
    field: int
    """Index of the field it stands in."""


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled field such as 'Population', or a paragraph of running text without a label."""

    section: int
    label: str
    clauses: tuple[Clause, ...]

    @property
    def start(self) -> int:
        """Where what it says begins, its label left out."""
        return self.clauses[0].start

    @property
    def end(self) -> int:
        """Where what it says ends."""
        return self.clauses[-1].end


def is_preamble(section: str) -> bool:
    """True for the label of what a resolution says before it acts."""
    return section == _PREAMBLE


def fields_of(briefing: Briefing) -> tuple[Field, ...]:
    """Cut an edition into fields; what only prints its date, level or masthead is left out."""
    labelled = _is_labelled(briefing)
    runs: list[tuple[int, str, list[tuple[int, int]]]] = []
    for paragraph in _paragraphs(briefing):
        section, start, end = paragraph[0].section, paragraph[0].start, paragraph[-1].end
        if _is_without_content(briefing, section, briefing.text[start:end]):
            continue
        match = _LABEL.match(briefing.text, start, end) if labelled else None
        spans = [(each.start, each.end) for each in paragraph]
        if match is not None:
            spans = [(max(first, match.end()), last) for first, last in spans if last > match.end()]
        label = _base(match.group().rstrip().rstrip(":")) if match is not None else ""
        if labelled and runs and section == runs[-1][0] and label in ("", runs[-1][1]):
            runs[-1][2].extend(spans)
        else:
            runs.append((section, label, spans))
    cuts = _cuts_for(briefing, labelled)
    fields: list[Field] = []
    for section, label, spans in runs:
        clauses = tuple(_clauses(briefing.text, spans, len(fields), cuts))
        if clauses:
            fields.append(Field(section, label, clauses))
    return tuple(fields)


def _cuts_for(briefing: Briefing, labelled: bool) -> str:
    if briefing.series.kind is DocumentKind.RESOLUTION:
        return "actions"
    return "fields" if labelled else "sentences"


def _clauses(text: str, spans: list[tuple[int, int]], number: int, cuts: str) -> Iterator[Clause]:
    for start, end in spans:
        for first, last in _cut(text[start:end], cuts):
            if _SAYS_NOTHING.fullmatch(text, start + first, start + last):
                continue
            yield Clause(start + first, start + last, text[start + first : start + last], number)


def _cut(text: str, cuts: str) -> list[tuple[int, int]]:
    match cuts:
        case "actions":
            points = [(at, at) for at in action_cuts(text)]
        case "fields":
            points = [each.span() for each in _CUTS.finditer(text) if _is_outside(text, each)]
        case _:
            points = []
    starts = [0, *(end for _, end in points)]
    ends = [*(start for start, _ in points), len(text)]
    trimmed = (_trimmed(text, *span) for span in zip(starts, ends, strict=True))
    return [(start, end) for start, end in trimmed if start < end] or [(0, len(text))]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    return start + len(part) - len(part.lstrip(" \n,;")), start + len(part.rstrip(" \n,;"))


def _is_outside(text: str, match: re.Match[str]) -> bool:
    """True where the cut is not inside parentheses."""
    before = text[: match.start()]
    return before.count("(") <= before.count(")")


def _paragraphs(briefing: Briefing) -> Iterator[list[Sentence]]:
    held: list[Sentence] = []
    for sentence in briefing.sentences:
        if held and (
            held[-1].section != sentence.section
            or "\n\n" in briefing.text[held[-1].end : sentence.start]
        ):
            yield held
            held = []
        held.append(sentence)
    if held:
        yield held


def _is_labelled(briefing: Briefing) -> bool:
    if not briefing.series.kind.is_republished:
        return False
    starts = [paragraph[0].start for paragraph in _paragraphs(briefing)]
    with_label = sum(_LABEL.match(briefing.text, start) is not None for start in starts)
    return with_label >= max(5, _LABELLED_SHARE * len(starts))


def _is_without_content(briefing: Briefing, section: int, text: str) -> bool:
    is_masthead = briefing.sections[section].label.startswith(_MASTHEAD)
    return is_masthead or _NO_CONTENT.fullmatch(text.strip().rstrip(".;")) is not None


def _base(label: str) -> str:
    """Return the label of a field that has one line a year: all lines are one field."""
    yearly = _YEARLY.match(label)
    return yearly["base"] if yearly else label
