"""The evaluations page: the runs that are kept, one of them, and how it compares with another."""

from __future__ import annotations

import streamlit as st

from assistant.api.schemas import EvalRunOut
from assistant.client import ApiError, ApiProblem
from ui.api_client import AnswerApi
from ui.connecting import connected_api, show_no_api
from ui.evaluations.comparison_view import show_comparison
from ui.evaluations.elements import show_table
from ui.evaluations.loading import loaded_run
from ui.evaluations.run_view import show_failed, show_headline, show_scores
from ui.evaluations.tables import runs_table
from ui.rendering import FRONTEND, show_failure, show_page_style

RUN = "run"  # names the open run in the page's address, so that it can be kept and passed on


def main() -> None:
    """Draw the list of runs, or the one that is open."""
    st.set_page_config(
        page_title="Evaluations", page_icon=str(FRONTEND / "icon.svg"), layout="wide"
    )
    show_page_style()
    api = connected_api()
    with st.container(key="evaluations"):
        try:
            _show(api.eval_runs().runs, api)
        except ApiError as failure:
            show_no_api(failure)


def _show(runs: list[EvalRunOut], api: AnswerApi) -> None:
    wanted = st.query_params.get(RUN)
    opened = next((run for run in runs if run.id == wanted), None)
    if opened is not None:
        _show_run(opened, runs, api)
        return
    st.title("Evaluations", anchor=False)
    if wanted:
        st.text(f"The run {wanted} is not kept here.")
    if runs:
        _show_runs(runs)
    else:
        _show_no_runs()


def _show_runs(runs: list[EvalRunOut]) -> None:
    st.markdown(
        "Each run put a set of questions to the assistant and scored every answer. "
        "Open one to see where it fell short, and to compare it with another."
    )
    show_table("runs", runs_table(runs), _open)


def _show_no_runs() -> None:
    show_failure(
        "No evaluation run is kept yet.",
        "Put a set of questions to the assistant and score its answers, then look again:",
        "r2p eval run path/to/questions.jsonl",
    )
    st.button("Look again", key="retry")


def _show_run(run: EvalRunOut, runs: list[EvalRunOut], api: AnswerApi) -> None:
    st.button(
        "All runs", key="all-runs", icon=":material/arrow_back:", type="tertiary", on_click=_close
    )
    try:
        found = loaded_run(api, run)
    except ApiProblem as failure:
        st.text(str(failure))
        return
    show_headline(found.run)
    scores, failed, compared = st.tabs(["Scores", "Failed cases", "Comparison"], key="run-tabs")
    with scores:
        show_scores(found.run)
    with failed:
        show_failed(found)
    with compared:
        show_comparison(run, runs, api)


def _open(run_id: str) -> None:
    st.query_params[RUN] = run_id


def _close() -> None:
    st.query_params.pop(RUN, None)


main()
