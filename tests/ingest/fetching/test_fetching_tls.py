"""Fetching over TLS."""

from __future__ import annotations

import ssl
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import AddressRefused, FetchFailed
from assistant.settings import FetchSettings
from ingest.fetching.fetcher import Fetcher
from tests.ingest.fetching.canary import (
    HTML,
    PAGE,
    Canary,
    moved,
    reply,
    running_canary,
    url_at,
)
from tests.ingest.fetching.certificates import Authority, make_authority


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return make_authority(tmp_path_factory.mktemp("authority"))


def _over_tls(fetcher: Fetcher, canary: Canary, tls: ssl.SSLContext | None) -> Fetcher:
    return replace(fetcher, tls=tls, limits=FetchSettings(ports=str(canary.port)))


async def test_the_certificate_is_checked_against_the_name_in_the_url(
    authority: Authority, fetcher: Fetcher, tmp_path: Path
) -> None:
    with running_canary(authority.server_for("docs.example")) as canary:
        canary.lines["/"] = reply(PAGE, HTML)
        trusting = _over_tls(fetcher, canary, authority.trusted())

        fetched = await trusting.fetch(f"https://docs.example.:{canary.port}/", tmp_path)

        assert fetched.path.read_bytes() == PAGE
        assert canary.server_names == ["docs.example"]
        assert f"Host: docs.example:{canary.port}\r\n" in canary.requests[0]


@pytest.mark.parametrize(("name", "is_trusted"), [("docs.example", False), ("other.example", True)])
async def test_a_foreign_certificate_gets_no_request(
    name: str, is_trusted: bool, authority: Authority, fetcher: Fetcher, tmp_path: Path
) -> None:
    with running_canary(authority.server_for(name)) as canary:
        tls = authority.trusted() if is_trusted else None

        with pytest.raises(FetchFailed, match="TLS certificate"):
            await _over_tls(fetcher, canary, tls).fetch(
                f"https://docs.example:{canary.port}/", tmp_path
            )

        assert canary.requests == []


async def test_a_redirect_from_https_to_http_is_refused(
    authority: Authority, canary: Canary, fetcher: Fetcher, tmp_path: Path
) -> None:
    with running_canary(authority.server_for("docs.example")) as secure:
        secure.lines["/"] = moved(url_at(canary, "/"))
        limits = FetchSettings(ports=f"{secure.port},{canary.port}")
        trusting = replace(fetcher, tls=authority.trusted(), limits=limits)

        with pytest.raises(AddressRefused, match="unencrypted"):
            await trusting.fetch(f"https://docs.example:{secure.port}/", tmp_path)

    assert canary.connections == 0
