"""`r2p serve`, `r2p chat`, and `r2p start`, which runs both and is what `make run` calls."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from typing import Annotated

import typer

from assistant.cli.output import print_line, report

Host = Annotated[str | None, typer.Option(help="Address to listen on; the setting otherwise.")]
Port = Annotated[
    int | None, typer.Option(min=1, max=65535, help="Port to listen on; the setting otherwise.")
]
START_TIMEOUT_SECONDS = 180


def serve(host: Host = None, port: Port = None) -> None:
    """Run the answer API until stopped."""
    from assistant.api.app import create_app
    from assistant.api.server import ensure_port_free, run_api
    from assistant.cli.composition import build_service, open_library
    from assistant.settings import load_settings

    settings = load_settings()
    host, port = host or settings.api.host, port or settings.api.port
    ensure_port_free(host, port, "R2P_API__PORT")
    url = _url(host, port)
    with open_library(settings, command="r2p serve", url=url) as library:
        report(f"Answer API at {url} (Ctrl-C stops it)")
        run_api(create_app(build_service(settings, library)), host, port)


def chat(host: Host = None, port: Port = None) -> None:
    """Run the chat page until stopped; it asks the answer API."""
    from assistant.api.server import ensure_port_free
    from assistant.settings import load_settings
    from ui.launching import chat_command, chat_environment

    settings = load_settings()
    host, port = host or settings.chat.host, port or settings.chat.port
    ensure_port_free(host, port, "R2P_CHAT__PORT")
    api_url = settings.chat.api_url or _url(settings.api.host, settings.api.port)
    report(f"Chat at {_url(host, port)}, asking {api_url} (Ctrl-C stops it)")
    command = chat_command(host, port, api_url)
    try:
        code = subprocess.call(command, env={**os.environ, **chat_environment(api_url)})  # noqa: S603 - our own argv
    except KeyboardInterrupt:
        code = 0
    raise typer.Exit(code)


def start(
    samples: Annotated[bool, typer.Option(help="Ingest the sample briefings first.")] = True,
) -> None:
    """Ingest the samples, start the answer API and the chat page, print both addresses."""
    from assistant.api.server import ensure_port_free
    from assistant.settings import load_settings

    settings = load_settings()
    ensure_port_free(settings.api.host, settings.api.port, "R2P_API__PORT")
    ensure_port_free(settings.chat.host, settings.chat.port, "R2P_CHAT__PORT")
    if samples:
        _run_to_end("ingest", "--samples")
    api_url = _url(settings.api.host, settings.api.port)
    chat_url = _url(settings.chat.host, settings.chat.port)
    children = [_child("serve"), _child("chat")]
    try:
        _wait_until_up(f"{api_url}/healthz", children)
        _wait_until_up(f"{chat_url}/_stcore/health", children)
        print_line(f"\nChat:       {chat_url}\nAnswer API: {api_url}\n\nCtrl-C stops both.")
        while all(child.poll() is None for child in children):
            time.sleep(0.5)
        raise typer.Exit(1)
    except KeyboardInterrupt:
        report("Stopping ...")
    finally:
        _stop(children)


def _child(*arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "assistant.cli", *arguments])  # noqa: S603 - our own argv


def _run_to_end(*arguments: str) -> None:
    code = _child(*arguments).wait()
    if code != 0:
        raise typer.Exit(code)


def _wait_until_up(url: str, children: list[subprocess.Popen[bytes]]) -> None:
    deadline = time.monotonic() + START_TIMEOUT_SECONDS
    while time.monotonic() < deadline:
        if any(child.poll() is not None for child in children):
            raise typer.Exit(1)
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 - an address of our own settings
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    report(f"{url} did not answer within {START_TIMEOUT_SECONDS} seconds.")
    raise typer.Exit(1)


def _stop(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        try:
            child.wait(timeout=15)
        except subprocess.TimeoutExpired:
            child.kill()


def _url(host: str, port: int) -> str:
    shown = "127.0.0.1" if host in ("0.0.0.0", "") else host  # noqa: S104 - only shown
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{port}"
