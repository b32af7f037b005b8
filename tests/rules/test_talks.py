"""A talk about a card: how two people come to it, and how it goes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from couples.infrastructure.refusals import Refused
from couples.positions import Position
from exercises import rules
from exercises.rules import Facts, RoundPlan, Talk
from exercises.rules.talks import chosen
from exercises.rules.turns import holder
from exercises.rules.words import Card
from tests.support.rules import spelled
from tests.support.rules.spelled import reached, signal

PLAN = RoundPlan("first", ("a",))
TALK = Talk("first", 1, Card(1))
BOTH = frozenset({1, 2})
ALONE = frozenset({1})


def facts(said: str = "", milestones: str = "reveal") -> Facts:
    """What has been said, as "1.room 2.room" (about the first talk), and what has come true."""
    words = (word.split(".", 1) for word in said.split())
    return Facts(
        rounds=(PLAN,),
        open=True,
        mine=frozenset(),
        said=frozenset(signal(1 if who == "1" else 2, "first", of_talk(what)) for who, what in words)
        | {signal(1, "", "begin")},
        milestones=frozenset(
            ("first", reached(what if what in ("reveal", "closed") else of_talk(what)))
            for what in milestones.split()
        ),
    )


def of_talk(event: str) -> str:
    """The word that says this of the first talk, as it is spelled."""
    return f"talk-1.card-1.{event}"


def due(found: Facts, here: frozenset[int] = BOTH, tapped: str = "") -> list[str]:
    said = signal(1, "first", of_talk(tapped)) if tapped else None
    return [what.removeprefix(of_talk("")) for _, what in spelled.due(found, here, 1, said)]


def may(found: Facts, event: str, me: Position = 1, on: bool = True) -> bool:
    return spelled.may_say(found, me, "first", of_talk(event), on)


def test_it_begins_when_the_other_says_yes() -> None:
    assert due(facts("1.room")) == []
    assert due(facts("1.room 2.room")) == ["room"]


@pytest.mark.parametrize("asked", ["room", "call", "write"])
@pytest.mark.parametrize("yes", ["room", "call", "write"])
def test_how_they_talk_is_one_choice_and_who_says_yes_makes_it_last(asked: str, yes: str) -> None:
    assert due(facts(f"2.{asked} 1.{yes}"), tapped=yes) == [yes]


def test_where_nothing_tells_which_word_was_the_last_it_is_the_way_that_asks_less() -> None:
    assert due(facts("1.room 2.call")) == due(facts("1.call 2.room")) == ["call"]
    assert due(facts("1.room 2.write")) == ["write"]


def test_aloud_it_waits_until_both_are_here_and_letters_wait_for_nobody() -> None:
    assert due(facts("1.room 2.room"), ALONE) == []
    assert due(facts("1.write 2.write"), ALONE) == ["write"]


def test_who_is_asked_is_told_so_at_once_and_how_and_that_it_was_taken_back() -> None:
    asked = rules.news_for(facts("1.room"), 2)
    assert asked != rules.news_for(facts(), 2)
    assert asked != rules.news_for(facts("1.call"), 2)
    assert rules.news_for(facts("1.room"), 1) == rules.news_for(facts(), 1), "it is no news for who asks"
    assert rules.asked_of(facts("1.room"), 2) == TALK
    assert rules.asked_of(facts("1.room"), 1) is None
    assert rules.both_asked(facts("1.room")) is None
    assert rules.both_asked(facts("1.room 2.write")) == TALK


def test_who_has_not_come_to_that_card_is_told_nothing() -> None:
    """Each goes on in their own time, and I am at the third card: to ask would tell how far I am."""
    ahead = Talk("first", 1, Card(3))

    def said(*words: tuple[Position, str]) -> Facts:
        apart = {signal(1, "first", "apart"), signal(2, "first", "apart")}
        return replace(facts(), said=frozenset(apart | {signal(who, "first", word) for who, word in words}))

    before = said((1, "next-1"), (1, "next-2"))
    asked = said((1, "next-1"), (1, "next-2"), (1, "talk-1.card-3.room"))
    assert rules.asked(asked, 1) == ahead
    assert rules.asked_of(asked, 2) is None
    assert rules.news_for(asked, 2) == rules.news_for(before, 2)
    there = said(*((who, f"next-{n}") for who in (1, 2) for n in (1, 2)), (1, "talk-1.card-3.room"))
    assert rules.asked_of(there, 2) == ahead, "else this would show nothing"
    assert rules.news_for(there, 1) == rules.news_for(asked, 1), (
        "who asked is not told that the other has come"
    )


def test_a_way_can_be_taken_back_until_it_begins() -> None:
    assert may(facts("1.room"), "room", on=False)
    with pytest.raises(Refused):
        may(facts("1.room 2.room", "reveal room"), "room", on=False)
    assert not may(facts("1.room 2.room", "reveal room"), "room")  # a resend


def test_nobody_talks_about_a_card_before_the_reveal() -> None:
    with pytest.raises(Refused):
        may(facts(milestones=""), "room")


def test_there_is_one_talk_at_a_time() -> None:
    other_card = "talk-1.card-2.room"
    going = facts("1.room 2.room", "reveal closed room")
    with pytest.raises(Refused):
        spelled.may_say(going, 1, "first", other_card, True)
    assert spelled.may_say(facts(milestones="reveal closed"), 1, "first", other_card, True)


def test_either_may_end_it_and_that_counts_at_once() -> None:
    going = facts("1.room 2.room", "reveal room")
    assert may(going, "end") and may(going, "end", me=2)
    assert due(going, tapped="end") == ["end"]
    ended = facts("1.room 2.room 1.end", "reveal room end")
    assert rules.going_on(ended) is None
    assert rules.current(ended, 1) == rules.current(ended, 2) == TALK  # until each goes on
    assert rules.current(facts("1.room 2.room 1.done", "reveal room end"), 1) is None


def test_the_next_talk_about_a_card_is_counted() -> None:
    ended = facts("1.room 2.room", "reveal room end")
    assert rules.latest(ended, "first", Card(1)) == Talk("first", 2, Card(1))
    assert rules.latest(ended, "first", Card(2)) == Talk("first", 1, Card(2))
    with pytest.raises(Refused):
        may(facts(), "pause-1")


@pytest.mark.parametrize("word", ["pause-1", "minute-1", "floor-2", "end"])
def test_what_is_said_while_it_goes_on_counts_at_once(word: str) -> None:
    going = facts("1.room 2.room", "reveal room")
    assert may(going, word) and due(going, tapped=word) == [word]
    assert due(facts("1.room 2.room", "reveal room end"), tapped=word) == []


def test_breathing_in_a_pause_needs_both() -> None:
    paused = facts("1.room 2.room 1.breathe-1", "reveal room pause-1")
    assert due(paused) == []
    assert due(facts("1.room 2.room 1.breathe-1 2.breathe-1", "reveal room pause-1")) == ["breathe-1"]
    assert may(paused, "breathe-1", on=False)


def test_letters_open_when_both_are_there() -> None:
    assert due(facts("1.write 2.write 1.letter", "reveal write")) == []
    assert due(facts("1.write 2.write 1.letter 2.letter", "reveal write")) == ["letters"]


def test_a_letter_can_be_written_while_the_talk_is_in_writing_and_taken_back_alone() -> None:
    writing = facts("1.write 2.write", "reveal write")
    rules.may_answer(writing, 1, TALK.letter)
    sent = facts("1.write 2.write 1.letter", "reveal write")
    with pytest.raises(rules.Shown):
        rules.may_answer(sent, 1, TALK.letter)
    assert may(sent, "letter", on=False)
    with pytest.raises(rules.BothIn):
        may(facts("1.write 2.write 1.letter 2.letter", "reveal write letters"), "letter", on=False)
    with pytest.raises(Refused):
        rules.may_answer(facts("1.room 2.room", "reveal room"), 1, TALK.letter)


def test_nobody_sends_a_letter_by_a_word() -> None:
    with pytest.raises(Refused):
        may(facts("1.write 2.write", "reveal write"), "letter")


def test_what_one_hears_one_says_back_and_then_the_other_way_round() -> None:
    turns = TALK.turns
    assert [holder(turns, 2, floor) for floor in (1, 2, 3, 4)] == [2, 1, 1, 2]
    assert [turns.is_saying_back(floor) for floor in (1, 2, 3, 4)] == [False, True, False, True]
    assert sum(turns.seconds_of(floor) for floor in (1, 2, 3, 4)) == 5 * 60  # five good minutes


@pytest.mark.parametrize(
    "word",
    ["talk-0.card-1.room", "talk-01.card-1.room", "talk-1.card-0.room", "talk-1.card-1", "talk-1.deck.room"],
)
def test_each_word_has_one_spelling(word: str) -> None:
    assert rules.parse_word(word) is None
    with pytest.raises(Refused):
        spelled.may_say(facts(), 1, "first", word, True)


@pytest.mark.parametrize("event", ["start", "dance", "pause-0", "pause-100", "preview"])
def test_a_talk_knows_no_other_words(event: str) -> None:
    with pytest.raises(Refused):
        may(facts("1.room 2.room", "reveal room"), event)


def test_each_person_chooses_for_themselves() -> None:
    assert chosen(facts("1.room 2.write"), 1, TALK) == "room"
    assert chosen(facts("2.write"), 1, TALK) is None
