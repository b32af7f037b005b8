"""A seat whose holder can't get in any more: a new link, what goes with the old one, how the two go on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import transaction

from couples import seats
from couples.access import Holder
from couples.infrastructure.refusals import NotHere, Refused, Replaced
from couples.invites import InviteGone
from couples.models import Invite, Lease, Seat, Spent
from exercises import commands
from exercises.models import Answer, Signal
from exercises.queries import loading
from exercises.rules import TAKEAWAY_STEP, Stage
from tests.support.couples.paired import FIRST, OWN_WORDS, Pair, start_alone, start_together
from tests.support.couples.two_seats import NOBODY, dump, link_of
from tests.support.couples.two_worlds import Deed, Everything, differences, everything
from tests.support.scripts.playing import play

pytestmark = pytest.mark.django_db

Place = Callable[[Pair], object]


def each(pair: Pair, what: str, round_id: str = "first") -> None:
    for who in pair.both:
        pair.say(who, what, round_id)


# ---- places ---------------------------------------------------------------------------------------------


def at_a_step(pair: Pair) -> None:
    for who in pair.both:
        pair.answer(who, FIRST)


def with_a_draft(pair: Pair) -> None:
    for who in pair.both:
        commands.draft(who, pair.code, step=FIRST, base=0, raw={"reading": "other", "reading.words": "Hm."})


def waiting_for_alex(pair: Pair) -> None:
    pair.answer_round(pair.sam)
    pair.release(pair.sam)


def waiting_for_sam(pair: Pair) -> None:
    pair.answer_round(pair.alex)
    pair.release(pair.alex)


def apart(pair: Pair) -> None:
    pair.come_to("waiting")
    each(pair, "apart")
    for who in pair.both:
        pair.arrive(who)
    pair.say(pair.alex, "next-1")
    pair.say(pair.sam, "next-1")
    pair.say(pair.sam, "next-2")


def one_has_tapped_on(pair: Pair) -> None:
    pair.reveal()
    each(pair, "next-1")
    pair.say(pair.sam, "next-2")


def before_a_fold(pair: Pair) -> None:
    pair.reveal_a_hurt()
    pair.close()
    pair.say(pair.sam, "tender")


def before_more(pair: Pair) -> None:
    pair.come_to("closed")
    pair.say(pair.sam, "more")


def after_enough(pair: Pair) -> None:
    pair.come_to("closed")
    pair.say(pair.sam, "enough")


def in_the_second_round(pair: Pair) -> None:
    pair.come_to("closed")
    each(pair, "more")
    for who in pair.both:
        pair.answer_round(who, "more")
    pair.release(pair.alex, "more")


def in_a_talk(pair: Pair) -> None:
    pair.reveal()
    each(pair, "talk-1.card-1.room")


def with_a_letter(pair: Pair) -> None:
    pair.reveal()
    each(pair, "talk-1.card-1.write")
    letter(pair, pair.sam)


def letter(pair: Pair, who: Holder, text: str = "What I never said.") -> None:
    step = "first.talk-1.card-1.letter"
    commands.answer(who, pair.code, step=step, base=0, raw={"letter": text}, share={})


def one_has_finished(pair: Pair) -> None:
    pair.come_to("takeaway")
    pair.take_along(pair.sam, "A line of mine.", share=True)


PLACES: dict[str, Place] = {
    "the first step": lambda pair: None,
    "a step": at_a_step,
    "a draft": with_a_draft,
    "a preview": lambda pair: pair.come_to("preview"),
    "waiting for alex": waiting_for_alex,
    "waiting for sam": waiting_for_sam,
    "both shown, and nobody here": lambda pair: pair.come_to("waiting"),
    "the first card": lambda pair: pair.come_to("reveal"),
    "a card": one_has_tapped_on,
    "apart": apart,
    "a fold": before_a_fold,
    "the end of the cards": lambda pair: pair.come_to("closed"),
    "more": before_more,
    "enough": after_enough,
    "the second round": in_the_second_round,
    "a talk": in_a_talk,
    "a letter": with_a_letter,
    "the takeaway": lambda pair: pair.come_to("takeaway"),
    "one at the end": one_has_finished,
    "the end": lambda pair: pair.come_to("finished"),
}


def end_of_talk(pair: Pair) -> None:
    """Whatever talk is on their screens, they end it and go on from it."""
    for what in ("talk-1.card-1.end", "talk-1.card-1.done"):
        for who in pair.both:
            try:
                pair.say(who, what)
            except Refused:
                continue


# ---- going on -------------------------------------------------------------------------------------------


ALEX_LOSES = ("a step", "waiting for sam", "a card", "apart", "the second round", "the takeaway")


@pytest.mark.parametrize(
    "place, lost", [*((place, "sam") for place in PLACES), *((place, "alex") for place in ALEX_LOSES)]
)
def test_the_two_come_to_the_end_from_wherever_a_seat_was_lost(pair: Pair, place: str, lost: str) -> None:
    PLACES[place](pair)
    pair = pair.let_back_in(getattr(pair, lost))
    end_of_talk(pair)
    play(pair)
    assert [pair.stage(who) for who in pair.both] == [Stage.FINISHED] * 2


@pytest.mark.parametrize(
    "place, stage",
    [
        ("a step", Stage.STEP),
        ("a draft", Stage.STEP),
        ("a preview", Stage.STEP),
        ("waiting for alex", Stage.STEP),
        ("both shown, and nobody here", Stage.STEP),
        ("a card", Stage.REVEAL),
        ("more", Stage.REVEAL),
        ("enough", Stage.REVEAL),
        ("the second round", Stage.STEP),
        ("one at the end", Stage.TAKEAWAY),
        ("the end", Stage.FINISHED),
    ],
)
def test_who_comes_back_answers_anew_what_had_not_been_revealed(pair: Pair, place: str, stage: Stage) -> None:
    PLACES[place](pair)
    others = pair.stage(pair.alex)
    pair = pair.let_back_in(pair.sam)
    assert pair.stage(pair.sam) is stage
    assert pair.stage(pair.alex) is others, "for the other all is as it was"


def test_what_was_revealed_stays_for_both(pair: Pair) -> None:
    pair.come_to("closed")
    before = pair.state(pair.alex).shared("first")
    pair = pair.let_back_in(pair.sam)
    assert pair.state(pair.alex).shared("first") == pair.state(pair.sam).shared("first") == before


def test_a_line_that_both_had_come_to_see_stays_as_its_owners(pair: Pair) -> None:
    pair.come_to("takeaway")
    pair.take_along(pair.alex)
    pair.take_along(pair.sam, "Knock.", share=True)
    pair = pair.let_back_in(pair.sam)
    assert pair.screen(pair.alex).theirs == "Knock."
    mine = pair.screen(pair.sam)
    assert (mine.mine, mine.mine_shared) == ("Knock.", True)


def test_a_line_that_was_kept_goes(pair: Pair) -> None:
    pair.come_to("takeaway")
    pair.take_along(pair.alex)
    pair.take_along(pair.sam, "Knock.")
    pair = pair.let_back_in(pair.sam)
    assert pair.screen(pair.sam).mine == "" and pair.stage(pair.sam) is Stage.FINISHED


def test_a_finished_look_for_oneself_stays_finished_and_empty() -> None:
    pair = start_together(exercise="weather-check")
    play(pair)
    pair = pair.let_back_in(pair.sam)
    assert pair.stage(pair.sam) is Stage.FINISHED
    assert all(own.body.parts == {} for own in pair.state(pair.sam).own.values())
    assert pair.state(pair.alex).own["good"].body.parts, "the other's is as it was"


@pytest.mark.parametrize("exercise", ["if-then-pact", "the-loop", "who-decides"])
def test_every_page_of_what_they_had_done_opens_for_both(exercise: str) -> None:
    pair = start_together(exercise=exercise)
    play(pair)
    pair = pair.let_back_in(pair.sam)
    for who in pair.both:
        pages = everything(pair, who)
        assert pages[f"/us/{pair.couple_code}/ as text/html"].startswith(b"200")
        assert pages[f"/s/{pair.code}/comparison/ as text/html"].startswith(b"200")


# ---- nothing that was not shown can be read ---------------------------------------------------------------


class _Back(Exception):
    """This world is over."""


def seen_by_who_comes_in(pair: Pair, deed: Deed) -> Everything:
    """All that whoever follows a new link for sam is answered, had this happened. Nothing of it stays."""
    found: Everything = {}
    try:
        with transaction.atomic():
            deed(pair)
            again = pair.let_back_in(pair.sam)
            token = again.cookies(again.sam).partition("=")[2].encode()
            pages = everything(again, again.sam, (FIRST,))
            found = {path: body.replace(token, b"the token") for path, body in pages.items()}
            raise _Back
    except _Back:
        return found


def pass_it(pair: Pair) -> None:
    commands.pass_(pair.sam, pair.code, step=FIRST)


UNSHOWN: dict[str, tuple[Place, Deed]] = {
    "an answer": (lambda pair: None, lambda pair: pair.answer(pair.sam, FIRST, "other", **OTHER_WORDS)),
    "a passed step": (lambda pair: None, pass_it),
    "a draft": (lambda pair: None, with_a_draft),
    "a whole round": (lambda pair: None, lambda pair: pair.answer_round(pair.sam)),
    "a release": (lambda pair: pair.answer_round(pair.sam), lambda pair: pair.release(pair.sam)),
    "what both released, and nobody saw": (
        lambda pair: pair.answer_round(pair.sam),
        lambda pair: [pair.answer_round(pair.alex), pair.release(pair.alex), pair.release(pair.sam)][:0],
    ),
    "a tap on the sensitive card": (
        lambda pair: [pair.reveal_a_hurt(), pair.close()],
        lambda pair: pair.say(pair.sam, "tender"),
    ),
    "a tap to go on": (lambda pair: pair.reveal(), lambda pair: pair.say(pair.sam, "next-1")),
    "a wish for more": (lambda pair: pair.come_to("closed"), lambda pair: pair.say(pair.sam, "more")),
    "a wish for the rest": (lambda pair: pair.come_to("closed"), lambda pair: pair.say(pair.sam, "rest")),
    "a line to take along": (
        lambda pair: pair.come_to("takeaway"),
        lambda pair: pair.take_along(pair.sam, "What I keep.", share=True),
    ),
    "a letter": (
        lambda pair: [pair.reveal(), each(pair, "talk-1.card-1.write")],
        lambda pair: letter(pair, pair.sam),
    ),
    "a wish to keep it longer": (
        lambda pair: None,
        lambda pair: seats.keep_for(pair.sam, pair.couple_code, 90),
    ),
}
OTHER_WORDS = {f"reading.{name}": value for name, value in OWN_WORDS.items()}


@pytest.mark.parametrize("what", UNSHOWN)
def test_whoever_comes_in_by_a_new_link_can_tell_nothing_of_what_was_not_shown(what: str) -> None:
    pair = start_together()
    place, deed = UNSHOWN[what]
    place(pair)
    without = seen_by_who_comes_in(pair, lambda pair: None)
    assert any(b"200" in body[:3] for body in without.values()), "there are pages"
    assert differences(without, seen_by_who_comes_in(pair, deed)) == []


def test_a_reveal_can_be_told(pair: Pair) -> None:
    """The control: of what both have seen, whoever comes in sees as much."""
    pair.come_to("waiting")
    covered = seen_by_who_comes_in(pair, lambda pair: None)

    def reveal(pair: Pair) -> None:
        for who in pair.both:
            pair.arrive(who)

    assert differences(covered, seen_by_who_comes_in(pair, reveal))


def test_no_row_holds_what_the_old_key_sealed(pair: Pair) -> None:
    pair.come_to("closed")
    pair.say(pair.sam, "more")
    pair.say(pair.alex, "more")
    pair.answer_round(pair.sam, "more")
    assert Answer.objects.filter(seat__position=2).exclude(own_sealed=b"").count() > 3
    again = pair.let_back_in(pair.sam)
    left = Answer.objects.filter(seat__position=2)
    assert left.count() == 6 and not left.exclude(own_sealed=b"").exists()
    assert not left.filter(shared_sealed=b"").exists(), "what is left was shown"
    assert Answer.objects.filter(seat__position=1).exclude(own_sealed=b"").exists()
    assert again.state(again.alex).facts.mine


def test_every_session_of_the_two_is_gone_through(pair: Pair) -> None:
    pair.answer(pair.sam, FIRST)
    second = commands.start("one-moment", holder=pair.alex, couple_code=pair.couple_code)
    other = replace(pair, code=second.code)
    (step,) = list(other.state(pair.sam).layout.steps)[:1]
    other.answer(pair.sam, step)
    assert Answer.objects.filter(seat__position=2).count() == 2
    pair.let_back_in(pair.sam)
    assert not Answer.objects.filter(seat__position=2).exists()


def test_what_comes_late_from_who_was_closed_out_changes_nothing(pair: Pair) -> None:
    pair.answer(pair.sam, FIRST)
    again = pair.let_back_in(pair.sam)
    before = dump()
    for late in (
        lambda: pair.answer_round(pair.sam),
        lambda: commands.draft(pair.sam, pair.code, step=FIRST, base=1, raw={}),
        lambda: pair.arrive(pair.sam),
        lambda: commands.stop(pair.sam, pair.code),
        lambda: seats.erase(pair.sam, pair.couple_code),
        lambda: seats.rename(pair.sam, pair.couple_code, "Mallory"),
        lambda: seats.renew_invite(pair.sam, pair.couple_code, "move"),
        lambda: commands.give_new_link(pair.sam, pair.couple_code),
    ):
        with pytest.raises(Replaced):
            late()
    assert dump() == before
    assert again.stage(again.sam) is Stage.STEP


# ---- the seat itself --------------------------------------------------------------------------------------


def test_the_seat_keeps_its_name_and_gets_another_key(pair: Pair) -> None:
    old = Seat.objects.get(position=2)
    again = pair.let_back_in(pair.sam)
    new = Seat.objects.get(position=2)
    assert new.pk == old.pk and new.profile_sealed == old.profile_sealed
    assert seats.couple_of(again.alex, pair.couple_code).names == {1: "Alex", 2: "Sam"}
    keys = [loading.load(each, pair.code).keys for each in again.both]
    assert keys[0].couple == keys[1].couple and keys[0].own != keys[1].own
    assert Seat.objects.count() == 2


def test_until_somebody_follows_the_link_nobody_holds_the_seat(pair: Pair) -> None:
    pair.arrive(pair.sam)
    pair.give_new_link(pair.sam)
    seat = Seat.objects.get(position=2)
    assert seat.is_vacant and not Lease.objects.filter(seat=seat).exists()
    with pytest.raises(Replaced):
        pair.state(pair.sam)
    view = seats.couple_of(pair.alex, pair.couple_code)
    assert view.joined and view.vacant and view.names == {1: "Alex", 2: "Sam"}
    assert pair.state(pair.alex).joined


def test_the_link_lets_one_person_in_once(pair: Pair) -> None:
    link = pair.give_new_link(pair.sam)
    claimed = seats.claim(link, "d" * 32, "", NOBODY)
    assert seats.claim(link, "d" * 32, "", NOBODY).token == claimed.token, "a reply that was lost"
    with pytest.raises(InviteGone) as refused:
        seats.claim(link, "e" * 32, "", NOBODY)
    assert refused.value.why == Spent.Why.USED


def test_made_again_the_link_replaces_the_one_before(pair: Pair) -> None:
    first, second = pair.give_new_link(pair.sam), pair.give_new_link(pair.sam)
    assert first != second and Invite.objects.count() == 1
    with pytest.raises(InviteGone) as refused:
        seats.look(first, NOBODY)
    assert refused.value.why == Spent.Why.RENEWED
    seats.renew_invite(pair.alex, pair.couple_code)
    assert seats.look(link_of(pair.couple_code, pair.alex), NOBODY).my_name == "Sam"


def test_a_link_to_another_phone_is_closed_with_the_seat(pair: Pair) -> None:
    seats.renew_invite(pair.sam, pair.couple_code, "move")
    link = link_of(pair.couple_code, pair.sam, "move")
    assert seats.look(link, NOBODY).purpose == "move"
    pair.give_new_link(pair.sam)
    with pytest.raises(InviteGone):
        seats.claim(link, "e" * 32, "", NOBODY)


def test_who_was_closed_out_can_come_back_by_the_link(pair: Pair) -> None:
    link = pair.give_new_link(pair.sam)
    claimed = seats.claim(link, "d" * 32, "", pair.sam)
    assert claimed.position == 2
    with pytest.raises(seats.OwnInvite):
        seats.claim(pair.give_new_link(Holder((claimed.token,))), "e" * 32, "", pair.alex)


def test_a_page_that_slept_through_it_takes_what_is_so_since(pair: Pair) -> None:
    pair.come_to("waiting")  # a page ignores what is older than what it shows
    shown = pair.state(pair.sam).version
    assert shown > 1
    commands.give_new_link(pair.alex, pair.couple_code)
    back = seats.claim(link_of(pair.couple_code, pair.alex), "0" * 32, "", NOBODY)
    assert pair.state(Holder((back.token,))).version > shown


def test_nobody_makes_a_link_for_a_seat_that_nobody_ever_had() -> None:
    _, couple_code, alex = start_alone()
    before = dump()
    with pytest.raises(seats.NotLost):
        commands.give_new_link(alex, couple_code)
    assert dump() == before


def test_a_stranger_makes_no_link(pair: Pair) -> None:
    before = dump()
    stranger = start_together().sam
    after_them = dump()
    with pytest.raises(NotHere) as refused:
        commands.give_new_link(stranger, pair.couple_code)
    assert not isinstance(refused.value, Replaced)
    assert dump() == after_them != before


def test_of_two_who_close_each_other_out_one_stays(pair: Pair) -> None:
    commands.give_new_link(pair.sam, pair.couple_code)
    with pytest.raises(Replaced):
        commands.give_new_link(pair.alex, pair.couple_code)
    assert not Seat.objects.get(position=2).is_vacant


def test_both_are_told_for_as_long_as_it_is_there(pair: Pair) -> None:
    assert seats.couple_of(pair.alex, pair.couple_code).replaced == frozenset()
    again = pair.let_back_in(pair.sam)
    for who in again.both:
        assert seats.couple_of(who, pair.couple_code).replaced == {2}
    seats.erase(again.alex, pair.couple_code)
    assert not Spent.objects.exists()
    with pytest.raises(NotHere) as refused:
        pair.state(pair.sam)
    assert not isinstance(refused.value, Replaced), "and then for everybody the same"


def test_what_is_known_of_both_stays_said(pair: Pair) -> None:
    pair.come_to("takeaway")
    said = set(Signal.objects.filter(seat__position=2).values_list("round", "what"))
    pair.let_back_in(pair.sam)
    assert set(Signal.objects.filter(seat__position=2).values_list("round", "what")) == said
    assert TAKEAWAY_STEP not in {what for _, what in said}
