"""A lost seat: who held it can't come in any more, and the other of the two makes a new link for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.db import transaction

from couples import live, presence
from couples.access import Holder, keys_of
from couples.infrastructure import database, vault
from couples.infrastructure.refusals import Refused
from couples.models import Invite, Seat, Spent
from couples.seats.inviting import new_counter
from couples.seats.spending import spend
from couples.seats.trying import needs_two_people
from couples.seats.writing import locked, new_invite


class NotLost(Refused):
    """There is no seat of somebody else's to make a link for."""

    reason = "not_lost"
    message = "Nothing was changed. There is nobody else to make a new link for."


def give_new_link(holder: Holder, couple_code: str, destroy: Callable[[Seat], None]) -> None:
    """Close the other seat to whoever held it, and make a link by which its person comes in again.

    destroy: is to delete what that seat had not shown; called in the same transaction, before the keys are
    gone. From then on no token opens the seat, its own key is nowhere, and its name stays. Who follows the
    link gets a new own key; what was sealed under the old one is for nobody. Repeated, it replaces the link.
    """
    with transaction.atomic():
        couple, mine, theirs = locked(holder, couple_code)
        needs_two_people(couple)
        if theirs is None or holder.shares_a_phone_with(theirs):
            raise NotLost
        destroy(theirs)
        _close(theirs)
        keys = keys_of(mine, couple_code, holder)
        new_invite(mine, keys, Invite.Purpose.JOIN, new_counter(), couple.expires)
        transaction.on_commit(partial(live.announce, couple_code))
    database.empty_write_ahead_log()


def replaced(couple_id: int) -> frozenset[int]:
    """The positions whose seat was given a new link at some time. One query."""
    rows = Spent.objects.filter(couple_id=couple_id, why=Spent.Why.REPLACED)
    return frozenset(rows.values_list("position", flat=True))


def _close(seat: Seat) -> None:
    couple_id, position = seat.couple_id, seat.position
    if not seat.is_vacant:
        Spent.objects.create(
            couple_id=couple_id, position=position, lookup=seat.token_lookup, why=Spent.Why.REPLACED
        )
    spend(Invite.objects.filter(couple_id=couple_id, position=position), Spent.Why.RENEWED)
    presence.vacate(couple_id, position)
    Seat.objects.filter(pk=seat.pk).update(
        token_lookup=vault.new_key(),  # what no token leads to
        couple_key_wrap=b"",
        own_key_wrap=b"",
        keep_until=None,  # a wish that nobody else was told of
    )
