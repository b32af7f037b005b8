"""Seats: what the two people do with their couple. The use cases, and the sole writer of its models.

Each call is one transaction; constraints settle what happens at once. Announcements are made after the
commit. Presence has its own module.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from couples import disk, invites, live, vault
from couples.access import Holder, keys_of, label, seats_of
from couples.invites import InviteGone, MalformedInvite, OwnInvite
from couples.models import Couple, Invite, Seat
from couples.profiles import clean_name, names, seal_name
from couples.refusals import NotHere, Refused
from couples.shapes import Mark, mark_of
from couples.vault import Keys

__all__ = [
    "Claimed",
    "CoupleView",
    "Invitation",
    "InviteGone",
    "MalformedInvite",
    "Opened",
    "OwnInvite",
    "UnknownPeriod",
    "claim",
    "couple_of",
    "erase",
    "invite_link",
    "look",
    "names",
    "open_couple",
    "rename",
    "renew_invite",
    "swap_shapes",
    "sweep",
]

MOVE_MINUTES = 10  # a move link is for the phone in the other hand
SWEEP_AT_ONCE = 100  # couples in one transaction, so that nobody waits long for a lock


class UnknownPeriod(Refused):
    reason = "unknown_period"
    message = "Choose for how long this is kept."


@dataclass(frozen=True)
class Opened:
    couple_code: str
    position: int
    token: bytes = field(repr=False)


@dataclass(frozen=True)
class Claimed:
    """`first_time` is False when this browser's earlier claim went through and only its reply was lost."""

    couple_code: str
    position: int
    token: bytes = field(repr=False)
    first_time: bool


@dataclass(frozen=True)
class Invitation:
    """Who invites, and how they are drawn. `already` is "own" when the holder does, "seated" when they sit in
    this couple anyway.
    """

    couple_code: str
    inviter_name: str
    already: str  # "" | "own" | "seated"
    purpose: str = "join"
    inviter_mark: Mark = "a"

    @property
    def my_mark(self) -> Mark:
        """How whoever accepts is drawn: as themselves when their own seat moves."""
        if self.purpose == Invite.Purpose.MOVE:
            return self.inviter_mark
        return "b" if self.inviter_mark == "a" else "a"


@dataclass(frozen=True)
class CoupleView:
    """A couple as one of its two sees it. `names` has one entry until the partner has joined."""

    code: str
    position: int
    names: dict[int, str]
    marks: dict[int, Mark]  # by position, as `names`, but of both, always
    expires: datetime
    link_text: str | None  # of the open join invite
    move_text: str | None  # of the open invite to move this seat to another device

    @property
    def joined(self) -> bool:
        return len(self.names) == 2

    @property
    def my_name(self) -> str:
        return self.names[self.position]

    @property
    def my_mark(self) -> Mark:
        return self.marks[self.position]

    @property
    def partner_mark(self) -> Mark:
        return self.marks[3 - self.position]


def open_couple(name: str, days: int) -> Opened:
    """Open a couple that lives for so many days: its first seat, and the invite to the second."""
    if days not in settings.RETENTION_CHOICES:
        raise UnknownPeriod
    name = clean_name(name)
    code, token = secrets.token_hex(8), vault.new_key()
    keys = Keys(couple=vault.new_key(), own=vault.new_key())
    now = timezone.now()
    with transaction.atomic():
        couple = Couple.objects.create(code=code, created=now, expires=now + timedelta(days=days))
        seat = _new_seat(couple, Seat.FIRST, token, keys, name)
        _new_invite(seat, keys, Invite.Purpose.JOIN, counter=0, expires=couple.expires)
    return Opened(code, Seat.FIRST, token)


def couple_of(holder: Holder, couple_code: str) -> CoupleView:
    """Return the couple as this holder sees it, or raise `NotHere`. Two queries."""
    seat, seats = seats_of(couple_code, holder)
    keys = keys_of(seat, couple_code, holder)
    return CoupleView(
        code=couple_code,
        position=seat.position,
        names=names(seats, couple_code, keys.couple),
        marks=_marks(seat.couple),
        expires=seat.couple.expires,
        **_links(seat, keys),
    )


def invite_link(seat: Seat, keys: Keys, purpose: str = "join") -> str | None:
    """Return what stands behind the `#` of the open invite's link, or None once there is none. One query.

    The first seat invites to join; each seat invites only its own holder to move.
    """
    return _links(seat, keys)["link_text" if purpose == Invite.Purpose.JOIN else "move_text"]


def renew_invite(holder: Holder, couple_code: str, purpose: str = "join") -> None:
    """Replace the link by a new one; the old one opens nothing any more.

    To join, only while nobody has. To move one's own seat to another device, at any time, for ten minutes.
    """
    seat, seats = seats_of(couple_code, holder)
    keys = keys_of(seat, couple_code, holder)
    # Never a counter that has been used: that would bring an old link back to life.
    counter, expires = secrets.randbits(62), seat.couple.expires
    if purpose == Invite.Purpose.MOVE:
        expires = timezone.now() + timedelta(minutes=MOVE_MINUTES)
    elif len(seats) == 2:
        raise InviteGone("Your partner has joined. There is nothing to invite to.")
    with transaction.atomic():
        # The row of the couple settles a claim and a renewal at the same instant.
        Couple.objects.select_for_update().filter(pk=seat.couple_id).first()
        position = seat.position if purpose == Invite.Purpose.MOVE else Seat.SECOND
        old = Invite.objects.filter(couple=seat.couple, purpose=purpose, position=position)
        if not old.delete()[0] and purpose == Invite.Purpose.JOIN:
            raise InviteGone("Your partner has just joined. There is nothing to invite to.")
        _new_invite(seat, keys, Invite.Purpose(purpose), counter, min(expires, seat.couple.expires))
        transaction.on_commit(partial(live.announce, couple_code))


def look(text: str, holder: Holder) -> Invitation:
    """Return who invites with this link. Changes nothing, whoever looks, however often."""
    couple_code, secret = invites.parse(text)
    held = _held(couple_code, holder)
    invite = _open_invites(couple_code, secret).select_related("couple").first()
    if held is not None:
        keys = keys_of(held, couple_code, holder)
        known = names(held.couple.seats.all(), couple_code, keys.couple)
        if invite is None:
            return Invitation(couple_code, known.get(3 - held.position, ""), "seated")
        already = "own" if _inviter(invite) == held.position else "seated"
        return _invitation(invite, known, already)
    if invite is None:
        raise InviteGone
    couple_key = _couple_key(invite, secret)
    inviters = names(invite.couple.seats.filter(position=_inviter(invite)), couple_code, couple_key)
    return _invitation(invite, inviters, "")


def claim(text: str, claim_id: str, name: str, holder: Holder) -> Claimed:
    """Take the seat that this link invites to. Of many at once one gets it, the others `InviteGone`.

    Repeated with the same claim id it returns the same seat and token. With a move link the seat keeps
    its name (`name` is not looked at), and whichever device held it holds it no more.
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
        raise InviteGone from None


def rename(holder: Holder, couple_code: str, name: str) -> None:
    """Change the holder's name from now on."""
    name = clean_name(name)
    seat, _ = seats_of(couple_code, holder)
    keys = keys_of(seat, couple_code, holder)
    with transaction.atomic():
        sealed = seal_name(couple_code, seat.position, keys.couple, name)
        if not Seat.objects.filter(pk=seat.pk).update(profile_sealed=sealed):
            raise NotHere
        transaction.on_commit(partial(live.announce, couple_code))


def swap_shapes(holder: Holder, couple_code: str, swapped: bool) -> None:
    """Let the two have each other's shape (`swapped`), or the one they began with. Either may, for both."""
    seat, _ = seats_of(couple_code, holder)
    with transaction.atomic():
        Couple.objects.filter(pk=seat.couple_id).update(shapes_swapped=swapped)
        transaction.on_commit(partial(live.announce, couple_code))


def erase(holder: Holder, couple_code: str) -> None:
    """Erase everything of this couple, for both, at once. There is no way back."""
    seat, _ = seats_of(couple_code, holder)
    with transaction.atomic():
        Couple.objects.filter(pk=seat.couple_id).delete()
        transaction.on_commit(partial(live.announce, couple_code))
    disk.empty_write_ahead_log()


def sweep() -> int:
    """Erase the couples and invites that have expired, a few at a time; return how many couples."""
    couples = 0
    expired = Couple.objects.filter(expires__lte=timezone.now())
    while codes := list(expired.values_list("code", flat=True)[:SWEEP_AT_ONCE]):
        with transaction.atomic():
            Couple.objects.filter(code__in=codes).delete()
            for code in codes:
                transaction.on_commit(partial(live.announce, code))
        couples += len(codes)
    with transaction.atomic():
        Invite.objects.filter(expires__lte=timezone.now()).delete()
    return couples


# ---- what the use cases share -------------------------------------------------------------------


def _new_seat(couple: Couple, position: int, token: bytes, keys: Keys, name: str) -> Seat:
    return Seat.objects.create(
        couple=couple,
        position=position,
        profile_sealed=seal_name(couple.code, position, keys.couple, name),
        **_wraps(couple.code, position, token, keys),
    )


def _wraps(couple_code: str, position: int, token: bytes, keys: Keys) -> dict[str, bytes]:
    return {
        "token_lookup": vault.lookup(token),
        "couple_key_wrap": vault.wrap(keys.couple, token, label(couple_code, position, "couple")),
        "own_key_wrap": vault.wrap(keys.own, token, label(couple_code, position, "own")),
    }


def _new_invite(seat: Seat, keys: Keys, purpose: Invite.Purpose, counter: int, expires: datetime) -> None:
    """Make the stored half of an invite that `seat` issues: to the other seat, or to itself when it moves."""
    code, moves = seat.couple.code, purpose == Invite.Purpose.MOVE
    position = seat.position if moves else Seat.SECOND
    secret = invites.secret_of(keys.own, code, purpose, position, counter)
    Invite.objects.create(
        couple=seat.couple,
        position=position,
        purpose=purpose,
        counter=counter,
        lookup=vault.lookup(secret),
        couple_key_wrap=vault.wrap(keys.couple, secret, label(code, position, "invite-couple")),
        own_key_wrap=vault.wrap(keys.own, secret, label(code, position, "invite-own")) if moves else None,
        expires=expires,
    )


def _links(seat: Seat, keys: Keys) -> dict[str, str | None]:
    """Work the texts of this seat's open invites out again, from its own key."""
    mine = Q(purpose=Invite.Purpose.MOVE, position=seat.position)
    if seat.position == Seat.FIRST:
        mine |= Q(purpose=Invite.Purpose.JOIN)
    links: dict[str, str | None] = {"link_text": None, "move_text": None}
    code = seat.couple.code
    for invite in Invite.objects.filter(mine, couple_id=seat.couple_id, expires__gt=timezone.now()):
        secret = invites.secret_of(keys.own, code, invite.purpose, invite.position, invite.counter)
        links["move_text" if invite.purpose == Invite.Purpose.MOVE else "link_text"] = invites.text_of(
            code, secret
        )
    return links


def _open_invites(couple_code: str, secret: bytes) -> QuerySet[Invite]:
    now = timezone.now()
    return Invite.objects.filter(
        lookup=vault.lookup(secret), couple__code=couple_code, expires__gt=now, couple__expires__gt=now
    )


def _invitation(invite: Invite, known: dict[int, str], already: str) -> Invitation:
    inviter = _inviter(invite)
    return Invitation(
        couple_code=invite.couple.code,
        inviter_name=known[inviter],
        already=already,
        purpose=invite.purpose,
        inviter_mark=_marks(invite.couple)[inviter],
    )


def _marks(couple: Couple) -> dict[int, Mark]:
    return {
        position: mark_of(position, swapped=couple.shapes_swapped) for position in (Seat.FIRST, Seat.SECOND)
    }


def _inviter(invite: Invite) -> int:
    """Return the position of the seat that issued this invite."""
    return invite.position if invite.purpose == Invite.Purpose.MOVE else Seat.FIRST


def _couple_key(invite: Invite, secret: bytes) -> bytes:
    return vault.unwrap(
        invite.couple_key_wrap, secret, label(invite.couple.code, invite.position, "invite-couple")
    )


def _held(couple_code: str, holder: Holder) -> Seat | None:
    """Return the seat that the holder already has in this couple."""
    return _seats(couple_code).filter(token_lookup__in=holder.lookups).first() if holder.tokens else None


def _seats(couple_code: str) -> QuerySet[Seat]:
    return Seat.objects.filter(couple__code=couple_code, couple__expires__gt=timezone.now()).select_related(
        "couple"
    )


def _claimed_before(couple_code: str, token: bytes) -> Claimed | None:
    seat = _seats(couple_code).filter(token_lookup=vault.lookup(token)).first()
    return Claimed(couple_code, seat.position, token, first_time=False) if seat else None


def _claim(couple_code: str, secret: bytes, token: bytes, name: str, holder: Holder) -> Claimed:
    open_invites = _open_invites(couple_code, secret).select_related("couple")
    invite = open_invites.select_for_update(of=("self",)).first()
    if invite is None:
        raise InviteGone
    if _held(couple_code, holder) is not None:
        raise OwnInvite
    # Whoever deletes the row has the seat; where rows are not locked, this line settles the race.
    if not Invite.objects.filter(pk=invite.pk).delete()[0]:
        raise InviteGone
    couple_key = _couple_key(invite, secret)
    if invite.purpose == Invite.Purpose.MOVE:
        assert invite.own_key_wrap is not None
        own = vault.unwrap(invite.own_key_wrap, secret, label(couple_code, invite.position, "invite-own"))
        wraps = _wraps(couple_code, invite.position, token, Keys(couple_key, own))
        invite.couple.seats.filter(position=invite.position).update(**wraps)
    else:
        keys = Keys(couple_key, own=vault.new_key())
        _new_seat(invite.couple, invite.position, token, keys, clean_name(name))
    return Claimed(couple_code, invite.position, token, first_time=True)
