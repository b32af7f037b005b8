"""Who asks, where proxies stand between: as far as those that are named say so, and nobody else."""

from __future__ import annotations

import logging
from ipaddress import ip_address
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from couples.infrastructure import proxies
from couples.infrastructure.proxies import LOOPBACK, BehindProxies, networks, read_address, visitor

HOUSE = networks([*LOOPBACK, "10.0.0.0/8", "2001:db8:ffff::/48"])
ALEX = "203.0.113.9"


def who(peer: str, forwarded: str) -> str:
    return str(visitor(ip_address(peer), forwarded, HOUSE))


@pytest.mark.parametrize(
    "written, read",
    [
        ("203.0.113.9", ALEX),
        (" 203.0.113.9\t", ALEX),
        ("203.0.113.9:49152", ALEX),
        ('"203.0.113.9:49152"', ALEX),
        ("::ffff:203.0.113.9", ALEX),
        ("::FFFF:203.0.113.9", ALEX),
        ("[::ffff:203.0.113.9]:49152", ALEX),
        ("::ffff:cb00:7109", ALEX),
        ("2001:DB8::1", "2001:db8::1"),
        ("2001:db8:0:0:0:0:0:1", "2001:db8::1"),
        ("[2001:db8::1]", "2001:db8::1"),
        ("[2001:db8::1]:443", "2001:db8::1"),
        ('"[2001:db8::1]:443"', "2001:db8::1"),
        ("fe80::1%eth0", "fe80::1"),
        ("[fe80::1%25eth0]:80", "fe80::1"),
    ],
)
def test_an_address_is_read_however_a_proxy_writes_it(written: str, read: str) -> None:
    assert str(read_address(written)) == read


@pytest.mark.parametrize(
    "written",
    ["", "unknown", "_hidden", "nonsense", "203.0.113", "203.0.113.009", "[", "[]", "1.2.3.4.5", "\xb2.0.0.1",
     "for=203.0.113.9", "203.0.113.9 203.0.113.8", "\x00", "-"],
)  # fmt: skip
def test_what_is_no_address_is_none(written: str) -> None:
    assert read_address(written) is None


@pytest.mark.parametrize(
    "peer, forwarded, asks",
    [
        ("127.0.0.1", ALEX, ALEX),
        ("127.0.0.1", f"198.51.100.1, {ALEX}", ALEX),  # whatever the visitor claimed stands further left
        ("127.0.0.1", f"{ALEX}, 10.0.0.2", ALEX),  # two proxies in a row
        ("10.0.0.3", f"198.51.100.1, {ALEX}:5000, [2001:db8:ffff::1]:443 ,10.0.0.2:80", ALEX),
        ("127.0.0.1", f"10.9.9.9, {ALEX}", ALEX),  # nobody gets behind a proxy by naming one
        ("127.0.0.1", f",, {ALEX} ,", ALEX),
        ("127.0.0.1", "10.0.0.7, 10.0.0.2", "10.0.0.7"),  # somebody within the house
        ("203.0.113.7", ALEX, "203.0.113.7"),  # no proxy of ours: itself
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "unknown", "127.0.0.1"),
        ("127.0.0.1", f"{ALEX}, unknown", "127.0.0.1"),  # made up, for all that is known
        ("127.0.0.1", "unknown, 10.0.0.2", "10.0.0.2"),
    ],
)
def test_who_asks_is_the_nearest_that_no_trusted_proxy_is(peer: str, forwarded: str, asks: str) -> None:
    assert who(peer, forwarded) == asks


@pytest.mark.parametrize("written", ["nginx", "*", "10.0.0.0/33", "10.0.0.1-10.0.0.9", "http://10.0.0.1"])
def test_what_names_no_proxy_stops_the_start(written: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="TRUSTED_PROXIES"):
        networks([written])


@pytest.mark.parametrize("written", ["10.0.0.2", "10.0.0.2/8", "::ffff:10.0.0.2", "[::1]", "fd00::/8"])
def test_a_proxy_is_named_by_an_address_or_a_network(written: str) -> None:
    assert networks([written])


# ---- what the application sees ------------------------------------------------------------------------


async def seen(behind: BehindProxies | None = None, kind: str = "http", **given: Any) -> dict[str, Any]:
    """The scope that arrives, of one with this client and these headers."""
    scopes: list[dict[str, Any]] = []

    async def application(scope: Any, receive: Any, send: Any) -> None:
        scopes.append(scope)

    headers = [(name.encode(), value.encode()) for name, value in given.pop("headers", [])]
    scope = {"type": kind, "scheme": "http" if kind == "http" else "ws", "headers": headers, **given}
    if behind is None:
        behind = BehindProxies(application)
    behind.application = application
    await behind(scope, None, None)  # type: ignore[arg-type]  # nothing is received or sent
    return scopes[0]


FORWARDED = [("x-forwarded-for", ALEX), ("x-forwarded-proto", "https")]


async def test_a_named_proxy_is_believed_and_nobody_else(settings: Any) -> None:
    settings.TRUSTED_PROXIES = HOUSE
    for peer in ("127.0.0.1", "10.1.2.3", "::ffff:10.1.2.3", "::1"):
        scope = await seen(client=[peer, 5000], headers=FORWARDED)
        assert (scope["client"][0], scope["scheme"]) == (ALEX, "https"), peer
    assert (await seen(client=None, headers=FORWARDED))["client"][0] == ALEX, "by a socket file"
    for peer in ("203.0.113.7", "::ffff:203.0.113.7"):
        scope = await seen(client=[peer, 5000], headers=FORWARDED)
        assert (scope["client"][0], scope["scheme"]) == ("203.0.113.7", "http"), peer


async def test_several_headers_of_one_name_are_one_list(settings: Any) -> None:
    settings.TRUSTED_PROXIES = HOUSE
    lines = [("x-forwarded-for", "198.51.100.1"), ("x-forwarded-for", ALEX), ("x-forwarded-for", "10.0.0.2")]
    assert (await seen(client=["127.0.0.1", 1], headers=lines))["client"][0] == ALEX


async def test_a_socket_has_its_visitor_too(settings: Any) -> None:
    settings.TRUSTED_PROXIES = HOUSE
    scope = await seen(kind="websocket", client=["127.0.0.1", 1], headers=FORWARDED)
    assert scope["client"][0] == ALEX and scope["scheme"] == "ws"


@pytest.mark.parametrize(
    "proto, scheme", [("https", "https"), ("HTTPS, http", "https"), ("http", "http"), ("ftp", "http")]
)
async def test_the_scheme_is_one_of_two(settings: Any, proto: str, scheme: str) -> None:
    settings.TRUSTED_PROXIES = HOUSE
    headers = [("x-forwarded-for", ALEX), ("x-forwarded-proto", proto)]
    assert (await seen(client=["127.0.0.1", 1], headers=headers))["scheme"] == scheme


@pytest.mark.parametrize(
    "client, headers, said",
    [
        ("198.51.100.7", FORWARDED, proxies.UNNAMED),
        ("127.0.0.1", FORWARDED[1:], proxies.SILENT),
        ("127.0.0.1", [("x-forwarded-for", "unknown")], proxies.SILENT),
        ("127.0.0.1", FORWARDED, None),
        ("127.0.0.1", [], None),
        ("198.51.100.7", [], None),
    ],
)
async def test_that_visitors_share_a_limit_is_said_once_and_names_no_address(
    settings: Any, caplog: pytest.LogCaptureFixture, client: str, headers: Any, said: str | None
) -> None:
    settings.TRUSTED_PROXIES = HOUSE
    behind = BehindProxies(None)  # type: ignore[arg-type]  # `seen` puts one in
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            await seen(behind, client=[client, 1], headers=headers)
    assert caplog.messages == ([said] if said else [])
    assert client not in caplog.text and ALEX not in caplog.text
