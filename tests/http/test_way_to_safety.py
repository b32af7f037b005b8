"""Every page that belongs to two people has a way to the safety page, and a title that tells nothing."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import get_resolver
from django.urls.resolvers import RoutePattern, URLPattern, URLResolver

from couples.infrastructure.status_views import server_error
from exercises import commands
from tests.support.couples.paired import Pair, start_together
from tests.support.http.html_page import Page
from tests.support.http.seated import OF_COUPLE, OF_SESSION, seated

pytestmark = pytest.mark.django_db

NEUTRAL = "Notes"
COPIES = {
    "us/<address:couple>/export/export.json",
    "us/<address:couple>/export/export.txt",
    "us/<address:couple>/notes.ics",
}  # files, no pages
SENT_ON = {"us/<address:couple>/now/"}  # to a session's page
FORMS = {
    f"us/<address:couple>/{deed}/" for deed in ("invite", "rename", "shapes", "keep", "move", "lost", "erase")
}
PUBLIC = ("/", "/join/", "/about/", "/privacy/", "/exercises/", "/exercises/two-sides-of-a-cue/")
BARE = ("400.html", "403.html", "500.html")


def faults(html: str) -> list[str]:
    """What this page lacks."""
    page = Page(html)
    found = [] if "/safety/" in page.links.values() else ["no way to the safety page"]
    titles = [each.text for each in page.all("title")]
    return found if titles == [NEUTRAL] else [*found, f"titles {titles}"]


def at(stage: str) -> Callable[[Pair], None]:
    return lambda pair: pair.come_to(stage)


def asked_for_a_talk(pair: Pair) -> None:
    pair.come_to("reveal")
    pair.say(pair.alex, "talk-1.card-1.room")


def talking(pair: Pair) -> None:
    asked_for_a_talk(pair)
    pair.say(pair.sam, "talk-1.card-1.room")


def talked(pair: Pair) -> None:
    talking(pair)
    pair.say(pair.sam, "talk-1.card-1.end")


def writing(pair: Pair) -> None:
    pair.come_to("reveal")
    for who in pair.both:
        pair.say(who, "talk-1.card-1.write")


def ended(pair: Pair) -> None:
    pair.come_to("reveal")
    commands.stop(pair.sam, pair.code)


def nowhere_yet(pair: Pair) -> None:
    """The lobby, where the pair has not begun."""


STAGES: dict[str, Callable[[Pair], None]] = {
    "lobby": nowhere_yet,
    **{
        stage: at(stage)
        for stage in ("step", "preview", "waiting", "reveal", "closed", "takeaway", "finished")
    },
    "asked for a talk": asked_for_a_talk,
    "talking": talking,
    "talked": talked,
    "writing": writing,
    "ended": ended,
}


def routes(under: URLResolver, before: str = "") -> list[str]:
    found = []
    for each in under.url_patterns:
        route = before + str(each.pattern) if isinstance(each.pattern, RoutePattern) else before
        found += routes(each, route) if isinstance(each, URLResolver) else [route]
        assert isinstance(each, URLResolver | URLPattern)
    return found


def test_the_pages_of_two_people_are_all_listed_here() -> None:
    ours = {route for route in routes(get_resolver()) if route.startswith(("s/", "us/"))}
    listed = {page.lstrip("/").replace("{code}", "<address:code>").replace("{couple}", "<address:couple>")
              for page in OF_SESSION + OF_COUPLE}  # fmt: skip
    assert ours == listed | COPIES | SENT_ON | FORMS


@pytest.mark.parametrize("stage", STAGES)
def test_every_screen_of_a_session_has_the_way_and_the_title(stage: str) -> None:
    pair = start_together(begun=stage != "lobby")
    STAGES[stage](pair)
    for who in pair.both:
        answer = seated(pair, who).ask(f"/s/{pair.code}/")
        assert answer.status == 200 and faults(answer.text) == [], answer.text


@pytest.mark.parametrize("page", [*OF_SESSION, *OF_COUPLE])
def test_every_page_of_the_two_has_the_way_and_the_title(page: str) -> None:
    pair = start_together()
    pair.come_to("closed")
    answer = seated(pair, pair.alex).ask(page.format(code=pair.code, couple=pair.couple_code))
    assert answer.status == 200 and faults(answer.text) == []


def test_a_page_that_has_lost_either_is_found() -> None:
    pair = start_together()
    html = seated(pair, pair.alex).ask(f"/s/{pair.code}/").text
    assert faults(html) == []
    assert faults(html.replace("/safety/", "/about/")) == ["no way to the safety page"]
    told = re.sub("<title>.*?</title>", "<title>When I am afraid · Meant</title>", html)
    assert faults(told) == ["titles ['When I am afraid · Meant']"]


def test_what_a_stranger_finds_and_what_is_refused_has_them_too() -> None:
    pair = start_together()
    alex = seated(pair, pair.alex)
    assert alex.ask("/s/nowhere/").status == 404 and faults(alex.ask("/s/nowhere/").text) == []
    refused = alex.ask(f"/us/{pair.couple_code}/erase/", {})
    assert refused.status == 422 and faults(refused.text) == []
    assert faults(alex.ask("/safety/").text) == []


@pytest.mark.parametrize("template", BARE)
def test_a_page_without_anything_behind_it_has_them(template: str) -> None:
    assert faults(render_to_string(template)) == []


def test_a_page_without_anything_behind_it_leads_out_also_when_the_server_has_gone() -> None:
    alex = Client()
    refused = alex.post("/join/", headers={"Origin": "https://elsewhere.example"})
    unknown = alex.get("/", headers={"Host": "elsewhere.example"})
    broken = server_error(RequestFactory().get("/"))
    for answer, status in ((refused, 403), (unknown, 400), (broken, 500)):
        assert answer.status_code == status
        (way,) = [each for each in Page(answer.content.decode()).all("a") if "data-leave" in each.attributes]
        assert way.attributes["data-exit"] == settings.EXIT_URL


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_has_the_way_and_may_say_whose_it_is(path: str) -> None:
    pair = start_together()
    assert "no way to the safety page" not in faults(seated(pair, pair.alex).ask(path).text)
