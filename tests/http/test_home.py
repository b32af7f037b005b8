"""The first page knows whether this browser has a place here, and says nothing about whose."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from couples import seats
from couples.access import holder
from couples.models import Couple
from tests.support.http.visitors import Visitor

pytestmark = pytest.mark.django_db

GO_ON = "Go on where you were"


def test_it_leads_back_to_where_each_of_the_two_was(alex: Visitor, sam: Visitor, stranger: Visitor) -> None:
    code = alex.start()
    alex.begin()
    moment = alex.page.all("h1")[0].text
    alex.open("/")
    alex.open(alex.page.links[GO_ON])
    assert alex.code == code and alex.page.all("h1")[0].text == moment
    sam.join(link_of(alex))
    sam.open("/")
    sam.open(sam.page.links[GO_ON])
    assert sam.code == code
    assert GO_ON not in stranger.open("/").text


def link_of(alex: Visitor) -> str:
    alex.open(alex.us)
    return alex.link()


def test_it_names_nobody(alex: Visitor, sam: Visitor) -> None:
    alex.start()
    sam.join(alex.link())
    assert "Alex" in sam.open(sam.us).text, "else this would show nothing"
    assert GO_ON in sam.open("/").links and "Alex" not in sam.page.text


def test_what_has_expired_or_was_erased_is_no_place_to_go_on(alex: Visitor) -> None:
    alex.start()
    assert GO_ON in alex.open("/").links
    couple = Couple.objects.get()
    Couple.objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert GO_ON not in alex.open("/").links
    Couple.objects.update(expires=couple.expires)
    assert GO_ON in alex.open("/").links
    seats.erase(holder({name: morsel.value for name, morsel in alex.cookies.items()}), couple.code)
    assert GO_ON not in alex.open("/").links


def test_of_several_the_newest_is_gone_on_with_and_the_others_have_a_day(alex: Visitor) -> None:
    first = alex.start()
    older = alex.couple
    Couple.objects.update(created=timezone.now() - timedelta(days=9))
    alex.open("/exercises/one-moment/")
    alex.press("Invite your partner", fill={"Your first name": "Alex"})
    second = alex.code
    alex.open("/")
    assert [text for text in alex.page.links if text.startswith("Begun on")], "the other one is there, too"
    newest = alex.page.links[GO_ON]
    alex.open(newest)
    assert alex.code == second and older not in newest
    alex.open("/")
    alex.open(next(to for text, to in alex.page.links.items() if text.startswith("Begun on")))
    assert alex.code == first


def test_it_costs_one_query_and_none_without_a_seat(alex: Visitor, stranger: Visitor) -> None:
    alex.start()
    with CaptureQueriesContext(
        connection,
    ) as made:
        alex.open("/")
    assert len(made) == 1
    with CaptureQueriesContext(connection) as made:
        stranger.open("/")
    assert len(made) == 0
