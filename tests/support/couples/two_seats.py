"""What the tests of a couple share: who sits where, their links, and everything that is stored."""

from __future__ import annotations

from dataclasses import dataclass

from django.apps import apps

from couples import seats
from couples.access import Holder, keys_of, seats_of

NOBODY = Holder(())


@dataclass(frozen=True)
class Pair:
    code: str
    alex: Holder
    sam: Holder
    stranger: Holder
    link: str  # alex's, used by now
    claim_id: str  # sam's


def link_of(couple_code: str, holder: Holder, purpose: str = "join") -> str:
    """What stands behind the # of the link that this holder can show."""
    seat, _ = seats_of(couple_code, holder)
    text = seats.invite_link(seat, keys_of(seat, couple_code, holder), purpose)
    assert text is not None
    return text


def dump() -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table: equal dumps mean that nothing has changed."""
    return {
        model._meta.label: list(model.objects.order_by("pk").values_list()) for model in apps.get_models()
    }
