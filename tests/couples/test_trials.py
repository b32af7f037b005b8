"""A trial: a couple for one person and a pretend partner. Nobody can come in, and it is gone after a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from couples import access, invites, partners, presence, seats
from couples.access import Holder
from couples.infrastructure.refusals import NotHere, Refused
from couples.models import Couple, Invite, Seat
from couples.positions import FIRST, SECOND
from couples.seats import InviteGone, OnlyATrial
from tests.support.couples.two_seats import NOBODY, Pair, dump


@pytest.fixture
def trial(db: None) -> seats.Trial:
    return seats.open_trial("Alex")


def browser(trial: seats.Trial) -> Holder:
    return Holder(tuple(trial.tokens.values()))


def test_a_trial_has_both_seats_at_once_and_no_way_in(trial: seats.Trial) -> None:
    view = seats.couple_of(browser(trial), trial.couple_code)
    assert view.names == {FIRST: "Alex", SECOND: "Robin (pretend)"} and view.is_trial
    assert view.position == FIRST, "the person is the first, whatever else the browser holds"
    assert (view.link_text, view.move_text) == (None, None) and not Invite.objects.exists()


def test_the_pretend_partner_is_here_for_as_long_as_the_trial_lives(trial: seats.Trial) -> None:
    couple = Couple.objects.get(code=trial.couple_code)
    assert presence.here(couple.pk) == {SECOND}
    [lease] = [lease for seat in couple.seats.all() for lease in seat.leases.all()]
    assert abs(lease.expires - couple.expires) < timedelta(minutes=1)


def test_whoever_is_called_like_the_pretend_partner_meets_another(db: None) -> None:
    trial = seats.open_trial(" robin")
    assert seats.couple_of(browser(trial), trial.couple_code).names[SECOND] == "Alex (pretend)"


@pytest.mark.parametrize(
    "deed",
    [
        lambda who, code: seats.renew_invite(who, code),
        lambda who, code: seats.renew_invite(who, code, "move"),
        lambda who, code: seats.keep_for(who, code, 30),
    ],
    ids=["link to join", "link to move", "longer"],
)
@pytest.mark.parametrize("position", [FIRST, SECOND])
def test_what_is_for_two_people_is_refused(
    trial: seats.Trial, deed: Callable[[Holder, str], None], position: int
) -> None:
    couple = seats.open_couple("Alex", 7)
    deed(Holder((couple.token,)), couple.couple_code)  # where somebody may come, it is done
    before = dump()
    with pytest.raises(OnlyATrial):
        deed(Holder((trial.tokens[position],)), trial.couple_code)
    assert dump() == before


def test_its_second_seat_is_never_lost(trial: seats.Trial, pair: Pair) -> None:
    seats.give_new_link(pair.alex, pair.code, lambda seat: None)  # where it is somebody's, it can be
    before = dump()
    for token in trial.tokens.values():
        with pytest.raises(OnlyATrial):
            seats.give_new_link(Holder((token,)), trial.couple_code, lambda seat: None)
    assert dump() == before


def test_no_secret_opens_a_trial(trial: seats.Trial, pair: Pair) -> None:
    before = dump()
    for secret in (bytes(32), *trial.tokens.values()):
        text = invites.text_of(trial.couple_code, secret)
        with pytest.raises(InviteGone):
            seats.look(text, NOBODY)
        with pytest.raises(InviteGone):
            seats.claim(text, "c" * 32, "Sam", NOBODY)
    assert dump() == before


def test_a_pretend_partner_is_nobody_to_start_with(trial: seats.Trial, pair: Pair) -> None:
    both = Holder((*pair.alex.tokens, *trial.tokens.values()))
    assert [each.name for each in partners.of(both)] == ["Sam"]
    pretend = partners.pretend(both)
    assert pretend is not None and pretend.name == "Robin (pretend)"
    assert pretend.couple_code == trial.couple_code
    assert partners.of(browser(trial)) == () and partners.pretend(pair.alex) is None
    assert partners.pretend(NOBODY) is None


def test_a_holder_of_both_seats_can_be_taken_as_one(trial: seats.Trial) -> None:
    who = browser(trial)
    first, second = Seat.objects.filter(couple__code=trial.couple_code).order_by("position")
    alone = who.only(second)
    assert alone.tokens == (trial.tokens[SECOND],)
    assert access.seats_of(trial.couple_code, alone)[0] == second
    with pytest.raises(NotHere):
        access.keys_of(first, trial.couple_code, alone)
    assert NOBODY.only(second).tokens == () == Holder((trial.tokens[FIRST],)).only(second).tokens


def test_after_a_day_it_is_gone_for_its_own_browser_and_then_from_the_disk(trial: seats.Trial) -> None:
    couple = Couple.objects.get(code=trial.couple_code)
    assert abs(couple.expires - timezone.now() - timedelta(days=1)) < timedelta(minutes=1)
    assert seats.couple_of(browser(trial), trial.couple_code)
    Couple.objects.filter(pk=couple.pk).update(expires=timezone.now() - timedelta(seconds=1))
    with pytest.raises(NotHere):
        seats.couple_of(browser(trial), trial.couple_code)
    assert partners.pretend(browser(trial)) is None
    assert seats.sweep() == 1 and not Seat.objects.exists()


def test_it_can_be_erased_before(trial: seats.Trial) -> None:
    seats.erase(browser(trial), trial.couple_code)
    assert not Couple.objects.exists() and not Seat.objects.exists()


def test_a_name_that_is_none_opens_nothing(db: None) -> None:
    with pytest.raises(Refused):
        seats.open_trial("  ")
    assert not Couple.objects.exists()
