"""How the later of two matched clauses differs from the earlier one. Pure."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.situations.changing.amounts import (
    Differing,
    dates_in,
    differing_amounts,
    differing_dates,
    stated_for,
)
from assistant.situations.changing.clauses import Clause, is_preamble
from assistant.situations.changing.fields import is_leader_label
from assistant.situations.changing.findings import ChangeKind
from assistant.situations.changing.headings import heading_of
from assistant.situations.changing.names import all_name_words
from assistant.situations.changing.quoting import quote_span, shown_around
from assistant.situations.changing.sameness import is_same, plain
from assistant.situations.changing.scopes import TOO_FAR_APART, are_far_apart, scope_remark
from assistant.situations.changing.sides import Finding, Side, Sides
from assistant.situations.changing.similarity import content_terms
from assistant.situations.changing.subjects import group_counted
from assistant.statements.figures import Figure

_ABOUT_ONE_THING = 0.6
"""Share of the shorter clause's stems from which other figures are the same figure's."""
_SHORT = 110
_SPELLED_ALIKE = 0.75
_REFERENCE = re.compile(
    r"\b(?:paragraphs?|para|articles?|resolutions?|chapter|annex|section|items?|page|no|note)\.?"
    r"[\s(]*(?:\d+[\s,()a-z]*(?:and|to|or|,)?\s*)*$",
    re.IGNORECASE,
)
Focus = tuple[int, int]
_START: Focus = (0, 0)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A verbatim quote, and the part of it that is shown in a line."""

    span: tuple[int, int]
    text: str
    shown: str


@dataclass(frozen=True, slots=True)
class Matched:
    """Two clauses that are about the same thing, one of each edition."""

    old: Clause
    new: Clause
    sides: Sides

    @property
    def label(self) -> str:
        """Label of the field in which they stand; '' in running text."""
        return self.sides.new.label(self.new) or self.sides.old.label(self.old)

    def found(
        self, kind: ChangeKind, old: Focus = _START, new: Focus = _START, remark: str = ""
    ) -> Finding:
        """Return them as a finding that is seen at the characters `old` and `new` of them."""
        quotes = quoted(self.sides.old, self.old, old), quoted(self.sides.new, self.new, new)
        return Finding(
            kind=kind,
            subject=self.label or heading_of(self.new.text, is_act=self.sides.are_acts),
            section=self.sides.new.section(self.new),
            old=quotes[0].shown,
            new=quotes[1].shown,
            before=quotes[0].span,
            after=quotes[1].span,
            remark=remark,
        )


def compare(pair: Matched) -> Finding | None:
    """Return what differs; None where both say the same."""
    old, new = pair.old.text, pair.new.text
    if is_same(old, new):
        return None
    amounts = _without_references(differing_amounts(old, new), old, new)
    if amounts.old and amounts.new and (pair.label or _is_about_one_thing(old, new)):
        return _amounts_changed(pair, amounts)
    # Preambles name other letters and reports each time, which changes nothing.
    if is_preamble(pair.sides.new.section(pair.new)):
        return pair.found(ChangeKind.REWORDED)
    gone_dates, come_dates = differing_dates(old, new)
    if gone_dates and come_dates:
        focus = _place(old, gone_dates[0].text), _place(new, come_dates[0].text)
        return pair.found(ChangeKind.UPDATED, *focus)
    gone, come = _names_replaced(old, new)
    if gone and come and (_is_short_field(pair) or _are_new_actors(gone, come, pair.sides)):
        return pair.found(ChangeKind.UPDATED, _word_place(old, gone), _word_place(new, come))
    return pair.found(ChangeKind.REWORDED)


def alone(clause: Clause, side: Side, kind: ChangeKind, *, is_act: bool) -> Finding:
    """Return what only one edition says, with `kind` ADDED or DROPPED."""
    is_new = kind is ChangeKind.ADDED
    quote = quoted(side, clause)
    return Finding(
        kind=kind,
        subject=side.label(clause) or heading_of(clause.text, is_act=is_act),
        section=side.section(clause),
        old="" if is_new else quote.shown,
        new=quote.shown if is_new else "",
        before=None if is_new else quote.span,
        after=quote.span if is_new else None,
    )


def quoted(side: Side, clause: Clause, focus: Focus = _START) -> Quoted:
    """Quote a clause: all of it, or of a long one what holds `focus`."""
    place = clause.start + focus[0], clause.start + focus[1]
    start, end = quote_span(side.briefing.text, clause.start, clause.end, place)
    text = side.briefing.text[start:end]
    within = max(0, place[0] - start), max(0, place[1] - start)
    return Quoted((start, end), text, shown_around(text, within))


def _amounts_changed(pair: Matched, amounts: Differing) -> Finding:
    focus = _figure_place(amounts.old[0]), _figure_place(amounts.new[0])
    old, new = pair.old.text, pair.new.text
    if why := scope_remark(pair.old, pair.new, pair.sides):
        return pair.found(ChangeKind.DIFFERENT_SCOPE, *focus, why)
    if not pair.label and _are_far_apart_groups(pair, amounts):
        return pair.found(ChangeKind.DIFFERENT_SCOPE, *focus, TOO_FAR_APART)
    if (day := stated_for(old)) and day == stated_for(new):
        return pair.found(ChangeKind.CONTRADICTED, *focus, f"both given for {day}")
    if not pair.sides.are_acts and not pair.label and _same_days(old, new):
        remark = f"both given for {dates_in(new)[0].text}"
        return pair.found(ChangeKind.CONTRADICTED, *focus, remark)
    return pair.found(ChangeKind.UPDATED, *focus)


def _are_far_apart_groups(pair: Matched, amounts: Differing) -> bool:
    one, other = amounts.old[0], amounts.new[0]
    group = group_counted(one, pair.old.text)
    is_one_group = bool(group) and group == group_counted(other, pair.new.text)
    return is_one_group and are_far_apart(one, other)


def _is_short_field(pair: Matched) -> bool:
    """True where a field says one short thing, so that another name is another answer."""
    is_short = max(len(pair.old.text), len(pair.new.text)) <= _SHORT
    return bool(pair.label) and (is_short or is_leader_label(pair.label))


def _same_days(old: str, new: str) -> bool:
    """True where both name the same dates, exact to the day: one event, told with other figures."""
    ours = [(each.first, each.last) for each in dates_in(old)]
    theirs = [(each.first, each.last) for each in dates_in(new)]
    return bool(ours) and ours == theirs and all(first == last for first, last in ours)


def _without_references(amounts: Differing, old: str, new: str) -> Differing:
    return Differing(_counting(amounts.old, old), _counting(amounts.new, new))


def _counting(figures: Sequence[Figure], text: str) -> tuple[Figure, ...]:
    """Return the figures that are not numbers of paragraphs, resolutions and the like."""
    return tuple(each for each in figures if not _REFERENCE.search(text[: each.number_start]))


def _is_about_one_thing(old: str, new: str) -> bool:
    ours, theirs = content_terms(old), content_terms(new)
    return len(ours & theirs) >= _ABOUT_ONE_THING * max(1, min(len(ours), len(theirs)))


def _names_replaced(old: str, new: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words of names that only one clause has; other spellings of a name are none."""
    in_old, in_new = frozenset(plain(old)), frozenset(plain(new))
    gone = all_name_words(old) - in_new
    come = all_name_words(new) - in_old
    return _unlike(gone, in_new), _unlike(come, in_old)


def _unlike(words: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    return frozenset(
        word
        for word in words
        if not difflib.get_close_matches(word, others, n=1, cutoff=_SPELLED_ALIKE)
    )


def _are_new_actors(gone: frozenset[str], come: frozenset[str], sides: Sides) -> bool:
    """True where running text names someone whom the other edition does not know at all."""
    return bool(come - sides.old.name_words) and bool(gone - sides.new.name_words)


def _figure_place(figure: Figure) -> Focus:
    return figure.start, figure.end


def _place(text: str, words: str) -> Focus:
    at = max(text.find(words), 0)
    return at, at + len(words)


def _word_place(text: str, words: frozenset[str]) -> Focus:
    for match in re.finditer(r"[^\W\d_]+", text):
        if plain(match.group()) and plain(match.group())[0] in words:
            return match.span()
    return 0, 0
