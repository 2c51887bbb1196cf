"""Asks the API and shows the answer while it comes."""

from __future__ import annotations

from contextlib import closing

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assistant.api.schemas import AnswerOut, EvidenceEvent, StepEvent
from assistant.client import ApiError
from ui.api_client import AnswerApi
from ui.conversation import Conversation, Turn

STEP_LABELS = {
    "searching": "Searching the briefings",
    "reading": "Reading the passages found",
    "writing": "Writing",
    "verifying": "Checking every quote",
}


def ask(api: AnswerApi, conversation: Conversation, turn: Turn) -> None:
    """Stream the answer to `turn` onto the page and into the turn.

    Words go into the turn as they come, because a stop ends this run without a further word.
    """
    with st.container(key=f"progress-{turn.id}", horizontal=True, vertical_alignment="center"):
        line = st.empty()
        # Any click reruns the page, and a run that finds a turn unanswered shows it as stopped.
        st.button("Stop", key=f"stop-{turn.id}", icon=":material/stop:", type="tertiary")
        _redraw_after_stop(turn)
    words = st.empty()
    turn.is_streaming = True
    _show_step(line, STEP_LABELS["searching"])
    try:
        with closing(api.stream_answer(conversation.request_for(turn))) as events:
            for event in events:
                if isinstance(event, AnswerOut):
                    turn.answer = event
                elif isinstance(event, StepEvent):
                    _show_step(line, STEP_LABELS[event.step])
                elif isinstance(event, EvidenceEvent):
                    _show_step(line, _reading(len(event.passages)))
                else:
                    turn.text_so_far += event.delta
                    words.text(turn.text_so_far)
    except ApiError as failure:
        turn.failure = str(failure)
    turn.is_streaming = False


@st.fragment(run_every=1.0)
def _redraw_after_stop(turn: Turn) -> None:
    """Draw the page once more after the stop control of the input box has ended a run.

    That control ends the run without another. A fragment never interrupts a run, so one that finds
    the turn still streaming was called after its run had ended.
    """
    if turn.is_streaming:
        turn.is_streaming = False
        st.rerun(scope="app")


def _show_step(line: DeltaGenerator, label: str) -> None:
    line.markdown(f":shimmer[{label}]")


def _reading(passages: int) -> str:
    return "Reading 1 passage" if passages == 1 else f"Reading {passages} passages"
