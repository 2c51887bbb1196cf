"""One run on the page: what it came to, its scores, and its failed cases one by one."""

from __future__ import annotations

import streamlit as st

from assistant.api.schemas import EvalCaseOut, EvalRunCasesOut, EvalRunOut
from ui.evaluations.chart import calibration_chart
from ui.evaluations.elements import show_records, show_table
from ui.evaluations.records import case_record, failed_cases, failed_held_out
from ui.evaluations.tables import calibration_table, kinds_table, measures_table
from ui.evaluations.wording import counted, moment, percent, seconds

CASE = "failed-case"


def show_headline(run: EvalRunOut) -> None:
    """Say what the run came to, and of what it was a run."""
    share = percent(run.passed / run.cases if run.cases else None)
    st.title(f"{run.passed} of {counted(run.cases, 'case')} passed, {share}", anchor=False)
    with st.container(key="run-facts", gap="xsmall"):
        for line in headline_lines(run):
            st.text(line)


def headline_lines(run: EvalRunOut) -> list[str]:
    """Say of what, when and with what a run was."""
    filters = f", only {', '.join(run.filters)}" if run.filters else ""
    lines = [
        f"Set {run.question_set}, {moment(run.started_at)} UTC, answered by {run.answered_by}",
        f"{run.cases} of {counted(run.cases_in_set, 'case')} asked{filters}; "
        f"library of {counted(run.editions, 'edition')}; "
        f"target {run.target}; version {run.assistant_version}",
    ]
    if run.finished_at is None:
        lines.append("Not finished: it is under way, or was interrupted.")
    return lines


def show_scores(run: EvalRunOut) -> None:
    """Show measures, kinds, speed and calibration."""
    st.subheader("Measures", anchor=False)
    show_table("measures", measures_table(run))
    st.subheader("By kind of question", anchor=False)
    show_table("kinds", kinds_table(run))
    st.subheader("Speed and length", anchor=False)
    words = "–" if run.words_p50 is None else f"{run.words_p50:.0f}"
    with st.container(key="speed", horizontal=True, gap="large"):
        st.metric("Median time", seconds(run.seconds_p50), width="content")
        st.metric("95th percentile", seconds(run.seconds_p95), width="content")
        st.metric("Median words", words, width="content")
    _show_calibration(run)


def show_failed(run: EvalRunCasesOut) -> None:
    """Show the failed cases of the dev half one by one, the worst first."""
    failed, hidden = failed_cases(run.cases), failed_held_out(run.cases)
    if failed:
        show_records("case", [case_record(_chosen_case(failed))])
    else:
        st.text("No case of the dev half failed.")
    if hidden:
        with st.container(key="held-out"):
            st.text(
                f"Held-out half: {counted(len(hidden), 'failed case')}, counted and not shown, "
                f"so that nobody tunes on that half ({', '.join(hidden)})."
            )


def _show_calibration(run: EvalRunOut) -> None:
    st.subheader("Calibration", anchor=False)
    if not run.calibration:
        st.text("No answer of this run carries a confidence.")
        return
    st.markdown(
        "On the dashed line the reader is right as often as it is sure; below it, it is too sure. "
        "Larger dots stand for more cases."
    )
    drawn, listed = st.columns([2, 3], gap="large", vertical_alignment="center")
    with drawn:
        st.altair_chart(calibration_chart(run.calibration), key="calibration", width="stretch")
    with listed:
        show_table("calibration-table", calibration_table(run.calibration))
        st.text(f"Expected calibration error: {percent(run.calibration_error)}")


def _chosen_case(failed: list[EvalCaseOut]) -> EvalCaseOut:
    by_id = {case.id: case for case in failed}
    ids = list(by_id)
    if st.session_state.get(CASE) not in by_id:
        st.session_state[CASE] = ids[0]
    with st.container(key="case-pager", horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            f"{counted(len(failed), 'failed case')} of the dev half, the worst first",
            ids,
            key=CASE,
            format_func=lambda name: f"{name} · {by_id[name].kind.replace('_', ' ')}",
        )
        at = ids.index(st.session_state[CASE])
        _step_button("Previous", ids, at - 1)
        _step_button("Next", ids, at + 1)
    return by_id[ids[at]]


def _step_button(label: str, ids: list[str], to: int) -> None:
    is_there = 0 <= to < len(ids)
    st.button(
        label,
        key=f"case-{label.lower()}",
        disabled=not is_there,
        on_click=_choose,
        args=(ids[to] if is_there else "",),
    )


def _choose(case_id: str) -> None:
    st.session_state[CASE] = case_id
