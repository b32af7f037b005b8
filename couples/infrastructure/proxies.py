"""Proxies: for whom a request is asked that somebody else hands on, and whether it came over TLS.

Only a proxy that TRUSTED_PROXIES names is believed. From here on a connection's client is the visitor and
its scheme the one that the visitor used; nobody further in reads a header to find out.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from couples.infrastructure.asgi_types import Application, Receive, Scope, Send

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

THIS_MACHINE = IPv4Address("127.0.0.1")  # whoever comes by a socket file comes from here
LOOPBACK = ["127.0.0.0/8", "::1"]

logger = logging.getLogger(__name__)


def networks(texts: Iterable[str]) -> list[Network]:
    """Return these addresses and networks, or stop the start with what is wrong."""
    return [_network(text) for text in texts]


def read_address(text: str) -> Address | None:
    """Return the address that stands here, however it is written; None where there is none.

    A port behind it, brackets, quotes and a zone are left out; an IPv4 address in an IPv6 one is that.
    """
    text = text.strip().strip('"')
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return (address.ipv4_mapped or address) if isinstance(address, IPv6Address) else address


def visitor(peer: Address, forwarded: str, trusted: Sequence[Network]) -> Address:
    """Return who asks: the nearest that no trusted proxy is, as far as trusted ones say.

    forwarded: X-Forwarded-For, to which each proxy appends whom it was asked by. What stands further left
    than the first that is not trusted may be made up. Where a proxy says nothing that can be read, it is
    itself the nearest that is known.
    """
    nearest = peer
    for text in reversed(_entries(forwarded)):
        before = read_address(text) if is_one_of(nearest, trusted) else None
        if before is None:
            break
        nearest = before
    return nearest


def is_one_of(address: Address, networks: Sequence[Network]) -> bool:
    return any(address in network for network in networks)


class BehindProxies:
    """Let the application see who asks, and over what, instead of the proxy that hands it on."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self._said: set[str] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        trusted: list[Network] = settings.TRUSTED_PROXIES
        host, port = scope.get("client") or ("", 0)
        peer = read_address(host) if host else THIS_MACHINE
        if peer is not None:
            forwarded, proto = _header(scope, b"x-forwarded-for"), _header(scope, b"x-forwarded-proto")
            who = visitor(peer, forwarded, trusted)
            scope = {**scope, "client": [str(who), port]}
            if not is_one_of(peer, trusted):
                if forwarded:
                    self._say_once(UNNAMED)
            elif forwarded or proto:
                if scope["type"] == "http" and _first(proto) in {"http", "https"}:
                    scope["scheme"] = _first(proto)
                if not any(read_address(each) for each in _entries(forwarded)[-1:]):
                    self._say_once(SILENT)
        await self.application(scope, receive, send)

    def _say_once(self, what: str) -> None:
        if what not in self._said:
            self._said.add(what)
            logger.warning(what)


# Neither may name an address: it could be a visitor's.
UNNAMED = (
    "Something that TRUSTED_PROXIES does not name sends X-Forwarded-For, which is not believed. "
    "If it is your proxy, name it: until then all of its visitors share one limit, and TLS is not seen."
)
SILENT = (
    "A trusted proxy does not say in X-Forwarded-For for whom it asks: all of its visitors share one limit."
)


def _header(scope: Scope, name: bytes) -> str:
    """Return what all headers of this name say, in their order."""
    return ",".join(value.decode("latin-1") for key, value in scope["headers"] if key == name)


def _entries(values: str) -> list[str]:
    return [each for each in values.split(",") if each.strip()]


def _first(values: str) -> str:
    return values.partition(",")[0].strip().lower()


def _network(text: str) -> Network:
    address = read_address(text)
    try:
        return ip_network(address if address is not None else text, strict=False)
    except ValueError:
        raise ImproperlyConfigured(
            f"TRUSTED_PROXIES holds {text!r}. "
            "Write addresses or networks with commas between: 10.0.0.2, 172.18.0.0/16."
        ) from None
