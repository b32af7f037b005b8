"""Doing it again: the same moments, once for both, and nothing of the earlier time but that there was one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from couples.access import Holder
from couples.infrastructure.refusals import NotHere
from couples.models import Couple
from exercises import commands, library
from exercises.models import PairedSession
from exercises.presenters.couple import timeline
from exercises.rules import Stage
from exercises.screens import Again
from tests.support.couples.paired import CORE, Pair, start_together
from tests.support.scripts.broken_decks import MOMENTS, ONE_CUE


def once_more(pair: Pair, who: Holder | None = None, slug: str = CORE) -> Pair:
    """The same two at a session that looks back at this one."""
    started = commands.start(slug, holder=who or pair.alex, couple_code=pair.couple_code, earlier=pair.code)
    assert started.token is None
    return Pair(started.code, pair.couple_code, pair.alex, pair.sam)


def asked(pair: Pair) -> list[str]:
    return list(pair.state(pair.alex).layout.steps)


# ---- the same moments ---------------------------------------------------------------------------------


def test_the_same_exercise_asks_about_the_same_moments_in_the_same_order(pair: Pair) -> None:
    pair.come_to("finished")
    again = once_more(pair)
    assert again.code != pair.code
    assert asked(again) == asked(pair)
    assert again.state(pair.sam).earlier == pair.code and pair.state(pair.sam).earlier == ""


def test_nothing_that_was_answered_then_is_there_now(pair: Pair) -> None:
    pair.come_to("finished")
    again = once_more(pair)
    for who in pair.both:
        assert again.stage(who) is Stage.STEP
        assert again.state(who).own == {} and again.state(who).milestones == {}
    assert again.stored()["answers"] == []


def test_another_exercise_is_told_of_it_and_has_its_own_moments(pair: Pair) -> None:
    pair.come_to("finished")
    plain = commands.start("small-asks", holder=pair.sam, couple_code=pair.couple_code)
    told = once_more(pair, slug="small-asks")
    other = Pair(plain.code, pair.couple_code, pair.alex, pair.sam)
    assert told.state(pair.alex).earlier == pair.code
    assert asked(told) == asked(other)


def test_a_time_that_itself_looked_back_can_be_looked_back_at(pair: Pair) -> None:
    pair.come_to("finished")
    second = once_more(pair)
    second.come_to("finished")
    third = once_more(second)
    assert third.state(pair.alex).earlier == second.code
    assert asked(third) == asked(pair)


SECOND_CUE = ONE_CUE.partition("cues:\n")[2].replace("deck-one", "deck-two")
TWO_CUES = ONE_CUE + SECOND_CUE.replace("the two of you", "both of you")  # each asks in its own words
NAMED = MOMENTS.replace("cues: 2", "cues: [deck-one, deck-two]")


@pytest.fixture
def deck(db: None, tmp_path: Path, settings: Any) -> Iterator[Callable[..., None]]:
    """Write a deck of one's own, and its moments, as a host would who edits them while people play."""
    settings.EXERCISES_PATH = str(tmp_path)
    (tmp_path / "cues").mkdir()

    def write(text: str, cues: str = TWO_CUES) -> None:
        (tmp_path / "deck.yaml").write_text(text)
        (tmp_path / "cues" / "deck.yaml").write_text(cues)
        library.current.cache_clear()
        assert bool(text) is ("deck" in library.current().exercises)

    write(NAMED)
    yield write
    library.current.cache_clear()


def moments(pair: Pair) -> set[str]:
    return {step.required_cue.id for step in pair.state(pair.alex).layout.steps.values()}


def test_moments_that_are_drawn_now_are_those_of_the_earlier_time(deck: Callable[..., None]) -> None:
    pair = start_together(exercise="deck")
    deck(MOMENTS)
    assert moments(once_more(pair, slug="deck")) == {"deck-one", "deck-two"}


def test_a_round_that_lost_a_moment_since_then_gets_others(deck: Callable[..., None]) -> None:
    pair = start_together(exercise="deck")
    deck(MOMENTS, ONE_CUE)
    again = moments(once_more(pair, slug="deck"))
    assert "deck-two" not in again and len(again) == 2
    assert moments(pair) == {"deck-one", "deck-two"}, "the earlier time still has its own"


def test_a_round_that_names_other_moments_now_has_those(deck: Callable[..., None]) -> None:
    pair = start_together(exercise="deck")
    deck(NAMED.replace("deck-two", "quiet-at-dinner"))
    again = once_more(pair, slug="deck")
    assert moments(again) == {"deck-one", "quiet-at-dinner"}
    again.come_to("closed")


def test_an_exercise_that_is_no_longer_there_is_not_done_again(deck: Callable[..., None]) -> None:
    pair = start_together(exercise="deck")
    pair.come_to("closed")
    for who in pair.both:
        pair.take_along(who)
    (entry,) = timeline.timeline_page(pair.sam, pair.couple_code).entries
    assert entry.again == Again("deck", pair.code)
    deck("")
    (entry,) = timeline.timeline_page(pair.sam, pair.couple_code).entries
    assert entry.again is None and entry.url


# ---- once for both ------------------------------------------------------------------------------------


def test_two_who_both_begin_it_do_it_together(pair: Pair) -> None:
    pair.come_to("finished")
    assert once_more(pair, pair.alex).code == once_more(pair, pair.sam).code
    assert PairedSession.objects.count() == 2


def test_beginning_it_once_more_leads_to_it_until_its_first_cards_are_through(pair: Pair) -> None:
    pair.come_to("finished")
    second = once_more(pair)
    second.come_to("reveal")
    assert once_more(pair, pair.sam).code == second.code
    second.close()
    assert once_more(pair, pair.sam).code != second.code


def test_one_that_was_stopped_is_not_led_to(pair: Pair) -> None:
    pair.come_to("finished")
    second = once_more(pair)
    commands.stop(pair.sam, second.code)
    assert once_more(pair).code != second.code


def test_one_that_looks_back_at_something_else_is_not_led_to(pair: Pair) -> None:
    pair.come_to("finished")
    anew = commands.start(CORE, holder=pair.alex, couple_code=pair.couple_code)
    second = once_more(pair)
    assert second.code != anew.code
    second.come_to("finished")
    assert once_more(second).code not in (anew.code, second.code)
    assert once_more(pair, slug="small-asks").code != second.code


def test_without_an_earlier_one_each_start_is_a_session_of_its_own(pair: Pair) -> None:
    codes = {commands.start(CORE, holder=pair.alex, couple_code=pair.couple_code).code for _ in range(2)}
    assert len(codes) == 2


# ---- who may ------------------------------------------------------------------------------------------


def test_nobody_looks_back_at_somebody_elses(pair: Pair, stranger: Holder) -> None:
    pair.come_to("finished")
    other = start_together("Kim", "Lou")
    before = PairedSession.objects.count()
    for holder, couple_code, earlier in (
        (stranger, pair.couple_code, pair.code),
        (Holder(()), pair.couple_code, pair.code),
        (other.alex, other.couple_code, pair.code),
        (pair.alex, pair.couple_code, other.code),
        (pair.alex, pair.couple_code, "0" * 32),
        (pair.alex, pair.couple_code, f"{pair.code} "),
    ):
        with pytest.raises(NotHere):
            commands.start(CORE, holder=holder, couple_code=couple_code, earlier=earlier)
    with pytest.raises(NotHere):  # a new couple has done nothing yet, and none is made
        commands.start(CORE, holder=Holder(()), name="Kim", days=30, earlier=pair.code)
    assert PairedSession.objects.count() == before and Couple.objects.count() == 3


# ---- where it is offered ------------------------------------------------------------------------------


def offered(pair: Pair, who: Holder) -> list[Again | None]:
    return [entry.again for entry in timeline.timeline_page(who, pair.couple_code).entries]


def test_it_is_offered_once_i_am_through_or_it_has_ended(pair: Pair) -> None:
    pair.come_to("takeaway")
    assert offered(pair, pair.alex) == [None]
    pair.take_along(pair.alex)
    assert offered(pair, pair.alex) == [Again(CORE, pair.code)]
    assert offered(pair, pair.sam) == [None], "where the other stands is theirs"
    commands.stop(pair.sam, pair.code)
    assert offered(pair, pair.alex) == offered(pair, pair.sam) == [Again(CORE, pair.code)]


def test_where_nothing_was_opened_nothing_is_there_to_look_back_at(pair: Pair) -> None:
    commands.stop(pair.alex, pair.code)
    assert offered(pair, pair.alex) == offered(pair, pair.sam) == [None]
