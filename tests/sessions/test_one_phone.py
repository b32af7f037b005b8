"""Two people who share a phone, at the level of use cases: every exercise goes to its end, hand to hand."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from couples import access, seats
from couples.access import Holder, WhoseTurn
from couples.infrastructure.refusals import NotHere
from couples.models import Couple, Invite
from couples.positions import FIRST, SECOND, Position
from exercises import commands, library
from exercises.presenters.session import handing_over
from exercises.queries import loading
from exercises.queries.session_state import SessionState
from exercises.rules import RoundWord, Stage, stage_of
from exercises.screens import HandOver, Step, Through
from tests.support.couples.paired import CORE, Pair, screen_of, start_together
from tests.support.scripts.answer_script import Name
from tests.support.scripts.playthrough import Play

pytestmark = pytest.mark.django_db

SHIPPED = tuple(each.slug for each in library.load(library.SHIPPED).listed())
MOST_TURNS = 300


def on_one_phone(exercise: str = CORE) -> Pair:
    started = commands.start(exercise, holder=Holder(()), name="Alex", partner="Sam")
    assert started.token is not None and started.beside is not None
    first, second = (started.token,), (started.beside,)
    return Pair(started.code, started.couple_code, Holder(first, second), Holder(second, first))


def both_tokens(pair: Pair) -> Holder:
    return Holder((*pair.alex.tokens, *pair.sam.tokens))


def cover(pair: Pair) -> HandOver | Through | None:
    return handing_over.cover(pair.state(pair.alex), pair.state(pair.sam))


@dataclass
class PassedOn(Play):
    """Whoever the cover names does the next thing; where it names nobody they look together."""

    def turn(self) -> bool:
        """False when both are through."""
        found = cover(self.pair)
        if isinstance(found, Through):
            return False
        if found is None or not found.turns:
            return self.go_on("alex")
        name: Name = "alex" if found.turns[0].person.name == "Alex" else "sam"
        return self.go_on(name)

    def go_on(self, name: Name, known: SessionState | None = None) -> bool:
        who = self.who(name)
        state = self.pair.state(who)
        screen, stage = screen_of(state), stage_of(state.facts, state.me).stage
        if not isinstance(screen, HandOver) or stage is Stage.TAKEAWAY:
            return super().go_on(name, state)
        if stage is Stage.STEP:
            step = screen_of(state, handing_over.MY_TURN)
            assert isinstance(step, Step)
            return self._step(name, step)
        assert not screen.turns, "whoever is through is not the one to whom the phone is handed"
        self.pair.say(who, "preview", screen.round)
        return True


@pytest.mark.parametrize("slug", SHIPPED)
def test_every_exercise_goes_to_its_end_hand_to_hand(slug: str) -> None:
    pair = on_one_phone(slug)
    play = PassedOn(pair)
    for _ in range(MOST_TURNS):
        if not play.turn():
            break
    assert [pair.stage(who) for who in pair.both] == [Stage.FINISHED] * 2
    assert isinstance(cover(pair), Through)


def test_it_opens_both_seats_and_no_way_in_for_anybody_else() -> None:
    pair = on_one_phone()
    assert not Invite.objects.exists()
    with pytest.raises(seats.InviteGone):
        seats.renew_invite(pair.alex, pair.couple_code)
    alex = access.keys_of(access.seats_of(pair.couple_code, pair.alex)[0], pair.couple_code, pair.alex)
    sam = access.keys_of(access.seats_of(pair.couple_code, pair.sam)[0], pair.couple_code, pair.sam)
    assert alex.couple == sam.couple and alex.own != sam.own


def test_who_holds_both_and_says_neither_gets_nothing() -> None:
    pair = on_one_phone()
    holder = both_tokens(pair)
    for ask in (
        lambda: loading.load(holder, pair.code),
        lambda: loading.locate_seat(holder, pair.code),
        lambda: access.seats_of(pair.couple_code, holder),
        lambda: commands.stop(holder, pair.code),
    ):
        with pytest.raises(WhoseTurn):
            ask()
    assert Couple.objects.count() == 1 and pair.stage(pair.alex) is Stage.STEP


def test_a_phone_with_one_seat_is_asked_nothing() -> None:
    pair = start_together()
    for who in pair.both:
        assert not pair.state(who).one_phone and not isinstance(pair.screen(who), HandOver)
        assert pair.state(replace(who, beside=(b"x" * 32,))).one_phone is False, "of another couple"


def test_while_one_answers_only_that_one_is_here_and_the_reveal_waits_for_both() -> None:
    pair = on_one_phone()
    for who in pair.both:
        pair.arrive(who)
        pair.answer_round(who)
        pair.release(who)
    assert pair.milestones("reveal") == [], "nobody has said that both look"
    for who in pair.both:
        assert pair.state(who).here == {pair.state(who).me}
        pair.arrive(who)
    assert pair.milestones("reveal") == [], "to come back is not to look together"
    pair.release(pair.sam)
    assert pair.milestones("reveal") == [("first", "reveal")]


def test_showing_mine_once_more_before_the_other_has_shown_anything_opens_nothing() -> None:
    pair = on_one_phone()
    pair.answer_round(pair.alex)
    pair.release(pair.alex)
    before = pair.stored()
    pair.release(pair.alex)
    assert pair.stored() == before


@pytest.mark.parametrize("position", [FIRST, SECOND])
def test_one_tap_says_for_both_what_needs_both(position: Position) -> None:
    pair = on_one_phone()
    who = pair.both[position - 1]
    for each in pair.both:
        pair.answer_round(each)
        pair.release(each)
    pair.release(who)
    number = 1
    while ("first", "closed") not in pair.milestones("closed"):
        pair.say(who, f"next-{number}")
        number += 1
    pair.say(who, "more")
    facts = pair.state(who).facts
    assert facts.both_said("first", RoundWord.MORE)
    assert [pair.stage(each) for each in pair.both] == [Stage.STEP] * 2
    screen = pair.screen(who)
    assert isinstance(screen, HandOver) and len(screen.turns) == 2, "the next part begins behind a cover"


def test_what_one_shows_is_never_said_for_the_other() -> None:
    pair = on_one_phone()
    for each in pair.both:
        pair.answer_round(each)
    pair.release(pair.alex)
    assert pair.stage(pair.sam) is Stage.PREVIEW
    pair.say(pair.alex, "preview", on=False)
    assert pair.stage(pair.alex) is Stage.PREVIEW


def test_with_a_phone_apart_each_says_for_themselves_again() -> None:
    pair = on_one_phone()
    for each in pair.both:
        pair.answer_round(each)
        pair.release(each)
    pair.release(pair.alex)
    seats.renew_invite(pair.sam, pair.couple_code, "move")
    seat, _ = access.seats_of(pair.couple_code, pair.sam)
    link = seats.invite_link(seat, access.keys_of(seat, pair.couple_code, pair.sam), "move")
    assert link is not None
    claimed = seats.claim(link, "d" * 32, "", Holder(()))
    with pytest.raises(NotHere):
        pair.state(pair.sam)
    pair.sam = Holder((claimed.token,))
    assert not pair.state(pair.alex).one_phone
    pair.arrive(pair.alex)
    pair.arrive(pair.sam)
    pair.say(pair.alex, "next-1")
    assert pair.milestones("card-2") == [], "sam has a tap again"
    pair.say(pair.sam, "next-1")
    assert pair.milestones("card-2")


def test_the_cover_names_whoever_has_something_to_do() -> None:
    pair = on_one_phone()

    def names() -> list[str]:
        found = cover(pair)
        assert isinstance(found, HandOver)
        return [turn.person.name for turn in found.turns]

    assert names() == ["Alex", "Sam"]
    pair.answer_round(pair.alex)
    assert names() == ["Alex", "Sam"]
    pair.release(pair.alex)
    assert names() == ["Sam"]
    pair.answer_round(pair.sam)
    pair.release(pair.sam)
    assert names() == []
    pair.release(pair.alex)
    assert cover(pair) is None, "both look at the same page"
