"""One curious person on a phone, alone with a pretend partner: from home to the end, and back again."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from exercises.library import SHIPPED, catalogue, load
from tests.support.browser.autoplayer import act, look, stage
from tests.support.browser.axe_check import OPTIONS, Inspector
from tests.support.browser.device import PATIENCE_MS
from tests.support.browser.phones import CORE, Phone
from tests.support.processes.app import App

MOST_DEEDS = 120
A_TURN_MS = 10_000  # longer than the pretend partner keeps the floor
MARKED = "A trial. Your partner here is made up"
# One of each part of the catalogue beside the core exercise; the others are played without a browser.
FIRST_OF_EACH = (group.exercises[0].slug for group in catalogue.groups(load(SHIPPED).listed()))
OF_EACH_PART = tuple(slug for slug in FIRST_OF_EACH if slug != CORE)

EVERY_DAY = "good-news"  # where the two also take turns at speaking


def begin(alex: Phone, exercise: str = CORE) -> None:
    alex.open(f"/exercises/{exercise}/try/")
    alex.page.get_by_label(re.compile("first name")).fill("Alex")
    alex.tap(alex.button("Try it"))
    alex.page.wait_for_url("**/s/*/")
    alex.connected()


def play_alone(alex: Phone, app: App) -> None:
    """Do whatever the screen asks for, up to the end; there is nothing to wait for but a turn at speaking."""
    end = alex.page.get_by_role("heading", name="That’s all for today")
    for _ in range(MOST_DEEDS):
        expect(alex.page.locator(".trial")).to_be_visible()
        if end.count():
            return
        if not act(alex, 0, lambda phone: False, look):
            app.forward(A_TURN_MS)
            alex.hears_the_time()
    raise AssertionError(f"no end is in sight: {alex.moment()}")


def test_alone_from_home_through_the_core_exercise_to_the_end(alex: Phone, app: App) -> None:
    alex.open("/")
    alex.tap(alex.link_named("Try it with a pretend partner"))
    alex.page.get_by_label(re.compile("first name")).fill("Alex")
    alex.tap(alex.button("Try it"))
    alex.connected()
    alex.sees(MARKED)
    assert alex.page.evaluate("document.documentElement.scrollWidth") <= 390
    play_alone(alex, app)
    alex.sees("With your partner it’s real")
    alex.tap(alex.link_named("Invite your partner").last)
    expect(alex.button("Invite your partner")).to_be_visible(timeout=PATIENCE_MS)


def test_its_screens_fit_the_smallest_phone_and_are_accessible(phone: Callable[..., Phone], app: App) -> None:
    alex, inspector = phone("alex", app, **OPTIONS), Inspector()
    alex.open(f"/exercises/{CORE}/try/")
    inspector.look(alex, "before a trial")
    begin(alex, "one-moment")
    inspector.look(alex, "step of a trial")
    while stage(alex) != "end":
        act(alex, 0, lambda phone: False, look)
    inspector.look(alex, "end of a trial")
    alex.tap(alex.link_named("The two of us").last)
    inspector.look(alex, "the page of a trial")
    alex.tap(alex.link_named("Settings"))
    inspector.look(alex, "settings of a trial")
    assert len(inspector.seen) >= 5 and inspector.findings == {}


@pytest.mark.parametrize(
    "exercise",
    [each if each == EVERY_DAY else pytest.param(each, marks=pytest.mark.matrix) for each in OF_EACH_PART],
)
def test_alone_through_one_exercise_of_each_part(alex: Phone, app: App, exercise: str) -> None:
    begin(alex, exercise)
    play_alone(alex, app)
