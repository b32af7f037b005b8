"""Converters: how an address is written in a pattern, `us/<address:couple>/settings/`.

It matches `abc` and `abc/1`, so that a page has one pattern and one name, whoever's it is.
"""

from __future__ import annotations

from django.urls import register_converter

from couples.addresses import Address
from couples.positions import Position


class _Address:
    regex = "[^/]+(?:/[12])?"

    def to_python(self, text: str) -> Address:
        code, _, position = text.partition("/")
        return Address(code, Position(int(position)) if position else None)

    def to_url(self, address: Address | str) -> str:
        return str(address)


register_converter(_Address, "address")
