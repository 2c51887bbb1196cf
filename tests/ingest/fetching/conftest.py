from __future__ import annotations

from collections.abc import Iterator
from ipaddress import ip_address

import pytest

from assistant.settings import FetchSettings
from ingest.fetching.addresses import Address
from ingest.fetching.fetcher import Fetcher
from tests.ingest.fetching.canary import NAMES, WHEN, Canary, Names, allow_canary, running_canary


@pytest.fixture
def canary() -> Iterator[Canary]:
    with running_canary() as canary:
        yield canary


@pytest.fixture
def names() -> Names:
    return Names(NAMES)


@pytest.fixture
def fetcher(canary: Canary, names: Names) -> Fetcher:
    """A fetcher as ever, but that it may reach the canary, and ::1, where nobody listens."""
    limits = FetchSettings(ports=f"80,443,{canary.port}", timeout_seconds=5)
    return Fetcher(limits, 1, resolve=names, judge=_allow_here, now=lambda: WHEN)


def _allow_here(address: Address) -> str | None:
    return None if address == ip_address("::1") else allow_canary(address)
