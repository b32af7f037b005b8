"""How it ends: a line to take along, a stop for both, an erase, an expiry."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from couples import seats
from couples.access import Holder
from couples.infrastructure.refusals import NotHere
from couples.models import Couple
from exercises import commands, rules, screens
from exercises.models import Answer, PairedSession
from exercises.presenters.session import session_view
from exercises.rules import TAKEAWAY_STEP, SessionWord, Stage
from tests.support.couples.paired import FIRST, Pair


def screen(pair: Pair, who: Holder) -> screens.Screen:
    return session_view.present(pair.state(who), origin="http://testserver").screen


def finished(pair: Pair, who: Holder) -> screens.Finished:
    found = screen(pair, who)
    assert isinstance(found, screens.Finished)
    return found


def lines(pair: Pair, who: Holder) -> tuple[str, bool, str]:
    """My line, whether I have shown it, and theirs."""
    found = finished(pair, who)
    return found.mine, found.mine_shared, found.theirs


# ---- the takeaway -------------------------------------------------------------------------------------


def test_a_shared_line_is_seen_by_the_other_once_both_have_finished(pair: Pair) -> None:
    pair.come_to("takeaway")
    pair.take_along(pair.alex, "Ask first.", share=True)
    assert lines(pair, pair.alex) == ("Ask first.", True, "")
    assert pair.stage(pair.sam) is Stage.TAKEAWAY
    pair.take_along(pair.sam, "Knock.", share=True)
    assert finished(pair, pair.alex).theirs == "Knock."
    assert finished(pair, pair.sam).theirs == "Ask first."


def test_a_kept_a_passed_and_a_missing_line_look_alike(pair: Pair) -> None:
    pair.come_to("takeaway")
    pair.take_along(pair.alex, "Ask first.")
    commands.pass_(pair.sam, pair.code, step=TAKEAWAY_STEP)
    assert lines(pair, pair.alex) == ("Ask first.", False, "")
    assert lines(pair, pair.sam) == ("", False, "")
    rows = Answer.objects.filter(step=TAKEAWAY_STEP).values_list("shared_sealed", flat=True)
    assert {len(row) for row in rows} == {1 + 12 + commands.SHARED_BYTES + 16}


def test_a_takeaway_waits_for_the_last_card(pair: Pair) -> None:
    pair.come_to("closed")
    with pytest.raises(rules.NotYet):
        pair.take_along(pair.alex)


def test_a_takeaway_whose_reply_was_lost_is_taken_again(pair: Pair) -> None:
    pair.come_to("finished")
    before = pair.stored()
    assert pair.take_along(pair.alex).revision == 1
    assert pair.stored() == before
    with pytest.raises(rules.NotYet):
        pair.take_along(pair.alex, "Something else.")
    assert pair.stored() == before


# ---- stop ---------------------------------------------------------------------------------------------


def test_a_stop_before_the_reveal_deletes_what_both_have_entered(pair: Pair) -> None:
    pair.answer_round(pair.alex)
    pair.release(pair.alex)
    commands.draft(pair.sam, pair.code, step=FIRST, base=0, raw={"reading": "other"})
    commands.stop(pair.sam, pair.code)
    assert not Answer.objects.exists()
    for who in pair.both:
        assert pair.stage(who) is Stage.ENDED and screen(pair, who) == screens.Ended(kept=False)


def test_a_stop_keeps_what_was_revealed_and_deletes_the_rest(pair: Pair) -> None:
    pair.come_to("closed")
    kept = pair.stored()["answers"]
    for who in pair.both:
        pair.say(who, "more")
    for who in pair.both:
        pair.answer_round(who, "more")
    pair.release(pair.alex, "more")
    assert len(pair.stored()["answers"]) > len(kept)
    commands.stop(pair.alex, pair.code)
    assert pair.stored()["answers"] == kept
    for who in pair.both:
        assert screen(pair, who) == screens.Ended(kept=True)
        assert pair.state(who).shared("first")[1]


def test_after_a_stop_a_line_that_only_one_has_taken_along_is_theirs_alone(pair: Pair) -> None:
    pair.come_to("takeaway")
    pair.take_along(pair.alex, share=True)
    commands.stop(pair.sam, pair.code)
    assert TAKEAWAY_STEP in pair.state(pair.alex).own
    assert bytes(Answer.objects.get(step=TAKEAWAY_STEP).shared_sealed) == b""


@pytest.mark.parametrize("reached", ["step", "waiting", "reveal", "finished"])
def test_after_a_stop_nothing_more_is_stored_for_either(pair: Pair, reached: str) -> None:
    pair.come_to(reached)
    ended = commands.stop(pair.alex, pair.code).ended
    before = pair.stored()
    for who in pair.both:
        for command in (
            lambda who=who: commands.draft(who, pair.code, step=FIRST, base=0, raw={"reading": "other"}),
            lambda who=who: commands.answer(
                who, pair.code, step=FIRST, base=1, raw={"reading": "caring"}, share={}
            ),
            lambda who=who: commands.pass_(who, pair.code, step=FIRST),
            lambda who=who: pair.release(who),
            lambda who=who: pair.say(who, "next-1"),
            lambda who=who: commands.ready(who, pair.code, round="", word=SessionWord.BEGIN),
        ):
            with pytest.raises(rules.SessionEnded):
                command()
        assert commands.stop(who, pair.code).ended == ended
        pair.arrive(who)
    assert pair.stored() == before


def test_a_stop_of_one_session_leaves_the_couples_others(pair: Pair) -> None:
    again = commands.start("two-sides-of-a-cue", holder=pair.alex, couple_code=pair.couple_code)
    other = Pair(again.code, pair.couple_code, pair.alex, pair.sam)
    other.come_to("waiting")
    before = other.stored()
    commands.stop(pair.alex, pair.code)
    assert other.stored() == before


# ---- erased and expired -------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["alex", "sam"])
def test_an_erase_leaves_nothing_for_either(pair: Pair, who: str) -> None:
    pair.come_to("finished")
    seats.erase(getattr(pair, who), pair.couple_code)
    assert not any(pair.stored().values())
    for holder in pair.both:
        with pytest.raises(NotHere):
            pair.state(holder)
        with pytest.raises(NotHere):
            commands.pass_(holder, pair.code, step=FIRST)
        with pytest.raises(NotHere):
            pair.arrive(holder)


def test_an_erase_leaves_a_rendered_page_nowhere_to_go(pair: Pair) -> None:
    session = pair.state(pair.alex).session
    assert commands.still_there(session)
    seats.erase(pair.sam, pair.couple_code)
    assert not commands.still_there(session)


def test_what_has_expired_is_not_here_also_before_it_is_swept(pair: Pair) -> None:
    pair.come_to("reveal")
    Couple.objects.update(expires=timezone.now() - timedelta(seconds=1))
    for who in pair.both:
        with pytest.raises(NotHere):
            pair.state(who)
        with pytest.raises(NotHere):
            pair.say(who, "next-1")
    assert PairedSession.objects.exists()
    seats.sweep()
    assert not any(pair.stored().values())
