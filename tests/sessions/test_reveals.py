"""From both released to the last card: what comes true, when, and for whom."""

from __future__ import annotations

import pytest

from couples.access import Holder
from exercises import rules, screens
from exercises.models import Milestone
from exercises.presenters.session import session_view
from exercises.queries import reveals
from exercises.rules import Stage, clock
from exercises.screens import CardsDone, Reveal, Waiting
from tests.support.couples.paired import Pair


def view(pair: Pair, who: Holder) -> screens.SessionView:
    return session_view.present(pair.state(who), origin="http://testserver")


def card(pair: Pair, who: Holder) -> int:
    screen = view(pair, who).screen
    assert isinstance(screen, Reveal)
    return screen.number


def count(pair: Pair) -> int:
    return reveals.card_count(pair.state(pair.alex))


# ---- the reveal itself --------------------------------------------------------------------------------


def test_nothing_is_revealed_while_only_one_is_here(pair: Pair) -> None:
    pair.come_to("waiting")
    pair.arrive(pair.alex)
    assert pair.stage(pair.alex) is pair.stage(pair.sam) is Stage.WAITING
    screen = view(pair, pair.alex).screen
    assert isinstance(screen, Waiting) and screen.both_in and not screen.can_reopen
    pair.arrive(pair.sam)
    assert pair.stage(pair.alex) is pair.stage(pair.sam) is Stage.REVEAL


def test_the_second_release_reveals_when_both_are_here(pair: Pair) -> None:
    pair.come_to("preview")
    for who in pair.both:
        pair.arrive(who)
    pair.release(pair.alex)
    assert pair.milestones() == []
    pair.release(pair.sam)
    assert pair.milestones() == [("first", "reveal")]


def test_a_late_arrival_reveals_a_little_ahead_and_only_once(pair: Pair) -> None:
    pair.come_to("waiting")
    pair.arrive(pair.alex)
    before = clock.now_ms()
    pair.arrive(pair.sam)
    after = clock.now_ms()
    moment = Milestone.objects.get(session__code=pair.code)
    assert before + clock.REVEAL_AHEAD_MS <= moment.at <= after + clock.REVEAL_AHEAD_MS
    for who in (*pair.both, *pair.both):
        pair.arrive(who)
    assert pair.milestones() == [("first", "reveal")]
    assert view(pair, pair.alex).reveal_at == view(pair, pair.sam).reveal_at == moment.at


def test_who_was_here_and_has_left_does_not_count(pair: Pair) -> None:
    pair.come_to("preview")
    for who in pair.both:
        pair.arrive(who)
    pair.release(pair.alex)
    pair.depart(pair.alex)
    pair.release(pair.sam)
    assert pair.milestones() == []
    pair.arrive(pair.alex)
    assert pair.milestones() == [("first", "reveal")]


def test_nobody_departing_undoes_a_reveal(pair: Pair) -> None:
    pair.come_to("reveal")
    for who in pair.both:
        pair.depart(who)
    assert pair.stage(pair.alex) is pair.stage(pair.sam) is Stage.REVEAL


# ---- apart --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("when", ["before", "after"])
def test_with_both_apart_nobody_needs_to_be_here(pair: Pair, when: str) -> None:
    pair.come_to("preview" if when == "before" else "waiting")
    for who in pair.both:
        pair.say(who, "apart")
        pair.say(who, "preview")
    assert pair.milestones() == [("first", "reveal")]


def test_apart_of_one_alone_reveals_nothing_and_can_be_taken_back(pair: Pair) -> None:
    pair.come_to("waiting")
    pair.say(pair.alex, "apart")
    assert pair.milestones() == []
    pair.say(pair.alex, "apart", on=False)
    pair.say(pair.sam, "apart")
    assert pair.milestones() == []
    pair.say(pair.alex, "apart")
    assert pair.milestones() == [("first", "reveal")]
    with pytest.raises(rules.BothIn):
        pair.say(pair.alex, "apart", on=False)


def test_apart_each_goes_on_alone_and_waits_at_the_end(pair: Pair) -> None:
    pair.come_to("waiting")
    for who in pair.both:
        pair.say(who, "apart")
    last = count(pair)
    assert last >= 2
    for number in range(1, last + 1):
        assert (card(pair, pair.alex), card(pair, pair.sam)) == (number, 1)
        pair.say(pair.alex, f"next-{number}")
    screen = view(pair, pair.alex).screen
    assert isinstance(screen, CardsDone) and not screen.through
    assert pair.milestones() == [("first", "reveal")]
    with pytest.raises(rules.NotYet):  # there is none after the last
        pair.say(pair.alex, f"next-{last + 1}")
    for number in range(1, last + 1):
        pair.say(pair.sam, f"next-{number}")
    assert pair.milestones() == [("first", "reveal"), ("first", "closed")]
    for who in pair.both:
        screen = view(pair, who).screen
        assert isinstance(screen, CardsDone) and screen.through


# ---- card by card -------------------------------------------------------------------------------------


def test_a_card_goes_on_when_both_have_tapped(pair: Pair) -> None:
    pair.come_to("reveal")
    pair.say(pair.alex, "next-1")
    assert (card(pair, pair.alex), card(pair, pair.sam)) == (1, 1)
    pair.say(pair.sam, "next-1")
    assert (card(pair, pair.alex), card(pair, pair.sam)) == (2, 2)
    assert pair.milestones() == [("first", "reveal"), ("first", "card-2")]


def test_a_tap_can_be_taken_back_until_the_other_taps(pair: Pair) -> None:
    pair.come_to("reveal")
    pair.say(pair.alex, "next-1")
    pair.say(pair.alex, "next-1", on=False)
    pair.say(pair.sam, "next-1")
    assert card(pair, pair.sam) == 1
    pair.say(pair.alex, "next-1")
    with pytest.raises(rules.NotYet):
        pair.say(pair.alex, "next-1", on=False)


def test_a_card_that_is_not_there_yet_cannot_be_tapped_on_from(pair: Pair) -> None:
    pair.come_to("reveal")
    for number in (2, 3, 99):
        with pytest.raises(rules.NotYet):
            pair.say(pair.alex, f"next-{number}")


def test_when_the_other_is_away_a_tap_goes_on_alone(pair: Pair) -> None:
    pair.come_to("reveal")
    pair.depart(pair.sam)
    screen = view(pair, pair.alex).screen
    assert isinstance(screen, Reveal) and screen.alone
    pair.say(pair.alex, "next-1")
    assert card(pair, pair.alex) == 2


def test_a_tap_that_waits_goes_on_alone_only_when_it_is_tapped_again(pair: Pair) -> None:
    pair.come_to("reveal")
    pair.say(pair.alex, "next-1")
    pair.depart(pair.sam)
    pair.arrive(pair.alex)
    assert card(pair, pair.alex) == 1
    pair.say(pair.alex, "next-1")
    assert card(pair, pair.alex) == 2


def test_who_comes_back_lands_on_the_current_card_and_both_go_on_from_there(pair: Pair) -> None:
    pair.come_to("reveal")
    pair.depart(pair.sam)
    pair.say(pair.alex, "next-1")
    pair.arrive(pair.sam)
    assert (card(pair, pair.alex), card(pair, pair.sam)) == (2, 2)
    pair.say(pair.alex, "next-2")
    assert card(pair, pair.alex) == 2
    pair.say(pair.sam, "next-2")
    assert pair.milestones()[1:3] == [
        ("first", "card-2"),
        ("first", "card-3" if count(pair) > 2 else "closed"),
    ]


def test_alone_one_can_come_to_the_end(pair: Pair) -> None:
    pair.come_to("reveal")
    pair.depart(pair.sam)
    last = count(pair)
    for number in range(1, last + 1):
        pair.say(pair.alex, f"next-{number}")
    assert pair.milestones("closed") == [("first", "closed")]
    assert pair.milestones("card") == [("first", f"card-{number}") for number in range(2, last + 1)]


def test_a_round_in_which_everything_was_kept_still_has_an_end(pair: Pair) -> None:
    for who in pair.both:
        for step in pair.state(who).layout.of_round("first"):
            pair.answer(who, step.id, share={step.main.id: False})
        pair.release(who)
        pair.arrive(who)
    screen = view(pair, pair.alex).screen
    assert isinstance(screen, Reveal) and screen.card is None and screen.count == 1
    pair.close()
    assert pair.milestones() == [("first", "reveal"), ("first", "closed")]


# ---- the rest, and a further round --------------------------------------------------------------------


def test_the_rest_opens_when_both_have_asked_for_it_after_the_last_card(pair: Pair) -> None:
    pair.come_to("reveal")
    with pytest.raises(rules.NotYet):
        pair.say(pair.alex, "rest")
    pair.close()
    pair.say(pair.alex, "rest")
    assert pair.milestones("rest") == []
    pair.say(pair.sam, "rest")
    assert pair.milestones("rest") == [("first", "rest-open")]


def test_three_more_when_both_say_more(pair: Pair) -> None:
    pair.come_to("closed")
    screen = view(pair, pair.alex).screen
    assert isinstance(screen, CardsDone) and screen.further == "Three more?"
    pair.say(pair.alex, "more")
    assert pair.stage(pair.alex) is Stage.WAITING
    assert pair.stage(pair.sam) is Stage.REVEAL
    pair.say(pair.sam, "more")
    for who in pair.both:
        assert pair.stage(who) is Stage.STEP and pair.where(who).round.id == "more"  # type: ignore[union-attr]
    pair.reveal("more")
    pair.close("more")
    assert pair.stage(pair.alex) is pair.stage(pair.sam) is Stage.TAKEAWAY


def test_more_can_be_taken_back_while_the_other_thinks(pair: Pair) -> None:
    pair.come_to("closed")
    pair.say(pair.alex, "more")
    pair.say(pair.alex, "more", on=False)
    assert pair.stage(pair.alex) is Stage.REVEAL
    pair.say(pair.sam, "more")
    assert pair.stage(pair.sam) is Stage.WAITING
    pair.say(pair.alex, "more")
    with pytest.raises(rules.NotYet):
        pair.say(pair.alex, "more", on=False)


@pytest.mark.parametrize("order", ["more first", "enough first"])
def test_one_enough_is_enough_for_both(pair: Pair, order: str) -> None:
    pair.come_to("closed")
    words = [(pair.alex, "more"), (pair.sam, "enough")]
    for who, word in words if order == "more first" else reversed(words):
        pair.say(who, word)
    assert pair.stage(pair.alex) is pair.stage(pair.sam) is Stage.TAKEAWAY


def test_enough_leads_on_at_once_while_the_other_still_looks(pair: Pair) -> None:
    pair.come_to("closed")
    pair.say(pair.alex, "enough")
    assert pair.stage(pair.alex) is Stage.TAKEAWAY
    screen = view(pair, pair.sam).screen
    assert isinstance(screen, CardsDone) and screen.further == "Three more?"  # as if nothing had been said


def test_enough_outweighs_my_own_more(pair: Pair) -> None:
    pair.come_to("closed")
    for word in ("more", "enough"):
        pair.say(pair.alex, word)
    pair.say(pair.sam, "more")
    assert pair.stage(pair.alex) is pair.stage(pair.sam) is Stage.TAKEAWAY


def test_the_instant_of_a_reveal_is_told_only_while_it_lies_ahead(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair.reveal()
    at = view(pair, pair.alex).reveal_at
    assert at is not None and at > clock.now_ms()
    monkeypatch.setattr(clock, "now_ms", lambda: at + 1)
    assert view(pair, pair.alex).reveal_at is None


def test_apart_nobody_is_told_when_the_other_showed_theirs(pair: Pair) -> None:
    for who in pair.both:
        pair.answer_round(who)
        pair.say(who, "apart")
        pair.release(who)
    assert pair.where(pair.alex).stage is rules.Stage.REVEAL
    assert view(pair, pair.alex).reveal_at is None
