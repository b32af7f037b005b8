"""The page of the glossary, as the two use it without JavaScript, and as nobody else can."""

from __future__ import annotations

import pytest

from couples import seats
from couples.access import Holder, holder
from exercises import commands
from exercises.models import GlossaryLine
from tests.support.couples.paired import Pair
from tests.support.http.visitors import Visitor, sit_down

pytestmark = pytest.mark.django_db

QUIET = "quiet-at-dinner"


class Two:
    """alex and sam at the first step of a session; `page` is the address of their glossary."""

    def __init__(self, alex: Visitor, sam: Visitor) -> None:
        code = sit_down(alex, sam)
        self.alex, self.sam = alex, sam
        alex.open(f"/s/{code}/")
        self.couple = next(name.split("-")[1] for name in alex.cookies if name.startswith("seat-"))
        self.pair = Pair(code, self.couple, self.holder(alex), self.holder(sam))
        self.page = f"/us/{self.couple}/glossary/"

    def holder(self, who: Visitor) -> Holder:
        return holder({name: morsel.value for name, morsel in who.cookies.items()})

    def turn_the_cards(self) -> None:
        self.pair.come_to("closed")

    def keep(self, who: Visitor, means: str, helps: str = "", base: int = 0, cue: str = QUIET) -> None:
        commands.keep_line(self.holder(who), self.couple, cue=cue, means=means, helps=helps, base=base)


@pytest.fixture
def two(alex: Visitor, sam: Visitor) -> Two:
    return Two(alex, sam)


def test_it_says_so_when_there_is_nothing_in_it(two: Two) -> None:
    page = two.alex.open(two.page)
    assert two.alex.status == 200
    assert "There is nothing here at the moment." in page.text
    assert "Worth saving" not in page.text


def test_what_i_meant_is_kept_with_one_tap_after_a_look_at_it(two: Two) -> None:
    two.turn_the_cards()
    page = two.alex.open(two.page)
    offer = next(each for each in page.all("li") if "I’m worn out." in each.text)
    assert "I usually mean: I’m worn out." in offer.text
    assert "Sam can read exactly this here." in page.text
    two.alex.press("Put it in our glossary : Quiet over dinner")
    assert two.alex.status == 200
    assert "Put it in our glossary : Quiet over dinner" not in two.alex.page.buttons
    for who in (two.alex, two.sam):
        heading = who.open(two.page).by_id("main")
        assert "I’m worn out." in heading.text
    assert "Change my line : Quiet over dinner" in two.alex.page.text
    assert "Change my line" not in two.sam.page.text


def test_what_the_partner_reads_is_what_was_looked_at(two: Two) -> None:
    two.turn_the_cards()
    offer = next(each for each in two.alex.open(two.page).all("div", class_="voice own mark-a usually"))
    two.alex.press(next(each for each in two.alex.page.buttons if each.startswith("Put it in our")))
    assert offer.text in [
        each.text for each in two.sam.open(two.page).all("div", class_="voice own mark-a usually")
    ]


def test_it_can_be_put_in_other_words_first(two: Two) -> None:
    two.turn_the_cards()
    two.alex.open(two.page)
    fill = {"I usually mean": "I’m far away in my head.", "What helps me then": "A hand on my arm."}
    two.alex.press("Save it like this", fill=fill)
    page = two.sam.open(two.page)
    assert "I’m far away in my head." in page.text and "A hand on my arm." in page.text


def test_a_line_is_changed_and_taken_out_by_its_owner(two: Two) -> None:
    two.keep(two.alex, "I’m worn out.")
    two.alex.open(two.page)
    two.alex.press("Change it for both of us", fill={"I usually mean": "I’m listening."})
    assert "I’m listening." in two.sam.open(two.page).text
    two.alex.open(two.page)
    two.alex.press("Take it out")
    assert "I’m listening." not in two.sam.open(two.page).text
    assert not GlossaryLine.objects.exists()


def test_the_partner_who_tries_to_change_it_writes_a_line_of_their_own_at_most(two: Two) -> None:
    two.keep(two.alex, "I’m worn out.")
    fields = {"cue": QUIET, "base": "1", "means": "They sulk.", "helps": "", "action": "keep"}
    assert two.sam.ask(two.page, fields).status == 422
    assert two.sam.ask(two.page, {**fields, "action": "remove"}).status == 303
    assert two.sam.ask(two.page, {**fields, "base": "0"}).status == 303
    texts = [
        each.text
        for each in two.alex.open(two.page).all("div")
        if "usually" in each.attributes.get("class", "")
    ]
    assert any("Alex" in text and "I’m worn out." in text for text in texts)
    assert any("Sam" in text and "They sulk." in text for text in texts)
    assert len(texts) == 2


def test_a_stale_form_keeps_what_was_typed_and_can_be_sent_again(two: Two) -> None:
    two.keep(two.alex, "I’m worn out.")
    two.alex.open(two.page)
    two.keep(two.alex, "I’m listening.", base=1)  # from another tab
    page = two.alex.press("Change it for both of us", fill={"I usually mean": "A third thought."})
    assert two.alex.status == 422
    assert "What you typed is still here." in page.text
    assert "I’m listening." in page.text and "A third thought." in page.text
    two.alex.press("Change it for both of us")
    assert two.alex.status == 200 and "A third thought." in two.sam.open(two.page).text


def test_a_line_that_is_gone_by_now_loses_nothing_that_was_typed(two: Two) -> None:
    two.keep(two.alex, "I’m worn out.")
    two.alex.open(two.page)
    commands.remove_line(two.holder(two.alex), two.couple, cue=QUIET, base=1)
    page = two.alex.press("Change it for both of us", fill={"I usually mean": "A third thought."})
    assert two.alex.status == 422 and "A third thought." in page.text
    two.alex.press("Save it like this")
    assert two.alex.status == 200 and "A third thought." in two.sam.open(two.page).text


def test_a_line_that_another_tab_changed_is_not_taken_out(two: Two) -> None:
    two.keep(two.alex, "I’m worn out.")
    two.alex.open(two.page)
    two.keep(two.alex, "I’m listening.", base=1)
    page = two.alex.press("Take it out")
    assert two.alex.status == 422 and "I’m listening." in page.text


@pytest.mark.parametrize("means", ["", " ", "a" * 501])
def test_what_cannot_be_kept_is_said_beside_its_form(two: Two, means: str) -> None:
    two.keep(two.alex, "I’m worn out.")
    two.alex.open(two.page)
    page = two.alex.press("Change it for both of us", fill={"I usually mean": means})
    assert two.alex.status == 422 and "What you wrote is still here." in page.text
    assert page.field("I usually mean").text == means.strip()
    assert "I’m worn out." in two.sam.open(two.page).text


@pytest.mark.parametrize("base", ["", "x", "-1", "1e3", "9" * 30, "٣"])
def test_a_base_that_is_none_replaces_nothing(two: Two, base: str) -> None:
    two.keep(two.alex, "I’m worn out.")
    fields = {"cue": QUIET, "base": base, "means": "Else.", "action": "keep"}
    assert two.alex.ask(two.page, fields).status == 422
    assert "I’m worn out." in two.sam.open(two.page).text


def test_a_stranger_gets_the_plain_page_that_says_nothing(two: Two, stranger: Visitor) -> None:
    two.keep(two.alex, "I’m worn out.")
    there = stranger.ask(two.page)
    nowhere = stranger.ask("/us/0123456789abcdef/glossary/")
    assert (there.status, there.text) == (nowhere.status, nowhere.text) == (404, nowhere.text)
    assert stranger.ask(two.page, {"cue": QUIET, "base": "1", "means": "x"}).status == 404
    assert stranger.ask(two.page, {"cue": QUIET, "base": "1", "action": "remove"}).status == 404
    assert GlossaryLine.objects.count() == 1


def test_a_form_from_elsewhere_does_nothing(two: Two) -> None:
    fields = {"cue": QUIET, "base": "0", "means": "x"}
    assert two.alex.ask(two.page, fields, origin="https://evil.example").status == 403
    assert not GlossaryLine.objects.exists()


def test_an_erased_couple_has_no_glossary(two: Two) -> None:
    two.keep(two.alex, "I’m worn out.")
    seats.erase(two.holder(two.sam), two.couple)
    assert two.alex.ask(two.page).status == 404
    assert two.alex.ask(two.page, {"cue": QUIET, "base": "1", "means": "x"}).status == 404


def test_nothing_keeps_a_copy_of_it(two: Two) -> None:
    response = two.alex.get(two.page)
    assert response.headers["Cache-Control"] == "no-store"


def test_what_somebody_typed_is_text_and_nothing_else(two: Two) -> None:
    two.keep(two.alex, '<b>"x"</b>', "</textarea><script>")
    page = two.sam.open(two.page)
    assert '<b>"x"</b>' in page.text and not page.all("b")
    assert "<script>" not in two.alex.open(two.page).html.replace('<script type="module"', "")


def test_only_what_both_may_see_is_on_the_page_that_is_printed(two: Two) -> None:
    two.pair.come_to("takeaway")
    two.pair.take_along(two.pair.alex, "A zecret line.", share=False)
    two.pair.take_along(two.pair.sam, "I say it first.", share=True)
    for who in (two.alex, two.sam):
        page = who.open(two.page)
        assert "I say it first." in page.text and "zecret" not in page.html


def test_it_is_found_from_the_comparison_page_and_from_the_end(two: Two) -> None:
    two.turn_the_cards()
    assert two.alex.open(f"/s/{two.pair.code}/comparison/").links["Worth saving"].startswith(two.page)
    for who in two.pair.both:
        two.pair.say(who, "enough")
        two.pair.take_along(who)
    assert two.alex.open(f"/s/{two.pair.code}/").links["Worth saving"].startswith(two.page)


def test_at_the_end_nothing_leads_there_where_there_is_nothing_to_save(two: Two) -> None:
    """What alex means is shared, and on no card: it is about the two, and sam had read it kindly."""
    pair = two.pair
    for who, pick in ((pair.alex, "us_mild"), (pair.sam, "caring")):
        for spec in pair.state(who).layout.of_round("first"):
            pair.answer(who, spec.id, pick, share={spec.main.id: True})
        pair.arrive(who)
        pair.release(who)
    pair.close()
    for who in pair.both:
        pair.say(who, "enough")
        pair.take_along(who)
    assert "Worth saving" not in two.alex.open(f"/s/{pair.code}/").links
    assert "Worth saving" not in two.alex.open(two.page).text
