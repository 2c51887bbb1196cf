"""Serving the API with uvicorn, on a port that was found free."""

from __future__ import annotations

import errno
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

from assistant.api.logs import configure_logging
from assistant.errors import SettingsError

GRACE_SECONDS = 3


def ensure_port_free(host: str, port: int, variable: str) -> None:
    """Find out before anything is loaded whether `host:port` can be listened on.

    Raises:
        SettingsError: it cannot; the message names the port and `variable`, which sets it.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except socket.gaierror as error:
        raise SettingsError(
            f"{host!r} is no address of this machine ({error.strerror}). "
            f"Correct {variable.rpartition('__')[0]}__HOST."
        ) from error
    for family, kind, protocol, _, address in found:
        with socket.socket(family, kind, protocol) as probe:
            # As uvicorn does: a port that was left a moment ago counts as free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(address)
            except OSError as error:
                raise SettingsError(_explain(error, host, port, variable)) from error


def run_api(app: ASGIApp, host: str, port: int, log_level: str = "INFO") -> None:
    """Serve `app` until the process is told to stop; streams get a few seconds to end."""
    configure_logging(log_level)
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    with _stop_signals_spent():
        uvicorn.Server(config).run()


@contextmanager
def _stop_signals_spent() -> Iterator[None]:
    """Keep the process alive when uvicorn, having stopped, raises the signal once more.

    It would end the process before the library is closed.
    """
    signals = (signal.SIGINT, signal.SIGTERM)
    former = {number: signal.signal(number, lambda *_: None) for number in signals}
    try:
        yield
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)


def _explain(error: OSError, host: str, port: int, variable: str) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} on {host} is taken by another program. "
            f"Stop that program, or choose another port: {variable}={_another(port)}."
        )
    if error.errno == errno.EACCES:
        return (
            f"Port {port} on {host} may be opened by the system administrator only. "
            f"Choose a port above 1023: {variable}=8000."
        )
    return (
        f"{host}:{port} cannot be listened on ({error.strerror}). "
        f"Correct {variable.rpartition('__')[0]}__HOST or {variable}."
    )


def _another(port: int) -> int:
    return port + 1 if port < 65535 else port - 1
