"""A browser that keeps no cookies: told so before anything is spent, and nothing that was typed is lost."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.http import HttpResponse

from couples.infrastructure import cookies
from couples.models import Couple
from tests.support.couples.two_seats import dump
from tests.support.http.html_page import Page
from tests.support.http.visitors import CORE, Answer, Fields, Visitor

pytestmark = pytest.mark.django_db


class Forgetful(Visitor):
    """Somebody whose browser keeps no cookie."""

    def ask(self, path: str, fields: Fields | None = None, **headers: str) -> Answer:
        self.cookies.clear()
        return super().ask(path, fields, **headers)


def look_at(person: Visitor, link: str) -> None:
    person.open("/join/")
    person.press("Look at it", fill={"The link": link})


def test_who_keeps_no_cookies_is_told_before_the_link_is_spent(alex: Visitor, sam: Visitor) -> None:
    code = alex.start()
    link, before = alex.link(), dump()
    forgetful = Forgetful("sam")
    look_at(forgetful, link)
    forgetful.press("Join", fill={"Your first name": "Sam"})
    page = forgetful.page
    assert forgetful.status == 422 and dump() == before
    assert "Your link still works" in page.text and "open the link in another browser" in page.text
    fields = dict(page.fields_of("Join").fields)
    assert fields["name"] == "Sam" and fields["link_text"] in link
    assert sam.join(link) == code, "the same link, in a browser that keeps cookies"


def test_who_is_refused_for_that_has_used_up_no_claim(
    alex: Visitor, sam: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = 3  # for a look of each of the two, and a claim
    monkeypatch.setattr(settings, "LIMITS", {**settings.LIMITS, "claim": (few, 600)})
    alex.start()
    link, forgetful = alex.link(), Forgetful("sam")
    look_at(forgetful, link)
    form = forgetful.page.fields_of("Join")
    for _ in range(few * 2):
        forgetful.submit(form)
        assert forgetful.status == 422
    assert sam.join(link)


def test_who_took_long_to_think_presses_once_more(alex: Visitor, sam: Visitor) -> None:
    code = alex.start()
    look_at(sam, alex.link())
    sam.cookies.clear()  # it has run out
    sam.press("Join", fill={"Your first name": "Sam"})
    assert sam.status == 422 and "Press the button once more" in sam.page.text
    sam.press("Join")
    assert sam.code == code


def test_who_keeps_no_cookies_starts_nothing(alex: Visitor) -> None:
    forgetful = Forgetful("alex")
    forgetful.open(f"/exercises/{CORE}/")
    forgetful.press("Invite your partner", fill={"Your first name": "Alex"})
    assert forgetful.status == 422 and not Couple.objects.exists()
    assert "Nothing was started" in forgetful.page.text and "use another browser" in forgetful.page.text
    assert dict(forgetful.page.fields_of("Invite your partner").fields)["name"] == "Alex"
    assert alex.start()
    assert Couple.objects.count() == 1


def test_the_cookie_says_nothing_and_is_kept_as_the_others_are() -> None:
    for secure in (False, True):
        person = Visitor("sam", origin="https://testserver" if secure else "http://testserver")
        person.ask(f"/exercises/{CORE}/")
        (cookie,) = person.cookies.values()
        assert cookie.key == ("__Host-cookies" if secure else "cookies")
        assert (cookie.value, cookie["samesite"], cookie["path"]) == ("1", "Lax", "/")
        assert cookie["httponly"] and bool(cookie["secure"]) is secure
        assert cookie["max-age"] == cookies.SECONDS
        assert not cookie["domain"]


def test_over_tls_a_plain_cookie_proves_nothing() -> None:
    person = Visitor("alex", origin="https://testserver")
    person.cookies["cookies"] = "1"
    answer = person.ask(f"/exercises/{CORE}/start/", {"name": "Alex"})
    assert answer.status == 422 and not Couple.objects.exists()


def test_who_only_opens_the_page_of_a_link_is_given_none(sam: Visitor) -> None:
    response: HttpResponse = sam.get("/join/")
    assert not response.cookies
    assert "Look at it" in Page(response.content.decode()).buttons
