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
from couples.access import Holder, keys_of, label
from couples.infrastructure import vault
from couples.invites import InviteGone
from couples.keys import Keys
from couples.models import Invite, Seat, Spent
from couples.positions import Position, other
from couples.profiles import names
from couples.seats.spending import gone, spend
from couples.seats.trying import needs_two_people
from couples.seats.writing import locked, new_invite
from couples.shapes import Mark, mark_of

MOVE_MINUTES = 10  # a move link is for the phone in the other hand


@dataclass(frozen=True)
class Invitation:
    """Who invites, and how they and whoever accepts are drawn. `already` is "own" when the holder invites,
    "seated" when they sit in this couple anyway. my_name: of whoever comes back by a link that was made anew
    for their seat; "" for who has not been here.
    """

    couple_code: str
    inviter_name: str
    already: str  # "" | "own" | "seated"
    purpose: str = "join"
    inviter_mark: Mark = "a"
    my_mark: Mark = "b"
    my_name: str = ""


def invite_link(seat: Seat, keys: Keys, purpose: str = "join") -> str | None:
    """Return what stands behind the `#` of the open invite's link, or None once there is none. One query.

    Each seat invites the other to join, while nobody holds that one, and its own holder to move.
    """
    return links_of(seat, keys)[purpose]


def links_of(seat: Seat, keys: Keys) -> dict[str, str | None]:
    """Work the texts of this seat's open invites out again, from its own key: by purpose. One query."""
    mine = Q(purpose=Invite.Purpose.MOVE, position=seat.position)
    mine |= Q(purpose=Invite.Purpose.JOIN, position=other(seat.position))
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
    with transaction.atomic():
        # The row of the couple settles a claim and a renewal at the same instant.
        couple, mine, theirs = locked(holder, couple_code)
        needs_two_people(couple)
        keys = keys_of(mine, couple_code, holder)
        position, expires = other(mine.position), couple.expires
        if purpose == Invite.Purpose.MOVE:
            position = Position(mine.position)
            expires = min(expires, timezone.now() + timedelta(minutes=MOVE_MINUTES))
        elif theirs is not None and not theirs.is_vacant:
            raise InviteGone("Your partner has joined. You don’t need a link any more.")
        old = Invite.objects.filter(couple=couple, purpose=purpose, position=position)
        if not spend(old, Spent.Why.RENEWED) and purpose == Invite.Purpose.JOIN:
            raise InviteGone("Your partner has just joined. You don’t need a link any more.")
        new_invite(mine, keys, Invite.Purpose(purpose), new_counter(), expires)
        transaction.on_commit(partial(live.announce, couple_code))


def new_counter() -> int:
    """Never one that has been used: that would bring an old link back to life."""
    return secrets.randbits(62)


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
        inviter = seats_held(couple_code, holder).filter(position=_inviter(invite))
        return _invitation(invite, known, "own" if inviter.exists() else "seated")
    if invite is None:
        raise gone(couple_code, secret)
    return _invitation(invite, names(invite.couple.seats.all(), couple_code, couple_key(invite, secret)), "")


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
    """Return a seat that the holder already has in this couple."""
    return seats_held(couple_code, holder).first() if holder.tokens else None


def seats_held(couple_code: str, holder: Holder) -> QuerySet[Seat]:
    """The seats of this couple that are the holder's: both, where two people share a phone."""
    return seats_here(couple_code).filter(token_lookup__in=holder.lookups)


def _inviter(invite: Invite) -> int:
    """Return the position of the seat that issued this invite."""
    return invite.position if invite.purpose == Invite.Purpose.MOVE else other(invite.position)


def _invitation(invite: Invite, known: dict[int, str], already: str) -> Invitation:
    inviter, swapped = _inviter(invite), invite.couple.shapes_swapped
    return Invitation(
        couple_code=invite.couple.code,
        inviter_name=known[inviter],
        already=already,
        purpose=invite.purpose,
        inviter_mark=mark_of(inviter, swapped=swapped),
        my_mark=mark_of(invite.position, swapped=swapped),
        my_name=known.get(invite.position, ""),
    )
