"""The list of exercises, one exercise before it begins, and what the couple's page offers next."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from couples import partners, seats
from couples.access import Holder
from exercises import commands, library
from exercises.library import catalogue
from exercises.presenters.couple import timeline
from exercises.rules import SessionWord
from tests.support.couples.paired import CORE, Pair, start_alone, start_together
from tests.support.http.html_page import Page
from tests.support.http.visitors import Visitor, sit_down

pytestmark = pytest.mark.django_db

GATED = "under-the-grip"
NEXT = "Next, if you like"


@pytest.fixture
def pair() -> Pair:
    return start_together()


def together(pair: Pair, who: Holder) -> timeline.Timeline:
    return timeline.timeline_page(who, pair.couple_code)


def us(person: Visitor) -> Page:
    """The page of the one couple of which this person's browser holds a seat."""
    found = re.fullmatch(r"(?:cookies=1; )?seat-(\w+)-[12]=[^;]+", person.cookie_header)
    assert found is not None
    return person.open(f"/us/{found[1]}/")


def reveal_and_stop(alex: Visitor, sam: Visitor) -> str:
    """The first cards are open, and alex leaves it at that."""
    code = sit_down(alex, sam)
    for who in (alex, sam):
        who.open(f"/s/{code}/")
        who.answer_all()
        who.show_ours(tender="keep")
    alex.open(f"/s/{code}/")
    alex.press("Stop for both of us")
    return code


# ---- the list -----------------------------------------------------------------------------------------


def test_the_list_has_every_exercise_with_what_one_wants_to_know(client: Client) -> None:
    page = Page(client.get("/exercises/").content.decode())
    for exercise in library.current().listed():
        slug = exercise.slug
        entries = [link.closest("li") for link in page.all("a", href=f"/exercises/{slug}/")]
        assert any(entry is not None and f"{exercise.minutes} minutes" in entry.text for entry in entries)
    assert page.text.count("Begin here") == 1
    begin = page.all("a", href=f"/exercises/{CORE}/")[-1].closest("li")
    assert begin is not None and "Begin here" in begin.text


def test_it_begins_with_three_occasions_and_all_by_part_is_folded(client: Client) -> None:
    page = Page(client.get("/exercises/").content.decode())
    for occasion, slug in catalogue.OCCASIONS.items():
        entry = page.all("a", href=f"/exercises/{slug}/")[0].closest("li")
        assert entry is not None and entry.text.startswith(occasion)
    assert page.text.index("A good evening") < page.text.index("Begin with") < page.text.index("All of them")
    folds = page.all("details")
    assert len(folds) == len(catalogue.SECTIONS)
    assert not any("open" in fold.attributes for fold in folds)
    every_day = page.all("a", href=f"/exercises/{catalogue.EVERY_DAY}/")
    assert [link.closest("details") is None for link in every_day] == [True, False]


def test_a_deck_of_ones_own_is_in_the_list(client: Client, own_deck: Path) -> None:
    assert "/exercises/every-kind/" in Page(client.get("/exercises/").content.decode()).links.values()


def test_home_leads_to_the_list(client: Client) -> None:
    assert Page(client.get("/").content.decode()).links["All exercises"] == "/exercises/"


# ---- one exercise, before anybody commits -------------------------------------------------------------


def test_the_page_of_an_exercise_says_what_it_is_before_it_asks_for_a_name(client: Client) -> None:
    for exercise in library.current().listed():
        page = Page(client.get(f"/exercises/{exercise.slug}/").content.decode())
        assert f"about {exercise.minutes} minutes" in page.text
        assert "Who sees what" in page.text and "Invite your partner" in page.buttons
        assert page.text.index(page.all("h1")[0].text) < page.text.index("Your first name")
        assert page.text.index("can say no to each other") < page.text.index("Your first name")
        folds = [fold.text for fold in page.all("details") if "open" not in fold.attributes]
        assert all(
            any(fold.startswith(each) for fold in folds) for each in ("What you’ll do", "Who sees what")
        )
        assert ("Read the safety page once more" in page.text) == bool(exercise.gate)
        assert ("The first card comes after about five minutes." in page.text) == exercise.core


def test_a_look_for_oneself_promises_that_the_partner_sees_nothing(client: Client) -> None:
    text = Page(client.get("/exercises/weather-check/").content.decode()).text
    assert "Nothing of this is shown to your partner." in text and "may see" not in text


def test_what_never_leaves_the_phone_is_said(client: Client) -> None:
    assert "Stays on your phone" in Page(client.get(f"/exercises/{GATED}/").content.decode()).text


def test_an_exercise_that_is_not_there_is_a_404(client: Client) -> None:
    assert client.get("/exercises/no-such-thing/").status_code == 404


def test_a_bad_name_keeps_what_was_typed(alex: Visitor) -> None:
    alex.open(f"/exercises/{CORE}/")
    page = alex.press("Invite your partner", fill={"Your first name": "x" * 61}, choose=["7 days"])
    assert alex.status == 422 and "1 to 60 characters" in page.text
    fields = dict(page.fields_of("Invite your partner").fields)
    assert (fields["name"], fields["days"]) == ("x" * 61, "7")


# ---- with the partner there is ------------------------------------------------------------------------


def test_whoever_has_a_partner_starts_with_them_in_one_tap(alex: Visitor, sam: Visitor) -> None:
    first = sit_down(alex, sam)
    alex.open("/exercises/good-news/")
    assert "Start together" in alex.page.buttons and "Invite your partner" not in alex.page.buttons
    assert "Sam" not in alex.page.text, "whoever goes back here after leaving reads no name"
    alex.press("Start together")
    assert alex.code != first
    assert sam.open(us(sam).links["Tell each other good news"]) and sam.code == alex.code


def test_somebody_new_can_be_invited_as_well(alex: Visitor, sam: Visitor) -> None:
    sit_down(alex, sam)
    alex.open("/exercises/good-news/")
    alex.press("Invite somebody new", fill={"Your first name": "Alex"})
    assert "/join/#" in alex.link()


def test_a_refused_name_does_not_hide_the_form_beside_the_partner(alex: Visitor, sam: Visitor) -> None:
    sit_down(alex, sam)
    alex.open("/exercises/good-news/")
    page = alex.press("Invite somebody new", fill={"Your first name": "x" * 61})
    details = page.field("Your first name").closest("details")
    assert alex.status == 422 and details is not None and "open" in details.attributes


def test_one_button_a_couple_and_none_before_somebody_has_joined(pair: Pair) -> None:
    _, lonely, alone = start_alone("Alex")
    robin = start_together("Alex", "Robin")
    both = Holder((*pair.alex.tokens, *alone.tokens, *robin.alex.tokens))
    assert [each.name for each in partners.of(both)] == ["Robin", "Sam"]
    assert lonely not in {each.couple_code for each in partners.of(both)}
    assert [each.name for each in partners.of(pair.sam)] == ["Alex"]


def test_a_stranger_is_told_of_nobody(client: Client, pair: Pair, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert partners.of(Holder(())) == ()
    assert "Sam" not in client.get(f"/exercises/{CORE}/").content.decode()


def test_who_has_erased_it_has_no_partner_left(pair: Pair) -> None:
    seats.erase(pair.alex, pair.couple_code)
    assert partners.of(pair.alex) == partners.of(pair.sam) == ()


def test_the_partners_of_many_couples_are_one_query(pair: Pair, django_assert_num_queries: Any) -> None:
    other = start_together("Alex", "Robin")
    with django_assert_num_queries(1):
        assert len(partners.of(Holder((*pair.alex.tokens, *other.alex.tokens)))) == 2


# ---- the couple's page --------------------------------------------------------------------------------


def test_what_two_have_done_is_four_queries_however_much_it_is(
    pair: Pair, django_assert_num_queries: Any
) -> None:
    pair.come_to("closed")
    commands.start("good-news", holder=pair.alex, couple_code=pair.couple_code)
    with django_assert_num_queries(4):
        assert len(together(pair, pair.sam).entries) == 2


def test_while_the_first_one_is_under_way_it_is_picked_up_and_nothing_is_suggested(pair: Pair) -> None:
    found = together(pair, pair.alex)
    assert (found.next, found.under_way, found.again) == (None, True, "")
    assert [entry.state for entry in found.entries] == ["Pick up where you left off"]


def test_after_the_first_cards_comes_the_pact(pair: Pair) -> None:
    pair.come_to("closed")
    found = together(pair, pair.sam)
    assert found.next is not None and found.next.exercise.title == "A plan for next time"
    assert found.next.reason.startswith("You compared three moments.")
    assert (found.under_way, found.again) == (False, CORE)


def test_both_are_suggested_the_same_however_far_each_of_them_is(pair: Pair) -> None:
    """The suggestion would otherwise tell one what the other has just done."""
    for stage in ("step", "preview", "waiting", "reveal", "closed"):
        pair.come_to(stage) if stage == "step" else None
        if stage == "preview":
            pair.answer_round(pair.alex)
        elif stage == "waiting":
            pair.release(pair.alex)
            pair.arrive(pair.alex)
        elif stage == "reveal":
            pair.answer_round(pair.sam)
            pair.release(pair.sam)
            pair.arrive(pair.sam)
        elif stage == "closed":
            pair.close()
            pair.say(pair.alex, "enough")
            pair.take_along(pair.alex)
        mine, theirs = together(pair, pair.alex), together(pair, pair.sam)
        assert (mine.next, mine.under_way, mine.again) == (theirs.next, theirs.under_way, theirs.again), stage
    assert mine.next is not None


def test_what_was_stopped_before_a_reveal_is_not_done(pair: Pair) -> None:
    commands.stop(pair.alex, pair.code)
    found = together(pair, pair.sam)
    assert found.next is not None and found.next.exercise.slug == CORE
    assert (found.again, found.under_way) == ("", False)
    assert [(entry.url, entry.state) for entry in found.entries] == [("", "Ended before anything was shown")]


def test_nothing_is_suggested_before_somebody_has_joined() -> None:
    code, couple_code, alex = start_alone()
    commands.stop(alex, code)
    assert timeline.timeline_page(alex, couple_code).next is None


def test_a_look_for_oneself_says_nothing_of_how_far_the_other_is(pair: Pair) -> None:
    pair.come_to("finished")
    looked = commands.start("weather-check", holder=pair.alex, couple_code=pair.couple_code)
    before = together(pair, pair.sam)
    one = Pair(looked.code, pair.couple_code, pair.alex, pair.sam)
    for step in one.state(one.alex).layout.steps.values():
        commands.pass_(one.alex, one.code, step=step.id)
    assert together(pair, pair.sam) == before
    assert before.entries[0].state == "Each of you sees only your own"
    commands.stop(pair.alex, looked.code)
    assert together(pair, pair.alex).entries[0].url.endswith("/own/")


def test_what_has_no_page_side_by_side_leads_to_ones_own(pair: Pair) -> None:
    pair.come_to("finished")
    grip = commands.start(GATED, holder=pair.alex, couple_code=pair.couple_code)
    one = Pair(grip.code, pair.couple_code, pair.alex, pair.sam)
    for who in one.both:
        commands.ready(who, one.code, round="", word=SessionWord.BEGIN)
        one.pass_all(who, "first")
        one.arrive(who)
    for who in one.both:
        one.release(who)
    commands.stop(one.alex, one.code)
    entry = together(pair, pair.sam).entries[0]
    assert entry.url == f"/s/{grip.code}/own/" and entry.own_url == ""


def test_the_page_offers_the_next_one_and_it_starts_with_a_tap(alex: Visitor, sam: Visitor) -> None:
    code = reveal_and_stop(alex, sam)
    page = us(sam)
    assert NEXT in page.text and page.links["A plan for next time"] == "/exercises/if-then-pact/"
    assert "You compared three moments." in page.text and "About 8 minutes" in page.text
    assert page.links["All exercises"] == "/exercises/"
    sam.press("Start")
    assert sam.status == 200 and sam.code != code


def test_the_core_can_be_done_once_more(alex: Visitor, sam: Visitor) -> None:
    code = reveal_and_stop(alex, sam)
    us(alex)
    alex.press("Three new moments")
    assert alex.code != code and alex.page.all("form", id="step")


def test_while_one_is_under_way_what_can_be_picked_up_comes_first(alex: Visitor, sam: Visitor) -> None:
    sit_down(alex, sam)
    text = us(alex).text
    assert NEXT not in text and text.index("Pick up where you left off") < text.index("All exercises")


# ---- words that are true for every exercise -----------------------------------------------------------


def test_an_invitation_promises_nothing_that_only_one_exercise_keeps(alex: Visitor, sam: Visitor) -> None:
    alex.start("good-news")
    sam.open("/join/")
    page = sam.press("Look at it", fill={"The link": alex.link()})
    assert "would like to do a short exercise with you" in page.text
    assert "three" not in page.text.split("Everyone who joins")[0]
