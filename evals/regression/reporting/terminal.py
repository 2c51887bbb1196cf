"""A run as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.api.schemas import EvalComparisonOut, EvalRunCasesOut


def run_lines(
    run: EvalRunCasesOut, comparison: EvalComparisonOut | None, show_held_out: bool
) -> Iterator[str]:
    """Yield the report in plain lines of at most 100 columns."""
    raise NotImplementedError
