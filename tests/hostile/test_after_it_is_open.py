"""sam would like to know, when the cards are open, what alex kept, passed or has only for themselves."""

from __future__ import annotations

from itertools import combinations

import pytest

from couples.access import Holder
from exercises import commands
from tests.support.couples.paired import FIRST, MEANING, Pair, start_together
from tests.support.couples.two_worlds import Deed, after, differences
from tests.support.scripts.answer_script import Script

ASK_SAM = (FIRST, MEANING, "takeaway", "first.talk-1.card-1.letter")


def nothing(pair: Pair) -> None: ...


def reveal_with(deed: Deed) -> Deed:
    """Both answer calmly but for what alex does about one meaning, and both show theirs."""

    def both(pair: Pair) -> None:
        for who in pair.both:
            pair.answer_round(who)
        deed(pair)
        for who in pair.both:
            pair.release(who)

    return both


def keeps(pick: str) -> Deed:
    return lambda pair: pair.answer(pair.alex, MEANING, pick, share={"meaning": False})


def keeps_own_words(pair: Pair) -> None:
    pair.answer(
        pair.alex, MEANING, "other", share={"meaning": False},
        **{"meaning.words": "I count the days.", "meaning.about": "us_mild", "meaning.feel": "1"},
    )  # fmt: skip


def passes(pair: Pair) -> None:
    commands.pass_(pair.alex, pair.code, step=MEANING)


def shares(pair: Pair) -> None:
    pair.answer(pair.alex, MEANING, "us_mild", share={"meaning": True})


HIDDEN = {"calm": keeps("caring"), "hurt": keeps("rejecting"), "words": keeps_own_words, "passed": passes}


@pytest.mark.parametrize("one, other", list(combinations(HIDDEN, 2)))
def test_kept_passed_and_whatever_was_kept_are_answered_the_same(pair: Pair, one: str, other: str) -> None:
    first = after(pair, pair.sam, reveal_with(HIDDEN[one]), ASK_SAM)
    assert differences(first, after(pair, pair.sam, reveal_with(HIDDEN[other]), ASK_SAM)) == []


def test_the_same_comparison_sees_what_is_shared(pair: Pair) -> None:
    """Else the test above could not fail."""
    first = after(pair, pair.sam, reveal_with(keeps("us_mild")), ASK_SAM)
    assert differences(first, after(pair, pair.sam, reveal_with(shares), ASK_SAM))


def hurt(pair: Pair) -> None:
    pair.reveal_a_hurt()


def test_a_folded_topic_looks_the_same_whatever_stands_in_it(pair: Pair) -> None:
    def hurt_in_words(words: str) -> Deed:
        def deed(pair: Pair) -> None:
            for who in pair.both:
                pair.answer_round(who, picks={FIRST: "rejecting"} if who == pair.sam else {})
            pair.answer(
                pair.alex, MEANING, "other", share={"meaning": True},
                **{"meaning.words": words, "meaning.about": "rejecting", "meaning.feel": "2"},
            )  # fmt: skip
            for who in pair.both:
                pair.release(who)
                pair.arrive(who)

        return deed

    worlds = [after(pair, pair.sam, hurt_in_words(words), ASK_SAM) for words in ("It aches.", "x" * 160)]
    assert differences(*worlds) == []


@pytest.mark.parametrize("word", ["tender", "rest"])
def test_what_needs_both_shows_nothing_of_who_has_tapped(pair: Pair, word: str) -> None:
    hurt(pair)
    pair.close()
    before = after(pair, pair.sam, nothing, ASK_SAM)
    assert differences(before, after(pair, pair.sam, lambda p: p.say(p.alex, word), ASK_SAM)) == []

    def both(pair: Pair) -> None:
        for who in pair.both:
            pair.say(who, word)

    assert differences(before, after(pair, pair.sam, both, ASK_SAM)), "both have tapped, and that shows"


def test_to_ask_for_a_talk_about_a_card_ahead_does_not_tell_how_far_one_is(pair: Pair) -> None:
    """Asking is open to whoever has come to that card, and to nobody else."""
    for who in pair.both:
        pair.answer_round(who)
        pair.say(who, "apart")
        pair.release(who)
    pair.say(pair.alex, "next-1")

    def asks(pair: Pair) -> None:
        pair.say(pair.alex, "talk-1.card-2.room")

    assert differences(after(pair, pair.sam, nothing, ASK_SAM), after(pair, pair.sam, asks, ASK_SAM)) == []
    pair.say(pair.sam, "next-1")
    assert differences(after(pair, pair.sam, nothing, ASK_SAM), after(pair, pair.sam, asks, ASK_SAM))


def test_who_asked_for_a_talk_about_a_card_ahead_is_not_told_when_the_other_comes_to_it(
    pair: Pair,
) -> None:
    for who in pair.both:
        pair.answer_round(who)
        pair.say(who, "apart")
        pair.release(who)
    pair.say(pair.alex, "next-1")
    pair.say(pair.alex, "talk-1.card-2.room")

    def comes(pair: Pair) -> None:
        pair.say(pair.sam, "next-1")

    def says_yes(pair: Pair) -> None:
        comes(pair)
        pair.say(pair.sam, "talk-1.card-2.room")

    before = after(pair, pair.alex, nothing, ASK_SAM)
    assert differences(before, after(pair, pair.alex, comes, ASK_SAM)) == []
    assert differences(before, after(pair, pair.alex, says_yes, ASK_SAM)), "a yes shows"


@pytest.mark.parametrize("word", ["later-1", "for-good"])
def test_putting_a_topic_off_or_away_looks_the_same_whoever_does_it(pair: Pair, word: str) -> None:
    hurt(pair)
    pair.close()
    worlds = [after(pair, pair.sam, lambda p, who=who: p.say(who, word), ASK_SAM) for who in pair.both]
    assert differences(*worlds) == []
    assert differences(worlds[0], after(pair, pair.sam, nothing, ASK_SAM)), "and it does show"


@pytest.mark.parametrize("letter", ["A few words.", "x" * 1_200])
def test_a_letter_is_covered_until_both_are_there(pair: Pair, letter: str) -> None:
    hurt(pair)
    for who in pair.both:
        pair.say(who, "talk-1.card-1.write")

    def write(pair: Pair, who: Holder, letter: str) -> None:
        step = "first.talk-1.card-1.letter"
        commands.answer(who, pair.code, step=step, base=0, raw={"letter": letter}, share={})

    def both_write(letter: str) -> Deed:
        def deed(pair: Pair) -> None:
            write(pair, pair.alex, letter)
            write(pair, pair.sam, "My own.")

        return deed

    covered = after(pair, pair.sam, lambda pair: write(pair, pair.alex, letter), ASK_SAM)
    assert differences(after(pair, pair.sam, nothing, ASK_SAM), covered) == []
    opened = [after(pair, pair.sam, both_write(each), ASK_SAM) for each in (letter, "Other words.")]
    assert differences(*opened), "once both are there, they show"


def test_a_line_to_take_along_that_is_kept_looks_like_none_and_like_one_that_is_not_written_yet(
    pair: Pair,
) -> None:
    pair.come_to("takeaway")
    pair.take_along(pair.sam)
    worlds = [
        after(pair, pair.sam, nothing, ASK_SAM),
        after(pair, pair.sam, lambda p: p.take_along(p.alex, "I ask."), ASK_SAM),
        after(pair, pair.sam, lambda p: commands.pass_(p.alex, p.code, step="takeaway"), ASK_SAM),
    ]
    assert differences(worlds[0], worlds[1]) == []
    assert differences(worlds[1], worlds[2]) == []


def test_a_check_in_shows_the_other_nothing_at_all(db: None) -> None:
    pair = start_together(exercise="weather-check")

    def rates(number: int) -> Deed:
        def deed(pair: Pair) -> None:
            for spec in pair.state(pair.alex).layout.steps.values():
                pair.answer(pair.alex, spec.id, str(number))

        return deed

    before = after(pair, pair.sam, nothing)
    for deed in (rates(0), rates(6)):
        assert differences(before, after(pair, pair.sam, deed)) == []


@pytest.mark.parametrize("exercise", ["where-i-go", "chosen-for", "if-then-pact", "better-by-one"])
def test_of_a_plain_step_kept_and_passed_are_answered_the_same(db: None, exercise: str) -> None:
    pair = start_together(exercise=exercise)
    for who in pair.both:
        pair.arrive(who)
    first = pair.state(pair.alex).layout.rounds[0]

    def play(keep: bool) -> Deed:
        def deed(pair: Pair) -> None:
            for who in pair.both:
                script = Script("alex" if who == pair.alex else "sam")
                for step in pair.state(who).layout.of_round(first.id):
                    mine = who == pair.alex
                    if step.main is None:
                        pair.fill_in(who, step.id)
                    elif mine and not keep:
                        commands.pass_(who, pair.code, step=step.id)
                    else:
                        off = {part.id: False for part in step.parts if part.visibility in ("shared", "ask")}
                        commands.answer(
                            who, pair.code, step=step.id, base=0, raw=script.parts(step),
                            share=off if mine else {},
                        )  # fmt: skip
                pair.release(who, first.id)

        return deed

    assert differences(after(pair, pair.sam, play(True)), after(pair, pair.sam, play(False))) == []
