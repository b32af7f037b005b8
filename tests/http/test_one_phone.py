"""One phone, two people, without JavaScript: who is next, and that nobody sees what is the other's."""

from __future__ import annotations

import html

import pytest

from couples.models import Couple, Invite, Lease
from exercises.models import Answer, Signal
from tests.support.couples.paired import FIRST, MEANING
from tests.support.couples.two_worlds import paths
from tests.support.http.one_phone import OnePhone
from tests.support.http.visitors import CORE, Visitor
from tests.support.http.visitors import Couple as AtSession

pytest_plugins = ["tests.support.http.one_phone"]
pytestmark = pytest.mark.django_db

SAFETY = "This is for two people who both want to be here and can say no to each other."
MINE = "counting plates 5e1f"  # what alex types, and nobody else may read
OF_SESSION = ("", "comparison/", "own/")
OF_COUPLE = (
    "settings/", "checkins/", "glossary/", "export/", "export/export.txt", "export/export.json",
)  # fmt: skip
NOTE = "I ask first 77ac"


def write_own_words(phone: OnePhone) -> None:
    """Answer the moment on the screen, whichever voice it has, in words that nobody else has."""
    words = next(each for each in phone.page.all("textarea") if each.attributes["name"].endswith(".words"))
    part = words.attributes["name"].removesuffix(".words")
    step, base = (phone.page.all("input", name=name)[0].attributes["value"] for name in ("step", "base"))
    own = {part: "other", f"{part}.words": MINE, f"{part}.about": "external", f"{part}.feel": "-1"}
    sure = {"parts.sure": "50"} if phone.page.all("button", class_="tile") else {}
    answer = phone.ask(phone.path, {"command": "answer", "step": step, "base": base, **own, **sure})
    assert answer.status == 303, answer.text
    phone.open(answer.location)


def everything_at(phone: Visitor, couple: str, code: str, position: int) -> str:
    """All pages of one of the two, and the session at each step, as HTML and as JSON."""
    steps = (f"?at={step}" for step in ("turn", FIRST, MEANING, "takeaway"))
    paths = [f"/s/{code}/{position}/{page}" for page in (*OF_SESSION, *steps)]
    paths += [f"/us/{couple}/{position}/{page}" for page in ("", *OF_COUPLE)]
    found = [
        phone.ask(path, accept=kind).text for path in paths for kind in ("text/html", "application/json")
    ]
    return html.unescape("\n".join(found))


# ---- starting -----------------------------------------------------------------------------------------


def test_it_starts_with_both_names_and_leaves_nobody_to_invite(one_phone: OnePhone) -> None:
    one_phone.start()
    assert "Who goes first?" in one_phone.page.text
    assert {"I’m Alex", "I’m Sam"} <= one_phone.page.links.keys()
    assert {name.rpartition("-")[2] for name in one_phone.cookies if "seat" in name} == {"1", "2"}
    assert not Invite.objects.exists() and Couple.objects.get().seats.count() == 2


def test_a_name_that_is_none_opens_nothing_and_loses_nothing(one_phone: OnePhone) -> None:
    one_phone.open(f"/exercises/{CORE}/")
    page = one_phone.press("Start on this phone", fill={"Your name": "Alex", "Your partner’s name": " "})
    assert one_phone.status == 422 and "A name has 1 to 60 characters" in page.text
    assert page.field("Your name").attributes["value"] == "Alex"
    assert page.field("Your first name").attributes.get("value", "") == "", "the other form stays as it was"
    assert not Couple.objects.exists()


def test_each_reads_the_safety_text_once_before_their_first_screen(one_phone: OnePhone) -> None:
    code = one_phone.start()
    assert SAFETY in one_phone.page.text
    one_phone.hand_to("Alex")
    assert SAFETY not in one_phone.page.text
    one_phone.take_turn()
    assert "Hand the phone to Sam" in one_phone.page.text and SAFETY in one_phone.page.text
    assert SAFETY in one_phone.open(f"/s/{code}/").text, "the page that is neither’s says the same"
    one_phone.hand_to("Sam")
    one_phone.take_turn()
    one_phone.open("/exercises/one-moment/")
    one_phone.press("Start together")
    assert "I’m Alex" in one_phone.page.links and SAFETY not in one_phone.page.text


# ---- whose turn it is ---------------------------------------------------------------------------------


def test_the_address_says_whose_turn_it_is(one_phone: OnePhone) -> None:
    code = one_phone.start()
    first = one_phone.open(f"/s/{code}/1/?at=turn").text
    second = one_phone.open(f"/s/{code}/2/?at=turn").text
    assert "Over dinner, Sam goes quiet" in first and "Over dinner, Alex goes quiet" in second
    one_phone.open(f"/s/{code}/2/?at=turn")
    one_phone.press("Skip")
    assert [answer.seat.position for answer in Answer.objects.all()] == [2]
    assert one_phone.path == f"/s/{code}/2/", "and it stays there"


def test_a_page_that_is_neithers_takes_no_word_and_shows_no_answer(one_phone: OnePhone) -> None:
    code = one_phone.start()
    one_phone.hand_to("Alex")
    write_own_words(one_phone)
    assert Answer.objects.count() == 1
    for position in (1, 2):
        assert (MINE in everything_at(one_phone, one_phone.couple, code, position)) is (position == 1)
    assert MINE not in one_phone.open(f"/s/{code}/").html
    answer = one_phone.ask(f"/s/{code}/", {"command": "pass", "step": "quiet-at-dinner.sender"})
    assert answer.status == 200 and "Whose turn is it?" in answer.text
    assert Answer.objects.count() == 1 and not Signal.objects.filter(what="preview").exists()
    assert one_phone.ask(f"/s/{code}/", accept="application/json").status == 404


def test_what_is_only_for_one_of_them_is_on_no_page_that_is_neithers(one_phone: OnePhone) -> None:
    code = one_phone.start()
    us = f"/us/{one_phone.couple}/"
    for page in OF_COUPLE:
        assert one_phone.ask(us + page).location == us, page
    for page in ("comparison/", "own/"):
        assert one_phone.ask(f"/s/{code}/{page}").location == f"/s/{code}/", page
    assert one_phone.ask(f"{us}rename/", {"name": "Kim"}).location == us
    assert "Kim" not in one_phone.open(us).text and one_phone.status == 200


def test_before_somebody_begins_their_part_a_cover_stands_on_their_own_page_too(one_phone: OnePhone) -> None:
    code = one_phone.start()
    assert "Who goes first?" in one_phone.open(f"/s/{code}/1/").text
    one_phone.hand_to("Alex")
    one_phone.press("Skip")
    assert "How sure?" in one_phone.open(f"/s/{code}/1/").text, "once begun it goes on where it was"


def test_back_on_the_first_ones_page_shows_none_of_their_answers(one_phone: OnePhone) -> None:
    code = one_phone.start()
    one_phone.hand_to("Alex")
    while one_phone.page.all("form", id="step"):
        write_own_words(one_phone)
    one_phone.take_turn()
    for query in ("", "?at=turn", "?at=quiet-at-dinner.receiver", "?at=quiet-at-dinner.receiver&own=1"):
        page = one_phone.open(f"/s/{code}/1/{query}")
        assert MINE not in page.html and "Hand the phone to Sam" in page.text, query
    assert one_phone.get(f"/s/{code}/1/").headers["Cache-Control"] == "no-store"


# ---- the cards, together ------------------------------------------------------------------------------


def test_nothing_of_the_first_reaches_a_page_of_the_second_before_the_reveal(one_phone: OnePhone) -> None:
    code = one_phone.start()
    one_phone.hand_to("Alex")
    while one_phone.page.all("form", id="step"):
        write_own_words(one_phone)
    one_phone.take_turn()
    couple = one_phone.couple
    assert MINE not in everything_at(one_phone, couple, code, 2)
    one_phone.open(f"/s/{code}/")
    one_phone.hand_to("Sam")
    one_phone.take_turn()
    assert "You’ve both answered." in one_phone.page.text, "it waits until they both look"
    for position in (1, 2):
        assert MINE not in one_phone.ask(f"/s/{code}/{position}/").text
    assert MINE not in everything_at(one_phone, couple, code, 2)
    one_phone.press("See it together")
    assert MINE in one_phone.page.html, "then it is there, for both"
    assert MINE in everything_at(one_phone, couple, code, 2)


def test_one_tap_goes_on_for_both(one_phone: OnePhone) -> None:
    code = one_phone.come_to_the_cards()
    assert "Card 1 of" in one_phone.page.text and "away" not in one_phone.page.by_id("partner").text
    one_phone.press("Next")
    assert "Card 2 of" in one_phone.page.text
    assert "Card 2 of" in one_phone.open(f"/s/{code}/1/").text
    assert "Card 2 of" in one_phone.open(f"/s/{code}/2/").text
    assert "Card 2 of" in one_phone.open(f"/s/{code}/").text, "both look at the same page"
    while "Next" in one_phone.page.buttons:
        one_phone.press("Next")
    assert "Three more?" in one_phone.page.text
    one_phone.press("Three more?")
    assert "Who goes first?" in one_phone.page.text
    assert Signal.objects.filter(what="more").count() == 2


def test_a_talk_begins_with_one_tap_and_only_in_one_room(one_phone: OnePhone) -> None:
    one_phone.come_to_the_cards()
    assert "On a call" not in one_phone.page.buttons
    one_phone.press("Talk about it")
    assert "Alex speaks" in one_phone.page.text or "Sam speaks" in one_phone.page.text
    for _ in range(4):
        labels = [each for each in one_phone.page.buttons if each == "Done" or "turn to say it back" in each]
        one_phone.press(labels[0])
    assert "You have both had your turn." in one_phone.page.text, "whoever speaks, the one phone hands it on"


def test_a_line_for_next_time_stays_behind_its_owners_cover(one_phone: OnePhone) -> None:
    code = one_phone.come_to_the_cards()
    while "Next" in one_phone.page.buttons:
        one_phone.press("Next")
    one_phone.press("That’s enough for today")
    assert "Who goes first?" in one_phone.page.text, "nobody is asked while both are looking"
    one_phone.hand_to("Alex")
    one_phone.press("Save my note", fill={"One thing for next time": NOTE})
    assert NOTE in one_phone.page.text
    couple = one_phone.couple
    assert NOTE in everything_at(one_phone, couple, code, 1)
    one_phone.open(one_phone.page.links["Hide this and hand the phone on"])
    assert "Hand the phone to Sam" in one_phone.page.text and NOTE not in one_phone.page.html
    one_phone.hand_to("Sam")
    one_phone.press("Nothing today")
    assert NOTE not in everything_at(one_phone, couple, code, 2)
    page = one_phone.open(f"/s/{code}/")
    assert "That’s all for today." in page.text and NOTE not in page.html
    page = one_phone.open(page.links["The two of us"])
    assert {"Alex", "Sam"} <= page.links.keys() and NOTE not in page.html


# ---- who has no business here -------------------------------------------------------------------------


def test_a_browser_with_one_seat_has_no_page_of_the_other(couple: AtSession, stranger: Visitor) -> None:
    us = couple.sam.cookie_header.partition("seat-")[2].split("-")[0]
    for page in OF_SESSION:
        assert couple.sam.ask(f"/s/{couple.code}/1/{page}").status == 404
        assert couple.alex.ask(f"/s/{couple.code}/2/{page}").status == 404
        own = couple.sam.ask(f"/s/{couple.code}/2/{page}")
        assert own.status == couple.sam.ask(f"{couple.path}{page}").status, "its own is there, as ever"
    for page in ("", "settings/", "checkins/", "glossary/", "export/", "now/"):
        assert couple.sam.ask(f"/us/{us}/1/{page}").status == 404
        assert couple.sam.ask(f"/us/{us}/2/{page}").status in (200, 303)
        for position in (1, 2):
            assert stranger.ask(f"/us/{us}/{position}/{page}").status == 404
    for position in (1, 2):
        assert stranger.ask(f"/s/{couple.code}/{position}/").status == 404
        answer = stranger.ask(f"/s/{couple.code}/{position}/", {"command": "stop"})
        assert answer.status == 404
    assert couple.sam.ask(f"/s/{couple.code}/1/", {"command": "stop"}).status == 404
    assert "This has ended" not in couple.alex.open(couple.path).text


# ---- two phones after all -----------------------------------------------------------------------------


def move_link(phone: OnePhone, position: int) -> str:
    phone.open(f"/us/{phone.couple}/{position}/settings/")
    phone.press("Make a link for the other phone")
    return phone.page.by_id("move-link").attributes["value"]


def test_one_of_them_goes_on_with_a_phone_apart(one_phone: OnePhone, stranger: Visitor) -> None:
    code = one_phone.start()
    us = one_phone.couple
    one_phone.hand_to("Sam")
    one_phone.press("Skip")
    before = one_phone.page.by_id("stage").text
    sam, link = Visitor("sam"), move_link(one_phone, 2)
    sam.open("/join/")
    sam.press("Look at it", fill={"The link": link})
    assert "Sam" in sam.page.text
    sam.press("Move here")
    assert sam.page.by_id("stage").text.startswith(before[:30])
    for page in (f"/s/{code}/2/", f"/us/{us}/2/", f"/us/{us}/2/settings/"):
        assert one_phone.ask(page).status == 404, page
    page = one_phone.open(f"/s/{code}/")
    assert "Over dinner, Sam goes quiet" in page.text, "this phone is Alex’s, as any other"
    assert page.by_id("partner").text.count("here") == 1
    assert one_phone.ask(f"/s/{code}/1/").status == 200
    assert "Only for me" in one_phone.open(f"/us/{us}/").text or one_phone.status == 200
    assert Lease.objects.filter(seat__position=2).count() == 1
    assert stranger.ask(f"/s/{code}/").status == 404


@pytest.mark.parametrize("position", [1, 2])
def test_on_the_phone_they_share_a_link_to_another_says_where_to_open_it(
    one_phone: OnePhone, position: int
) -> None:
    one_phone.start()
    link = move_link(one_phone, position)
    one_phone.open("/join/")
    one_phone.press("Look at it", fill={"The link": link})
    assert one_phone.status == 409 and "This is your own link" in one_phone.page.text
    answer = one_phone.ask("/join/", {"action": "claim", "link_text": link, "claim_id": "a" * 32})
    assert answer.status == 409, "and it can’t be spent here"
    one_phone.open(one_phone.page.links["Go on where I was"])
    assert one_phone.status == 200 and "Who goes first?" in one_phone.page.text


def test_every_page_there_is_has_an_address_for_each_of_the_two() -> None:
    """Else the looks at all pages of one of them, in the hostile tests, would miss one."""

    class Nobody:
        couple_code, code = "abc", "def"

    plain, turned = list(paths(Nobody(), ())), list(paths(Nobody(), (), "/2"))  # type: ignore[arg-type]
    assert len(plain) == len(turned)
    assert {path for path in plain if "abc" in path or "def" in path}.isdisjoint(turned)


def test_a_safety_page_is_read_by_each_before_either_begins(one_phone: OnePhone) -> None:
    code = one_phone.start("under-the-grip")
    one_phone.hand_to("Alex")
    assert "Before this one, once more" in one_phone.page.text
    one_phone.press("Go on")
    assert "Hand the phone to Sam" in one_phone.page.text, "and nothing has begun"
    assert "Hand the phone to Sam" in one_phone.open(f"/s/{code}/").text
    one_phone.hand_to("Sam")
    assert "Before this one, once more" in one_phone.page.text
    one_phone.press("Go on")
    page = one_phone.press("Begin together")
    assert page.all("div", class_="breath") and "You have tapped" not in page.text, (
        "one tap begins it for both"
    )
