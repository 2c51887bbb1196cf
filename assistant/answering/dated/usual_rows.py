"""What is compared of countries where a question names nothing: the main parts of their briefs."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.dated.view import LibraryView
from assistant.answering.question.scope import Scope
from assistant.countries import country_name
from assistant.situations.brief import Brief, brief
from assistant.situations.citing import CitedLine
from assistant.situations.comparison import Cell, ComparisonRow

ROWS = (
    ("Who is at risk", ("Who is at risk", "What concerned the Security Council"), 1),
    ("Figures", ("Figures", "The country"), 2),
    ("Latest development", ("Latest developments",), 1),
    ("Recommended action", ("Recommended action", "What the Security Council demanded"), 2),
)
"""Title of a row, the parts of a brief that fill it (the first that has lines), and how many."""


def usual_rows(view: LibraryView, scope: Scope) -> tuple[ComparisonRow, ...]:
    """Return the rows that have something to say, a cell for each country in scope."""
    briefs = {
        code: brief(code, view.cards, view.get, view.today, scope.as_of) for code in scope.countries
    }
    codes = (*scope.countries, *scope.uncovered)
    rows = [
        ComparisonRow(
            title,
            tuple(
                _cell(country_name(code), _lines(briefs.get(code), parts, most)) for code in codes
            ),
        )
        for title, parts, most in ROWS
    ]
    return tuple(row for row in rows if not row.is_empty)


def _lines(found: Brief | None, titles: Sequence[str], most: int) -> tuple[CitedLine, ...]:
    parts = found.parts if found is not None else ()
    for title in titles:
        for part in parts:
            lines = [line for line in part.lines if line.citations]
            if part.title.startswith(title) and lines:
                return tuple(lines[:most])
    return ()


def _cell(name: str, lines: Sequence[CitedLine]) -> Cell:
    citations = tuple(citation for line in lines for citation in line.citations)
    if not citations:
        return Cell(name)
    text = " / ".join(line.text for line in lines)
    edition = max(citation.edition_date for citation in citations).label
    return Cell(name, f"{text} ({edition})", citations)
