from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from ui.launching import DEFAULT_API_URL, api_url_from, chat_command, chat_environment


def test_page_reads_the_address_that_the_command_carries() -> None:
    argv = chat_command("127.0.0.1", 8501, "http://127.0.0.1:9000/")
    behind_the_script = argv[argv.index("--") :]

    assert api_url_from(behind_the_script) == "http://127.0.0.1:9000"


@pytest.mark.parametrize("argv", [[], ["app.py"], ["app.py", "--api-url"]])
def test_page_without_an_address_asks_the_default_one(argv: list[str]) -> None:
    assert api_url_from(argv) == DEFAULT_API_URL


def test_nothing_is_reported_home_and_no_trace_is_shown() -> None:
    argv = chat_command("127.0.0.1", 8501, DEFAULT_API_URL)

    assert "--browser.gatherUsageStats=false" in argv
    assert "--client.showErrorDetails=none" in argv
    assert "--server.headless=true" in argv


def test_no_proxy_stands_between_the_page_and_its_api() -> None:
    assert chat_environment("https://r2p.example:8443")["NO_PROXY"].split(",") == [
        "127.0.0.1",
        "localhost",
        "::1",
        "r2p.example",
    ]


@pytest.mark.parametrize(("host", "is_bound"), [("127.0.0.1", True), ("0.0.0.0", False)])
def test_page_on_loopback_answers_to_loopback_names_only(host: str, *, is_bound: bool) -> None:
    argv = chat_command(host, 8501, DEFAULT_API_URL)

    assert ("--server.allowedHosts=127.0.0.1" in argv) == is_bound


def test_streamlit_knows_every_option_and_the_theme_fetches_nothing() -> None:
    argv = chat_command("127.0.0.1", 8501, DEFAULT_API_URL)
    options = [flag for flag in argv if flag.startswith("--") and "=" in flag]

    # `config show` refuses unknown options as `run` does, without serving anything.
    shown = subprocess.run(
        [sys.executable, "-m", "streamlit", "config", "show", *options],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    theme_path = next(flag for flag in options if "theme.base" in flag).partition("=")[2]
    theme = Path(theme_path).read_text(encoding="utf-8")

    assert shown.returncode == 0, shown.stderr
    assert "://" not in theme
    assert {"light", "dark"} <= set(tomllib.loads(theme)["theme"])
