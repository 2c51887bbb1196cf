"""A run as Markdown for a pull request."""

from __future__ import annotations

from assistant.api.schemas import EvalComparisonOut, EvalRunCasesOut


def markdown_report(
    run: EvalRunCasesOut, comparison: EvalComparisonOut | None, show_held_out: bool
) -> str:
    """Return the verdict, the measures, the kinds and the turned cases."""
    raise NotImplementedError
