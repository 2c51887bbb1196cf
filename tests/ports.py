"""Loopback ports for servers that a test starts in processes of their own.

Such a server binds its port only after some seconds. A port that the system chose may be given away
again by then, so these lie below the range from which systems choose (32768 on Linux, 49152 by RFC
6335), and each process that runs tests has a stretch of its own.
"""

from __future__ import annotations

import itertools
import os
import socket

FIRST, STRETCH = 20_000, 1_000
_WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % 12
_NUMBERS = itertools.count(os.getpid() % STRETCH)


def free_port() -> int:
    """Return a port that nobody listens on, and that no other test is given soon."""
    while True:
        port = FIRST + STRETCH * _WORKER + next(_NUMBERS) % STRETCH
        with socket.socket() as server:
            try:
                server.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port
