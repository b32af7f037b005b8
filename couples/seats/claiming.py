"""Claiming: taking the seat that a link invites to, or one's own on another device."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial

from django.db import IntegrityError, transaction

from couples import invites, live, presence
from couples.access import Holder, label
from couples.infrastructure import vault
from couples.invites import InviteGone, OwnInvite
from couples.keys import Keys
from couples.models import Couple, Invite, Seat, Spent
from couples.profiles import clean_name
from couples.seats.inviting import couple_key, held_by, open_invites, seats_here
from couples.seats.spending import gone, spend
from couples.seats.writing import hold, new_seat, wraps


@dataclass(frozen=True)
class Claimed:
    """`first_time` is False when this browser's earlier claim went through and only its reply was lost."""

    couple_code: str
    position: int
    token: bytes = field(repr=False)
    first_time: bool


def claim(text: str, claim_id: str, name: str, holder: Holder) -> Claimed:
    """Take the seat that this link invites to. Of many at once one gets it, the others `InviteGone`.

    Repeated with the same claim id it returns the same seat and token. With a move link, and with one that
    was made anew for a seat, the seat keeps its name (`name` is not looked at); whichever device held it
    holds it no more.
    """
    couple_code, secret = invites.parse(text)
    token = invites.token_of(secret, claim_id)
    if again := _claimed_before(couple_code, token):
        return again
    try:
        with transaction.atomic():
            claimed = _claim(couple_code, secret, token, name, holder)
            transaction.on_commit(partial(live.announce, couple_code))
            return claimed
    except (IntegrityError, InviteGone):
        # Somebody was faster. It may have been this very claim, sent twice.
        if again := _claimed_before(couple_code, token):
            return again
        raise gone(couple_code, secret) from None


def _claimed_before(couple_code: str, token: bytes) -> Claimed | None:
    seat = seats_here(couple_code).filter(token_lookup=vault.lookup(token)).first()
    return Claimed(couple_code, seat.position, token, first_time=False) if seat else None


def _claim(couple_code: str, secret: bytes, token: bytes, name: str, holder: Holder) -> Claimed:
    # The couple's row first, as everywhere: whoever renews a link, or closes a seat, comes before or after.
    Couple.objects.select_for_update().filter(code=couple_code).first()
    invite = (
        open_invites(couple_code, secret).select_related("couple").select_for_update(of=("self",)).first()
    )
    if invite is None:
        raise InviteGone
    if held_by(couple_code, holder) is not None:
        raise OwnInvite
    # Whoever deletes the row has the seat; where rows are not locked, this line settles the race.
    if not spend(Invite.objects.filter(pk=invite.pk), Spent.Why.USED):
        raise InviteGone
    if invite.purpose == Invite.Purpose.MOVE:
        _move(invite, secret, token)
    else:
        _join(invite, token, Keys(couple_key(invite, secret), own=vault.new_key()), name)
    return Claimed(couple_code, invite.position, token, first_time=True)


def _join(invite: Invite, token: bytes, keys: Keys, name: str) -> None:
    """Come in, or come back to a seat that nobody holds. A seat that is held is in the way of both."""
    code, position = invite.couple.code, invite.position
    vacant = Seat.objects.filter(couple=invite.couple, position=position, own_key_wrap=b"")
    if not vacant.update(**wraps(code, position, token, keys)):
        new_seat(invite.couple, position, token, keys, clean_name(name))


def _move(invite: Invite, secret: bytes, token: bytes) -> None:
    """From now on this token alone opens the seat, and whoever was here by the old one is not."""
    assert invite.own_key_wrap is not None
    code, position = invite.couple.code, invite.position
    hold(Couple.objects.filter(pk=invite.couple_id))  # whoever arrives just now is at the same leases
    own = vault.unwrap(invite.own_key_wrap, secret, label(code, position, "invite-own"))
    keys = Keys(couple_key(invite, secret), own)
    Seat.objects.filter(couple=invite.couple, position=position).update(**wraps(code, position, token, keys))
    presence.vacate(invite.couple_id, position)
