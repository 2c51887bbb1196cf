"""Documents fetched over real HTTP from a server on loopback, which only the tests may reach."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import AddressRefused, FetchFailed
from ingest.fetching.fetcher import FetchedFile, Fetcher
from tests.ingest.fetching.canary import (
    HTML,
    PAGE,
    Canary,
    Names,
    audited_sockets,
    files_in,
    moved,
    reply,
    running_canary,
    url_at,
)


async def test_a_document_comes_with_where_it_came_from_and_when(
    canary: Canary, fetcher: Fetcher, tmp_path: Path
) -> None:
    canary.lines["/mali.html?a=1"] = reply(PAGE, HTML)

    fetched = await fetcher.fetch(url_at(canary, "/mali.html?a=1#top"), tmp_path)

    assert fetched == FetchedFile(
        tmp_path / "mali.html",
        {"url": url_at(canary, "/mali.html?a=1"), "retrieved_at": "2026-11-24T09:30:00+00:00"},
    )
    assert fetched.path.read_bytes() == PAGE
    assert files_in(tmp_path) == [fetched.path]


async def test_the_name_is_looked_up_once_and_the_connection_goes_to_the_judged_address(
    canary: Canary, fetcher: Fetcher, names: Names, tmp_path: Path
) -> None:
    """DNS rebinding: a second look-up would get 10.0.0.1."""
    canary.lines["/"] = reply(PAGE, HTML)

    with audited_sockets() as calls:
        await fetcher.fetch(url_at(canary, "/", "rebinding.example"), tmp_path)

    assert names.asked == ["rebinding.example"]
    assert calls == [("socket.connect", ("127.0.0.1", canary.port))]
    assert f"Host: rebinding.example:{canary.port}\r\n" in canary.requests[0]


async def test_a_name_that_turns_private_is_refused_at_the_next_redirect(
    canary: Canary, fetcher: Fetcher, tmp_path: Path
) -> None:
    canary.lines["/"] = moved("/again")

    with pytest.raises(AddressRefused, match="a private network"):
        await fetcher.fetch(url_at(canary, "/", "rebinding.example"), tmp_path)

    assert canary.paths() == ["/"]


async def test_the_next_address_is_tried_where_one_takes_no_connection(
    canary: Canary, fetcher: Fetcher, tmp_path: Path
) -> None:
    canary.lines["/"] = reply(PAGE, HTML)
    assert await fetcher.fetch(url_at(canary, "/", "two.example"), tmp_path)


async def test_no_cookie_no_proxy_and_nothing_of_the_environment_is_used(
    canary: Canary, fetcher: Fetcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    canary.lines["/"] = moved("/next", "Set-Cookie: a=b")
    canary.lines["/next"] = reply(PAGE, HTML)
    with running_canary() as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        netrc = tmp_path / "netrc"
        netrc.write_text("default login me password secret")
        monkeypatch.setenv("NETRC", str(netrc))
        folder = tmp_path / "folder"
        folder.mkdir()
        await fetcher.fetch(url_at(canary, "/"), folder)

        assert proxy.connections == 0
    assert len(canary.requests) == 2
    for head in canary.requests:
        fields = {line.split(":")[0].lower() for line in head.splitlines()[1:] if line}
        assert fields == {"host", "user-agent", "accept", "accept-encoding", "connection"}
        assert "User-Agent: r2p-briefing-assistant/" in head


async def test_three_redirects_are_followed_and_the_last_url_is_kept(
    canary: Canary, fetcher: Fetcher, tmp_path: Path
) -> None:
    canary.lines["/"] = moved("/b", status="301 Moved Permanently")
    canary.lines["/b"] = moved(f"//other.example:{canary.port}/c", status="307 Temporary Redirect")
    canary.lines["/c"] = moved("d/e.html?x", status="308 Permanent Redirect")
    canary.lines["/d/e.html?x"] = reply(PAGE, HTML)

    fetched = await fetcher.fetch(url_at(canary, "/"), tmp_path)

    assert fetched.hints["url"] == url_at(canary, "/d/e.html?x", "other.example")
    assert canary.paths() == ["/", "/b", "/c", "/d/e.html?x"]


async def test_a_fourth_redirect_is_refused(
    canary: Canary, fetcher: Fetcher, tmp_path: Path
) -> None:
    canary.lines["/"] = moved("/")

    with pytest.raises(FetchFailed, match="more than 3 times"):
        await fetcher.fetch(url_at(canary, "/"), tmp_path)

    assert len(canary.requests) == 4


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("http://10.0.0.1/", "a private network"),
        ("http://169.254.169.254/latest/meta-data/", "metadata"),
        ("http://2852039166/", "metadata"),
        ("http://[::ffff:10.0.0.1]/", "written as IPv6"),
        ("//192.168.0.1/", "a private network"),
        ("http://intranet.example/", "a private network"),
        ("http://docs.example:22/", "Port 22"),
        ("http://user@docs.example/", "user name"),
        ("//user@docs.example/", "user name"),
        ("file:///etc/passwd", "Only http and https"),
        ("gopher://127.0.0.1/", "Only http and https"),
        ("http://[::1/", "no URL"),
        ("http://nowhere.example/", "cannot be looked up"),
        ("", "without saying where"),
    ],
)
async def test_a_redirect_is_judged_as_the_first_url_is(
    location: str, reason: str, canary: Canary, fetcher: Fetcher, tmp_path: Path
) -> None:
    canary.lines["/"] = moved(location)

    with (
        audited_sockets() as calls,
        pytest.raises((AddressRefused, FetchFailed), match=reason),
    ):
        await fetcher.fetch(url_at(canary, "/"), tmp_path)

    assert calls == [("socket.connect", ("127.0.0.1", canary.port))]
    assert files_in(tmp_path) == []
