"""The scripted API, and the chat page in Streamlit's own test runner."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from importlib.resources import files

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.scripted_api import Script, briefing, serving
from ui.launching import API_URL_FLAG


@pytest.fixture
def script() -> Script:
    """Two invented editions; a test changes the rest."""
    sudan = briefing(
        "example-sudan-2024-03-01",
        title="Sudan: sample briefing",
        countries=["SDN"],
        edition_date="2024-03-01",
        edition_label="1 March 2024",
        series="Example Centre / Sudan",
    )
    return Script(briefings=[briefing(), sudan])


@pytest.fixture
def api_url(script: Script) -> Iterator[str]:
    """Address of the scripted API."""
    with serving(script) as url:
        yield url


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], AppTest]:
    """Open the chat page as a client of the API at an address."""

    def opened(url: str) -> AppTest:
        monkeypatch.setattr(sys, "argv", ["app.py", API_URL_FLAG, url])
        return AppTest.from_file(str(files("ui") / "app.py"), default_timeout=30).run()

    return opened


@pytest.fixture
def page(open_page: Callable[[str], AppTest], api_url: str) -> AppTest:
    """The chat page, drawn once."""
    return open_page(api_url)
