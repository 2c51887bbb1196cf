"""The answer API as every page reaches it, and what a page says when it cannot."""

from __future__ import annotations

import os
import sys

import streamlit as st

from assistant.client import ApiError, ApiUnreachable
from ui.api_client import AnswerApi
from ui.launching import api_url_from
from ui.rendering import show_failure

KEY_VARIABLE = "R2P_API__KEY"


def connected_api() -> AnswerApi:
    """Return the API that the start command named."""
    return _api(api_url_from(sys.argv))


def show_no_api(failure: ApiError) -> None:
    """Say why the API gave nothing, which command helps, and offer another try."""
    if isinstance(failure, ApiUnreachable):
        show_failure(str(failure), "Start it in another terminal, then try again:", "r2p serve")
    else:
        show_failure(str(failure), "See what the assistant finds wrong:", "r2p doctor")
    st.button("Try again", key="retry")


@st.cache_resource(show_spinner=False)
def _api(base_url: str) -> AnswerApi:
    # Not an argument of the start command, which every user of the machine can read.
    return AnswerApi(base_url, os.environ.get(KEY_VARIABLE, "").strip())
