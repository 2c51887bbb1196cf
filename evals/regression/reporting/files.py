"""The reports of a run as files in its folder."""

from __future__ import annotations

from pathlib import Path

from assistant.api.schemas import EvalComparisonOut, EvalRunCasesOut
from evals.regression.gate import GateResult
from evals.regression.reporting.html import html_page
from evals.regression.reporting.junit import junit_xml
from evals.regression.reporting.markdown import markdown_report


def write_reports(
    folder: Path,
    run: EvalRunCasesOut,
    comparison: EvalComparisonOut | None,
    show_held_out: bool,
    result: GateResult | None = None,
) -> dict[str, Path]:
    """Write the page, the Markdown and the JUnit file; return their paths by format.

    Args:
        folder: Where they are written; the run's own, as a rule.
        run: The run.
        comparison: What it lost and won against an earlier one, if any.
        show_held_out: True where texts of the held-out half may be read.
        result: What the gate decided; where none is given, its decision with the usual floors.
    """
    texts = {
        "html": ("report.html", html_page(run, comparison, show_held_out, result)),
        "markdown": ("report.md", markdown_report(run, comparison, show_held_out, result)),
        "junit": ("junit.xml", junit_xml(run, show_held_out)),
    }
    folder.mkdir(parents=True, exist_ok=True)
    paths = {}
    for name, (file_name, text) in texts.items():
        paths[name] = folder / file_name
        paths[name].write_text(text, encoding="utf-8")
    return paths
