"""Which web addresses may be fetched: http and https to hosts whose every address is public.

A page, a feed or a redirect may name any host, also one inside the network that memcon runs in. So a name is
resolved here, all that it resolves to is checked, and connections are made to what was checked alone.
"""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Callable, Collection, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING

from memcon.errors import InputError

if TYPE_CHECKING:
    import httpx

LONGEST = 4_000
"""Characters of an address; longer ones are no addresses of reports."""

_NAT64 = IPv6Network("64:ff9b::/96")
_RESERVED = tuple(
    ip_network(net) for net in ("192.0.0.0/24", "192.88.99.0/24", "64:ff9b:1::/48", "2001::/32", "fec0::/10")
)
"""What IANA's registries reserve and `ipaddress` does not refuse in every Python: protocol assignments, 6to4
relays, local NAT64, Teredo, and addresses of one site."""
_HOST = re.compile(r"[A-Za-z0-9._:-]{1,253}", re.ASCII)

Resolve = Callable[[str, int, float], Sequence[str]]
"""Host, port and seconds -> the addresses of the host, as text; raises OSError where there are none."""


def web_address(text: str) -> httpx.URL:
    """The address as a URL without its fragment; raises InputError where it is none that may be fetched."""
    import httpx

    if len(text) > LONGEST:
        raise InputError(f"the address is longer than {LONGEST:,} characters; shorten it")
    try:
        url = httpx.URL(text.strip()).copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError) as error:
        raise InputError("it is no address that can be read; check it") from error
    if url.scheme not in {"http", "https"}:
        raise InputError(f"only http and https are fetched, not {url.scheme[:20] or 'an address without either'}")
    if not _HOST.fullmatch(url.raw_host.decode("ascii", "replace")) or not 0 < (url.port or 80) < 65_536:
        raise InputError("the address names no host and port that there can be; check it")
    if url.userinfo:
        raise InputError("the address holds a user name or password; leave them out")
    return url


def checked_addresses(
    host: str, port: int, *, allow: Collection[str], resolve: Resolve, seconds: float
) -> tuple[str, ...]:
    """The addresses of a host that a connection may be made to, all of them checked.

    A host in allow (case-folded, as written in the address) is not checked. Raises InputError where the host
    has no address, or where any single one of them is not public.
    """
    try:
        found = tuple(dict.fromkeys(resolve(host, port, seconds)))
    except (OSError, ValueError) as error:
        raise InputError(f"the host {host[:100]} is not found; check the address and the network") from error
    if not found:
        raise InputError(f"the host {host[:100]} has no address")
    if host.casefold().rstrip(".") not in allow:
        for one in found:
            if (why := refusal(one)) is not None:
                raise InputError(f"the host {host[:100]} is at {one[:60]}, {why}, and only public ones are fetched")
    return found


def refusal(address: str) -> str | None:
    """Why no connection is made to an IP address ("a loopback address"); None where it is a public one."""
    try:
        ip = ip_address(address)
    except ValueError:
        return "no address that can be read"
    if isinstance(ip, IPv6Address) and (inner := _embedded(ip)) is not None:
        ip = inner
    kinds = (
        (ip.is_unspecified, "an unspecified address"),
        (ip.is_loopback, "a loopback address"),
        (ip.is_link_local, "a link-local address"),
        (ip.is_multicast, "a multicast address"),
        (ip.is_private, "a private address"),
        (not ip.is_global or ip.is_reserved or any(ip in net for net in _RESERVED), "a reserved address"),
    )
    return next((name for holds, name in kinds if holds), None)


def _embedded(ip: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address leads to: IPv4-mapped, 6to4 or NAT64."""
    if ip in _NAT64:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour


def system_addresses(host: str, port: int, seconds: float) -> Sequence[str]:
    """What the system's resolver knows of a host, waited for no longer than some seconds.

    Raises OSError where the host is unknown or the time is over: the resolver itself knows no limit, so it
    works in a thread that is left behind.
    """
    found: list[str] = []
    failed: list[Exception] = []

    def ask() -> None:
        try:
            found.extend(str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, ValueError) as error:
            failed.append(error)

    worker = threading.Thread(target=ask, daemon=True)
    worker.start()
    worker.join(seconds)
    if worker.is_alive():
        raise TimeoutError(f"no answer within {seconds:.0f} s")
    if failed:
        raise failed[0]
    return found
