"""Where this machine can be reached: what can't be had is said for what it is."""

from __future__ import annotations

import socket

import pytest

from couples.infrastructure import ports
from couples.management.commands.serve import code_of


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0", "localhost"])
def test_a_free_port_is_found_at_any_address(host: str) -> None:
    assert 0 < ports.bound(host, 0) <= ports.LAST


def test_an_address_of_the_newer_kind_is_one_as_well() -> None:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        pytest.skip("this machine has none")
    assert 0 < ports.bound("::1", 0) <= ports.LAST


def why(host: str, port: int = 0) -> str:
    with pytest.raises(ports.Unreachable) as caught:
        ports.bound(host, port)
    return str(caught.value)


def test_a_port_that_somebody_listens_at_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert why("127.0.0.1", port).startswith(f"Port {port} is taken.")
    assert ports.bound("127.0.0.1", port) == port


def test_an_address_of_another_machine_is_no_taken_port() -> None:
    assert why("203.0.113.9").startswith("This machine has no address 203.0.113.9.")


def test_what_is_no_address_and_no_port_is_said() -> None:
    assert "is no address of a machine" in why("no.such.machine.invalid")
    assert why("127.0.0.1", 70_000).startswith("70000 is no port.")
    assert why("127.0.0.1", -1).startswith("-1 is no port.")


@pytest.mark.parametrize(
    ("host", "address"),
    [("0.0.0.0", "127.0.0.1"), ("::", "[::1]"), ("::1", "[::1]"), ("127.0.0.1", "127.0.0.1")],
)
def test_the_address_that_is_said_is_one_that_can_be_opened(host: str, address: str) -> None:
    assert ports.shown(host) == address


def test_a_console_that_can_show_no_code_gets_a_sentence() -> None:
    assert "█" in code_of("http://192.0.2.2:8000/", "utf-8")
    for encoding in ("ascii", "latin-1", "no-such-encoding"):
        assert "can't show a QR code" in code_of("http://192.0.2.2:8000/", encoding)
