"""Where this machine can be reached: a port that is free, the address in the house."""

from __future__ import annotations

import socket


class NoNetwork(OSError):
    """This machine is in no network."""


def free_port(host: str) -> int:
    with socket.socket() as probe:
        probe.bind((host, 0))
        port: int = probe.getsockname()[1]
        return port


def lan_address() -> str:
    """Return the address by which phones in the house reach this machine. Sends nothing."""
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect(("192.0.2.1", 9))  # an address for documentation: only the route to it is looked up
            return str(probe.getsockname()[0])
    except OSError:
        raise NoNetwork from None
