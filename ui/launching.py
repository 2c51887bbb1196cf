"""The command that starts the chat page, with every Streamlit option the page relies on."""

from __future__ import annotations

import sys
from importlib.resources import files
from urllib.parse import urlsplit

LOOPBACK_NAMES = ("127.0.0.1", "localhost")
API_URL_FLAG = "--api-url"
DEFAULT_API_URL = "http://127.0.0.1:8000"


def chat_command(host: str, port: int, api_url: str) -> list[str]:
    """Return the argv that serves the chat page on `host:port` and asks the API at `api_url`.

    Options are passed as flags, which win over any config file of the user's.
    """
    room = files("ui")
    options = {
        "server.address": host,
        "server.port": str(port),
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "server.maxUploadSize": "64",
        "browser.gatherUsageStats": "false",
        "client.showErrorDetails": "none",
        "client.toolbarMode": "minimal",
        "theme.base": str(room / "theme.toml"),
    }
    flags = [f"--{name}={value}" for name, value in options.items()]
    # A page on loopback answers to loopback names only, so that no foreign web page can reach it
    # by pointing a name of its own at 127.0.0.1.
    if host in LOOPBACK_NAMES:
        flags += [f"--server.allowedHosts={name}" for name in LOOPBACK_NAMES]
    script = str(room / "app.py")
    start = [sys.executable, "-m", "streamlit", "run", script]
    return [*start, *flags, "--", API_URL_FLAG, api_url]


def chat_environment(api_url: str) -> dict[str, str]:
    """Return the variables to add to the environment of `chat_command`.

    A proxy must not stand between the page and its own API, wherever that API is.
    """
    host = urlsplit(api_url).hostname or ""
    names = dict.fromkeys((*LOOPBACK_NAMES, "::1", host))
    own = ",".join(name for name in names if name)
    return {"STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false", "NO_PROXY": own, "no_proxy": own}


def api_url_from(argv: list[str]) -> str:
    """Return the API address that `chat_command` put behind the script's name."""
    if API_URL_FLAG in argv[:-1]:
        return argv[argv.index(API_URL_FLAG) + 1].rstrip("/")
    return DEFAULT_API_URL
