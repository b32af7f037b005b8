"""A link is opened and nobody answers: the page says that the link is kept, and tries again by itself."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Route, expect

from tests.support.browser.device import PATIENCE_MS
from tests.support.browser.phones import Phone

OF_A_PROXY = "<html><head><title>502 Bad Gateway</title></head><body><h1>502</h1></body></html>"


@pytest.mark.parametrize("answer", ["proxy", "nothing"])
def test_an_invitation_that_no_server_answers_opens_once_one_does(
    answer: str, alex: Phone, sam: Phone
) -> None:
    alex.forgive("ERR_FAILED", "502")
    sam.start()
    link = sam.link()
    down = [True]

    def server(route: Route) -> None:
        if route.request.method != "POST" or not down:
            return route.continue_()
        return route.abort() if answer == "nothing" else route.fulfill(status=502, body=OF_A_PROXY)

    alex.page.clock.install()
    alex.page.route(re.compile(r"/join/"), server)
    alex.open(link)
    expect(alex.page.get_by_role("alert")).to_contain_text("The link stays on this page")
    expect(alex.page.get_by_role("alert")).not_to_contain_text("offline")
    down.clear()
    alex.page.clock.run_for(21_000)
    expect(alex.page.get_by_text("An invitation from")).to_be_visible(timeout=PATIENCE_MS)
    assert alex.take_seat() == sam.code
