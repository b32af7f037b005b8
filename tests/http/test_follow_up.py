"""A plan is looked at again from the page of the two, without JavaScript: begun, gone through, read."""

from __future__ import annotations

import pytest

from couples import seats
from exercises import commands
from exercises.models import Milestone, PairedSession
from tests.support.couples.paired import Pair, start_together
from tests.support.http.visitors import ORIGIN, Visitor

pytestmark = pytest.mark.django_db

DAY_MS = 24 * 60 * 60 * 1_000
AGAIN = "Look at this again"


@pytest.fixture
def pact() -> Pair:
    """Eight days ago both made a plan and showed it."""
    pair = start_together(exercise="if-then-pact")
    for who, then in zip(pair.both, ("ask how it was", "say that I’m tired"), strict=True):
        pair.arrive(who)
        pair.fill_in(who, "plan", share={"plan": True}, plan__if="it goes quiet", plan__then=then)
        pair.pass_all(who, "first")
    for who in pair.both:
        pair.release(who)
    pair.close()
    for who in pair.both:
        pair.take_along(who)
    for moment in Milestone.objects.all():
        Milestone.objects.filter(pk=moment.pk).update(at=moment.at - 8 * DAY_MS)
    return pair


def sit(pair: Pair, visitor: Visitor) -> Visitor:
    """Give this person's browser their seat."""
    name, _, value = pair.cookies(pair.alex if visitor.name == "alex" else pair.sam).partition("=")
    visitor.cookies[name] = value
    return visitor


def us(pair: Pair) -> str:
    return f"/us/{pair.couple_code}/"


def answer(visitor: Visitor, came_up: str, helped: str) -> None:
    visitor.press("Send", choose=[came_up, helped])


def test_the_two_go_through_it_from_the_button_to_what_they_said(
    pact: Pair, alex: Visitor, sam: Visitor
) -> None:
    for who in (alex, sam):
        sit(pact, who).open(us(pact))
        assert AGAIN in who.page.buttons
    alex.press(AGAIN)
    assert alex.page.by_id("step").text.startswith("Alex’s plan, a while later")
    assert "Alex planned If it goes quiet, then I first ask how it was" in alex.page.text
    sam.press(AGAIN)  # the page was open before alex began
    assert sam.code == alex.code
    answer(alex, "Once", "It helped a little")
    assert "Sam planned If it goes quiet, then I first say that I’m tired" in alex.page.text
    answer(alex, "More than once", "It helped")
    answer(sam, "Once", "Not this time")
    answer(sam, "More than once", "It helped")
    assert "It helped a little" not in sam.page.html  # alex has sent it, and shown nothing
    alex.show_ours()
    assert "It helped a little" not in sam.open(f"/s/{sam.code}/").html
    sam.show_ours()
    for who in (alex, sam):
        text = who.open(f"/s/{who.code}/").text
        assert "Alex’s plan" in text and "You both say Once" in text
        assert "Alex It helped a little" in text and "Sam Not this time" in text
    links = sam.open(us(pact)).links
    assert "Go on looking at this again" in links and AGAIN not in sam.page.buttons
    Pair(alex.code, pact.couple_code, pact.alex, pact.sam).close()
    assert "/comparison/" in sam.open(us(pact)).links["What you said about this later"]


def test_once_it_was_gone_through_the_button_of_an_old_page_leads_to_it(
    pact: Pair, alex: Visitor, sam: Visitor
) -> None:
    sit(pact, sam).open(us(pact))
    sit(pact, alex).open(us(pact))
    alex.press(AGAIN)
    later = Pair(alex.code, pact.couple_code, pact.alex, pact.sam)
    for who in later.both:
        later.pass_all(who, "first")
        later.arrive(who)
        later.release(who)
    later.close()
    sam.press(AGAIN)
    assert sam.code == later.code
    assert PairedSession.objects.filter(exercise="follow-up").count() == 1


def test_what_was_ended_before_anything_was_opened_can_be_begun_anew(pact: Pair, alex: Visitor) -> None:
    sit(pact, alex).open(us(pact))
    alex.press(AGAIN)
    first = alex.code
    answer(alex, "Once", "It helped")
    commands.stop(pact.sam, first)
    alex.open(us(pact))
    alex.press(AGAIN)
    assert alex.code != first and alex.status == 200


def test_it_ends_kindly_where_the_plans_can_no_longer_be_shown(
    pact: Pair, alex: Visitor, sam: Visitor
) -> None:
    sit(pact, alex).open(us(pact))
    alex.press(AGAIN)
    PairedSession.objects.filter(code=pact.code).update(content_digest="0" * 64)
    for who in (alex, sit(pact, sam)):
        who.open(f"/s/{alex.code}/")
        assert "There is nothing here to answer this time." in who.page.text
        who.press("Go on")
        who.press("Go on")
        who.show_ours()
    assert alex.open(f"/s/{alex.code}/").text and alex.status == 200
    assert "ask how it was" not in alex.page.text
    assert alex.open(us(pact)) and alex.status == 200


def test_it_has_no_page_of_its_own_and_cannot_be_begun_with_somebody_new(alex: Visitor) -> None:
    assert alex.ask("/exercises/follow-up/").status == 404
    assert alex.ask("/exercises/follow-up/start/", {"name": "Alex"}).status == 404
    assert "follow-up" not in alex.open("/exercises/").html


def test_before_its_time_it_is_refused_on_a_page_of_words(pact: Pair, alex: Visitor) -> None:
    for moment in Milestone.objects.all():
        Milestone.objects.filter(pk=moment.pk).update(at=moment.at + 2 * DAY_MS)
    assert AGAIN not in sit(pact, alex).open(us(pact)).buttons
    fields = {"couple": pact.couple_code, "earlier": pact.code}
    refused = alex.ask("/exercises/follow-up/start/", fields)
    assert refused.status == 422 and "There is no plan to look at again yet." in refused.text
    assert not PairedSession.objects.filter(exercise="follow-up").exists()


def test_a_stranger_and_another_couple_find_nothing_to_begin(pact: Pair, stranger: Visitor) -> None:
    fields = {"couple": pact.couple_code, "earlier": pact.code}
    assert stranger.ask("/exercises/follow-up/start/", fields).status == 404
    stranger.start()  # a couple of their own, and somebody else's plans
    own = next(name.split("-")[1] for name in stranger.cookies if name.startswith("seat-"))
    answered = stranger.ask("/exercises/follow-up/start/", {"couple": own, "earlier": pact.code})
    assert answered.status == 404
    assert stranger.origin == ORIGIN and not PairedSession.objects.filter(exercise="follow-up").exists()


def test_nothing_can_be_begun_with_an_erased_couple(pact: Pair, alex: Visitor) -> None:
    sit(pact, alex).open(us(pact))
    seats.erase(pact.sam, pact.couple_code)
    alex.press(AGAIN)
    assert alex.status == 404
