"""Runs the answer API and the chat page as two processes that live and end together."""

from __future__ import annotations

import http.client
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from urllib.parse import urlsplit

from assistant.api.server import ensure_port_free
from assistant.cli.ingesting import ingest_through, samples_folder
from assistant.cli.output import print_line, report, summary_of
from assistant.cli.serving import url_of
from assistant.data_folder import OwnerLock
from assistant.errors import AssistantError
from assistant.settings import Settings, load_settings

START_SECONDS = 300
STOP_SECONDS = 15
PROBE_SECONDS = 2
STOP_SIGNALS = (signal.SIGTERM, signal.SIGHUP)

Child = subprocess.Popen[bytes]


class ChildEnded(AssistantError):
    """The answer API or the chat page ended by itself, or did not come up."""


def run_both(*, with_samples: bool) -> int:
    """Start both, print their addresses, and stop both when asked to or when one of them ends.

    Raises:
        LibraryInUse: another process holds the data folder.
        SettingsError: a port is taken.
        ChildEnded: one of them ended.
    """
    settings = load_settings()
    with OwnerLock(settings.data_dir, "r2p start"):
        pass  # says who has the folder, where the port alone would say that it is taken
    ensure_port_free(settings.api.host, settings.api.port, "R2P_API__PORT")
    ensure_port_free(settings.chat.host, settings.chat.port, "R2P_CHAT__PORT")
    children: dict[str, Child] = {}
    try:
        with _signals_as_interrupts():
            _start_and_wait(settings, children, with_samples=with_samples)
    except KeyboardInterrupt:
        report("Stopping ...")
    finally:
        _stop(children)
    return 0


def _start_and_wait(settings: Settings, children: dict[str, Child], *, with_samples: bool) -> None:
    api_url = url_of(settings.api.host, settings.api.port)
    chat_url = url_of(settings.chat.host, settings.chat.port)
    report("Starting (the first time takes half a minute) ...")
    children["answer API"] = _child("serve")
    children["chat page"] = _child("chat")
    _wait_until_up(f"{api_url}/healthz", children)
    if with_samples:
        results = ingest_through(api_url, [samples_folder()], is_quiet=True)
        report(f"Sample briefings: {summary_of(results)}")
    _wait_until_up(f"{chat_url}/_stcore/health", children)
    print_line(f"\nChat:        {chat_url}\nAnswer API:  {api_url}\n\nCtrl-C stops both.")
    while True:
        _check_alive(children)
        time.sleep(0.5)


def _child(command: str) -> Child:
    # What they print is no result of this command.
    return subprocess.Popen([sys.executable, "-m", "assistant.cli", command], stdout=sys.stderr)  # noqa: S603 - our own argv


def _wait_until_up(url: str, children: dict[str, Child]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not _answers(url):
        _check_alive(children)
        if time.monotonic() > deadline:
            raise ChildEnded(f"{url} did not answer within {START_SECONDS} seconds.")
        time.sleep(0.1)


def _answers(url: str) -> bool:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(
        parts.hostname or "127.0.0.1", parts.port, timeout=PROBE_SECONDS
    )
    try:
        connection.request("GET", parts.path)
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _check_alive(children: dict[str, Child]) -> None:
    for name, child in children.items():
        code = child.poll()
        if code is not None:
            raise ChildEnded(
                f"The {name} ended by itself (exit code {code}); what it said is above."
            )


@contextmanager
def _signals_as_interrupts() -> Iterator[None]:
    """Let a service manager, or a closed terminal, stop us as Ctrl-C does."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    former = {number: signal.signal(number, interrupt) for number in STOP_SIGNALS}
    try:
        yield
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)


def _stop(children: dict[str, Child]) -> None:
    """End every child, whatever else is pressed meanwhile."""
    for number in (signal.SIGINT, *STOP_SIGNALS):
        signal.signal(number, signal.SIG_IGN)
    for child in children.values():
        child.terminate()
    for child in children.values():
        try:
            child.wait(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
