"""A run as JUnit XML."""

from __future__ import annotations

from assistant.api.schemas import EvalRunCasesOut


def junit_xml(run: EvalRunCasesOut, show_held_out: bool) -> str:
    """Return one test suite per kind, one test case per case."""
    raise NotImplementedError
