"""Puts text on the page so that no document, answer or address can become markup.

Everything that comes from the API or the reader goes through `st.text` or through one of the two
browser elements below, which set text only. Markdown is for our own fixed words.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from typing import cast

import streamlit as st

from assistant.api.schemas import BriefingTextOut, CitationOut
from ui.conversation import CitationGroup, Conversation, OpenSource, Turn
from ui.payloads import answer_payload, source_payload

FRONTEND = files("ui") / "frontend"


def _read(name: str) -> str:
    return (FRONTEND / name).read_text(encoding="utf-8")


_ANSWER = st.components.v2.component(
    "r2p_answer",
    html='<div class="answer-root"></div>\n',
    css=_read("answer.css"),
    js=_read("answer.js"),
)
_SOURCE = st.components.v2.component(
    "r2p_source",
    html='<div class="source-root"></div>\n',
    css=_read("source.css"),
    js=_read("source.js"),
)
_PLACE = st.components.v2.component(
    "r2p_place",
    html="<span></span>\n",
    css=":host { display: block; height: 0; }\n",
    js=_read("place.js"),
)


def show_page_style() -> None:
    """Load the page's own style sheet, a fixed file of this package."""
    st.html(f"<style>{_read('page.css')}</style>")


def show_question(turn: Turn, country_names: dict[str, str]) -> None:
    """Show what was asked, with the filters it was asked under."""
    asked_under = [country_names.get(code, code) for code in turn.countries]
    if turn.as_of is not None:
        asked_under.append(f"as of {turn.as_of}")
    with st.container(key=f"question-{turn.id}", gap=None):
        st.text(turn.question)
        _PLACE(key=f"place-{turn.id}", data={"turn": turn.id})
    if asked_under:
        with st.container(key=f"filters-{turn.id}", gap=None):
            st.text("Asked under: " + ", ".join(asked_under))


def show_answer(turn: Turn, conversation: Conversation) -> None:
    """Show the verified answer of `turn`; a click on a citation opens its source."""
    if turn.answer is None:
        return
    key = f"answer-{turn.id}"

    def open_source() -> None:
        clicked = st.session_state[key]["opened"]
        group = cast("CitationGroup", clicked["group"])
        conversation.open(OpenSource(turn.id, group, int(clicked["number"])))

    payload = answer_payload(turn.answer, conversation.selected_in(turn))
    _ANSWER(key=key, data={**payload, "turn": turn.id}, on_opened_change=open_source)


def show_unfinished(turn: Turn, ask_again: Callable[[Turn], None]) -> None:
    """Show a turn that the reader stopped or that failed: what came, why, and a way on."""
    if turn.text_so_far:
        st.text(turn.text_so_far)
    with st.container(key=f"unfinished-{turn.id}", gap="small"):
        if turn.failure is None:
            st.text("Stopped. What came before the stop was not checked against the briefings.")
        else:
            st.text(turn.failure)
        st.button("Ask again", key=f"again-{turn.id}", on_click=ask_again, args=(turn,))


def show_source(citation: CitationOut, briefing: BriefingTextOut, times_opened: int) -> None:
    """Show the edition that `citation` quotes, with the quote marked and in view."""
    payload = source_payload(citation, briefing, times_opened)
    _SOURCE(key="source-text", data=dict(payload))


def show_failure(message: str, what_to_do: str, command: str) -> None:
    """Say what is wrong and which command mends it."""
    with st.container(key="failure", gap="small"):
        st.text(message)
        st.markdown(what_to_do)
        st.code(command, language=None)
