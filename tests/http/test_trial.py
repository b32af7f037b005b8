"""Trying it alone, without scripts: from home to the end, marked as pretend, open to nobody else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from couples.models import Couple
from exercises import commands
from exercises.rules import Stage
from tests.support.couples.alone import try_alone
from tests.support.couples.paired import Pair, start_together
from tests.support.couples.two_worlds import Deed, after, differences
from tests.support.http.seated import OF_COUPLE, OF_SESSION, pages_of, seated
from tests.support.http.visitors import Visitor
from tests.support.scripts.playthrough import Play

pytestmark = pytest.mark.django_db

MARKED = "A trial. Your partner here is made up"
TRY = "/exercises/two-sides-of-a-cue/try/"
INVITE = "Invite your partner"


@pytest.fixture
def alex() -> Visitor:
    return Visitor("alex")


def begin(alex: Visitor, path: str = TRY) -> str:
    alex.open(path)
    alex.press("Try it", fill={"Your first name": "Alex"})
    return alex.code


def to(pair: Pair, stage: Stage) -> Pair:
    """alex plays to this stage."""
    play = Play(pair)
    for _ in range(60):
        if pair.stage(pair.alex) is stage:
            return pair
        play.go_on("alex")
        pair.arrive(pair.alex)
    raise AssertionError(f"{stage} is not in sight")


def test_one_person_goes_from_home_to_the_end_without_scripts(alex: Visitor) -> None:
    alex.open("/")
    alex.open(alex.page.links["Try it with a pretend partner"])
    assert "erased after a day" in alex.page.text and Couple.objects.count() == 0, "looking makes nothing"
    alex.press("Try it", fill={"Your first name": "Alex"})
    assert "Robin (pretend)" in alex.page.text and MARKED in alex.page.text
    assert "here" in alex.page.by_id("partner").text and "/join/" not in alex.page.html
    for _ in range(2):
        alex.answer_all()
        if "I’m ready to show mine" not in alex.page.buttons:
            break
        alex.show_ours("share")
        assert "Card 1 of" in alex.page.text, alex.page.text
        while "Next" in alex.page.buttons:
            alex.press("Next")
        if "Three more?" in alex.page.buttons:
            assert INVITE in alex.page.links, "one way on after the first cards"
            alex.press("Three more?")
    while "That’s enough for today" in alex.page.buttons:
        alex.press("That’s enough for today")
    alex.press("Nothing today")
    assert "That’s all for today" in alex.page.text and MARKED in alex.page.text
    alex.open(alex.page.links[INVITE])
    assert (
        alex.status == 200
        and alex.page.field("Your first name")
        and "Start together" not in alex.page.buttons
    )


def test_inviting_a_partner_afterwards_begins_a_couple_of_its_own(alex: Visitor) -> None:
    trial = begin(alex)
    code = alex.start()
    assert code != trial and "Robin" not in alex.page.text and alex.link()
    kinds = list(Couple.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["trial", "pair"]


def test_a_second_trial_goes_on_with_the_same_pretend_partner(alex: Visitor) -> None:
    begin(alex)
    alex.open("/exercises/small-asks/try/")
    assert "Go on where you were" in alex.page.links
    alex.press("Begin this with Robin (pretend)")
    assert "A small thing I would like from Robin" in alex.page.text
    assert Couple.objects.count() == 1


def test_a_name_that_is_none_is_said_at_its_field(alex: Visitor) -> None:
    alex.open(TRY)
    alex.press("Try it", fill={"Your first name": "x" * 70})
    assert alex.status == 422 and "A name has 1 to 60 characters" in alex.page.text
    assert alex.page.field("Your first name").attributes["value"] == "x" * 70
    assert not Couple.objects.exists()


def test_a_browser_that_keeps_no_cookies_is_told_before_anything_is_made(alex: Visitor) -> None:
    answer = alex.ask(TRY, {"name": "Alex"})
    assert answer.status == 422 and "This browser didn’t keep our cookie" in answer.text
    assert not Couple.objects.exists()


def test_home_leads_back_to_a_trial_by_the_same_line(alex: Visitor) -> None:
    code = begin(alex)
    alex.open("/")
    assert "Go on where you were" not in alex.page.links, "that is for two people"
    alex.open(alex.page.links["Try it with a pretend partner"])
    alex.open(alex.page.links["Go on where you were"])
    assert alex.code == code


def test_trials_count_like_other_beginnings(alex: Visitor, settings: Any) -> None:
    settings.LIMITS = {**settings.LIMITS, "create": (2, 3600)}
    alex.open(TRY)
    assert [alex.ask(TRY, {"name": "Alex"}).status for _ in range(3)] == [303, 303, 429]
    assert Couple.objects.count() == 2


def test_an_exercise_that_there_is_not_cannot_be_tried(alex: Visitor) -> None:
    for path in ("/exercises/nothing-like-it/try/", "/exercises/follow-up/try/"):
        assert alex.ask(path).status == 404 and alex.ask(path, {"name": "Alex"}).status == 404
    assert not Couple.objects.exists()


# ---- marked as what it is -------------------------------------------------------------------------------


@pytest.mark.parametrize("stage", [Stage.STEP, Stage.PREVIEW, Stage.REVEAL, Stage.TAKEAWAY, Stage.FINISHED])
def test_every_page_of_a_trial_says_that_it_is_one(stage: Stage) -> None:
    pair = to(try_alone(), stage)
    there = OF_SESSION + OF_COUPLE
    if stage in (Stage.STEP, Stage.PREVIEW):
        there = tuple(path for path in there if "comparison" not in path)  # there is nothing to compare yet
    pages = pages_of(pair, pair.alex, there)
    assert [path for path, text in pages.items() if MARKED not in text] == []
    ours = start_together()
    ours.come_to("finished")
    assert [path for path, text in pages_of(ours, ours.alex).items() if "pretend" in text] == []


def test_a_trial_that_is_over_says_so_too() -> None:
    pair = try_alone()
    commands.dispatch(pair.alex, pair.code, commands.Stop())
    page = seated(pair, pair.alex).open(f"/s/{pair.code}/")
    assert "This has ended" in page.text and MARKED in page.text and INVITE in page.links


def test_the_two_of_us_and_settings_of_a_trial_offer_what_it_can() -> None:
    pair = try_alone()
    alex = seated(pair, pair.alex)
    page = alex.open(f"/us/{pair.couple_code}/")
    assert INVITE in page.links and "erased a day after it began" in page.text
    assert "Move to another phone" not in page.text and not page.all("input", id="link")
    page = alex.open(f"/us/{pair.couple_code}/settings/")
    assert "How long it is saved" not in page.text and "Move to another phone" not in page.text
    alex.press("Erase it", choose=["Everything in it is erased at once and cannot be brought back."])
    assert "Erased" in alex.page.text and not Couple.objects.exists()


def test_forgetting_a_trial_forgets_nothing_else(alex: Visitor) -> None:
    alex.open("/exercises/two-sides-of-a-cue/")
    real = alex.start()
    trial = begin(alex)
    couple = Couple.objects.get(kind=Couple.Kind.TRIAL).code
    alex.open(f"/us/{couple}/settings/")
    alex.press("Forget this trial on this device")
    assert alex.ask(f"/s/{trial}/").status == 404 and alex.ask(f"/s/{real}/").status == 200


def test_what_a_trial_refuses_is_said_in_words() -> None:
    pair = try_alone()
    alex = seated(pair, pair.alex)
    for path, fields in (("move", {}), ("keep", {"days": "30"}), ("invite", {})):
        answer = alex.ask(f"/us/{pair.couple_code}/{path}/", fields)
        assert "This is a trial with a pretend partner" in answer.text and answer.status == 422, path


# ---- open to nobody else --------------------------------------------------------------------------------


def test_a_stranger_gets_404_everywhere() -> None:
    pair = to(try_alone(), Stage.REVEAL)
    others = try_alone()  # somebody who tries it as well
    for visitor in (Client(), Client(headers={"cookie": others.cookies(others.alex)})):
        for path in OF_SESSION + OF_COUPLE:
            path = path.format(code=pair.code, couple=pair.couple_code)
            assert visitor.get(path).status_code == 404, path
        answer = visitor.post(
            f"/s/{pair.code}/", {"command": "stop"}, headers={"origin": "http://testserver"}
        )
        assert answer.status_code == 404
    assert seated(pair, pair.alex).ask(f"/s/{pair.code}/").status == 200


def test_there_is_no_page_of_the_pretend_partner_s() -> None:
    pair = to(try_alone(), Stage.PREVIEW)
    alex = seated(pair, pair.alex)
    assert alex.ask(f"/s/{pair.code}/1/").status == 200, "whoever writes the turn into the address is alex"
    for path in (f"/s/{pair.code}/2/", f"/us/{pair.couple_code}/2/"):
        assert alex.ask(path).status == 404, path
    alex.open(f"/s/{pair.code}/1/")
    assert "Card 1 of" in alex.show_ours("share").text, "and the pretend partner goes along there, too"


def test_nothing_that_it_answered_is_in_a_page_before_the_reveal() -> None:
    pair = to(try_alone("small-asks"), Stage.PREVIEW)
    its = pair.state(pair.sam).own
    said = {step: its[step].body.parts[step] for step in ("easy", "harder", "hardest")}

    def seen() -> list[str]:
        pages = pages_of(pair, pair.alex).values()
        return [step for step, text in said.items() if any(text in page for page in pages)]

    assert seen() == [], "it has written all of it by now"
    commands.dispatch(pair.alex, pair.code, commands.Release("asking", all_of_mine=True))
    assert seen() == ["easy"], "and what an exercise keeps for its owner is never on a card"


def test_before_the_reveal_no_byte_of_mine_depends_on_what_it_picked() -> None:
    pair = to(try_alone(), Stage.PREVIEW)
    step = next(spec.id for spec in pair.state(pair.sam).layout.of_round("first") if spec.voice == "sender")

    def picks(pick: str, *, then_show: bool) -> Deed:
        def deed(pair: Pair) -> None:
            pair.answer(pair.sam, step, pick)
            if then_show:
                commands.dispatch(pair.alex, pair.code, commands.Release("first", all_of_mine=True))
                pair.arrive(pair.alex)

        return deed

    worlds = [after(pair, pair.alex, picks(pick, then_show=False)) for pick in ("strain", "caring")]
    assert differences(*worlds) == []
    shown = [after(pair, pair.alex, picks(pick, then_show=True)) for pick in ("strain", "caring")]
    assert differences(*shown), "once both have shown theirs it does"


def test_after_a_day_it_is_gone(alex: Visitor) -> None:
    code = begin(alex)
    assert alex.ask(f"/s/{code}/").status == 200
    Couple.objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert alex.ask(f"/s/{code}/").status == 404
    assert "Try it" in alex.open(TRY).buttons, "and another one begins from the start"


def test_a_pretend_partner_is_none_to_start_an_exercise_with(alex: Visitor) -> None:
    begin(alex)
    page = alex.open("/exercises/small-asks/")
    assert "Robin" not in page.text and INVITE in page.buttons
    pair = start_together()
    assert "Start together" in seated(pair, pair.alex).open("/exercises/small-asks/").buttons
