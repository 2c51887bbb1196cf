"""Finds the evidence of a case in the library: which edition, which characters, which passages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.api.schemas import BriefingOut, BriefingTextOut
from evals.regression.cases import CaseEvidence, RegressionCase
from evals.regression.scorers.given import FoundEvidence
from evals.regression.target import Target


@dataclass(frozen=True, slots=True)
class Located:
    """The evidence of a case as far as the library holds it."""

    found: tuple[FoundEvidence, ...]
    lost: tuple[CaseEvidence, ...]


async def locate_evidence(
    target: Target, case: RegressionCase, editions: Mapping[str, BriefingOut]
) -> Located:
    """Find every sentence of `case`'s evidence."""
    found: list[FoundEvidence] = []
    lost: list[CaseEvidence] = []
    for number, group in enumerate(case.evidence_groups):
        for item in group:
            pieces = [
                piece
                for name in named_editions(item.briefing, editions.values())
                if (piece := _find(item, number, await target.text_of(name))) is not None
            ]
            found += pieces
            lost += [] if pieces else [item]
    return Located(tuple(found), tuple(lost))


def named_editions(name: str, editions: Iterable[BriefingOut]) -> list[str]:
    """Return the ids of the editions that `name` means: an id, or the name of a file."""
    return [each.id for each in editions if name in names_of(each)]


def names_of(edition: BriefingOut) -> frozenset[str]:
    """Return what an edition may be called in a case."""
    return frozenset({edition.id, edition.file_name, Path(edition.file_name).name})


def span_of(quote: str, text: str) -> tuple[int, int] | None:
    """Return where `quote` stands in `text`, whatever white space parts its words."""
    at = text.find(quote)
    if at >= 0:
        return at, at + len(quote)
    found = re.search(r"\s+".join(map(re.escape, quote.split())), text) if quote.split() else None
    return found.span() if found else None


def _find(item: CaseEvidence, group: int, edition: BriefingTextOut) -> FoundEvidence | None:
    span = span_of(item.quote, edition.text)
    if span is None:
        return None
    start, end = span
    held = (each.id for each in edition.passages if each.start < end and start < each.end)
    return FoundEvidence(group, edition.id, start, end, frozenset(held))
