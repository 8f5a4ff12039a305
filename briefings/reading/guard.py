"""Which addresses may be fetched: the public web, and hosts that the owner named.

A host name is looked up once for each request, every address that it has is judged, and the connection goes
to an address that was judged: a second look-up by the network library could answer otherwise.
"""

from __future__ import annotations

import asyncio
import re
import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

from briefings.errors import FetchError

NAT64 = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))
"""Ranges whose last 32 bits are an IPv4 address that a gateway would reach (RFC 6052, RFC 8215)."""

MAX_ADDRESS = 4_000
"""Longest address in characters."""

_HOST = re.compile(r"(?:[\w-]{1,63}\.)*[\w-]{1,63}\.?")

Ip = IPv4Address | IPv6Address


@dataclass(frozen=True, kw_only=True)
class Target:
    """An address that may be fetched and the network address to which its request must go."""

    url: str
    host: str
    port: int
    ip: str


def web_address(url: str) -> SplitResult:
    """`url` taken apart; raises FetchError where it is no address on the web."""
    if len(url) > MAX_ADDRESS:
        raise FetchError(url[:80] + "…", "too long an address")
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError as error:
        raise FetchError(url, "not an address", str(error)) from error
    if parts.scheme not in {"http", "https"}:
        raise FetchError(url, "only http and https are fetched")
    if not parts.hostname or port == 0:
        raise FetchError(url, "not an address", "no host")
    if ":" not in parts.hostname and not _HOST.fullmatch(parts.hostname):
        raise FetchError(url, "not an address", "no such host can be")
    if parts.username is not None or parts.password is not None:
        raise FetchError(
            url.replace(parts.netloc, parts.hostname), "an address with a password is not fetched"
        )
    return parts


def is_public(ip: Ip) -> bool:
    """Whether an address is of the public internet: not loopback, private, link-local, multicast."""
    if isinstance(ip, IPv6Address):
        embedded = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if embedded is None and any(ip in network for network in NAT64):
            embedded = IPv4Address(int(ip) & 0xFFFFFFFF)
        if embedded is not None:
            return is_public(embedded)
        if ip.is_site_local:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


async def target_of(url: str, allowed: frozenset[str] = frozenset()) -> Target:
    """Where a request for `url` may go; raises FetchError where it may not.

    allowed: hosts ("nas.lan") or hosts with port ("127.0.0.1:8000") that are fetched wherever they lie.
    """
    parts = web_address(url)
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    addresses = await _addresses(url, host, port)
    if host not in allowed and f"{host}:{port}" not in allowed:
        refused = [ip for ip in addresses if not is_public(ip)]
        if refused:
            raise FetchError(
                url, "a private address", "name the host in the list of allowed ones to fetch it"
            )
    return Target(url=url, host=host, port=port, ip=str(addresses[0]))


async def _addresses(url: str, host: str, port: int) -> list[Ip]:
    literal = _literal(host)
    if literal is not None:
        return [literal]
    try:
        name = host.encode("idna").decode() if not host.isascii() else host
        found = await asyncio.get_running_loop().getaddrinfo(name, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(url, "no such host") from error
    addresses = list(dict.fromkeys(ip_address(str(entry[4][0]).split("%")[0]) for entry in found))
    if not addresses:
        raise FetchError(url, "no such host")
    return addresses


def _literal(host: str) -> Ip | None:
    """The network address that `host` spells, also as old libraries read it ("127.1", "0x7f.1")."""
    try:
        return ip_address(host.split("%")[0])
    except ValueError:
        pass
    if not re.fullmatch(r"[\da-fx.]+", host):
        return None
    try:
        return IPv4Address(socket.inet_aton(host))
    except OSError:
        return None
