"""Which differences a reader wants first: level, people, leaders, mandates, then the rest. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.domain import SectionType
from assistant.situations.changing.actions import act_of
from assistant.situations.changing.amounts import amounts_in, dates_in
from assistant.situations.changing.clauses import is_preamble
from assistant.situations.changing.fields import is_leader_label
from assistant.situations.changing.findings import ChangeKind
from assistant.situations.changing.names import all_name_words
from assistant.situations.changing.sides import Finding, Sides
from assistant.situations.changing.subjects import PEOPLE, group_counted, topic_of

_MOST_PEOPLE = 7
"""Lines on figures of people that come before leaders and mandates."""
_PEOPLE_FIELD = re.compile(
    r"^population(?: - total)?$|refugee|displaced|\bIDPs?\b|stateless|personnel strength",
    re.IGNORECASE,
)
_POLITICS = re.compile(r"election|terrorist|deployment|trafficking.*tier|disputes", re.IGNORECASE)
_NOTE = re.compile(r"- note$|etymology|distribution|long form|short form|background", re.IGNORECASE)
_STRONG = frozenset(("decides", "demands", "authorizes", "authorises", "extends", "imposes"))
_WEIGHTY = (
    "arms embargo", "travel ban", "asset freeze", "commission of inquiry", "referral to the ICC",
    "protection of civilians",
)  # fmt: skip
_BOTH_SAY = (ChangeKind.UPDATED, ChangeKind.CONTRADICTED, ChangeKind.DIFFERENT_SCOPE)

PEOPLE_FIRST, NEW_PEOPLE, ACTORS, ACTS, MORE_PEOPLE, OTHERS, ONE_SIDED, MINOR, LAST = range(9)


def in_order_of_weight(found: Sequence[Finding], sides: Sides) -> list[Finding]:
    """Sort findings by weight, those of one weight as they stand in the documents."""
    placed = sorted(found, key=lambda each: _place(each, sides))
    weighed = [(_weight(each, sides), each) for each in placed]
    seen = 0
    ranked: list[tuple[int, int, Finding]] = []
    for number, (weight, each) in enumerate(weighed):
        seen += weight <= NEW_PEOPLE
        late = weight <= NEW_PEOPLE and seen > _MOST_PEOPLE
        ranked.append((MORE_PEOPLE if late else weight, number, each))
    return [each for _, _, each in sorted(ranked, key=lambda each: each[:2])]


def _weight(finding: Finding, sides: Sides) -> int:
    if finding.kind is ChangeKind.REWORDED:
        return LAST
    return _weight_of_act(finding) if sides.are_acts else _weight_of_statement(finding, sides)


def _weight_of_statement(finding: Finding, sides: Sides) -> int:
    both = finding.kind in _BOTH_SAY
    if both and (_PEOPLE_FIELD.search(finding.subject) or _counts_people(finding)):
        return PEOPLE_FIRST if not _NOTE.search(finding.subject) else MORE_PEOPLE
    if is_leader_label(finding.subject):
        return ACTORS if both else OTHERS
    if not both:
        return _weight_of_one_sided(finding, sides)
    if _POLITICS.search(finding.subject):
        return ACTS
    return MINOR if _NOTE.search(finding.subject) else OTHERS


def _weight_of_act(finding: Finding) -> int:
    text = finding.new or finding.old
    if is_preamble(finding.section):
        both = _counts_people(finding) and finding.kind in _BOTH_SAY
        return PEOPLE_FIRST if both else MINOR
    if finding.kind in _BOTH_SAY:
        return PEOPLE_FIRST if finding.subject.startswith(("mandate", "troop")) else ACTORS
    is_weighty = act_of(text) in _STRONG or topic_of(text) in _WEIGHTY
    if finding.kind is ChangeKind.ADDED:
        is_mandate = finding.subject.startswith(("mandate of", "troop", *_WEIGHTY[:3]))
        return ACTORS if is_mandate else ACTS if is_weighty else OTHERS
    return ONE_SIDED if is_weighty else MINOR


def _weight_of_one_sided(finding: Finding, sides: Sides) -> int:
    added = finding.kind is ChangeKind.ADDED
    if _in_section(finding, sides, SectionType.NECESSARY_ACTION):
        return ACTS
    if finding.subject in PEOPLE or _counts_people(finding):
        if not added or _is_history(finding, sides):
            return ONE_SIDED
        return MORE_PEOPLE if _is_labelled(sides) else NEW_PEOPLE
    if _is_history(finding, sides):
        return MINOR
    known = sides.old.name_words if added else sides.new.name_words
    if all_name_words(finding.new or finding.old) - known:
        return MORE_PEOPLE if added else ONE_SIDED
    return ONE_SIDED


def _is_labelled(sides: Sides) -> bool:
    return any(field.label for field in sides.new.fields)


def _counts_people(finding: Finding) -> bool:
    return any(
        group_counted(figure, text)
        for text in (finding.old, finding.new)
        for figure in amounts_in(text)
    )


def _is_history(finding: Finding, sides: Sides) -> bool:
    """True where a statement that is new tells only of the time before the earlier edition."""
    years = [each.last.year for each in dates_in(finding.new or finding.old)]
    edition = sides.old.briefing.edition_date.day.year
    return bool(years) and max(years) < edition - 1


def _in_section(finding: Finding, sides: Sides, kind: SectionType) -> bool:
    side = sides.new if finding.kind is ChangeKind.ADDED else sides.old
    return any(
        section.type is kind and section.label == finding.section
        for section in side.briefing.sections
    )


def _place(finding: Finding, sides: Sides) -> float:
    """Return how far into its edition a finding stands, from 0 to 1."""
    if finding.after is not None:
        return finding.after[0] / max(1, len(sides.new.briefing.text))
    start = finding.before[0] if finding.before is not None else 0
    return start / max(1, len(sides.old.briefing.text))
