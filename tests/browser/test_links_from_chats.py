"""A link is opened as a chat hands it on, on a phone: read from the address as from the field."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.support.browser.phones import Phone
from tests.support.processes.app import App

MakePhone = Callable[..., Phone]

MANGLED: dict[str, Callable[[str], str]] = {
    "as it is": lambda link: link,
    "with a bracket and a full stop": lambda link: f"{link}).",
    "with a quotation mark": lambda link: f"{link}”",
    "with a click id before the hash": lambda link: link.replace("#", "?fbclid=IwAR2x_y-Z0.1#"),
    "with a click id after it": lambda link: f"{link}?fbclid=IwAR2x_y-Z0.1",
    "%23": lambda link: link.replace("#", "%23"),
    "%23, and a click id": lambda link: link.replace("#", "%23") + "?fbclid=IwAR2x_y-Z0.1",
    "without its slash": lambda link: link.replace("/#", "#"),
    "without its slash, and %23": lambda link: link.replace("/#", "%23"),
    "without the hash": lambda link: link.replace("#", ""),
    "with a space after the hash": lambda link: link.replace("#", "#%20"),
    "with a line break inside": lambda link: link[:-9] + "%0A" + link[-9:],
    "with zero-width characters": lambda link: link.replace("#", "#\u200b") + quote("\u2060"),
    "with direction marks": lambda link: link + quote("\u202c\u200e"),
    "with words after it": lambda link: f"{link} see you",
}


def test_every_mangled_link_is_understood_in_the_address(alex: Phone, sam: Phone) -> None:
    alex.start()
    link = alex.link()
    secret = link.rpartition(".")[2]
    for name, mangle in MANGLED.items():
        sam.open("/safety/")
        sam.open(mangle(link))
        expect(sam.page.get_by_text("An invitation from"), name).to_be_visible()
        assert sam.page.url == f"{sam.app.origin}/join/", name
    # No request had a secret in its address but the one that a chat had put there, and none named that one.
    own = [url for url in sam.requests if secret in url and "#" not in url]
    assert own and all(url.startswith(f"{sam.app.origin}/join") for url in own)
    assert sam.take_seat() == alex.code


def test_no_request_names_an_address_with_a_secret_as_where_it_came_from(alex: Phone, sam: Phone) -> None:
    alex.start()
    link = alex.link()
    referers: list[str] = []
    sam.page.on("request", lambda request: referers.append(request.headers.get("referer", "")))
    sam.open(link.replace("#", "%23"))
    sam.sees("An invitation from")
    assert f"{sam.app.origin}/join/" in referers, "no request says where it came from"
    assert not any(link.rpartition(".")[2] in each for each in referers)


def test_what_cannot_be_read_stays_in_the_field_with_a_word_and_the_next_try_is_read(
    alex: Phone, sam: Phone
) -> None:
    alex.start()
    link = alex.link()
    sam.forgive("422")
    sam.open(f"{link[:-9]} see you")
    sam.sees("not a whole link")
    field = sam.page.get_by_label("The link", exact=True)
    expect(field).to_have_value(f"{link.partition('#')[2][:-9]} see you")
    assert link[-9:] not in sam.page.url
    field.fill(f"here you go: <{link}>, see you")
    sam.tap(sam.button("Look at it"))
    sam.sees("An invitation from")
    assert sam.take_seat() == alex.code


@pytest.mark.parametrize("mark", ["#", "%23"])
def test_without_javascript_a_tapped_link_leads_to_the_field_and_says_where_the_link_is(
    alex: Phone, phone: MakePhone, app: App, mark: str
) -> None:
    alex.start()
    link = alex.link()
    sam = phone("sam", app, java_script_enabled=False)
    sam.open(link.replace("#", mark))
    sam.sees("The link is in the address bar")
    assert sam.page.url == link
    sam.page.get_by_label("The link", exact=True).fill(sam.page.url)
    sam.tap(sam.button("Look at it"))
    assert sam.take_seat() == alex.code
