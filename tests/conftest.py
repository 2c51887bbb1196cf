"""What every test relies on: nothing leaves this machine, and no setting leaks in from outside."""

from __future__ import annotations

import ipaddress
import os
import signal
import sys
from pathlib import Path

import pytest

CORPUS_DIR = Path(__file__).resolve().parents[2] / "shared" / "corpus"

# Set at import: Hugging Face, Chroma and Streamlit read these when they are first imported, and
# processes that a test starts inherit them.
os.environ.update(
    HF_HUB_OFFLINE="1",
    TRANSFORMERS_OFFLINE="1",
    HF_HUB_DISABLE_TELEMETRY="1",
    ANONYMIZED_TELEMETRY="False",
    STREAMLIT_BROWSER_GATHER_USAGE_STATS="false",
    TOKENIZERS_PARALLELISM="false",
    DO_NOT_TRACK="1",
    NO_PROXY="localhost,127.0.0.1,::1",
)
for name in tuple(os.environ):
    if name.startswith(("R2P_", "LANGSMITH_", "LANGCHAIN_TRACING")):
        del os.environ[name]


class ForeignAddressError(RuntimeError):
    """A test tried to reach something outside this machine."""


def _refuse_foreign_addresses(event: str, arguments: tuple[object, ...]) -> None:
    """Raise for any name look-up or connection that is not loopback or a unix socket.

    An audit hook (PEP 578) sees every call, also of names that were imported before the tests.
    """
    if event in ("socket.connect", "socket.sendto"):
        address = arguments[1]
        if isinstance(address, tuple):
            _check_host(str(address[0]), event)
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = arguments[0]
        if host:
            _check_name(host.decode() if isinstance(host, bytes) else str(host), event)


def _check_name(name: str, event: str) -> None:
    """Let written-out addresses pass: looking them up asks nobody."""
    try:
        ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        _check_host(name, event)


def _check_host(host: str, event: str) -> None:
    if host == "localhost":
        return
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        address = None
    # A wildcard address is what servers look up before they listen.
    if address is None or not (address.is_loopback or address.is_unspecified):
        raise ForeignAddressError(
            f"{event} to {host!r}: tests may reach loopback addresses only. Use a fake server."
        )


sys.addaudithook(_refuse_foreign_addresses)


# A shell that runs the tests in the background has Ctrl-C ignored, and children would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def models_dir(pytestconfig: pytest.Config) -> Path:
    """Where converted models are kept between runs, so that they are converted once."""
    cache = pytestconfig.cache
    assert cache is not None
    return cache.mkdir("models")


@pytest.fixture(scope="session")
def corpus_dir() -> Path:
    """The shared corpus of real briefings beside this repository; skips where there is none."""
    if not CORPUS_DIR.is_dir():
        pytest.skip(f"the shared corpus is not at {CORPUS_DIR}; tests of real briefings need it")
    return CORPUS_DIR
