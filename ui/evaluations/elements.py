"""The two browser elements of the page; as those of the chat, they set text and never markup."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from ui.evaluations.records import Record
from ui.evaluations.tables import Table
from ui.rendering import FRONTEND


def _read(name: str) -> str:
    return (FRONTEND / name).read_text(encoding="utf-8")


_TABLE = st.components.v2.component(
    "r2p_table",
    html='<div class="table-root"></div>\n',
    css=_read("table.css"),
    js=_read("table.js"),
)
_RECORDS = st.components.v2.component(
    "r2p_records",
    html='<div class="records-root"></div>\n',
    css=_read("records.css"),
    js=_read("records.js"),
)


def show_table(key: str, table: Table, on_open: Callable[[str], None] | None = None) -> None:
    """Show a table; a click on the first cell of a row that opens something calls `on_open`."""

    def opened() -> None:
        if on_open is not None:
            on_open(str(st.session_state[key]["opened"]))

    _TABLE(key=key, data=dict(table), on_opened_change=opened)


def show_records(key: str, records: list[Record]) -> None:
    """Show cases one under another."""
    _RECORDS(key=key, data={"records": records})
