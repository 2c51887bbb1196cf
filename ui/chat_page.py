"""The chat page; every run of it draws the whole page."""

from __future__ import annotations

import streamlit as st

from assistant.api.schemas import BriefingListOut
from assistant.client import ApiError
from ui.api_client import AnswerApi
from ui.asking import ask
from ui.connecting import connected_api, show_no_api
from ui.conversation import Conversation
from ui.rendering import (
    FRONTEND,
    show_answer,
    show_failure,
    show_page_style,
    show_question,
    show_source,
    show_unfinished,
)
from ui.sidebar import Filters, show_sidebar
from ui.starters import starter_questions

MAX_QUESTION_CHARACTERS = 2000


def main() -> None:
    """Draw the page from the conversation, and ask the question that waits, if one does."""
    conversation = _conversation()
    st.set_page_config(
        page_title="Briefing assistant",
        page_icon=str(FRONTEND / "icon.svg"),
        layout="wide" if conversation.open_citation() else "centered",
    )
    show_page_style()
    api = connected_api()
    try:
        health, library = api.health(), api.briefings()
    except ApiError as failure:
        _show_without_api(failure, conversation)
        return
    filters = show_sidebar(library, health, api.base_url)
    if not library.briefings:
        _show_empty_library()
        return
    typed = st.chat_input(
        "Ask about the briefings",
        key="typed",
        max_chars=MAX_QUESTION_CHARACTERS,
        submit_mode="stop",
    )
    if typed and typed.strip():
        conversation.add(typed.strip(), filters.countries, filters.as_of)
    # A slot emptied at once: what is merely not drawn again lingers while an answer runs.
    introduction = st.empty()
    if conversation.turns:
        _show_workspace(conversation, api, library.country_names)
    else:
        with introduction.container():
            _show_introduction(conversation, library, filters)


def _conversation() -> Conversation:
    conversation: Conversation = st.session_state.setdefault("conversation", Conversation())
    return conversation


def _show_workspace(conversation: Conversation, api: AnswerApi, names: dict[str, str]) -> None:
    if conversation.open_citation() is None:
        _show_turns(conversation, api, names)
        return
    with st.container(key="workspace"):
        talk, source = st.columns([11, 9], gap="large")
        with source, st.container(key="source"):
            _show_open_source(conversation, api)
        with talk:
            _show_turns(conversation, api, names)


def _show_turns(conversation: Conversation, api: AnswerApi, names: dict[str, str]) -> None:
    asking, conversation.asking = conversation.asking, None
    for turn in conversation.turns:
        with st.container(key=f"turn-{turn.id}"):
            show_question(turn, names)
            if turn.id == asking:
                ask(api, conversation, turn)
                # A fresh run shows the verified answer in place of the words that streamed.
                st.rerun()
            elif turn.answer is not None:
                show_answer(turn, conversation)
            else:
                show_unfinished(turn, conversation.ask_again)


def _show_open_source(conversation: Conversation, api: AnswerApi) -> None:
    citation = conversation.open_citation()
    if citation is None:
        return
    st.button("Close source", key="close-source", icon=":material/close:", on_click=_close_source)
    try:
        show_source(citation, api.briefing(citation.briefing_id), conversation.times_opened)
    except ApiError as failure:
        st.text(str(failure))


def _close_source() -> None:
    _conversation().source = None


def _show_introduction(
    conversation: Conversation, library: BriefingListOut, filters: Filters
) -> None:
    st.title("Ask the briefings", anchor=False)
    st.markdown(
        "Answers come from the dated responsibility-to-protect briefings in this library. Each one "
        "names the edition it rests on and quotes it word for word; what the briefings do not "
        "say, the assistant does not say either."
    )
    questions = starter_questions(library)
    if not questions:
        return
    with st.container(key="starters", gap="xsmall"):
        st.caption("You could start with")
        for number, question in enumerate(questions):
            st.button(
                question,
                key=f"starter-{number}",
                width="stretch",
                on_click=conversation.add,
                args=(question, filters.countries, filters.as_of),
            )


def _show_without_api(failure: ApiError, conversation: Conversation) -> None:
    st.title("Briefing assistant", anchor=False)
    show_no_api(failure)
    # What has been answered stays readable; a question that waits is asked after the retry.
    for turn in conversation.turns:
        with st.container(key=f"turn-{turn.id}"):
            show_question(turn, {})
            show_answer(turn, conversation)


def _show_empty_library() -> None:
    st.title("Briefing assistant", anchor=False)
    show_failure(
        "The library holds no briefings yet.",
        "Add some from a folder of TXT, Markdown, HTML, PDF or DOCX files, then try again:",
        "r2p ingest path/to/briefings",
    )
    st.button("Try again", key="retry")


main()
