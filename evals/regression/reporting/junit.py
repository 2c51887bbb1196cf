"""A run as JUnit XML, as CI servers read it: a suite per kind, a test per case. Pure.

The shape is that of Jenkins' junit-10.xsd (xunit-plugin), which other readers accept as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from xml.etree import ElementTree as ET

from assistant.api.schemas import EvalCaseOut, EvalRunCasesOut, EvalRunOut
from evals.regression.aggregating import ALL
from evals.regression.reporting.selecting import (
    is_shown,
    missed,
    reason_of,
)
from evals.regression.reporting.slices import (
    measures_of,
)
from evals.regression.reporting.wording import HELD_OUT, lines_shown, percent

MESSAGE_LENGTH = 500


def junit_xml(run: EvalRunCasesOut, show_held_out: bool) -> str:
    """Return the run as XML; the properties of each suite are its measures and those of all."""
    root = ET.Element("testsuites", {"name": lines_shown(run.run.question_set)})
    root.attrib |= _counts(run.cases)
    ordered = sorted(run.cases, key=lambda case: (case.kind, case.id))
    for kind, cases in groupby(ordered, key=lambda case: case.kind):
        _add_suite(root, run.run, kind, list(cases), show_held_out)
    ET.indent(root)
    return f"<?xml version='1.0' encoding='UTF-8'?>\n{ET.tostring(root, encoding='unicode')}\n"


def _counts(cases: Sequence[EvalCaseOut]) -> dict[str, str]:
    errors = sum(case.answer is None for case in cases)
    failures = sum(not case.has_passed for case in cases if case.answer is not None)
    return {
        "tests": str(len(cases)),
        "failures": str(failures),
        "errors": str(errors),
        "time": f"{sum(case.seconds or 0.0 for case in cases):.3f}",
    }


def _add_suite(
    root: ET.Element, run: EvalRunOut, kind: str, cases: Sequence[EvalCaseOut], show_held_out: bool
) -> None:
    attributes = {"name": kind, **_counts(cases), "skipped": "0"}
    attributes["timestamp"] = run.started_at.strftime("%Y-%m-%dT%H:%M:%S")
    suite = ET.SubElement(root, "testsuite", attributes)
    properties = ET.SubElement(suite, "properties")
    for name, value in _properties(run, kind):
        ET.SubElement(properties, "property", {"name": name, "value": lines_shown(value)})
    for case in cases:
        _add_case(suite, case, show_held_out)


def _properties(run: EvalRunOut, kind: str) -> Iterator[tuple[str, str]]:
    yield "run", run.id
    yield "target", run.target
    yield "answered_by", run.answered_by
    yield "library_sha256", run.library_sha256
    for slice_name in (f"kind:{kind}", ALL):
        for each in measures_of(run, slice_name):
            if each.value is not None:
                yield f"{slice_name}.{each.measure}", f"{each.value:.4f}"


def _add_case(suite: ET.Element, case: EvalCaseOut, show_held_out: bool) -> None:
    attributes = {"classname": case.kind, "name": lines_shown(case.id)}
    attributes["time"] = f"{case.seconds or 0.0:.3f}"
    test = ET.SubElement(suite, "testcase", attributes)
    if case.answer is not None and case.has_passed:
        return
    name = "error" if case.answer is None else "failure"
    message, body = HELD_OUT, ""
    if is_shown(case, show_held_out):
        message = lines_shown(reason_of(case)).replace("\n", "; ")[:MESSAGE_LENGTH]
        body = "\n".join(lines_shown(line) for line in _body(case))
    ET.SubElement(test, name, {"message": message, "type": _type_of(case)}).text = body


def _type_of(case: EvalCaseOut) -> str:
    """Return the first thing that was wanting, by which CI servers group failures."""
    wanting = [each.measure.name for each in missed(case) if each.is_needed]
    return "no answer" if case.answer is None else next(iter(wanting), "passed")


def _body(case: EvalCaseOut) -> Iterator[str]:
    yield f"Question: {case.question}"
    yield f"Expected: {' or '.join(case.expected_outcomes)}"
    if case.answer is not None:
        yield f"Came: {case.answer.outcome}"
        yield f"Answer: {case.answer.text}"
    for each in missed(case):
        yield f"{each.measure.label} {percent(each.value)}: {each.reason}"
    if case.error:
        yield f"Error: {case.error}"
    if case.note:
        yield f"Note: {case.note}"
