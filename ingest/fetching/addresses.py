"""Which IP addresses a document may come from: public ones; all others are refused with a reason.

What is judged is the address that is then connected to, so it does not matter how a URL spells
it. `ipaddress.is_global` alone does not do: depending on the version of Python it lets NAT64, 6to4,
site-local and multicast addresses pass, and it cannot know a cloud's metadata service.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

from assistant.errors import AddressRefused, FetchFailed

Address = IPv4Address | IPv6Address

Resolve = Callable[[str, int], Sequence[str]]
"""Host name and port to addresses in the order to try them; blocking, raises OSError."""

Judge = Callable[[Address], str | None]
"""An address to the reason why nothing is fetched from it, or None where it may be."""

# IANA's registries of special-purpose addresses (RFC 6890), and what clouds put elsewhere.
_REFUSED: tuple[tuple[str, str], ...] = (
    ("0.0.0.0/8", "this machine itself"),
    ("127.0.0.0/8", "this machine itself (loopback)"),
    ("10.0.0.0/8", "a private network"),
    ("172.16.0.0/12", "a private network"),
    ("192.168.0.0/16", "a private network"),
    ("100.64.0.0/10", "a provider's shared network"),
    ("169.254.0.0/16", "a link-local address, where clouds keep their metadata"),
    ("168.63.129.16/32", "a cloud's internal service"),
    ("192.0.0.0/24", "a reserved address"),
    ("192.0.2.0/24", "an address for documentation"),
    ("198.51.100.0/24", "an address for documentation"),
    ("203.0.113.0/24", "an address for documentation"),
    ("192.31.196.0/24", "a reserved address"),
    ("192.52.193.0/24", "a reserved address"),
    ("192.175.48.0/24", "a reserved address"),
    ("192.88.99.0/24", "a 6to4 relay"),
    ("198.18.0.0/15", "a network for benchmarks"),
    ("224.0.0.0/4", "a multicast address"),
    ("240.0.0.0/4", "a reserved address"),
    ("::/128", "this machine itself"),
    ("::1/128", "this machine itself (loopback)"),
    ("::/96", "an IPv4 address written as IPv6"),
    ("::ffff:0:0/96", "an IPv4 address written as IPv6"),
    ("::ffff:0:0:0/96", "an IPv4 address written as IPv6"),
    ("64:ff9b::/96", "an IPv4 address behind NAT64"),
    ("64:ff9b:1::/48", "an IPv4 address behind NAT64"),
    ("2002::/16", "an IPv4 address behind 6to4"),
    ("2001::/32", "an IPv4 address behind Teredo"),
    ("2001::/23", "a reserved address"),
    ("2001:db8::/32", "an address for documentation"),
    ("3fff::/20", "an address for documentation"),
    ("fc00::/7", "a private network"),
    ("fe80::/10", "a link-local address"),
    ("fec0::/10", "a private network (site-local)"),
    ("ff00::/8", "a multicast address"),
)
_NETWORKS: tuple[tuple[IPv4Network | IPv6Network, str], ...] = tuple(
    (ip_network(network), words) for network, words in _REFUSED
)
_GLOBAL_UNICAST = IPv6Network("2000::/3")  # all that IANA has handed out (RFC 4291, section 2.4)
_ISATAP_MARKS = (0x00005EFE, 0x02005EFE)  # RFC 5214, section 6.1: the IPv4 address follows


def reason_against(address: Address) -> str | None:
    """Say what is at `address` where nothing is fetched from; None for a public address."""
    for network, words in _NETWORKS:
        if address.version == network.version and address in network:
            return words
    if isinstance(address, IPv6Address):
        if address.scope_id is not None or address not in _GLOBAL_UNICAST:
            return "a reserved address"
        if (int(address) >> 32) & 0xFFFFFFFF in _ISATAP_MARKS:
            return "an IPv4 address behind ISATAP"
    return None if address.is_global else "a reserved address"


def look_up(host: str, port: int) -> tuple[str, ...]:
    """Ask the system's resolver; the default `Resolve`."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def checked_addresses(host: str, port: int, resolve: Resolve, judge: Judge) -> tuple[Address, ...]:
    """Resolve `host` once and judge every address; the caller connects to these and no others.

    Raises:
        AddressRefused: one of the addresses is not public, whatever the others are.
        FetchFailed: there is no such host.
    """
    try:
        addresses = tuple(ip_address(text) for text in resolve(host, port))
    except (OSError, ValueError) as error:
        raise FetchFailed(
            f"The host '{host}' cannot be looked up. Check the URL, and the network."
        ) from error
    for address in addresses:
        words = judge(address)
        if words is not None:
            raise AddressRefused(
                f"'{host}' leads to {words}. Documents are fetched from public addresses only: "
                "download the file and add that."
            )
    if not addresses:
        raise FetchFailed(f"The host '{host}' has no address. Check the URL.")
    return addresses
