"""A run as one page that holds all it needs and asks nothing of any network. Pure.

Every text is escaped by the template engine and loses its control characters; the page's policy
allows its own style and script by their hashes, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from assistant.api.schemas import EvalCaseOut, EvalComparisonOut, EvalDifference, EvalRunCasesOut
from evals.regression.gate import GateResult
from evals.regression.measures import BY_NAME
from evals.regression.reporting.calibration_plot import calibration_svg
from evals.regression.reporting.html_rows import (
    CaseView,
    case_view,
    missed_measures,
    slice_tables,
    time_rows,
)
from evals.regression.reporting.selecting import (
    failed_cases,
    is_shown,
    losses,
    turned_groups,
)
from evals.regression.reporting.slices import (
    SLICE_MEASURES,
    floor_of,
    is_below_floor,
    label_of,
    measure_of,
    measures_of,
)
from evals.regression.reporting.verdict import verdict_of
from evals.regression.reporting.wording import (
    HELD_OUT,
    interval,
    lines_shown,
    percent,
    points,
    seconds,
)

FOLDER = Path(__file__).parent
TEMPLATE, STYLE, SCRIPT = "html_template.html", "html_style.css", "html_script.js"
OPENED_AT_FIRST = 3
"""How many of the worst cases stand open."""


def html_page(
    run: EvalRunCasesOut,
    comparison: EvalComparisonOut | None,
    show_held_out: bool,
    result: GateResult | None = None,
) -> str:
    """Return the page; its verdict is that of `result` where it is given."""
    style, script = (FOLDER.joinpath(name).read_text(encoding="utf-8") for name in (STYLE, SCRIPT))
    failed, passed, unshown = _cases(run, show_held_out)
    return _environment().get_template(TEMPLATE).render(
        run=run.run,
        verdict=verdict_of(run, comparison, result),
        comparison=comparison,
        losses=losses(comparison) if comparison else (),
        others=_others(comparison),
        turned=tuple(turned_groups(comparison)) if comparison else (),
        measures=measures_of(run.run),
        headline=[measure_of(run.run, name) for name in ("passed", "outcome", "facts")],
        tables=slice_tables(run.run),
        times=time_rows(run.cases),
        plot=Markup(calibration_svg(run.run.calibration)),  # noqa: S704 - made of numbers alone
        failed=failed,
        passed=passed,
        unshown=unshown,
        filter_measures=missed_measures(failed),
        show_held_out=show_held_out,
        opened=OPENED_AT_FIRST,
        style=Markup(style),  # noqa: S704 - our own files
        script=Markup(script),  # noqa: S704
        policy=_policy(style, script),
    )  # fmt: skip


def _others(comparison: EvalComparisonOut | None) -> list[EvalDifference]:
    """Return the differences that are no loss, what got better first."""
    if comparison is None:
        return []
    lost = losses(comparison)
    rest = [each for each in comparison.differences if each not in lost]
    return sorted(rest, key=lambda each: each.verdict != "improved")


def _cases(
    run: EvalRunCasesOut, show_held_out: bool
) -> tuple[list[CaseView], list[CaseView], list[EvalCaseOut]]:
    """Return the failed cases, the passed ones, and those of which only the id is shown."""
    shown = [case for case in run.cases if is_shown(case, show_held_out)]
    passed = sorted((case for case in shown if case.has_passed), key=lambda case: case.id)
    ordered = [*failed_cases(run.cases, show_held_out), *passed]
    views = [case_view(number, case) for number, case in enumerate(ordered, start=1)]
    rest = [case for case in run.cases if not is_shown(case, show_held_out)]
    unshown = sorted(rest, key=lambda case: (case.has_passed, case.id))
    cut = len(views) - len(passed)
    return views[:cut], views[cut:], unshown


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_without_controls,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "percent": percent,
        "points": points,
        "seconds": seconds,
        "label": label_of,
        "floor": floor_of,
    }
    environment.globals |= {
        "interval": interval,
        "is_shown": is_shown,
        "is_below_floor": is_below_floor,
        "held_out": HELD_OUT,
        "by_name": BY_NAME,
        "slice_measures": SLICE_MEASURES,
    }
    return environment


def _without_controls(value: object) -> object:
    """Return what a template prints without control characters; markup of ours stays as it is."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return _shown(value)


def _shown(text: str) -> str:
    """Keep a space at either end: pieces of an answer are printed one after the other."""
    core = lines_shown(text)
    before = " " if text[:1].isspace() else ""
    after = " " if core and text[-1:].isspace() else ""
    return f"{before}{core}{after}"


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    """Return the hash by which a policy names an inline text (CSP level 3, section 2.3.1)."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
