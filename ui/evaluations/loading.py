"""What the page asks the API for; a finished run and a comparison are asked for only once."""

from __future__ import annotations

import streamlit as st

from assistant.api.schemas import EvalComparisonOut, EvalRunCasesOut, EvalRunOut
from ui.api_client import AnswerApi

RUN = "loaded-run"
COMPARISON = "loaded-comparison"


def loaded_run(api: AnswerApi, summary: EvalRunOut) -> EvalRunCasesOut:
    """Return the run of a summary with its cases."""
    kept = st.session_state.get(RUN)
    if isinstance(kept, EvalRunCasesOut) and kept.run == summary and summary.finished_at:
        return kept
    found = api.eval_run(summary.id)
    st.session_state[RUN] = found
    return found


def loaded_comparison(api: AnswerApi, before: EvalRunOut, after: EvalRunOut) -> EvalComparisonOut:
    """Return how two runs differ."""
    pair, kept = st.session_state.get(COMPARISON, (None, None))
    is_finished = before.finished_at is not None and after.finished_at is not None
    if pair == (before, after) and isinstance(kept, EvalComparisonOut) and is_finished:
        return kept
    found = api.eval_comparison(before.id, after.id)
    st.session_state[COMPARISON] = ((before, after), found)
    return found
