"""A run as one self-contained page."""

from __future__ import annotations

from assistant.api.schemas import EvalComparisonOut, EvalRunCasesOut


def html_page(
    run: EvalRunCasesOut, comparison: EvalComparisonOut | None, show_held_out: bool
) -> str:
    """Return a page that asks nothing of any network."""
    raise NotImplementedError
