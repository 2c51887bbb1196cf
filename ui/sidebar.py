"""The side of the page: filters, a new conversation, what the library holds, what is sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

import streamlit as st

from assistant.api.schemas import BriefingListOut, HealthOut
from ui.conversation import Conversation
from ui.starters import country_name

FIRST_EDITION = date(2005, 1, 1)  # the year of the World Summit Outcome
FILTER_KEYS = ("countries", "as_of")
LOOPBACK_HOSTS = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader fixed beside the questions."""

    countries: list[str]
    as_of: date | None


def keep_filters() -> None:
    """Keep the filters while another page is open: what is not drawn would be forgotten."""
    for key in FILTER_KEYS:
        if key in st.session_state:
            st.session_state[key] = st.session_state[key]


def show_sidebar(library: BriefingListOut, health: HealthOut, api_url: str) -> Filters:
    """Show the side of the page and return the filters as they stand."""
    with st.sidebar:
        st.subheader("Briefing assistant", anchor=False)
        st.button(
            "New conversation",
            key="new-conversation",
            icon=":material/edit_square:",
            width="stretch",
            on_click=_start_over,
        )
        filters = _show_filters(library)
        with st.container(key="holdings", gap="xsmall"):
            for line in holdings(library):
                st.text(line)
        with st.container(key="privacy", gap="xsmall"):
            st.text(privacy_line(health, api_url))
    return filters


def holdings(library: BriefingListOut) -> list[str]:
    """Say in a line or two what the library holds."""
    briefings = library.briefings
    if not briefings:
        return ["The library is empty."]
    newest = max(briefings, key=lambda briefing: briefing.edition_date)
    countries = {code for briefing in briefings for code in briefing.countries}
    editions = "1 edition" if len(briefings) == 1 else f"{len(briefings)} editions"
    states = "1 country" if len(countries) == 1 else f"{len(countries)} countries"
    return [f"{editions} on {states}", f"Newest: {newest.edition_label}"]


def privacy_line(health: HealthOut, api_url: str) -> str:
    """Say where questions go; true to the settings the API reports."""
    is_local = urlsplit(api_url).hostname in LOOPBACK_HOSTS
    # Where traces go, an address says so: '... (traces)'; they hold no question unless set to.
    to_models = [each for each in health.outbound if not each.endswith("(traces)")]
    traced = [each for each in health.outbound if each.endswith("(traces)")]
    if to_models:
        return "Sends questions and passages to: " + ", ".join(to_models)
    if traced:
        return "Sends how long answers take to: " + ", ".join(traced)
    if is_local:
        return "Runs on this machine. Nothing is sent anywhere."
    return f"Answers come from {urlsplit(api_url).hostname}, which sends nothing on."


def _show_filters(library: BriefingListOut) -> Filters:
    codes = {code for briefing in library.briefings for code in briefing.countries}
    countries = st.multiselect(
        "Countries",
        sorted(codes, key=lambda code: country_name(code, library)),
        format_func=lambda code: country_name(code, library),
        placeholder="All countries",
        key="countries",
    )
    as_of = st.date_input(
        "As of",
        value=None,
        min_value=FIRST_EDITION,
        max_value=datetime.now(tz=UTC).date(),
        format="YYYY-MM-DD",
        key="as_of",
        help="Use the editions that were in force on this date. Empty: the newest.",
    )
    return Filters(countries=countries, as_of=as_of)


def _start_over() -> None:
    st.session_state["conversation"] = Conversation()
