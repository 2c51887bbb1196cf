"""Lines of a terminal report: how long they are, how they begin, and their style. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.api.schemas import EvalCaseOut, EvalTurned
from evals.regression.reporting.wording import cut

WIDTH = 100


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the report, with the style in which a terminal with colours shows it."""

    text: str
    style: str = ""


def heading(text: str) -> Iterator[Line]:
    """Yield an underlined heading, an empty line before it."""
    yield Line("")
    yield Line(text, "bold")
    yield Line("-" * len(text))


def indented(text: str) -> Line:
    """Return a line under a headline."""
    return Line(f"  {cut(text, WIDTH - 2)}")


def named(case: EvalCaseOut | EvalTurned, said: str) -> str:
    """Return what is said of a case behind its id and kind, which stand in columns."""
    name = f"{cut(case.id, 26):<27} {cut(case.kind, 17):<18}"
    return f"{name} {cut(said, WIDTH - len(name) - 1)}"
