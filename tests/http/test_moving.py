"""A seat moves to another device, which closes the old one; and the one page for whatever is not here."""

from __future__ import annotations

import pytest

from couples import seats
from couples.access import Holder
from couples.models import Lease
from tests.support.http.html_page import Page
from tests.support.http.visitors import Couple, Visitor

pytestmark = pytest.mark.django_db

NOTHING = "There is nothing here for this device"


def move_link(visitor: Visitor) -> str:
    """Make a link to another phone, as the settings show it."""
    visitor.open(f"/us/{visitor.couple}/settings/")
    visitor.press("Make a link for my other phone")
    return visitor.page.by_id("move-link").attributes["value"]


def pages_of(couple: Couple, us: str) -> list[str]:
    own = [
        f"/us/{us}/",
        f"/us/{us}/settings/",
        f"/us/{us}/checkins/",
        f"/us/{us}/glossary/",
        f"/us/{us}/now/",
    ]
    return [*own, couple.path, f"{couple.path}comparison/", f"{couple.path}own/"]


def follow(visitor: Visitor, link: str) -> None:
    visitor.open("/join/")
    visitor.press("Look at it", fill={"The link": link})


def test_the_link_is_shown_with_a_code_and_to_its_owner_alone(couple: Couple) -> None:
    link = move_link(couple.sam)
    page = couple.sam.page
    assert page.all("svg", class_="qr") and "ten minutes" in page.text
    assert link not in couple.alex.open(f"/us/{couple.alex.couple}/settings/").html
    assert link in couple.sam.open(f"/us/{couple.sam.couple}/settings/").html, "it can be shown again"
    assert move_link_again(couple.sam) != link


def move_link_again(visitor: Visitor) -> str:
    visitor.press("Make a new link")
    return visitor.page.by_id("move-link").attributes["value"]


def test_a_seat_moves_with_all_that_is_its_own_and_the_old_device_has_nothing_left(couple: Couple) -> None:
    couple.sam.open(couple.path)
    couple.sam.answer_all()
    preview, us = couple.sam.page.by_id("stage").text, couple.sam.couple
    link, phone = move_link(couple.sam), Visitor("sam")
    follow(phone, link)
    assert phone.status == 200 and "from now on you go on here" in phone.page.text
    assert couple.sam.open(couple.path).by_id("stage").text == preview, "looking changes nothing"
    phone.press("Move here")
    assert phone.code == couple.code and phone.page.by_id("stage").text == preview
    for path in pages_of(couple, us):
        assert couple.sam.ask(path).status == 404, path
        assert phone.ask(path).status in (200, 303, 422), path
        assert couple.alex.ask(path).status in (200, 303, 422), path
    answer = couple.sam.ask(couple.path, {"command": "stop"})
    assert answer.status == 404 and "This has ended" not in couple.alex.open(couple.path).text


def test_the_old_device_counts_as_here_no_more(couple: Couple) -> None:
    couple.sam.open(couple.path)
    seat = Lease.objects.get(seat__position=2).seat_id
    phone = Visitor("sam")
    follow(phone, move_link(couple.sam))
    form = phone.page.fields_of("Move here")
    phone.ask(form.action, dict(form.fields))
    assert not Lease.objects.filter(seat_id=seat).exists()
    phone.open(couple.path)
    assert Lease.objects.filter(seat_id=seat).count() == 1


def test_a_used_link_moves_nothing_a_second_time(couple: Couple) -> None:
    link, phone, thief = move_link(couple.sam), Visitor("sam"), Visitor("stranger")
    follow(phone, link)
    phone.press("Move here")
    follow(thief, link)
    assert thief.status == 410 and "Sam" not in thief.page.text


def test_on_the_phone_that_has_the_seat_the_link_says_where_to_open_it(couple: Couple) -> None:
    link = move_link(couple.sam)
    follow(couple.sam, link)
    assert (
        couple.sam.status == 409 and "Open the link on the phone you want to move to" in couple.sam.page.text
    )
    assert "This link is for your partner" not in couple.sam.page.text
    assert couple.sam.page.by_id("move-link").attributes["value"] == link


def test_on_the_partners_phone_the_link_leads_to_their_own_seat(couple: Couple) -> None:
    link = move_link(couple.sam)
    follow(couple.alex, link)
    assert couple.alex.code == couple.code
    fields = {"action": "claim", "link_text": link, "claim_id": "a" * 32}
    answer = couple.alex.ask("/join/", fields)
    assert (answer.status, answer.location) == (303, f"/us/{couple.alex.couple}/now/")
    assert couple.sam.open(couple.path).by_id("stage")


# ---- nothing here --------------------------------------------------------------------------------------


def test_whatever_is_not_here_says_so_with_one_page(couple: Couple, stranger: Visitor) -> None:
    """Erased, moved away, somebody else's, never there: word for word the same, and nothing keeps a copy."""
    us = couple.sam.couple
    unknown = stranger.ask("/us/0123456789abcdef/").text
    assert NOTHING in unknown and "Leave" in Page(unknown).links
    assert stranger.ask("/no/such/page/").text == unknown
    assert [stranger.ask(path).text for path in pages_of(couple, us)] == [unknown] * 8
    phone = Visitor("sam")
    follow(phone, move_link(couple.sam))
    phone.press("Move here")
    assert [couple.sam.ask(path).text for path in pages_of(couple, us)] == [unknown] * 8
    assert "Alex" in couple.alex.open(couple.path).text, "there is something that could be shown"
    seats.erase(holder_of(couple.alex), us)
    for visitor in (couple.alex, phone):
        for path in pages_of(couple, us):
            answer = visitor.ask(path)
            assert (answer.status, answer.text) == (404, unknown), path
        assert visitor.get(couple.path).headers["Cache-Control"] == "no-store"


def test_a_command_to_what_was_erased_gets_the_same_page(couple: Couple) -> None:
    couple.sam.open(couple.path)
    form = couple.sam.page.fields_of("Skip")
    settings = couple.sam.open(f"/us/{couple.sam.couple}/settings/").fields_of("Change it")
    seats.erase(holder_of(couple.alex), couple.alex.couple)
    for each in (form, settings):
        answer = couple.sam.ask(each.action or couple.path, dict(each.fields))
        assert answer.status == 404 and NOTHING in answer.text
        assert "Alex" not in answer.text and "Sam" not in answer.text
    answer = couple.sam.ask(couple.path, dict(form.fields), accept="application/json")
    assert answer.status == 404 and '"not_here"' in answer.text


def holder_of(visitor: Visitor) -> Holder:
    from couples.access import holder

    return holder({name: morsel.value for name, morsel in visitor.cookies.items()})
