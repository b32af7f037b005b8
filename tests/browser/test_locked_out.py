"""Nobody is locked out: a browser that keeps no cookies says so, and a lost seat gets a new link."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Route, expect

from tests.support.browser.chromium import STILL
from tests.support.browser.device import PATIENCE_MS
from tests.support.browser.phones import CORE, Phone, enter
from tests.support.processes.app import App

MakePhone = Callable[..., Phone]


@contextmanager
def no_cookies_kept(phone: Phone) -> Iterator[None]:
    """Let nothing that the app hands out be kept, as a browser does that is told to block cookies."""

    def drop(route: Route) -> None:
        response = route.fetch(max_redirects=0)
        phone.context.clear_cookies()  # what is fetched for a page is kept beside it
        kept = {name: value for name, value in response.headers.items() if name != "set-cookie"}
        route.fulfill(response=response, headers=kept)

    phone.context.route("**/*", drop)
    yield
    phone.context.unroute_all(behavior="wait")  # what is still being fetched would fail whatever comes next


def test_with_cookies_blocked_nothing_is_spent_and_the_link_still_works(
    alex: Phone, sam: Phone, phone: MakePhone, app: App
) -> None:
    alex.start()
    link = alex.link()
    blocked = phone("sam", app, **STILL)
    blocked.forgive("422")
    with no_cookies_kept(blocked):
        blocked.open_link(link)
        name = blocked.page.get_by_label("Your first name")
        name.fill("Sam")
        blocked.tap(blocked.button("Join"))
        refusal = blocked.page.get_by_role("alert")
        expect(refusal).to_contain_text("Your link still works", timeout=PATIENCE_MS)
        expect(name).to_have_value("Sam")
        expect(refusal).to_be_in_viewport()
        assert "/join/" in blocked.page.url and blocked.context.cookies() == []

    sam.join(link)
    alex.sees("Sam")


def test_with_cookies_blocked_nothing_is_started(phone: MakePhone, app: App) -> None:
    blocked = phone("alex", app, **STILL)
    blocked.forgive("422")
    with no_cookies_kept(blocked):
        blocked.open(f"/exercises/{CORE}/")
        name = blocked.page.get_by_label("Your first name")
        name.fill("Alex")
        blocked.tap(blocked.button("Invite your partner"))
        expect(blocked.page.get_by_role("alert")).to_contain_text("Nothing was started", timeout=PATIENCE_MS)
        expect(name).to_have_value("Alex")


def test_a_lost_seat_gets_a_new_link_and_the_old_phone_is_closed(
    alex: Phone, sam: Phone, phone: MakePhone, app: App
) -> None:
    enter("sit_down", alex, sam)
    sam.connected()
    sam.answer_all(nth=1)
    sam.sees("I’m ready to show mine")

    alex.open(alex.us)
    alex.tap(alex.link_named("Settings"))
    make = alex.button("Make a new link for Sam")
    alex.tap(make)
    alex.page.get_by_role("checkbox", name="What Sam has not shown is deleted first").check()
    alex.tap(make)
    expect(alex.heading("A new link for Sam")).to_be_visible()
    link = alex.link()
    alex.sees("Whatever Sam had not shown by then was deleted")

    # The old phone looks on: it is closed at once, and told what happened.
    sam.forgive("404")
    expect(sam.heading("Your partner has made a new link for you")).to_be_visible(timeout=PATIENCE_MS)
    sam.sees("Nobody else has read it, and nobody can now.")
    assert "I’m ready to show mine" not in sam.page.content()

    found = phone("sam", app, **STILL)
    found.open(link)
    expect(found.heading("Welcome back, Sam")).to_be_visible(timeout=PATIENCE_MS)
    found.tap(found.button("Go on here"))
    found.page.wait_for_url("**/s/*/")
    found.connected()
    found.answer_all()
    alex.page.goto(found.page.url)
    alex.answer_all()
    for each in (alex, found):
        each.decide("Keep it to myself")
        each.show_ours()
    for each in (alex, found):
        each.turned_at()

    stranger = phone("stranger", app, **STILL)
    stranger.forgive("410")
    stranger.open(link)
    expect(stranger.heading("This link has been used")).to_be_visible(timeout=PATIENCE_MS)
