"""A run as Markdown for a pull request: verdict, measures, kinds, turned cases. Pure.

Texts of answers and documents stand in `<code>` with every character that means something encoded:
they cannot end a table cell, load an image, link, or call anybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.api.schemas import (
    EvalComparisonOut,
    EvalDifference,
    EvalMeasure,
    EvalRunCasesOut,
    EvalRunOut,
    EvalTurned,
)
from evals.regression.aggregating import ALL
from evals.regression.gate import GateResult
from evals.regression.reporting.selecting import (
    changes_of,
    failed_cases,
    is_shown,
    reason_of,
    turned_groups,
)
from evals.regression.reporting.slices import (
    SLICE_MEASURES,
    floor_of,
    is_below_floor,
    label_of,
    measure_of,
    measures_of,
    slice_rows,
)
from evals.regression.reporting.verdict import RunVerdict, verdict_of
from evals.regression.reporting.wording import (
    HELD_OUT,
    counted,
    cut,
    interval,
    percent,
    points,
    seconds,
)

WORST_SHOWN = 10
TURNED_SHOWN = 30
TEXT_LENGTH = 400
_MEANS_SOMETHING = re.compile(r"[^\w\s.,;:()/?%+=\"'’“”…–—-]|_|:(?=\S)")
_BARE_ADDRESS = re.compile(r"(?i)\b(www|https?|ftp|mailto|gh)(?=\W)")


def markdown_report(
    run: EvalRunCasesOut,
    comparison: EvalComparisonOut | None,
    show_held_out: bool,
    result: GateResult | None = None,
) -> str:
    """Return the report; its first line is the verdict, that of `result` where it is given."""
    blocks = [
        *_headline(run.run, verdict_of(run, comparison, result)),
        _compared(comparison) if comparison else _measures(run.run),
        _kinds(run.run),
    ]
    if comparison is not None:
        blocks += [_turned(comparison, show_held_out)]
    blocks += [_worst(run, show_held_out), _origin(run.run)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def as_code(text: str, length: int = TEXT_LENGTH) -> str:
    """Return foreign text as code in which nothing is markup, a mention, a link or an image."""
    line = _MEANS_SOMETHING.sub(lambda match: f"&#{ord(match.group())};", cut(text, length))
    return f"<code>{_BARE_ADDRESS.sub(_broken, line)}</code>" if line else ""


def _broken(match: re.Match[str]) -> str:
    word = match.group()
    return f"{word[:-1]}&#{ord(word[-1])};"


def _headline(run: EvalRunOut, verdict: RunVerdict) -> Iterator[str]:
    passed = measure_of(run, "passed")
    span = interval(passed.low, passed.high) if passed else ""
    yield f"**{'✅' if verdict.has_passed else '❌'} {as_words(verdict.text)}**"
    share = percent(run.passed / run.cases if run.cases else None)
    within = f" (95 % interval {span})" if span else ""
    unfinished = "" if run.finished_at else " The run is not finished."
    yield (
        f"{as_words(run.question_set)}: {run.passed} of "
        f"{counted(run.cases, 'case')} pass, {share}{within}.{unfinished}"
    )
    yield "\n".join(f"- {as_words(reason)}" for reason in verdict.reasons)


def as_words(text: str) -> str:
    """Return a name or a sentence of ours so that nothing in it is markup."""
    words = as_code(text).removeprefix("<code>").removesuffix("</code>")
    return words.replace("&#64;", "&#64;\u200b")


def _compared(comparison: EvalComparisonOut) -> str:
    """Return all measures beside those before, then the slices that differ by more than noise."""
    rows = [each for each in comparison.differences if each.slice == ALL]
    rows += [
        each for each in comparison.differences if each.slice != ALL and each.verdict != "unchanged"
    ]
    title = ("Measure", "Before", "After", "Difference", "95 % interval", "Cases", "Verdict")
    return _table(title, "lrrrrrl", [_difference(each) for each in rows])


def _difference(each: EvalDifference) -> tuple[str, ...]:
    where = "" if each.slice == ALL else f" ({as_words(each.slice)})"
    verdict = each.verdict if each.verdict in ("unchanged", "improved") else f"**{each.verdict}**"
    return (
        f"{label_of(each.measure)}{where}",
        percent(each.before),
        percent(each.after),
        points(each.difference),
        f"{points(each.low)} to {points(each.high)}",
        str(each.cases),
        verdict,
    )


def _measures(run: EvalRunOut) -> str:
    title = ("Measure", "Value", "95 % interval", "Cases", "Floor")
    return _table(title, "lrrrl", [_measure(each) for each in measures_of(run)])


def _measure(each: EvalMeasure) -> tuple[str, ...]:
    floor = floor_of(each.measure)
    said = "" if floor is None else percent(floor)
    return (
        label_of(each.measure),
        percent(each.value),
        interval(each.low, each.high),
        str(each.cases),
        f"{said}, **below**" if is_below_floor(each) else said,
    )


def _kinds(run: EvalRunOut) -> str:
    rows = [
        (as_words(row.name), str(row.cases), *map(percent, row.values))
        for row in slice_rows(run, "kind")
    ]
    return _table(("Kind", "Cases", *map(label_of, SLICE_MEASURES)), "lrrrr", rows)


def _table(title: Sequence[str], sides: str, rows: Iterable[Sequence[str]]) -> str:
    rule = ["---:" if side == "r" else "---" for side in sides]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (title, rule, *rows))


def _turned(comparison: EvalComparisonOut, show_held_out: bool) -> str:
    """Return the turned cases, folded away."""
    parts = []
    for group in turned_groups(comparison):
        lines = [_turned_line(case, show_held_out) for case in group.cases[:TURNED_SHOWN]]
        if len(group.cases) > TURNED_SHOWN:
            lines.append(f"- and {len(group.cases) - TURNED_SHOWN} more")
        parts.append("\n".join((f"**{group.title}: {len(group.cases)}**", "", *lines)))
    return _folded(counted(len(comparison.turned), "turned case"), parts) if parts else ""


def _turned_line(case: EvalTurned, show_held_out: bool) -> str:
    name = f"- {as_code(case.id)} {as_words(case.kind)}"
    if not is_shown(case, show_held_out):
        return f"{name}: {HELD_OUT}"
    return "\n".join(
        (
            f"{name}: {changes_of(case)}",
            f"  - asked: {as_code(case.question)}",
            f"  - before: {as_code(case.before_text)}",
            f"  - after: {as_code(case.after_text)}",
        )
    )


def _worst(run: EvalRunCasesOut, show_held_out: bool) -> str:
    found = failed_cases(run.cases, show_held_out)
    lines = [
        f"- {as_code(case.id)} {as_words(case.kind)}: {as_code(case.question)}\n"
        f"  - {as_code(reason_of(case))}"
        for case in found[:WORST_SHOWN]
    ]
    half = "" if show_held_out else " of the dev half"
    title = f"Worst of {counted(len(found), 'failed case')}{half}"
    return _folded(title, ["\n".join(lines)]) if lines else ""


def _folded(title: str, parts: Sequence[str]) -> str:
    return "\n\n".join((f"<details><summary>{title}</summary>", *parts, "</details>"))


def _origin(run: EvalRunOut) -> str:
    return (
        f"Run {as_code(run.id)}, target {as_code(run.target)}, answered by "
        f"{as_code(run.answered_by)}, {counted(run.editions, 'edition')} in library "
        f"<code>{run.library_sha256[:12]}</code>; {seconds(run.seconds_p50)} median, "
        f"{seconds(run.seconds_p95)} at p95."
    )
