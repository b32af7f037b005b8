"""Seats: what the two people do with their couple. The use cases, and the sole writer of its models.

Each call is one transaction; constraints settle what happens at once. Announcements are made after the
commit. Presence has its own module.

There is one order in which rows are held, here and for whoever writes what the two do together: **first the
couple's, then its sessions', then the rest.** Who is in a session begins with the session's row, and never
asks for the couple's. So one may wait for another, and no two for each other, whoever erases least of all.
What belongs to many couples at once, their leases, is only taken where nobody else is at it.
"""

from __future__ import annotations

from couples.invites import InviteGone, MalformedInvite, OwnInvite
from couples.profiles import names
from couples.seats.claiming import Claimed, claim
from couples.seats.ending import erase, sweep
from couples.seats.inviting import Invitation, invite_link, look, renew_invite
from couples.seats.lost_seat import NotLost, give_new_link
from couples.seats.opening import Opened, open_couple, open_on_one_phone
from couples.seats.retention import UnknownPeriod, keep_as_it_is, keep_for
from couples.seats.settling import rename, swap_shapes
from couples.seats.trying import OnlyATrial, Trial, open_trial
from couples.seats.viewing import CoupleView, couple_of

__all__ = [
    "Claimed",
    "CoupleView",
    "Invitation",
    "InviteGone",
    "MalformedInvite",
    "NotLost",
    "OnlyATrial",
    "Opened",
    "OwnInvite",
    "Trial",
    "UnknownPeriod",
    "claim",
    "couple_of",
    "erase",
    "give_new_link",
    "invite_link",
    "keep_as_it_is",
    "keep_for",
    "look",
    "names",
    "open_couple",
    "open_on_one_phone",
    "open_trial",
    "rename",
    "renew_invite",
    "swap_shapes",
    "sweep",
]
