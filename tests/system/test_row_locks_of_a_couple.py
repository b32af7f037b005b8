"""Closing a seat and erasing wait for what is under way, and nothing waits for them in turn: on PostgreSQL.

Where two waited for each other, the database would let one of them go, and an erase might be the one.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import timezone

from couples import presence, seats
from couples.access import Holder
from couples.infrastructure.refusals import NotHere
from couples.invites import new_claim_id
from couples.models import Couple, Invite, Lease
from exercises import commands
from exercises.models import Answer, GlossaryLine
from exercises.queries.loading import load
from tests.support.couples.paired import CORE, FIRST, Pair, start_together
from tests.support.couples.two_seats import link_of
from tests.support.processes.transactions import in_the_middle_of, one_after_the_other

pytestmark = pytest.mark.usefixtures("on_postgresql")


@pytest.fixture
def pair() -> Pair:
    return start_together()


# ---- a lost seat ------------------------------------------------------------------------------------------


def give_new_link(pair: Pair) -> Callable[[], object]:
    """alex makes a new link for sam."""
    return lambda: commands.give_new_link(pair.alex, pair.couple_code)


def answers(pair: Pair) -> list[Answer]:
    return list(Answer.objects.filter(session__code=pair.code))


def invites(pair: Pair, purpose: str) -> list[Invite]:
    return list(Invite.objects.filter(couple__code=pair.couple_code, purpose=purpose))


def test_an_answer_that_comes_while_its_seat_is_closed_is_nowhere(pair: Pair) -> None:
    late = one_after_the_other(give_new_link(pair), lambda: pair.answer(pair.sam, FIRST))
    assert isinstance(late, NotHere) and not answers(pair)


def test_an_answer_that_came_just_before_goes_with_the_rest(pair: Pair) -> None:
    one_after_the_other(lambda: pair.answer(pair.sam, FIRST), give_new_link(pair))
    assert not answers(pair)


def test_whoever_is_closed_out_makes_no_link_to_another_phone_meanwhile(pair: Pair) -> None:
    late = one_after_the_other(
        give_new_link(pair), lambda: seats.renew_invite(pair.sam, pair.couple_code, "move")
    )
    assert isinstance(late, NotHere) and not invites(pair, "move")


def test_a_phone_that_a_seat_has_just_moved_to_is_closed_with_it(pair: Pair) -> None:
    seats.renew_invite(pair.sam, pair.couple_code, "move")
    link, moved = link_of(pair.couple_code, pair.sam, "move"), []
    one_after_the_other(
        lambda: moved.append(seats.claim(link, new_claim_id(), "", Holder(()))), give_new_link(pair)
    )
    with pytest.raises(NotHere):
        pair.state(Holder((moved[0].token,)))


def test_of_two_who_close_each_other_out_the_first_stays(pair: Pair) -> None:
    late = one_after_the_other(
        give_new_link(pair), lambda: commands.give_new_link(pair.sam, pair.couple_code)
    )
    assert isinstance(late, NotHere) and pair.state(pair.alex)


def test_of_two_links_for_one_seat_the_second_is_the_link(pair: Pair) -> None:
    one_after_the_other(give_new_link(pair), give_new_link(pair))
    assert len(invites(pair, "join")) == 1
    assert seats.look(link_of(pair.couple_code, pair.alex), Holder(())).my_name == "Sam"


# ---- erasing ----------------------------------------------------------------------------------------------


def hold_the_couple(pair: Pair) -> object:
    """As whoever settles something of the two does first."""
    return Couple.objects.select_for_update().get(code=pair.couple_code)


def is_gone(pair: Pair) -> bool:
    return not Couple.objects.filter(code=pair.couple_code).exists()


def test_an_erase_in_the_middle_of_an_answer_is_done(pair: Pair) -> None:
    pair.answer(pair.alex, FIRST)
    erased = in_the_middle_of(
        lambda: load(pair.alex, pair.code, lock=True),
        lambda: seats.erase(pair.sam, pair.couple_code),
        lambda: pair.answer(pair.alex, FIRST, "caring"),
    )
    assert erased is None and is_gone(pair) and not answers(pair)


def test_an_erase_in_the_middle_of_a_start_is_done(pair: Pair) -> None:
    erased = in_the_middle_of(
        lambda: hold_the_couple(pair),
        lambda: seats.erase(pair.sam, pair.couple_code),
        lambda: commands.start(CORE, holder=pair.alex, couple_code=pair.couple_code),
    )
    assert erased is None and is_gone(pair)


def test_a_start_that_comes_while_everything_is_erased_finds_nothing(pair: Pair) -> None:
    late = one_after_the_other(
        lambda: seats.erase(pair.sam, pair.couple_code),
        lambda: commands.start(CORE, holder=pair.alex, couple_code=pair.couple_code),
    )
    assert isinstance(late, NotHere)


def test_who_is_being_closed_out_begins_nothing(pair: Pair) -> None:
    late = one_after_the_other(
        give_new_link(pair), lambda: commands.start(CORE, holder=pair.sam, couple_code=pair.couple_code)
    )
    assert isinstance(late, NotHere)


def test_an_erase_and_a_new_link_do_not_wait_for_each_other(pair: Pair) -> None:
    pair.answer(pair.sam, FIRST)
    erased = in_the_middle_of(
        lambda: hold_the_couple(pair), lambda: seats.erase(pair.alex, pair.couple_code), give_new_link(pair)
    )
    assert erased is None and is_gone(pair)


def test_a_line_for_the_glossary_and_a_new_link_do_not_wait_for_each_other(pair: Pair) -> None:
    kept = in_the_middle_of(
        lambda: hold_the_couple(pair),
        lambda: commands.keep_line(
            pair.sam, pair.couple_code, cue=FIRST.partition(".")[0], means="I am tired.", helps="", base=0
        ),
        give_new_link(pair),
    )
    assert isinstance(kept, NotHere) and not GlossaryLine.objects.filter(couple__code=pair.couple_code)


def test_whoever_erases_and_the_leases_of_a_process_do_not_wait_for_each_other(pair: Pair) -> None:
    for who in pair.both:
        pair.arrive(who)
    first, second = Lease.objects.filter(seat__couple__code=pair.couple_code).order_by("pk")
    alive = [first.connection, second.connection]

    def at(lease: Lease) -> object:
        """As whoever erases is at one after the other."""
        return Lease.objects.filter(pk=lease.pk).update(expires=lease.expires)

    assert in_the_middle_of(lambda: at(second), lambda: presence.renew(alive), lambda: at(first)) is None
    assert in_the_middle_of(lambda: at(second), presence.sweep, lambda: at(first)) == 0


def test_who_arrives_and_who_moves_do_not_wait_for_each_other(pair: Pair) -> None:
    commands.arrive_by_page(pair.sam, pair.code)
    seats.renew_invite(pair.sam, pair.couple_code, "move")
    link = link_of(pair.couple_code, pair.sam, "move")
    moved = in_the_middle_of(
        lambda: load(pair.sam, pair.code, lock=True),
        lambda: seats.claim(link, new_claim_id(), "", Holder(())),
        lambda: pair.arrive(pair.sam),
    )
    assert isinstance(moved, seats.Claimed)
    assert not Lease.objects.filter(seat__couple__code=pair.couple_code, seat__position=2)


def test_a_sweep_and_a_new_link_to_another_phone_do_not_wait_for_each_other(pair: Pair) -> None:
    seats.renew_invite(pair.alex, pair.couple_code, "move")
    Invite.objects.filter(couple__code=pair.couple_code).update(expires=timezone.now())
    in_the_middle_of(
        lambda: hold_the_couple(pair),
        seats.sweep,
        lambda: seats.renew_invite(pair.alex, pair.couple_code, "move"),
    )
    assert link_of(pair.couple_code, pair.alex, "move")
