"""The page behind a shared link: a GET tells and changes nothing, a POST looks, another takes the seat."""

from __future__ import annotations

import re
from http.cookies import SimpleCookie

import pytest
from django.test import Client

from couples import seats
from couples.access import Holder, cookie_name
from couples.infrastructure import vault
from couples.models import Seat
from tests.support.couples.two_seats import dump, link_of
from tests.support.http.html_page import Page

pytestmark = pytest.mark.django_db

ORIGIN = {"origin": "http://testserver"}
SAYS_NOTHING = "cookies"  # the cookie that only shows whether a browser keeps cookies


@pytest.fixture
def alex() -> Client:
    opened = seats.open_couple("Alex", 30)
    client = Client(headers=ORIGIN)
    client.cookies[cookie_name(opened.couple_code, 1, False)] = vault.to_text(opened.token)
    client.code = opened.couple_code
    client.link = link_of(opened.couple_code, Holder((opened.token,)))
    return client


@pytest.fixture
def sam() -> Client:
    return Client(headers=ORIGIN)


def look(client: Client, link: str, **fields: str):  # type: ignore[no-untyped-def]
    return client.post("/join/", {"action": "look", "link_text": link, **fields})


def claim(client: Client, link: str, name: str, claim_id: str = "0" * 32):  # type: ignore[no-untyped-def]
    """As a browser comes to it: whoever has not looked yet looks first."""
    if not client.cookies:
        look(client, link)
    return client.post("/join/", {"action": "claim", "link_text": link, "claim_id": claim_id, "name": name})


def test_the_page_is_the_same_for_everyone(alex: Client, sam: Client) -> None:
    def text(client: Client, path: str) -> str:
        return re.sub(r'name="claim_id" value="[0-9a-f]{32}"', "", client.get(path).content.decode())

    assert text(alex, "/join/") == text(sam, "/join/") == text(sam, f"/join/?{alex.link}")
    assert "Alex" not in text(sam, "/join/")


def test_who_looks_sees_the_first_name_and_the_safety_text_and_nothing_has_changed(
    alex: Client, sam: Client
) -> None:
    before = dump()
    response = look(sam, f"http://testserver/join/#{alex.link}")
    assert response.status_code == 200 and dump() == before
    page = Page(response.content.decode())
    assert "Alex" in page.text and "can say no to each other" in page.text
    assert list(response.cookies) == [SAYS_NOTHING]


def test_a_seat_is_taken_with_the_form_that_the_look_shows(alex: Client, sam: Client) -> None:
    form = Page(look(sam, alex.link).content.decode()).fields_of("Join")
    response = sam.post(form.action, {**dict(form.fields), "name": "Sam"})
    assert (response.status_code, response.headers["Location"]) == (303, f"/us/{alex.code}/now/")
    assert list(response.cookies) == [cookie_name(alex.code, 2, False)]
    page = Page(sam.get(f"/us/{alex.code}/").content.decode())
    assert "Alex" in page.text and "Sam" in page.text


def test_a_claim_whose_reply_was_lost_is_repeated_and_finds_its_seat(alex: Client, sam: Client) -> None:
    look(sam, alex.link)
    before = Client(headers=ORIGIN)
    before.cookies = SimpleCookie(sam.cookies.output(header="", sep=";"))  # whom the reply never reached
    first, again = claim(sam, alex.link, "Sam"), claim(before, alex.link, "Sam")
    assert first.status_code == again.status_code == 303
    assert [cookie.value for cookie in first.cookies.values()] == [
        cookie.value for cookie in again.cookies.values()
    ]
    assert Seat.objects.count() == 2


def test_a_used_link_is_gone_for_everybody_else(alex: Client, sam: Client) -> None:
    stranger = Client(headers=ORIGIN)
    look(stranger, alex.link)
    claim(sam, alex.link, "Sam")
    for response in (look(stranger, alex.link), claim(stranger, alex.link, "Mallory", "1" * 32)):
        assert response.status_code == 410
        assert b"Alex" not in response.content and b"Sam" not in response.content and not response.cookies


def test_who_sits_here_already_goes_straight_in(alex: Client, sam: Client) -> None:
    claim(sam, alex.link, "Sam")
    assert look(sam, alex.link).headers["Location"] == f"/us/{alex.code}/now/"


def test_ones_own_link_is_for_the_partner(alex: Client) -> None:
    for response in (look(alex, alex.link), claim(alex, alex.link, "Alex")):
        assert response.status_code == 409 and b"your own link" in response.content
        assert alex.link in response.content.decode()


@pytest.mark.parametrize("text", ["", "half a link", "https://elsewhere.example/#x", "<script>"])
def test_what_is_no_link_is_kept_in_its_field_with_a_sentence(sam: Client, text: str) -> None:
    response = look(sam, text)
    page = Page(response.content.decode())
    assert response.status_code == 422 and "not a whole link" in page.text
    assert ("link_text", text) in page.fields_of("Look at it").fields


@pytest.mark.parametrize("name", ["", "x" * 61, "a\nb", "\u202eb"])
def test_a_bad_name_keeps_everything_that_was_typed(alex: Client, sam: Client, name: str) -> None:
    before = dump()
    response = claim(sam, alex.link, name, "ab" * 16)
    assert response.status_code == 422 and dump() == before and list(response.cookies) == [SAYS_NOTHING]
    fields = dict(Page(response.content.decode()).fields_of("Join").fields)
    assert fields["link_text"] == alex.link and fields["claim_id"] == "ab" * 16
    assert fields["name"] == name


def test_a_name_is_shown_as_text(alex: Client, sam: Client) -> None:
    claim(sam, alex.link, "<b>Sam</b>")
    html = alex.get(f"/us/{alex.code}/").content.decode()
    assert "<b>Sam</b>" not in html and "<b>Sam</b>" in Page(html).text


@pytest.mark.parametrize(
    "agent, inside",
    [
        (
            "Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 Mobile/15E148 Instagram 334.0.4",
            True,
        ),
        (
            "Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) Chrome/126.0 Mobile Safari/537.36",
            True,
        ),
        ("Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 [FBAN/FBIOS;FBAV/470.0.0]", True),
        ("Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 Safari Line/14.9.0", True),
        (
            "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36",
            False,
        ),
        ("Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 Version/17.5 Mobile/15E148 Safari/604.1", False),
    ],
)
def test_a_page_inside_a_chat_app_says_so(sam: Client, agent: str, inside: bool) -> None:
    text = Page(sam.get("/join/", headers={"user-agent": agent}).content.decode()).text
    assert ("Open in browser" in text) is inside


def test_too_many_tries_are_refused_and_what_was_typed_stays(sam: Client, settings) -> None:  # type: ignore[no-untyped-def]
    settings.LIMITS = {**settings.LIMITS, "claim": (2, 600)}
    assert [look(sam, "half a link").status_code for _ in range(3)] == [422, 422, 429]
    page = Page(look(sam, "half a link").content.decode())
    assert ("link_text", "half a link") in page.fields_of("Look at it").fields


# ---- the couple's page, leaving -----------------------------------------------------------------------


def test_a_fresh_link_replaces_the_old_one(alex: Client, sam: Client) -> None:
    assert alex.link in alex.get(f"/us/{alex.code}/").content.decode()
    assert alex.post(f"/us/{alex.code}/invite/").status_code == 303
    assert alex.link not in alex.get(f"/us/{alex.code}/").content.decode()
    assert look(sam, alex.link).status_code == 410


def test_a_link_that_is_replaced_while_it_is_read_says_so_and_the_new_one_works(
    alex: Client, sam: Client
) -> None:
    assert look(sam, alex.link).status_code == 200
    alex.post(f"/us/{alex.code}/invite/")
    refused = claim(sam, alex.link, "Sam")
    assert refused.status_code == 410 and Seat.objects.count() == 1
    assert "There is a newer link" in Page(refused.content.decode()).text
    new = link_of(alex.code, Holder((vault.from_text(alex.cookies[cookie_name(alex.code, 1, False)].value),)))
    assert claim(sam, new, "Sam").status_code == 303


LOOKS = ("", "now/", "settings/", "checkins/")
DEEDS = ("rename/", "shapes/", "keep/", "move/", "invite/", "erase/")


@pytest.mark.parametrize("path", LOOKS + DEEDS)
def test_a_stranger_gets_a_404(alex: Client, path: str) -> None:
    stranger, before = Client(headers=ORIGIN), dump()
    method = stranger.get if path in LOOKS else stranger.post
    data = {} if path in LOOKS else {"name": "Mallory", "confirm": "erase", "days": "1", "swapped": "1"}
    response = method(f"/us/{alex.code}/{path}", data)
    assert response.status_code == 404 and b"Alex" not in response.content and dump() == before


def test_leaving_goes_to_a_neutral_page_and_keeps_the_seat(alex: Client, settings) -> None:  # type: ignore[no-untyped-def]
    response = alex.get("/leave/")
    assert (response.status_code, response.headers["Location"]) == (303, settings.EXIT_URL)
    assert response.headers["Clear-Site-Data"] == '"cache"' and not response.cookies
    assert alex.get(f"/us/{alex.code}/").status_code == 200


@pytest.mark.parametrize("forget", ["1", "the couple"])
def test_leaving_may_forget_this_device(alex: Client, settings, forget: str) -> None:  # type: ignore[no-untyped-def]
    response = alex.post("/leave/", {"forget": alex.code if forget != "1" else "1"})
    # No redirect: the CSP would hold it back, as it follows a form.
    assert response.status_code == 200 and response.headers["Refresh"] == f"0; url={settings.EXIT_URL}"
    assert alex.get(f"/us/{alex.code}/").status_code == 404
    assert Seat.objects.count() == 1


def test_the_process_says_that_it_is_well(client: Client) -> None:
    response = client.get("/healthz")
    assert response.status_code == 200 and response.json()["ok"] is True


@pytest.mark.parametrize("path", ["/", "/safety/", "/privacy/", "/about/", "/join/"])
def test_pages_that_anybody_may_read(client: Client, path: str) -> None:
    response = client.get(path)
    assert (
        response.status_code == 200
        and response.headers["Cache-Control"] == "no-store"
        and not response.cookies
    )


# ---- links as chats hand them on: what is read of them is in tests/couples/test_pasted_links.py ---------


def test_a_link_with_words_around_it_is_read_and_is_clean_from_then_on(alex: Client, sam: Client) -> None:
    pasted = f"Here you go: <http://testserver/join/?fbclid=Iw0#{alex.link}>, see you"
    form = Page(look(sam, pasted).content.decode()).fields_of("Join")
    assert dict(form.fields)["link_text"] == alex.link
    assert claim(Client(headers=ORIGIN), pasted, "Sam").status_code == 303


def test_two_different_links_stay_in_the_field_with_a_word(alex: Client, sam: Client) -> None:
    other = f"{alex.code}.{vault.to_text(vault.new_key())}"
    response = look(sam, f"{alex.link} {other}")
    page = Page(response.content.decode())
    assert response.status_code == 422 and "two different links" in page.text
    assert ("link_text", f"{alex.link} {other}") in page.fields_of("Look at it").fields


@pytest.mark.parametrize("place", ["/join/%23", "/join/%23%20", "/join/", "/join%23"])
def test_a_secret_that_came_as_a_path_goes_behind_a_hash_again(alex: Client, sam: Client, place: str) -> None:
    before = dump()
    response = sam.get(f"{place}{alex.link}?fbclid=Iw0")
    page, _, text = response.headers["Location"].partition("#")
    assert (response.status_code, page) == (302, "/join/") and dump() == before
    assert (
        response.content == b"" and not response.cookies and response.headers["Cache-Control"] == "no-store"
    )
    assert "Alex" in Page(look(sam, text).content.decode()).text


@pytest.mark.parametrize(
    "path", ["//evil.example/", "%0d%0aSet-Cookie:%20a=b", "%23https://evil.example", "\\evil"]
)
def test_a_path_leads_nowhere_but_to_the_page_of_links(sam: Client, path: str) -> None:
    response = sam.get(f"/join/{path}")
    assert response.headers["Location"].startswith("/join/#") and not response.cookies
    assert not re.search(r"\s", response.headers["Location"])


def test_only_what_is_a_link_of_ours_is_sent_on(sam: Client) -> None:
    assert sam.get("/join").headers["Location"] == "/join/"
    assert sam.get("/joinery/").status_code == sam.get("/joined").status_code == 404
    assert sam.post("/join/%23x").status_code == 405


def test_a_secret_in_a_path_is_in_no_log(alex: Client, sam: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG", "django.request")  # the app itself logs less
    sam.get(f"/nowhere/%23{alex.link}")
    assert "404" in caplog.text, "nothing is logged at all"
    caplog.clear()
    sam.get(f"/join/%23{alex.link}")
    assert caplog.text == ""


def test_without_javascript_it_is_said_where_a_tapped_link_is(sam: Client) -> None:
    (told,) = [
        each for each in Page(sam.get("/join/").content.decode()).all("p") if "address bar" in each.text
    ]
    assert told.shown and "plainly" in told.attributes["class"].split()
