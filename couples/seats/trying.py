"""Trying it alone: a couple whose second seat is a pretend partner's, held by the same browser.

Nobody else can ever come into it: it has no invite, and none is made for it. It lives for a day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction

from couples import presence
from couples.infrastructure import vault
from couples.infrastructure.refusals import Refused
from couples.keys import Keys
from couples.models import Couple
from couples.positions import BOTH, SECOND, Position
from couples.profiles import clean_name
from couples.seats.writing import new_couple, new_seat

TRIAL_LIFE = timedelta(days=1)  # a curious evening, and nothing of it lies around
PRETEND_NAMES = ("Robin", "Alex")  # the second is for whoever is called like the first


class OnlyATrial(Refused):
    """This is for two people."""

    reason = "only_a_trial"
    message = "Nothing is lost. This is a trial with a pretend partner: it stays in this browser, for a day."


@dataclass(frozen=True)
class Trial:
    """tokens: of both seats, for the one browser that holds them."""

    couple_code: str
    tokens: Mapping[Position, bytes] = field(repr=False)


def open_trial(name: str) -> Trial:
    """Open a couple for one person, called so, and a pretend partner, who is here for as long as it lives."""
    names = clean_name(name), _pretend_name(name)
    tokens = {position: vault.new_key() for position in BOTH}
    with transaction.atomic():
        couple, couple_key = new_couple(TRIAL_LIFE, Couple.Kind.TRIAL)
        seats = {
            each: new_seat(couple, each, tokens[each], Keys(couple_key, own=vault.new_key()), called)
            for each, called in zip(BOTH, names, strict=True)
        }
        presence.arrive(seats[SECOND].pk, f"pretend-{couple.code}", int(TRIAL_LIFE.total_seconds()))
    return Trial(couple.code, tokens)


def needs_two_people(couple: Couple) -> None:
    """Raise `OnlyATrial` where the second seat is a pretend partner's."""
    if couple.is_trial:
        raise OnlyATrial


def _pretend_name(name: str) -> str:
    first, second = PRETEND_NAMES
    return second if name.strip().casefold() == first.casefold() else first
