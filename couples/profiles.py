"""Profiles: the name that a person chose, sealed under the couple's key."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from couples.infrastructure import vault
from couples.infrastructure.refusals import Refused
from couples.models import Seat
from couples.visible import shows

LONGEST_NAME = 60  # characters

_SIZE = 1024  # any name of that length fits, so a profile's length says nothing about the name
_UNPRINTABLE = {"Cc", "Cs", "Zl", "Zp"}  # control characters, lone surrogates, line and paragraph breaks
_TURNS_TEXT = set(
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)  # would reorder the words around it


class BadName(Refused):
    """This cannot be shown as a name."""

    reason = "bad_name"
    message = f"A name has 1 to {LONGEST_NAME} characters, on one line."


UNSEEN = "Nothing is lost. That name can’t be seen on a screen; write it with letters that can."


def clean_name(name: str) -> str:
    """Return a name as it is stored and shown, or raise `BadName`."""
    name = unicodedata.normalize("NFC", name).strip()
    odd = any(unicodedata.category(each) in _UNPRINTABLE or each in _TURNS_TEXT for each in name)
    if odd or not name or len(name) > LONGEST_NAME:
        raise BadName
    if not shows(name):
        raise BadName(UNSEEN)
    return name


def seal_name(couple_code: str, position: int, couple_key: bytes, name: str) -> bytes:
    """Seal a cleaned name as the profile of the seat at this position."""
    return vault.seal(couple_key, {"name": name}, _place(couple_code, position), _SIZE)


def names(seats: Iterable[Seat], couple_code: str, couple_key: bytes) -> dict[int, str]:
    """Return the name of each of a couple's seats, by its position."""
    result = {}
    for seat in seats:
        profile = vault.open_sealed(couple_key, seat.profile_sealed, _place(couple_code, seat.position))
        assert isinstance(profile, dict)
        result[seat.position] = str(profile["name"])
    return result


def _place(couple_code: str, position: int) -> str:
    return f"{couple_code}|{position}|profile"
