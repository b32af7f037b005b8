"""Where this machine can be reached: whether a port of an address can be had, the address in the house."""

from __future__ import annotations

import errno
import socket

ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # listens everywhere -> where a browser here finds it
LAST = 65535
LEAST_OF_EVERYBODY = 1024  # ports below are an administrator's


class NoNetwork(OSError):
    """This machine is in no network."""


class Unreachable(OSError):
    """Nobody can listen there. Its text is a sentence that says why, and what to do."""


def bound(host: str, port: int) -> int:
    """Return the port that one would listen at, 0 being any free one; raises Unreachable.

    It is looked whether it can be had and then let go, before anything else is begun.
    """
    if not 0 <= port <= LAST:
        raise Unreachable(f"{port} is no port. Choose one from 0 to {LAST} with --port.")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does
            probe.bind(address)
            probe.listen()  # binding alone is granted beside somebody who listens
            found: int = probe.getsockname()[1]
            return found
    except OSError as error:
        raise Unreachable(_why(error, host, port)) from None


def _why(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is taken. Choose another with --port, or 0 for a free one."
    if error.errno == errno.EACCES:
        return f"Port {port} is not this user’s to have. Choose one from {LEAST_OF_EVERYBODY} on with --port."
    if error.errno in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):
        return f"This machine has no address {host}. Choose one of its own with --host, or leave it out."
    if isinstance(error, socket.gaierror):
        return (
            f"{host} is no address of a machine. Choose one of this machine’s with --host, or leave it out."
        )
    return (
        f"Nothing can listen at {host}, port {port}: {error.strerror}. Choose others with --host and --port."
    )


def shown(host: str) -> str:
    """Return the host that somebody at this machine writes into an address."""
    return ANYWHERE.get(host) or (f"[{host}]" if ":" in host else host)


def lan_address() -> str:
    """Return the address by which phones in the house reach this machine. Sends nothing."""
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect(("192.0.2.1", 9))  # an address for documentation: only the route to it is looked up
            return str(probe.getsockname()[0])
    except OSError:
        raise NoNetwork from None
