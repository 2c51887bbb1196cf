"""Terms and strengths that one resolution grants beside those of the other, as findings. Pure."""

from __future__ import annotations

from assistant.situations.changing.clauses import Clause
from assistant.situations.changing.comparing import quoted
from assistant.situations.changing.findings import ChangeKind
from assistant.situations.changing.mandates import Granted, granted_in
from assistant.situations.changing.sides import Finding, Side, Sides


def granted_findings(sides: Sides) -> tuple[list[Finding], set[Clause]]:
    """Compare terms and strengths of resolutions; also return the clauses that are told by it."""
    if not sides.are_acts:
        return [], set()
    old, new = granted_in(sides.old.clauses), granted_in(sides.new.clauses)
    found: list[Finding] = []
    told: set[Clause] = set()
    for subject in old.keys() | new.keys():
        one, other = old.get(subject), new.get(subject)
        if one is not None and other is not None:
            told |= {one.clause, other.clause}
        if one is None or other is None or one.value != other.value:
            found.append(_granted_finding(sides, subject, one, other))
            told |= {each.clause for each in (one, other) if each is not None}
    return found, told


def _granted_finding(
    sides: Sides, subject: str, old: Granted | None, new: Granted | None
) -> Finding:
    kind = ChangeKind.DROPPED if new is None else ChangeKind.UPDATED
    kind = ChangeKind.ADDED if old is None else kind
    named = new or old
    side = sides.new if new is not None else sides.old
    return Finding(
        kind=kind,
        subject=subject,
        section="" if named is None else side.section(named.clause),
        old="" if old is None else old.text,
        new="" if new is None else new.text,
        before=None if old is None else _granted_span(sides.old, old),
        after=None if new is None else _granted_span(sides.new, new),
    )


def _granted_span(side: Side, granted: Granted) -> tuple[int, int]:
    place = granted.start, granted.start + len(granted.text)
    return quoted(side, granted.clause, place).span
