"""Inviting: the link to the second seat, or of one's own seat to another device; and looking at one."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from couples import invites, live
from couples.access import Holder, keys_of, label, seats_of
from couples.infrastructure import vault
from couples.invites import InviteGone
from couples.keys import Keys
from couples.models import Couple, Invite, Seat
from couples.positions import FIRST, SECOND, other
from couples.profiles import names
from couples.seats.trying import needs_two_people
from couples.seats.writing import new_invite
from couples.shapes import Mark, mark_of

MOVE_MINUTES = 10  # a move link is for the phone in the other hand


@dataclass(frozen=True)
class Invitation:
    """Who invites, and how they and whoever accepts are drawn. `already` is "own" when the holder invites,
    "seated" when they sit in this couple anyway.
    """

    couple_code: str
    inviter_name: str
    already: str  # "" | "own" | "seated"
    purpose: str = "join"
    inviter_mark: Mark = "a"
    my_mark: Mark = "b"


def invite_link(seat: Seat, keys: Keys, purpose: str = "join") -> str | None:
    """Return what stands behind the `#` of the open invite's link, or None once there is none. One query.

    The first seat invites to join; each seat invites only its own holder to move.
    """
    return links_of(seat, keys)[purpose]


def links_of(seat: Seat, keys: Keys) -> dict[str, str | None]:
    """Work the texts of this seat's open invites out again, from its own key: by purpose. One query."""
    mine = Q(purpose=Invite.Purpose.MOVE, position=seat.position)
    if seat.position == FIRST:
        mine |= Q(purpose=Invite.Purpose.JOIN)
    links: dict[str, str | None] = dict.fromkeys(map(str, Invite.Purpose))
    code = seat.couple.code
    for invite in Invite.objects.filter(mine, couple_id=seat.couple_id, expires__gt=timezone.now()):
        secret = invites.secret_of(keys.own, code, invite.purpose, invite.position, invite.counter)
        links[invite.purpose] = invites.text_of(code, secret)
    return links


def renew_invite(holder: Holder, couple_code: str, purpose: str = "join") -> None:
    """Replace the link by a new one; the old one opens nothing any more.

    To join, only while nobody has. To move one's own seat to another device, at any time, for ten minutes.
    """
    seat, seats = seats_of(couple_code, holder)
    needs_two_people(seat.couple)
    keys = keys_of(seat, couple_code, holder)
    # Never a counter that has been used: that would bring an old link back to life.
    counter, expires = secrets.randbits(62), seat.couple.expires
    if purpose == Invite.Purpose.MOVE:
        expires = timezone.now() + timedelta(minutes=MOVE_MINUTES)
    elif len(seats) == 2:
        raise InviteGone("Your partner has joined. You don’t need a link any more.")
    with transaction.atomic():
        # The row of the couple settles a claim and a renewal at the same instant.
        Couple.objects.select_for_update().filter(pk=seat.couple_id).first()
        position = seat.position if purpose == Invite.Purpose.MOVE else SECOND
        old = Invite.objects.filter(couple=seat.couple, purpose=purpose, position=position)
        if not old.delete()[0] and purpose == Invite.Purpose.JOIN:
            raise InviteGone("Your partner has just joined. You don’t need a link any more.")
        new_invite(seat, keys, Invite.Purpose(purpose), counter, min(expires, seat.couple.expires))
        transaction.on_commit(partial(live.announce, couple_code))


def look(text: str, holder: Holder) -> Invitation:
    """Return who invites with this link. Changes nothing, whoever looks, however often."""
    couple_code, secret = invites.parse(text)
    held = held_by(couple_code, holder)
    invite = open_invites(couple_code, secret).select_related("couple").first()
    if held is not None:
        keys = keys_of(held, couple_code, holder)
        known = names(held.couple.seats.all(), couple_code, keys.couple)
        if invite is None:
            return Invitation(couple_code, known.get(other(held.position), ""), "seated")
        return _invitation(invite, known, "own" if _inviter(invite) == held.position else "seated")
    if invite is None:
        raise InviteGone
    inviters = invite.couple.seats.filter(position=_inviter(invite))
    return _invitation(invite, names(inviters, couple_code, couple_key(invite, secret)), "")


# ---- what looking and claiming share ------------------------------------------------------------


def open_invites(couple_code: str, secret: bytes) -> QuerySet[Invite]:
    now = timezone.now()
    return Invite.objects.filter(
        lookup=vault.lookup(secret), couple__code=couple_code, expires__gt=now, couple__expires__gt=now
    )


def couple_key(invite: Invite, secret: bytes) -> bytes:
    return vault.unwrap(
        invite.couple_key_wrap, secret, label(invite.couple.code, invite.position, "invite-couple")
    )


def seats_here(couple_code: str) -> QuerySet[Seat]:
    return Seat.objects.filter(couple__code=couple_code, couple__expires__gt=timezone.now()).select_related(
        "couple"
    )


def held_by(couple_code: str, holder: Holder) -> Seat | None:
    """Return the seat that the holder already has in this couple."""
    return seats_here(couple_code).filter(token_lookup__in=holder.lookups).first() if holder.tokens else None


def _inviter(invite: Invite) -> int:
    """Return the position of the seat that issued this invite."""
    return invite.position if invite.purpose == Invite.Purpose.MOVE else FIRST


def _invitation(invite: Invite, known: dict[int, str], already: str) -> Invitation:
    inviter, swapped = _inviter(invite), invite.couple.shapes_swapped
    return Invitation(
        couple_code=invite.couple.code,
        inviter_name=known[inviter],
        already=already,
        purpose=invite.purpose,
        inviter_mark=mark_of(inviter, swapped=swapped),
        my_mark=mark_of(invite.position, swapped=swapped),
    )
