"""While nobody has joined, whatever waits has the link, and when the two will do it is chosen there."""

from __future__ import annotations

import pytest

from couples.models import Lease
from tests.support.http.visitors import Visitor

pytestmark = pytest.mark.django_db

TOGETHER, EACH = "Tonight, together", "Each when we can"
SHARE = "I’m ready to show mine"


def answered_alone(alex: Visitor, *, each: bool = False) -> str:
    """alex has shown all of the first round, and nobody has joined."""
    alex.start()
    if each:
        alex.press(EACH)
    alex.begin()
    alex.answer_all()
    alex.show_ours("share")
    return alex.link()


def chosen(person: Visitor) -> list[str]:
    buttons = person.page.all("button", aria_pressed="true")
    return [button.text for button in buttons]


def message(person: Visitor) -> str:
    return person.page.by_id("words").text


def test_whoever_is_done_before_anybody_has_come_stands_before_the_link(alex: Visitor, sam: Visitor) -> None:
    link = answered_alone(alex)
    assert alex.page.all("h1")[0].text == "Yours is in. Now send the link."
    assert "/join/#" in link and alex.page.all("details") and "In the same room?" in alex.page.text
    for untrue in ("away", "both here", "Next come the cards"):
        assert untrue not in alex.page.by_id("main").text
    sam.join(link)
    alex.open(alex.path)
    assert "You’re done. Next come the cards." in alex.page.text, "somebody has come, and it waits as ever"
    assert all("Sam" in alex.page.by_id(panel).text for panel in ("partner", "stage"))
    assert "/join/#" not in alex.page.text


def test_what_is_in_can_be_looked_at_again_while_nobody_has_come(alex: Visitor) -> None:
    answered_alone(alex)
    alex.press("Look at mine again")
    assert SHARE in alex.page.buttons
    alex.show_ours()
    assert alex.page.all("h1")[0].text == "Yours is in. Now send the link."


def test_the_sentence_to_send_says_what_is_so(alex: Visitor) -> None:
    alex.start()
    asked = message(alex)
    assert "tonight" in asked and "Mine is in" not in asked
    alex.press(EACH)
    assert "tonight" not in message(alex) and "when we can" in message(alex)
    alex.press(TOGETHER)
    assert message(alex) == asked
    alex.begin()
    alex.answer_all()
    alex.show_ours("share")
    assert message(alex).startswith("Mine is in.") and "tonight" in message(alex)
    alex.press(EACH)
    assert message(alex).startswith("Mine is in.") and "whenever you can" in message(alex)
    assert alex.name.capitalize() not in message(alex), "a chat shows who writes"


def test_together_is_what_holds_until_it_is_chosen_otherwise(alex: Visitor) -> None:
    alex.start()
    assert chosen(alex) == [TOGETHER]
    alex.press(EACH)
    assert chosen(alex) == [EACH]
    alex.press(TOGETHER)
    assert chosen(alex) == [TOGETHER]


def test_what_has_a_part_for_both_at_the_same_time_is_done_together(alex: Visitor) -> None:
    alex.start()
    form = alex.page.fields_of(EACH)
    assert EACH in alex.page.buttons, "else the next would show nothing"
    alex.start("breathe-then-ask")
    assert EACH not in alex.page.buttons and "together" in message(alex)
    form.action = alex.path
    alex.submit(form)
    assert alex.status == 422 and "at the same time" in alex.page.text


def test_each_when_we_can_opens_the_cards_for_whoever_comes_a_week_later(alex: Visitor, sam: Visitor) -> None:
    link = answered_alone(alex, each=True)
    code = alex.code
    depart()
    assert sam.join(link) == code and sam.page.all("form", id="step"), "sam is led straight to the first step"
    sam.answer_all(1)
    assert "You each see the cards when you can" in sam.page.text
    sam.show_ours("share")
    assert "Card 1 of" in sam.page.text
    alex.open(f"/s/{code}/")
    assert "Card 1 of" in alex.page.text


def test_together_waits_for_both_to_be_here(alex: Visitor, sam: Visitor) -> None:
    link = answered_alone(alex)
    code = alex.code
    depart()
    sam.join(link)
    sam.answer_all(1)
    assert "You see the cards together" in sam.page.text
    sam.show_ours("share")
    assert "Card 1 of" not in sam.page.text and "You’ll see it when you are both here." in sam.page.text
    alex.open(f"/s/{code}/")
    assert "Card 1 of" in alex.page.text, "now both are"


def test_once_there_are_two_it_takes_both_to_choose_otherwise(alex: Visitor, sam: Visitor) -> None:
    link = answered_alone(alex, each=True)
    code, stale = alex.code, alex.page
    sam.join(link)
    alex.submit(stale.fields_of(TOGETHER))
    assert alex.status == 422 and "There are two of you now" in alex.page.text
    alex.open(f"/s/{code}/")
    alex.press("Look at mine again")
    alex.press(SHARE, choose=["I’d rather see the cards together. It counts if you both tick this."])
    depart()
    sam.open(f"/s/{code}/")
    sam.answer_all(1)
    form = sam.page.fields_of(SHARE)
    assert "together" not in dict(form.fields), "what alex ticked is nothing that sam could see"
    form.fields.append(("together", "1"))
    undecided = {each.attributes["name"] for each in sam.page.all("input", type="radio")}
    form.fields += [(name, "share") for name in sorted(undecided)]
    sam.submit(form)
    assert "Card 1 of" not in sam.page.text and "You’ll see it when you are both here." in sam.page.text


def test_only_who_starts_it_chooses_and_nobody_from_outside(
    alex: Visitor, sam: Visitor, stranger: Visitor
) -> None:
    code = alex.start()
    form = alex.page.fields_of(EACH)
    stranger.submit(form)
    assert stranger.status == 404
    sam.join(alex.link())
    sam.submit(form)
    assert sam.status == 422
    alex.open(f"/s/{code}/")
    assert "Ready when you are" in alex.page.text and "Each when we can" not in alex.page.text


def depart() -> None:
    """Everybody has been gone for longer than the grace."""
    Lease.objects.all().delete()
