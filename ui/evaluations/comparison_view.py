"""Two runs set against each other: what differs, and the cases that turned, side by side."""

from __future__ import annotations

import streamlit as st

from assistant.api.schemas import EvalComparisonOut, EvalRunOut, EvalTurned
from assistant.client import ApiError
from ui.api_client import AnswerApi
from ui.evaluations.elements import show_records, show_table
from ui.evaluations.loading import loaded_comparison
from ui.evaluations.records import turned_groups, turned_record
from ui.evaluations.tables import differences_table
from ui.evaluations.wording import counted, moment

OTHER = "compared-run"
SHOWN_AT_FIRST = 20


def show_comparison(run: EvalRunOut, runs: list[EvalRunOut], api: AnswerApi) -> None:
    """Let the reader choose a second run, and show how the two differ."""
    others = {each.id: each for each in runs if each.id != run.id}
    if not others:
        st.text("There is no second run yet. Run the set again, then compare.")
        return
    if st.session_state.get(OTHER) not in others:
        st.session_state.pop(OTHER, None)
    chosen = st.selectbox(
        "Compare with",
        list(others),
        index=None,
        key=OTHER,
        placeholder="Choose another run",
        format_func=lambda name: run_label(others[name]),
    )
    if chosen is None:
        return
    before, after = sorted((run, others[chosen]), key=lambda each: each.started_at)
    try:
        _show_differences(before, after, loaded_comparison(api, before, after))
    except ApiError as failure:
        st.text(str(failure))


def run_label(run: EvalRunOut) -> str:
    """Return a run in one line."""
    return (
        f"{moment(run.started_at)}, {run.question_set}, {run.answered_by}: "
        f"{run.passed} of {run.cases} passed"
    )


def comparison_lines(
    before: EvalRunOut, after: EvalRunOut, comparison: EvalComparisonOut
) -> list[str]:
    """Say what is compared, and what stands in the way of a fair comparison."""
    lines = [
        f"Before: {run_label(before)}",
        f"After: {run_label(after)}",
        f"{counted(comparison.cases, 'case')} in both, unchanged in the set.",
    ]
    if before.question_set_sha256 != after.question_set_sha256:
        lines.append("The question set has changed between the two runs.")
    if before.library_sha256 != after.library_sha256:
        lines.append("The library held other editions in the two runs.")
    for where, ids in (("before", comparison.only_before), ("after", comparison.only_after)):
        if ids:
            lines.append(
                f"{counted(len(ids), 'case')} only {where}, or worded otherwise: {', '.join(ids)}"
            )
    return lines


def _show_differences(before: EvalRunOut, after: EvalRunOut, comparison: EvalComparisonOut) -> None:
    with st.container(key="compared-facts", gap="xsmall"):
        for line in comparison_lines(before, after, comparison):
            st.text(line)
    st.subheader("Differences", anchor=False)
    with_unchanged = st.toggle("Show slices that did not change", key="with-unchanged")
    show_table("differences", differences_table(comparison, with_unchanged=with_unchanged))
    _show_turned(turned_groups(comparison.turned))


def _show_turned(groups: dict[str, list[EvalTurned]]) -> None:
    if not groups:
        st.text("Every case came out as before.")
        return
    has_more = any(len(cases) > SHOWN_AT_FIRST for cases in groups.values())
    shows_all = has_more and st.toggle(
        f"Show more than the first {SHOWN_AT_FIRST} of each", key="all-turned"
    )
    for number, (title, cases) in enumerate(groups.items()):
        st.subheader(f"{title}: {len(cases)}", anchor=False)
        shown = cases if shows_all else cases[:SHOWN_AT_FIRST]
        show_records(f"turned-{number}", [turned_record(case) for case in shown])
