"""Findings as changes: one plain line each, with a quote of what each edition says. Pure."""

from __future__ import annotations

from assistant.domain import Briefing, Citation
from assistant.situations.changing.findings import Change, ChangeKind
from assistant.situations.changing.sides import Finding, Sides, Span
from assistant.situations.citing import citation_at

_ANOTHER = "other values for the same date"


def as_change(finding: Finding, sides: Sides) -> Change:
    """Word a finding and cite what it rests on."""
    return Change(
        kind=finding.kind,
        section=finding.section,
        subject=finding.subject,
        text=_line(finding, sides),
        old=finding.old,
        new=finding.new,
        before=_cited(sides.old.briefing, finding.before),
        after=_cited(sides.new.briefing, finding.after),
    )


def _line(finding: Finding, sides: Sides) -> str:
    match finding.kind:
        case ChangeKind.ADDED:
            return f"New{_said(finding, finding.new)}"
        case ChangeKind.DROPPED:
            return f"{_gone(sides)}{_said(finding, finding.old)}"
        case ChangeKind.DIFFERENT_SCOPE:
            both = f"{finding.old} / {finding.new}"
            return f"{finding.subject}, not comparable ({finding.remark}): {both}"
        case ChangeKind.CONTRADICTED:
            both = finding.line or f"{finding.old} → {finding.new}"
            return f"{finding.subject}, {_ANOTHER}: {both} ({finding.remark})"
        case _:
            return f"{finding.subject}: {finding.line or f'{finding.old} → {finding.new}'}"


def _said(finding: Finding, words: str) -> str:
    """Return the words with what they are about, unless they begin with it."""
    quoted = finding.line or f"“{words}”"
    if not finding.line and finding.subject in " ".join(words.split())[:120]:
        return f": {quoted}"
    return f", {finding.subject}: {quoted}"


def _gone(sides: Sides) -> str:
    """Say how the later document is silent; a resolution does not end what it does not repeat."""
    return "No longer said" if sides.are_republished else "Not repeated"


def _cited(briefing: Briefing, span: Span | None) -> Citation | None:
    return None if span is None else citation_at(briefing, *span)
