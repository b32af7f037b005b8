"""A new link for whoever can't get in any more, as its pages say it; and what a link says that is spent."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from couples import seats
from couples.models import Invite
from exercises.models import Answer
from tests.support.couples.two_seats import dump
from tests.support.http.html_page import Page
from tests.support.http.visitors import Couple, Visitor

pytestmark = pytest.mark.django_db

NOTHING = "There is nothing here for this device"
CLOSED = "Your partner has made a new link for you"
SAYS_WHAT = "What Sam has not shown is deleted first"


def new_link(visitor: Visitor, partner: str) -> str:
    """Make a new link for the partner, from the settings; where it then stands."""
    us = visitor.us
    form = visitor.open(f"{us}settings/").fields_of(f"Make a new link for {partner}")
    form.fields.append(("confirm", "lost"))
    visitor.submit(form)
    assert visitor.path.startswith(us)
    return visitor.link()


def follow(visitor: Visitor, link: str) -> None:
    visitor.open("/join/")
    visitor.press("Look at it", fill={"The link": link})


# ---- the new link -----------------------------------------------------------------------------------------


def test_it_is_said_first_and_asked_for_twice(couple: Couple) -> None:
    couple.sam.open(couple.path)
    couple.sam.answer_all()
    us, before = couple.alex.us, dump()
    page = couple.alex.open(f"{us}settings/")
    assert SAYS_WHAT in page.text and "You will both see that there is a new link" in page.text
    couple.alex.press("Make a new link for Sam")
    assert couple.alex.status == 422 and "Nothing was changed. Tick the box first." in couple.alex.page.text
    after = dump()
    assert {name: rows for name, rows in after.items() if name != "couples.Lease"} == {
        name: rows for name, rows in before.items() if name != "couples.Lease"
    }


def test_who_lost_their_seat_comes_back_by_the_new_link_and_answers_anew(couple: Couple) -> None:
    couple.sam.open(couple.path)
    first_step = couple.sam.page.by_id("stage").text
    couple.sam.answer_all()
    assert Answer.objects.filter(seat__position=2).exists()
    link, phone = new_link(couple.alex, "Sam"), Visitor("sam")
    assert "A new link for Sam" in couple.alex.page.text
    follow(phone, link)
    assert "Welcome back, Sam" in phone.page.text and "Alex has made a new link for you" in phone.page.text
    assert not [field for field in phone.page.all("input") if field.attributes.get("name") == "name"]
    phone.press("Go on here")
    assert phone.code == couple.code and phone.page.by_id("stage").text == first_step
    assert "Alex" in phone.open(phone.us).text


def test_the_first_of_the_two_comes_back_the_same_way(couple: Couple) -> None:
    link, phone = new_link(couple.sam, "Alex"), Visitor("alex")
    follow(phone, link)
    assert "Welcome back, Alex" in phone.page.text
    phone.press("Go on here")
    assert phone.code == couple.code
    assert couple.alex.ask(couple.path).status == 404
    assert couple.sam.open(couple.path).by_id("stage")


def test_both_can_read_that_there_was_a_new_link(couple: Couple) -> None:
    told = "Whatever Sam had not shown by then was deleted. Nobody can read it."
    assert told not in couple.alex.open(couple.alex.us).text
    assert "A new link for Sam" in couple.alex.page.links
    link, phone = new_link(couple.alex, "Sam"), Visitor("sam")
    assert told in couple.alex.page.text
    follow(phone, link)
    phone.press("Go on here")
    assert told in phone.open(phone.us).text
    page = couple.alex.open(couple.alex.us)
    assert told in page.text and "Send it, or hold up the code" not in page.text, "the link has done its work"


def test_whoever_was_closed_out_is_told_what_happened(couple: Couple, stranger: Visitor) -> None:
    us = couple.sam.us
    paths = [us, f"{us}settings/", f"{us}checkins/", f"{us}glossary/", f"{us}now/", f"{us}export/"]
    paths += [couple.path, f"{couple.path}comparison/", f"{couple.path}own/"]
    link = new_link(couple.alex, "Sam")
    for path in paths:
        answer = couple.sam.ask(path)
        text = Page(answer.text).text
        assert answer.status == 404 and CLOSED in text and "nobody can" in text, path
        assert "Alex" not in text and "Sam" not in text
        assert NOTHING in stranger.ask(path).text, "to a stranger it is as if there were nothing"
    posted = couple.sam.ask(couple.path, {"command": "stop"})
    assert posted.status == 404 and CLOSED in posted.text
    asked = couple.sam.ask(couple.path, accept="application/json")
    assert asked.status == 404 and '"reason": "replaced"' in asked.text
    follow(couple.sam, link)
    couple.sam.press("Go on here")
    assert couple.sam.code == couple.code, "the same browser may come back"


def test_it_is_told_until_everything_is_erased(couple: Couple) -> None:
    us = couple.alex.us
    new_link(couple.alex, "Sam")
    couple.alex.ask(f"{us}erase/", {"confirm": "erase"})
    assert NOTHING in couple.sam.ask(us).text


def test_while_it_waits_the_settings_lead_to_it(couple: Couple) -> None:
    link = new_link(couple.alex, "Sam")
    page = couple.alex.open(f"{couple.alex.us}settings/")
    assert SAYS_WHAT not in page.text and "until somebody follows it" in page.text
    couple.alex.open(couple.alex.us)
    couple.alex.press("Make a new link")
    assert couple.alex.link() != link


def test_without_a_partner_there_is_nothing_to_make(alex: Visitor) -> None:
    alex.start()
    us = alex.us
    assert "A new link for" not in alex.open(f"{us}settings/").text
    before = dump()
    answer = alex.ask(f"{us}lost/", {"confirm": "lost"})
    assert answer.status == 422 and "Nothing was changed" in answer.text
    assert dump() == before


def test_a_stranger_makes_no_link(couple: Couple, stranger: Visitor) -> None:
    before = dump()
    answer = stranger.ask(f"{couple.alex.us}lost/", {"confirm": "lost"})
    assert answer.status == 404 and NOTHING in answer.text and dump() == before


# ---- what a link says that is spent --------------------------------------------------------------------


def test_a_used_link_says_exactly_that(couple: Couple, stranger: Visitor) -> None:
    link = new_link(couple.alex, "Sam")
    phone = Visitor("sam")
    follow(phone, link)
    phone.press("Go on here")
    follow(stranger, link)
    text = stranger.page.text
    assert stranger.status == 410 and "This link has been used" in text and "run out" not in text
    assert "Alex" not in text and "Sam" not in text


def test_a_replaced_link_says_that_there_is_a_newer_one(alex: Visitor, stranger: Visitor) -> None:
    alex.start()
    link = alex.link()
    alex.open(alex.us)
    alex.press("Make a new link")
    follow(stranger, link)
    assert stranger.status == 410 and "There is a newer link" in stranger.page.text


@pytest.mark.parametrize("swept", [False, True])
def test_a_link_whose_time_is_over_says_so(couple: Couple, stranger: Visitor, swept: bool) -> None:
    couple.sam.open(f"{couple.sam.us}settings/")
    couple.sam.press("Make a link for my other phone")
    link = couple.sam.page.by_id("move-link").attributes["value"]
    Invite.objects.update(expires=timezone.now() - timedelta(seconds=1))
    if swept:
        seats.sweep()
        assert not Invite.objects.exists()
    follow(stranger, link)
    assert stranger.status == 410 and "This link has run out" in stranger.page.text


def test_of_what_is_erased_a_link_knows_nothing(alex: Visitor, stranger: Visitor) -> None:
    alex.start()
    link = alex.link()
    alex.ask(f"{alex.us}erase/", {"confirm": "erase"})
    follow(stranger, link)
    assert stranger.status == 410 and "This link doesn’t work any more" in stranger.page.text


def test_whoever_makes_a_link_up_learns_nothing_by_it(couple: Couple, stranger: Visitor) -> None:
    link = new_link(couple.alex, "Sam")
    start, _, secret = link.rpartition(".")
    made_up = f"{start}.{secret[:-8]}{'A' * 7}{secret[-1]}"
    follow(stranger, made_up)
    assert stranger.status == 410 and "This link doesn’t work any more" in stranger.page.text
