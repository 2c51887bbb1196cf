from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    "look_up", [socket.gethostbyname, lambda name: socket.getaddrinfo(name, 80)]
)
def test_looking_up_a_foreign_name_raises(look_up: Callable[[str], object]) -> None:
    with pytest.raises(RuntimeError, match="loopback addresses only"):
        look_up("example.org")


@pytest.mark.parametrize(
    ("family", "host"),
    [
        (socket.AF_INET, "192.0.2.1"),
        (socket.AF_INET, "8.8.8.8"),
        (socket.AF_INET6, "2001:db8::1"),
    ],
)
def test_connecting_to_a_foreign_address_raises(family: int, host: str) -> None:
    with (
        socket.socket(family, socket.SOCK_STREAM) as client,
        pytest.raises(RuntimeError, match="loopback addresses only"),
    ):
        client.connect((host, 80))


def test_a_datagram_socket_cannot_reach_out_either() -> None:
    with (
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender,
        pytest.raises(RuntimeError, match="loopback"),
    ):
        sender.connect(("192.0.2.1", 53))


async def test_asyncio_connections_are_refused_too() -> None:
    with pytest.raises(RuntimeError, match="loopback"):
        await asyncio.open_connection("192.0.2.1", 80)


def test_loopback_stays_reachable() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(("localhost", server.getsockname()[1]), timeout=5) as client,
    ):
        assert client.getpeername()[0] == "127.0.0.1"


def test_model_hubs_are_offline_and_settings_of_the_shell_do_not_leak_in() -> None:
    assert os.environ["HF_HUB_OFFLINE"] == "1"
    assert not [name for name in os.environ if name.startswith("R2P_")]
