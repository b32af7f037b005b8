"""One phone that two people pass on, in a real browser: what each page gets, back, and two tabs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, WebSocket, expect

from tests.support.browser.axe_check import OPTIONS, Inspector
from tests.support.browser.chromium import STILL, another_tab
from tests.support.browser.device import PATIENCE_MS
from tests.support.browser.phones import CORE, Phone
from tests.support.couples.paired import CALM_PICK
from tests.support.processes.app import App

CANARY = "counting plates 5e1f"
SMALLEST = {"width": 320, "height": 640}


def start(phone: Phone, names: tuple[str, str] = ("Alex", "Sam")) -> str:
    phone.open(f"/exercises/{CORE}/")
    phone.tap(phone.page.get_by_text("Do it on one phone"))
    phone.page.get_by_label("Your name").fill(names[0])
    phone.page.get_by_label("Your partner’s name").fill(names[1])
    phone.tap(phone.button("Start on this phone"))
    phone.heading("Who goes first?").wait_for()
    return phone.code


def hand_to(phone: Phone, name: str) -> None:
    phone.tap(phone.link_named(f"I’m {name}"))
    phone.page.locator("#stage form#step").wait_for()
    phone.connected()


def answer_and_show(phone: Phone) -> None:
    """Both read and mean the same, so that there are several cards and none is a sensitive one."""
    phone.answer_all(reading=CALM_PICK)
    phone.show_ours()


def heard_by(page: Page, position: int) -> list[str]:
    """All that comes to pages and sockets of one of the two, from now on."""
    heard: list[str] = []

    def listen(socket: WebSocket) -> None:
        if f"/{position}/" in socket.url:
            socket.on("framereceived", lambda text: heard.append(str(text)))

    page.on("websocket", listen)
    page.on(
        "requestfinished", lambda request: f"/{position}/" in request.url and heard.append(_text(request))
    )
    return heard


def _text(request: object) -> str:
    response = request.response()  # type: ignore[attr-defined]
    is_page = response and "text/html" in response.headers.get("content-type", "") and response.status == 200
    return response.text() if is_page else ""


@pytest.fixture
def one(phone: Callable[..., Phone], app: App) -> Phone:
    return phone("alex", app, viewport=SMALLEST, **STILL)


def test_two_people_pass_one_phone_to_the_first_card_and_through_it(one: Phone) -> None:
    code = start(one)
    theirs = heard_by(one.page, 2)
    hand_to(one, "Alex")
    expect(one.page.locator("#partner")).to_contain_text("Alex’s turn")
    while one.page.locator("#stage .tile").count():
        one.in_own_words(CANARY, about="Something from outside", feel="Harmless")
        with one._another_stage():
            one.tap(one.button("Leaning"))
    answer_and_show(one)
    one.waits_for("Hand the phone to Sam.")
    hand_to(one, "Sam")
    assert f"/s/{code}/2/" in one.page.url
    expect(one.page.locator("#partner")).to_contain_text("Sam’s turn")
    answer_and_show(one)
    one.waits_for("You’ve both answered.")
    assert theirs and CANARY not in "".join(theirs), "nothing of alex's came to a page of sam's"
    assert CANARY not in one.page.content()
    one.tap(one.button("See it together"))
    one.turned_at()
    print(f"one phone: {one.taps} taps of both to the first card")
    for _ in range(6):
        if not one.button("Next").count():
            break
        with one._another_stage():
            one.next()
    assert CANARY in "".join(theirs), "once both look it is there"
    assert one.page.evaluate("document.documentElement.scrollWidth") <= SMALLEST["width"]
    with one._another_stage():
        one.tap(one.button("That’s enough for today"))
    one.waits_for("Who goes first?")
    one.tap(one.link_named("I’m Sam"))
    one.waits_for("Next time …")


def test_back_leads_to_nobodys_answers(one: Phone) -> None:
    code = start(one)
    hand_to(one, "Alex")
    one.in_own_words(CANARY, about="Something from outside", feel="Harmless")
    with one._another_stage():
        one.tap(one.button("Leaning"))
    one.tap(one.link_named("Hide this"))
    one.heading("Whose turn is it?").wait_for()
    one.tap(one.link_named("I’m Sam"))
    one.page.wait_for_url(f"**/s/{code}/2/**")
    one.page.go_back()
    expect(one.page).to_have_url(f"{one.app.origin}/exercises/{CORE}/", timeout=PATIENCE_MS)
    assert CANARY not in one.page.content()
    one.page.go_forward()
    one.page.wait_for_url(f"**/s/{code}/2/**")
    one.page.locator("#stage form#step").wait_for()
    assert CANARY not in one.page.content()


def test_two_tabs_of_one_phone_stay_each_at_their_own(one: Phone) -> None:
    code = start(one)
    hand_to(one, "Alex")
    tab = another_tab(one)
    tab.open(f"/s/{code}/2/?at=turn")
    tab.connected()
    hears = heard_by(tab.page, 2)
    one.in_own_words(CANARY, about="Something from outside", feel="Harmless")
    with one._another_stage():
        one.tap(one.button("Leaning"))
    answer_and_show(one)
    one.waits_for("Hand the phone to Sam.")
    with tab._another_stage():
        tab.pass_on_it()
    answer_and_show(tab)
    tab.waits_for("You’ve both answered.")
    one.waits_for("You’ve both answered.")
    assert CANARY not in "".join(hears) + tab.page.content()
    tab.tap(tab.button("See it together"))
    for each in (one, tab):
        each.turned_at()
    tab.tap(tab.button("Next"))
    for each in (one, tab):
        each.sees("Card 2 of")


WIDE = "W" * 60


@pytest.mark.parametrize(
    "names",
    [pytest.param(("Alex", "Sam"), marks=pytest.mark.matrix), (WIDE, WIDE[1:])],
    ids=["short", "wide"],
)
def test_the_covers_and_the_pages_of_one_phone_can_be_read_and_reached(
    phone: Callable[..., Phone], app: App, names: tuple[str, str]
) -> None:
    alex, inspector = phone("alex", app, **OPTIONS), Inspector()
    code = start(alex, names)
    inspector.look(alex, "who goes first")
    hand_to(alex, names[0])
    inspector.look(alex, "a step of the first")
    answer_and_show(alex)
    alex.waits_for(f"Hand the phone to {names[1]}.")
    inspector.look(alex, "hand over")
    hand_to(alex, names[1])
    answer_and_show(alex)
    alex.waits_for("You’ve both answered.")
    inspector.look(alex, "both have answered")
    alex.tap(alex.button("See it together"))
    alex.turned_at()
    inspector.look(alex, "card")
    alex.open(f"/s/{code}/")
    alex.tap(alex.link_named("The two of us"))
    alex.heading("A page for each of you").wait_for()
    inspector.look(alex, "the two of us")
    alex.tap(alex.page.get_by_role("link", name=names[0], exact=True))
    alex.heading(f"{names[0]}’s page").wait_for()
    inspector.look(alex, "a page of one’s own")
    assert inspector.findings == {}


def test_one_of_the_two_goes_on_with_a_phone_apart(one: Phone, sam: Phone) -> None:
    code = start(one)
    hand_to(one, "Alex")
    answer_and_show(one)
    one.waits_for("Hand the phone to Sam.")
    tab = another_tab(one)
    tab.open(one.us)
    tab.tap(tab.link_named("Move Sam to another phone"))
    tab.tap(tab.button("Make a link for the other phone"))
    link = tab.page.locator("#move-link").input_value()
    sam.open(link)
    sam.tap(sam.button("Move here"))
    sam.page.locator("#stage form#step").wait_for()
    assert f"/s/{code}/" in sam.page.url and "/2/" not in sam.page.url
    one.waits_for("You’re done. Next come the cards.")
    one.forgive("404")
    tab.open(f"/s/{code}/2/")
    tab.sees("There is nothing here for this device")
    answer_and_show(sam)
    for each in (one, sam):
        each.turned_at()
