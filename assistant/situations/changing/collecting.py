"""Everything that differs between two editions, field by field and clause by clause. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.situations.changing.aligning import Alignment, align
from assistant.situations.changing.amounts import dates_stated_for
from assistant.situations.changing.clauses import Clause, Field
from assistant.situations.changing.comparing import Matched, Quoted, alone, compare, quoted
from assistant.situations.changing.fields import is_leader_label
from assistant.situations.changing.findings import ChangeKind
from assistant.situations.changing.granting import granted_findings
from assistant.situations.changing.lists import ListChange, list_change
from assistant.situations.changing.quoting import LONGEST_QUOTE, quote_span
from assistant.situations.changing.scopes import is_by_origin
from assistant.situations.changing.sides import Finding, Side, Sides
from assistant.situations.changing.stocks import Counted, CountedAgain, counted_again
from assistant.situations.changing.yearly import is_yearly, one_a_field, yearly_changes

_NO_LIST = re.compile(r"\bresults\b|\bnote\b", re.IGNORECASE)


def findings(sides: Sides) -> Iterator[Finding]:
    """Yield what differs, in no order."""
    alignment = align(sides.old.fields, sides.new.fields)
    whole: list[tuple[int, int]] = []
    for left, right in alignment.fields:
        found = _whole_field(sides, sides.old.fields[left], sides.new.fields[right])
        if found is not None:
            whole.append((left, right))
            yield from found
    granted, told = granted_findings(sides)
    yield from granted
    yield from _clauses(sides, alignment, whole, told)


def _whole_field(sides: Sides, old: Field, new: Field) -> list[Finding] | None:
    """Compare fields that give a value a year or a list; None for all others."""
    if is_yearly(old, new):
        return [
            Matched(one, other, sides).found(kind, remark=remark)
            for kind, one, other, remark in yearly_changes(old, new)
        ]
    texts = _text(sides.old, old), _text(sides.new, new)
    if _NO_LIST.search(new.label) or is_leader_label(new.label):
        return None
    listed = list_change(*texts, by_origin=all(map(is_by_origin, (old.label, new.label))))
    return None if listed is None else list(_list_finding(sides, old, new, listed))


def _list_finding(sides: Sides, old: Field, new: Field, listed: ListChange) -> Iterator[Finding]:
    before, after = _field_span(sides.old, old), _field_span(sides.new, new)
    listed = listed.quoted(
        sides.old.briefing.text[slice(*before)], sides.new.briefing.text[slice(*after)]
    )
    if not (listed.old or listed.new or listed.moved):
        return
    kind, remark = ChangeKind.UPDATED, ""
    texts = _text(sides.old, old), _text(sides.new, new)
    days = {*dates_stated_for(texts[0]), *dates_stated_for(texts[1])}
    if listed.moved and len(days) == 1 and all(map(dates_stated_for, texts)):
        kind, remark = ChangeKind.CONTRADICTED, f"both given for {days.pop()}"
    if not listed.moved and not (listed.old and listed.new):
        kind = ChangeKind.ADDED if listed.new else ChangeKind.DROPPED
    yield Finding(
        kind=kind,
        subject=new.label,
        section=sides.new.section(new.clauses[0]),
        old=listed.old_text,
        new=listed.new_text,
        before=before if kind is not ChangeKind.ADDED else None,
        after=after if kind is not ChangeKind.DROPPED else None,
        remark=remark,
        line=listed.text,
    )


def _text(side: Side, field: Field) -> str:
    return side.briefing.text[field.start : field.end]


def _field_span(side: Side, field: Field) -> tuple[int, int]:
    start, end = field.start, field.end
    return quote_span(side.briefing.text, start, end, (start, min(end, start + LONGEST_QUOTE)))


def _clauses(
    sides: Sides, alignment: Alignment, whole: Sequence[tuple[int, int]], told: set[Clause]
) -> Iterator[Finding]:
    done_old = {left for left, _ in whole}
    done_new = {right for _, right in whole}
    for i, j in alignment.pairs:
        old, new = sides.old.clauses[i], sides.new.clauses[j]
        is_done = old.field in done_old or new.field in done_new or {old, new} & told
        if not is_done:
            found = compare(Matched(old, new, sides))
            if found is not None:
                yield found
    old_only = [sides.old.clauses[i] for i in alignment.old_only]
    new_only = [sides.new.clauses[j] for j in alignment.new_only]
    yield from _without_counterpart(
        sides,
        [clause for clause in old_only if clause.field not in done_old and clause not in told],
        [clause for clause in new_only if clause.field not in done_new and clause not in told],
    )


def _without_counterpart(
    sides: Sides, old: Sequence[Clause], new: Sequence[Clause]
) -> Iterator[Finding]:
    """Yield figures of a group that both count in other words, then what only one side says."""
    again = list(counted_again(old, new, sides))
    yield from (_counted_finding(sides, each) for each in again)
    told_old = {each.old.clause for each in again}
    told_new = {each.new.clause for each in again}
    for clause in one_a_field(old):
        if clause not in told_old:
            yield alone(clause, sides.old, ChangeKind.DROPPED, is_act=sides.are_acts)
    for clause in one_a_field(new):
        if clause not in told_new:
            yield alone(clause, sides.new, ChangeKind.ADDED, is_act=sides.are_acts)


def _counted_finding(sides: Sides, again: CountedAgain) -> Finding:
    quotes = _counted_quote(sides.old, again.old), _counted_quote(sides.new, again.new)
    return Finding(
        kind=again.kind,
        subject=again.new.label or again.new.group,
        section=sides.new.section(again.new.clause),
        old=_counted(again.old, quotes[0]),
        new=_counted(again.new, quotes[1]),
        before=quotes[0].span,
        after=quotes[1].span,
        remark=again.remark,
    )


def _counted(counted: Counted, quote: Quoted) -> str:
    aside = ", ".join(part for part in (counted.figure.source, counted.when) if part)
    told = aside and aside not in quote.shown and aside in quote.text
    return f"{quote.shown} ({aside})" if told else quote.shown


def _counted_quote(side: Side, counted: Counted) -> Quoted:
    return quoted(side, counted.clause, (counted.figure.start, counted.figure.end))
