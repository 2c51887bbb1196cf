"""The reports of a run as files in its folder."""

from __future__ import annotations

from pathlib import Path

from assistant.api.schemas import EvalComparisonOut, EvalRunCasesOut
from evals.regression.reporting.html import html_page
from evals.regression.reporting.junit import junit_xml
from evals.regression.reporting.markdown import markdown_report


def write_reports(
    folder: Path,
    run: EvalRunCasesOut,
    comparison: EvalComparisonOut | None,
    show_held_out: bool,
) -> dict[str, Path]:
    """Write the page, the Markdown and the JUnit file; return their paths by format."""
    texts = {
        "html": ("report.html", html_page(run, comparison, show_held_out)),
        "markdown": ("report.md", markdown_report(run, comparison, show_held_out)),
        "junit": ("junit.xml", junit_xml(run, show_held_out)),
    }
    folder.mkdir(parents=True, exist_ok=True)
    paths = {}
    for name, (file_name, text) in texts.items():
        paths[name] = folder / file_name
        paths[name].write_text(text, encoding="utf-8")
    return paths
