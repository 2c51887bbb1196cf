"""Answers that set countries or documents side by side, each read in its own slot."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.dated.cited_drafts import LineGroup, cited_draft
from assistant.answering.dated.slots import (
    Slot,
    country_slots,
    edition_slot,
    missing_slot,
    slot_cell,
    topic_of_question,
)
from assistant.answering.dated.usual_rows import usual_rows
from assistant.answering.dated.view import LibraryView
from assistant.answering.drafting import Draft
from assistant.answering.question.edition_asks import asked_of_each, topic_words
from assistant.answering.question.scope import Scope
from assistant.countries import country_name
from assistant.domain import Outcome
from assistant.situations.comparison import (
    Cell,
    Comparison,
    ComparisonRow,
    figures_verdict,
    levels_verdict,
)
from assistant.situations.coverage import not_covered_line
from assistant.situations.level_schemes import scheme_notice
from assistant.situations.status import situations
from assistant.situations.status_lines import level_line

_ASKS_LEVEL = re.compile(r"\blevel\b|\bat (?:greater|higher) risk\b|\bgraver\b", re.IGNORECASE)
_ASKS_SMALLER = re.compile(
    r"\b(?:fewer|fewest|less|least|smaller|smallest|lower|lowest|shorter|younger)\b", re.IGNORECASE
)


def compared(view: LibraryView, scope: Scope) -> Draft | None:
    """Answer a comparison; None where no side says anything."""
    comparison = comparison_of(view, scope)
    if all(row.is_empty for row in comparison.rows):
        return None
    groups = [
        LineGroup(row.title, tuple(cell.line for cell in row.cells)) for row in comparison.rows
    ]
    if comparison.verdict is not None:
        groups.insert(0, LineGroup("", (comparison.verdict,)))
    is_missing = any(not cell.citations for row in comparison.rows for cell in row.cells)
    is_partial = is_missing and len(comparison.rows) == 1
    outcome = Outcome.PARTLY_ANSWERED if is_partial else Outcome.ANSWERED
    notice = scheme_notice([card for card in view.cards if card.id in _levelled(comparison)])
    return cited_draft(
        groups,
        view.stored_text,
        outcome,
        (notice,) if notice else (),
        sets_editions_apart=len(scope.documents) > 1,
    )


def comparison_of(view: LibraryView, scope: Scope) -> Comparison:
    """Fill a cell for each side and each thing compared."""
    slots = _slots(view, scope)
    if _ASKS_LEVEL.search(scope.question) and len(slots) > 1 and not scope.documents:
        row = _levels(view, scope)
        return Comparison(_names(slots), (row,), levels_verdict(row.cells))
    words = topic_words(scope.question)
    if not words and not scope.documents:
        rows = (_levels(view, scope), *usual_rows(view, scope))
        return Comparison(_names(slots), rows)
    asked = asked_of_each(scope.question) if len(scope.documents) > 1 else ""
    topic = topic_of_question(words, scope.question, asked)
    cells = tuple(slot_cell(view, slot, topic) for slot in slots)
    row = ComparisonRow(f"{words[:1].upper()}{words[1:]}", cells)
    is_smallest = bool(_ASKS_SMALLER.search(scope.question))
    verdict = figures_verdict(cells, is_smallest) if topic.is_figure else None
    return Comparison(_names(slots), (row,), verdict)


def _slots(view: LibraryView, scope: Scope) -> tuple[Slot, ...]:
    """Return a slot for each document named, held or not, or else for each country."""
    if len(scope.documents) < 2:
        return country_slots(scope)
    held = {number: view.documents((number,)) for number in scope.documents}
    return tuple(
        edition_slot(cards[0], scope) if cards else missing_slot(number, scope)
        for number, cards in held.items()
    )


def _levels(view: LibraryView, scope: Scope) -> ComparisonRow:
    found = {each.country: each for each in situations(view.cards, view.get, scope.as_of)}
    cells = []
    for code in (*scope.countries, *scope.uncovered):
        name, held = country_name(code), found.get(code)
        if held is None or held.level is None:
            missing = not_covered_line((code,), view.cards)
            cells.append(Cell(name, "no level in the briefings held" if not missing else ""))
            continue
        line = level_line(held)
        text = line.text.removeprefix(f"{name}: ").rstrip(".")
        cells.append(Cell(name, text, line.citations, level=held.level))
    return ComparisonRow("Level", tuple(cells))


def _names(slots: Sequence[Slot]) -> tuple[str, ...]:
    return tuple(slot.name for slot in slots)


def _levelled(comparison: Comparison) -> frozenset[str]:
    """Return the ids of the editions whose level stands in a cell."""
    return frozenset(
        citation.briefing_id
        for row in comparison.rows
        for cell in row.cells
        if cell.level is not None
        for citation in cell.citations
    )
