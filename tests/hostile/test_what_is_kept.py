"""sam would like to know what alex keeps, to change alex's words, and to look after an erasure."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
from django.test import Client

from couples import seats
from couples.access import Holder
from couples.infrastructure.refusals import NotHere, Refused
from exercises import commands
from exercises.presenters.session import comparison_page
from tests.support.couples.paired import CORE, FIRST, Pair, start_together
from tests.support.couples.two_worlds import Deed, after, differences, everything
from tests.support.http.html_page import Page

CUE = "quiet-at-dinner"
VERDICTS = ("%", "score of", "compatib", "you were wrong", "you were right", "should trust", "guilty")


def nothing(pair: Pair) -> None: ...


def to_the_end(pair: Pair) -> None:
    pair.come_to("finished")


# ---- guesses --------------------------------------------------------------------------------------------


def second_round(pair: Pair) -> list[str]:
    """Both go on to the second round; sam has shown theirs. Its steps that ask alex for a calm guess."""
    pair.reveal()
    pair.close()
    for who in pair.both:
        pair.say(who, "more")
    layout = pair.state(pair.sam).layout
    pair.answer_round(pair.sam, "more")
    pair.release(pair.sam, "more")
    return [step.id for step in layout.of_round("more") if step.voice == "calm"]


@pytest.mark.parametrize("pick", ["caring", "rejecting"])
def test_a_guess_is_its_owners_until_its_owner_shows_it(pair: Pair, pick: str) -> None:
    guessed = second_round(pair)

    def guesses(pick: str) -> Deed:
        def deed(pair: Pair) -> None:
            pair.answer_round(pair.alex, "more", dict.fromkeys(guessed, pick))
            pair.release(pair.alex, "more")
            pair.close("more")

        return deed

    def shows(pair: Pair) -> None:
        guesses(pick)(pair)
        for step in guessed:
            base = pair.state(pair.alex).own[step].revision
            with suppress(Refused):  # it is about a moment that no card shows
                commands.answer(pair.alex, pair.code, step=step, base=base, raw=None, share={"guess": True})

    covered = after(pair, pair.sam, guesses(pick))
    assert differences(after(pair, pair.sam, guesses("strain")), covered) == []
    assert differences(covered, after(pair, pair.sam, shows)), "once it is shown, it shows"


# ---- lines and plans ------------------------------------------------------------------------------------


def test_what_the_app_offers_to_keep_depends_on_nothing_that_the_other_does(pair: Pair) -> None:
    to_the_end(pair)
    keeps = after(
        pair,
        pair.sam,
        lambda p: commands.keep_line(
            p.alex, p.couple_code, cue=CUE, means="I am worn out.", helps="", base=0
        ),
    )
    glossary = f"/us/{pair.couple_code}/glossary/ as text/html"
    before = everything(pair, pair.sam)
    assert b"I am worn out." in keeps[glossary] and b"I am worn out." not in before[glossary]
    offered = re.compile(rb'name="cue" value="([^"]+)"')
    assert offered.findall(keeps[glossary]) == offered.findall(before[glossary]) != []


def test_nobody_changes_a_line_of_the_others(pair: Pair) -> None:
    commands.keep_line(pair.alex, pair.couple_code, cue=CUE, means="I am worn out.", helps="", base=0)
    before = everything(pair, pair.alex)
    client = Client(headers={"cookie": pair.cookies(pair.sam), "origin": "http://testserver"})
    glossary = f"/us/{pair.couple_code}/glossary/"
    for fields in (
        {"action": "remove", "cue": CUE, "base": "1"},
        {"cue": CUE, "base": "1", "means": "I am angry.", "helps": ""},
    ):
        client.post(glossary, fields)
    now = everything(pair, pair.alex)[f"{glossary} as text/html"]
    assert b"I am worn out." in now and b"I am angry." not in now
    assert before[f"{glossary} as text/html"] == now


@pytest.mark.parametrize("words", ["I count to ten.", "I go for a walk and come back."])
def test_a_plan_that_is_kept_is_on_no_page_of_the_others(db: None, words: str) -> None:
    pair = start_together(exercise="if-then-pact")
    for who in pair.both:
        pair.arrive(who)

    def plans(words: str) -> Deed:
        def deed(pair: Pair) -> None:
            for who in pair.both:
                pair.pass_all(who, "first") if who == pair.sam else keep_plan(pair, words)
                pair.release(who)
            pair.close()
            for who in pair.both:
                pair.take_along(who)

        return deed

    def keep_plan(pair: Pair, words: str) -> None:
        raw: dict[str, str | list[str]] = {"plan.if": "it goes quiet", "plan.then": words}
        share = {"plan": False}
        commands.answer(pair.alex, pair.code, step="plan", base=0, raw=raw, share=share)
        pair.pass_all(pair.alex, "first")

    first = after(pair, pair.sam, plans("I ask."))
    assert differences(first, after(pair, pair.sam, plans(words))) == []
    mine = after(pair, pair.alex, plans(words))
    said = words.removeprefix("I ").encode()  # "then I first …" is said once
    assert any(said in body for body in mine.values()), "its owner has it"


PLANS = ("if-then-pact", "where-i-took-it", "friend-at-the-table", "the-loop")


@pytest.mark.parametrize("exercise", PLANS)
def test_where_nobody_shares_a_plan_the_pages_of_the_two_still_stand(db: None, exercise: str) -> None:
    pair = start_together(exercise=exercise)
    for who in pair.both:
        pair.arrive(who)

    def stand(pair: Pair) -> None:
        for who in pair.both:
            for where, body in everything(pair, who).items():
                assert not body.startswith(b"5"), where

    first = pair.state(pair.alex).layout.rounds[0]
    for who in pair.both:
        pair.pass_all(who, first.id)
        stand(pair)
    if not first.private:
        for who in pair.both:
            pair.release(who, first.id)
    stand(pair)
    commands.stop(pair.alex, pair.code)
    stand(pair)


def test_who_has_come_further_alone_shows_a_guess_and_the_other_hears_nothing(pair: Pair) -> None:
    guessed = second_round(pair)
    pair.say(pair.alex, "apart", "more")
    pair.say(pair.sam, "apart", "more")
    pair.answer_round(pair.alex, "more", dict.fromkeys(guessed, "caring"))
    pair.release(pair.alex, "more")
    for number in range(1, 9):
        with suppress(Refused):
            pair.say(pair.alex, f"next-{number}", "more")
    before = after(pair, pair.sam, nothing)
    for step in guessed:
        version = pair.versions()[1]
        with suppress(Refused):
            own = pair.state(pair.alex).own[step]
            commands.answer(
                pair.alex, pair.code, step=step, base=own.revision, raw=None, share={"guess": True}
            )
            if not any(card.guess for card in comparison_page.present_comparison(pair.state(pair.sam)).cards):
                assert pair.versions()[1] == version, step
    assert before.keys() == after(pair, pair.sam, nothing).keys()


@pytest.mark.parametrize("word", ["later-1", "for-good"])
def test_that_a_topic_was_put_away_is_not_to_be_found_out_by_putting_it_away(pair: Pair, word: str) -> None:
    def reply(deed: Deed) -> str:
        said: list[str] = []

        def world(pair: Pair) -> None:
            deed(pair)
            try:
                pair.say(pair.sam, "for-good")
                said.append("acked")
            except Refused as refusal:
                said.append(refusal.reason)

        after(pair, pair.sam, world)
        return said[0]

    def put_away(pair: Pair) -> None:
        pair.reveal_a_hurt()
        pair.say(pair.alex, word)

    assert reply(put_away) == reply(lambda p: p.reveal()) != reply(lambda p: p.reveal_a_hurt())


def test_the_line_that_i_kept_stays_mine_when_the_other_stops(pair: Pair) -> None:
    pair.come_to("takeaway")
    pair.take_along(pair.alex, "I ask first.", share=True)
    commands.stop(pair.sam, pair.code)
    mine = everything(pair, pair.alex)[f"/us/{pair.couple_code}/ as text/html"]
    theirs = everything(pair, pair.sam)[f"/us/{pair.couple_code}/ as text/html"]
    assert b"I ask first." in mine and b"I ask first." not in theirs


# ---- doing it again -------------------------------------------------------------------------------------


def test_doing_it_again_opens_nothing_that_was_kept_the_first_time(pair: Pair) -> None:
    meaning = f"{CUE}.sender"

    def first_time(deed: Deed) -> Deed:
        def both_times(pair: Pair) -> None:
            for who in pair.both:
                pair.answer_round(who)
            deed(pair)
            for who in pair.both:
                pair.release(who)
            pair.close()
            for who in pair.both:
                pair.say(who, "enough")
                pair.take_along(who)

        return both_times

    keeps = first_time(lambda p: p.answer(p.alex, meaning, "us_mild", share={"meaning": False}))
    passes = first_time(lambda p: commands.pass_(p.alex, p.code, step=meaning))

    def again(deed: Deed) -> Deed:
        def twice(pair: Pair) -> None:
            deed(pair)
            started = commands.start(CORE, holder=pair.sam, couple_code=pair.couple_code, earlier=pair.code)
            second = Pair(started.code, pair.couple_code, pair.alex, pair.sam)
            second.begin()
            for who in second.both:
                second.arrive(who)
                second.answer_round(who)
                second.release(who)
            second.close()
            seen_again.append(
                {
                    where.replace(second.code, "again"): body.replace(second.code.encode(), b"again")
                    for where, body in everything(second, pair.sam).items()
                }
            )

        return twice

    seen_again: list[dict[str, bytes]] = []
    after(pair, pair.sam, again(keeps))
    after(pair, pair.sam, again(passes))
    order = "comparison"  # the order of readings on a step is drawn anew for each session
    for where in seen_again[0]:
        if order in where or "/us/" in where:
            assert seen_again[0][where] == seen_again[1][where], where


# ---- others' doors --------------------------------------------------------------------------------------


def test_an_earlier_session_of_somebody_elses_is_not_looked_back_at(pair: Pair, stranger: Holder) -> None:
    with pytest.raises(NotHere):
        commands.start(CORE, holder=stranger, earlier=pair.code, name="Stranger")


def test_a_stranger_is_answered_as_if_there_were_nothing(pair: Pair, stranger: Holder) -> None:
    to_the_end(pair)
    client = Client(headers={"cookie": "seat-0000-1=nothing"})
    for path in everything(pair, pair.alex):
        path = path.partition(" as ")[0]
        if pair.code in path or pair.couple_code in path:
            there = client.get(path)
            nowhere = client.get(path.replace(pair.code, "0" * 32).replace(pair.couple_code, "0" * 16))
            assert there.status_code == nowhere.status_code, path
            assert there.content == nowhere.content, path


def test_after_an_erasure_every_page_says_so_and_names_nobody(pair: Pair) -> None:
    to_the_end(pair)
    assert any(b"Alex" in body for body in theirs_alone(pair).values())
    seats.erase(pair.alex, pair.couple_code)
    for where, body in theirs_alone(pair).items():
        assert body.startswith((b"404", b"405")), where
        assert b"Alex" not in body and b"Sam" not in body, where


def theirs_alone(pair: Pair) -> dict[str, bytes]:
    """What sam is answered on the pages of the two."""
    codes = (pair.code, pair.couple_code)
    found = everything(pair, pair.sam)
    return {where: body for where, body in found.items() if any(code in where for code in codes)}


def test_nothing_is_kept_by_a_browser(pair: Pair) -> None:
    to_the_end(pair)
    for where, body in theirs_alone(pair).items():
        assert b"('Cache-Control', 'no-store" in body or body.startswith((b"302", b"303", b"405")), where


# ---- verdicts -------------------------------------------------------------------------------------------


def test_the_app_never_judges_in_its_own_voice(pair: Pair) -> None:
    pair.reveal_a_hurt()
    pair.close()
    for where, body in theirs_alone(pair).items():
        said = Page(body.decode()).text.lower()
        assert not [verdict for verdict in VERDICTS if verdict in said], where


def test_a_hurt_in_ones_own_words_is_no_sentence_of_the_apps(pair: Pair) -> None:
    """Own words stand where a person is named as the one who says them, and nowhere else."""
    words = "You never listen to me."
    raw = {"reading.words": words, "reading.about": "us_mild", "reading.feel": "1"}
    for who in pair.both:
        pair.answer_round(who)
    pair.answer(pair.alex, FIRST, "other", share={"reading": True}, **raw)
    for who in pair.both:
        pair.release(who)
    pair.close()
    page = everything(pair, pair.sam)[f"/s/{pair.code}/comparison/ as text/html"].decode()
    assert words in page
    before = page.partition(words)[0]
    assert before.rindex("Alex") > before.rindex("<h3"), "it stands under the name of who said it"


@pytest.mark.parametrize("what", ["next-9", "card-2", "closed", "reveal", "letters", "tender-open", "guess"])
def test_nobody_says_what_only_happens(pair: Pair, what: str) -> None:
    pair.reveal()
    before = pair.stored()
    with pytest.raises(Refused):
        pair.say(pair.sam, what)
    assert pair.stored() == before
