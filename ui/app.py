"""Routes to the pages. Started by `ui.launching.chat_command`; every run of it draws one page."""

from __future__ import annotations

import streamlit as st

from ui.sidebar import keep_filters


def main() -> None:
    """Draw the menu and the page that is open."""
    keep_filters()
    # Without icons: the browser would fetch those of a menu from a public address as favicons.
    chat = st.Page("chat_page.py", title="Chat", default=True)
    evaluations = st.Page("evaluations_page.py", title="Evaluations", url_path="evaluations")
    st.navigation([chat, evaluations]).run()


main()
