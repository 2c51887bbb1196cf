"""`r2p serve` and `r2p chat`; and `r2p start`, which runs both and is what `make run` calls."""

from __future__ import annotations

import argparse
import os
import sys
from typing import NoReturn

from assistant.cli.argument_types import number_within
from assistant.cli.options import Commands, add_command
from assistant.cli.output import report
from assistant.cli.remote import running_api


def add_serve(commands: Commands) -> None:
    """Add `r2p serve`."""
    _add_address(add_command(commands, "serve", serve))


def add_chat(commands: Commands) -> None:
    """Add `r2p chat`."""
    _add_address(add_command(commands, "chat", chat))


def add_start(commands: Commands) -> None:
    """Add `r2p start`."""
    parser = add_command(commands, "start", start)
    parser.add_argument(
        "--no-samples",
        dest="samples",
        action="store_false",
        help="leave the sample briefings of this package out",
    )


def serve(options: argparse.Namespace) -> int:
    """Run the answer API until it is stopped."""
    from assistant.api.security import ensure_guarded
    from assistant.api.server import ensure_port_free, run_api
    from assistant.data_folder import OwnerLock
    from assistant.library.keys import keys_in
    from assistant.settings import load_settings

    settings = load_settings()
    host, port = options.host or settings.api.host, options.port or settings.api.port
    with OwnerLock(settings.data_dir, "r2p serve"):
        pass  # says who has the folder, where the port alone would say that it is taken
    keys = keys_in(settings.data_dir)
    ensure_guarded(host, keys, allow_unauthenticated=settings.api.allow_unauthenticated)
    ensure_port_free(host, port, "R2P_API__PORT")
    report(f"Opening the library in {settings.data_dir} ...")
    from assistant.api.app import create_app
    from assistant.cli.composition import build_service, open_access, open_library
    from assistant.mcp.mounting import mount_mcp

    url = url_of(host, port)
    with (
        open_library(settings, command="r2p serve", url=url) as library,
        open_access(settings, host) as access,
    ):
        service = build_service(settings, library)
        app = create_app(service, extra_hosts=[host], access=access)
        mount_mcp(app, service, extra_hosts=[host])
        report(f"Answer API: {url} (Ctrl-C stops it)")
        run_api(app, host, port, settings.log.level)
    return 0


def chat(options: argparse.Namespace) -> NoReturn:
    """Run the chat page until it is stopped; it asks the answer API."""
    from assistant.api.server import ensure_port_free
    from assistant.settings import load_settings
    from ui.launching import chat_command, chat_environment

    settings = load_settings()
    host, port = options.host or settings.chat.host, options.port or settings.chat.port
    ensure_port_free(host, port, "R2P_CHAT__PORT")
    api_url = settings.chat.api_url or running_api() or url_of(settings.api.host, settings.api.port)
    report(f"Chat: {url_of(host, port)}, asking {api_url} (Ctrl-C stops it)")
    command = chat_command(host, port, api_url)
    sys.stdout.flush()
    # In place of this process, so that whoever stops it stops the page and nothing is left over.
    os.execve(command[0], command, {**os.environ, **chat_environment(api_url)})  # noqa: S606 - our own argv


def start(options: argparse.Namespace) -> int:
    """Run the answer API and the chat page, with the sample briefings, until stopped."""
    from assistant.cli.starting import run_both

    return run_both(with_samples=options.samples)


def url_of(host: str, port: int) -> str:
    """Return the address under which this machine reaches what listens on `host`."""
    shown = {"0.0.0.0": "127.0.0.1", "": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - only compared
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{port}"


def _add_address(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", help="address to listen on, instead of the setting's")
    parser.add_argument(
        "--port", type=number_within(1, 65535), help="port to listen on, instead of the setting's"
    )
