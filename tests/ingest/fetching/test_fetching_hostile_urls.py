"""Each hostile URL is refused with its reason, and nothing is sent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address
from pathlib import Path

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import AddressRefused, FetchFailed
from assistant.settings import FetchSettings
from ingest.fetching.addresses import reason_against
from ingest.fetching.fetcher import Fetcher
from ingest.fetching.targets import read_target
from tests.ingest.fetching.canary import Canary, Names, audited_sockets, files_in, running_canary
from tests.ingest.fetching.hostile_urls import HOSTILE, NAMES, PUBLIC

TABLE = [(url, reason) for reason, urls in HOSTILE.items() for url in urls]


@pytest.fixture(scope="module")
def canary() -> Iterator[Canary]:
    with running_canary() as canary:
        yield canary


def test_the_table_is_long_enough() -> None:
    assert len({url for url, _ in TABLE}) == len(TABLE) >= 80


@pytest.mark.parametrize(("url", "reason"), TABLE)
async def test_hostile_url_is_refused_with_its_reason_and_nothing_is_sent(
    url: str, reason: str, canary: Canary, tmp_path: Path
) -> None:
    limits = FetchSettings(ports=f"80,443,{canary.port}", timeout_seconds=5)
    fetcher = Fetcher(limits, 1, resolve=Names(NAMES))

    with audited_sockets() as calls, pytest.raises((AddressRefused, FetchFailed)) as refused:
        await fetcher.fetch(url.replace("{port}", str(canary.port)), tmp_path)

    assert reason in str(refused.value)
    assert re.search(r"[.)]\Z", str(refused.value))
    assert calls == []
    assert canary.connections == 0
    assert files_in(tmp_path) == []


@pytest.mark.parametrize(
    "address",
    [PUBLIC, "8.8.8.8", "1.1.1.1", "172.15.0.1", "172.32.0.1", "100.63.0.1", "168.63.129.17",
     "223.255.255.254", "2606:4700:4700::1111", "2a00:1450:4001::1", "2001:4860:4860::8888"],
)  # fmt: skip
def test_public_addresses_pass(address: str) -> None:
    parsed = IPv6Address(address) if ":" in address else IPv4Address(address)
    assert reason_against(parsed) is None


@given(st.ip_addresses(v=4))
def test_no_spelling_of_a_version_4_address_as_version_6_passes(address: IPv4Address) -> None:
    number = int(address)
    for prefix, shift in (
        (0, 0),
        (0xFFFF << 32, 0),
        (0xFFFF << 48, 0),
        (0x64FF9B << 96, 0),
        (0x64FF9B0001 << 80, 0),
        (0x2002 << 112, 80),
        (0x20010000 << 96, 0),
        ((0x2606 << 112) | (0x5EFE << 32), 0),
    ):
        assert reason_against(IPv6Address(prefix | (number << shift))) is not None


@given(st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6)))
def test_what_passes_is_global_and_reaches_one_host(address: IPv4Address | IPv6Address) -> None:
    if reason_against(address) is None:
        assert address.is_global
        assert not address.is_multicast


@given(
    st.text(max_size=60), st.sampled_from(["http://", "https://", "", "//", "http://a.example/"])
)
def test_whatever_is_written_is_read_as_a_plain_host_or_refused(text: str, start: str) -> None:
    base = httpx2.URL("https://docs.example/a") if start.startswith("//") else None
    try:
        target = read_target(start + text, {80, 443}, base)
    except AddressRefused:
        return
    assert re.fullmatch(r"[a-z0-9_.:-]+", target.host)
    assert target.port in (80, 443)
    assert target.url.raw_host == target.host.encode()
    assert not target.url.userinfo
    assert target.at(IPv4Address(PUBLIC)).raw_host == PUBLIC.encode()
    assert target.at(IPv6Address("2606:4700::1")).raw_host == b"2606:4700::1"
