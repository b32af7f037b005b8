"""Origins: where people find the app, as browsers spell it.

Everything that asks "is this one of ours" compares whole, exact texts: scheme, host and port.
"""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

_DEFAULT_PORTS = {"http": 80, "https": 443}
LOOPBACK_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
# Names that no registry gives out: of a house, or for tests.
HOUSE_ENDINGS = (".local", ".lan", ".home", ".home.arpa", ".internal", ".localhost", ".test")


def origins(texts: Iterable[str]) -> list[str]:
    """Return these origins the way a browser sends them, or stop the start with what is wrong."""
    return list(dict.fromkeys(_spelt(text) for text in texts))


def hosts_of(origins: Iterable[str]) -> list[str]:
    """Return the names that a request's Host may have."""
    return list(dict.fromkeys(_bracketed(urlsplit(origin).hostname or "") for origin in origins))


def is_loopback(origin: str) -> bool:
    """Say whether only this machine itself can be reached by this origin."""
    return urlsplit(origin).hostname in LOOPBACK_HOSTS


def is_public(origin: str) -> bool:
    """Say whether its name is one that leads there from anywhere, and not just from within a house."""
    host = urlsplit(origin).hostname or ""
    try:
        return ip_address(host).is_global
    except ValueError:
        return "." in host and not host.endswith(HOUSE_ENDINGS)


def _spelt(text: str) -> str:
    try:
        parts = urlsplit(text.strip().rstrip("/"))
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port, parts = "", None, urlsplit("")
    plain = not (parts.path or parts.query or parts.fragment or parts.username)
    if parts.scheme not in _DEFAULT_PORTS or not host or "*" in host or not plain:
        raise ImproperlyConfigured(
            f"PUBLIC_ORIGINS holds {text!r}. "
            "Write whole origins with commas between, such as https://meant.example."
        )
    default = port is None or port == _DEFAULT_PORTS[parts.scheme]
    return f"{parts.scheme}://{_bracketed(host)}" + ("" if default else f":{port}")


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
