"""What the two settle on a page of its own: name, shapes, until when, what is running, and the end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from couples.models import Couple as CoupleRow
from couples.models import Seat
from tests.support.http.html_page import Page
from tests.support.http.visitors import Couple, Visitor

pytestmark = pytest.mark.django_db


def settings_of(visitor: Visitor) -> Page:
    page = visitor.open(f"{visitor.us}settings/")
    assert visitor.status == 200
    return page


def date_of(days: int) -> str:
    day = timezone.localdate() + timedelta(days=days)
    return f"{day.day} {day:%B}"


def test_the_couples_page_leads_there_and_back(couple: Couple) -> None:
    page = couple.alex.open(couple.alex.us)
    assert page.links["Settings"] == f"{couple.alex.us}settings/"
    assert page.links["Erase for both"] == f"{couple.alex.us}settings/#erase"
    page = settings_of(couple.alex)
    assert page.links["The two of us"] == couple.alex.us
    for name in ("name", "shapes", "keep", "move", "running", "device", "erase"):
        assert page.by_id(name).tag == "section"


def test_a_new_name_is_shown_to_both(couple: Couple) -> None:
    settings_of(couple.alex)
    couple.alex.press("Change it", fill={"My first name": "Alexis"})
    assert couple.alex.status == 200 and "Alexis" in couple.alex.page.text
    assert "Alexis" in couple.sam.open(couple.sam.us).text


def test_a_bad_name_is_refused_and_stays_in_its_field(couple: Couple) -> None:
    settings_of(couple.alex)
    couple.alex.press("Change it", fill={"My first name": "x" * 61})
    assert couple.alex.status == 422 and "1 to 60 characters" in couple.alex.page.text
    assert couple.alex.page.field("My first name").attributes["value"] == "x" * 61


def test_either_swaps_the_shapes_and_the_other_swaps_them_back(couple: Couple) -> None:
    def marks(visitor: Visitor) -> list[str]:
        return [each.attributes["class"] for each in settings_of(visitor).by_id("shapes").walk()
                if each.attributes.get("class", "").startswith("who")]  # fmt: skip

    assert marks(couple.alex) == ["who mark-a", "who mark-b"]
    couple.sam.open(f"{couple.sam.us}settings/")
    couple.sam.press("Swap our shapes")
    assert marks(couple.alex) == marks(couple.sam) == ["who mark-b", "who mark-a"]
    couple.alex.press("Swap our shapes")
    assert marks(couple.alex) == marks(couple.sam) == ["who mark-a", "who mark-b"]


def test_sooner_counts_at_once_for_both(couple: Couple) -> None:
    settings_of(couple.sam)
    couple.sam.press("Save it until then", choose=["7 days from now"])
    assert couple.sam.status == 200
    for visitor in (couple.alex, couple.sam):
        assert f"Saved until {date_of(7)}" in visitor.open(visitor.us).text


def test_later_is_a_choice_of_ones_own_until_it_is_one_of_both(couple: Couple) -> None:
    before = settings_of(couple.sam).html
    assert "when you have both chosen a later date" in couple.sam.page.text
    settings_of(couple.alex)
    couple.alex.press("Save it until then", choose=["90 days from now"])
    assert f"You have chosen {date_of(90)}." in couple.alex.page.text
    assert settings_of(couple.sam).html == before, "of what alex has chosen sam sees nothing"
    couple.sam.press("Save it until then", choose=["90 days from now"])
    for visitor in (couple.alex, couple.sam):
        page = settings_of(visitor)
        assert f"Everything is here until {date_of(90)}" in page.text and "You have chosen" not in page.text


def test_a_choice_is_taken_back_by_leaving_it_as_it_is(couple: Couple) -> None:
    settings_of(couple.alex)
    couple.alex.press("Save it until then", choose=["90 days from now"])
    couple.alex.press("Save it until then", choose=["As it is"])
    assert "You have chosen" not in couple.alex.page.text
    assert not Seat.objects.exclude(keep_until=None).exists()


@pytest.mark.parametrize("days", ["2", "0", "-1", "90.0", "1e1", "٧", "9" * 5000, "x"])
def test_a_period_that_is_none_is_refused(couple: Couple, days: str) -> None:
    before = CoupleRow.objects.get().expires
    answer = couple.alex.ask(f"{couple.alex.us}keep/", {"days": days})
    assert answer.status == 422 and "Choose how long" in answer.text
    assert CoupleRow.objects.get().expires == before


def test_a_cookie_lives_as_long_as_the_couple_does_now(couple: Couple) -> None:
    """Or the two would lose their seats on the day that was chosen first."""

    def age(visitor: Visitor) -> int:
        (morsel,) = (each for name, each in visitor.cookies.items() if "seat-" in name)
        return round(int(morsel["max-age"]) / 86_400)

    for visitor in (couple.alex, couple.sam):
        settings_of(visitor)
        visitor.press("Save it until then", choose=["90 days from now"])
    assert (age(couple.alex), age(couple.sam)) == (30, 90)
    couple.alex.open(couple.path)
    assert age(couple.alex) == 90
    couple.alex.open(f"{couple.alex.us}settings/")
    couple.alex.press("Save it until then", choose=["1 day from now"])
    assert (age(couple.alex), age(couple.sam)) == (1, 90)
    couple.sam.open(couple.sam.us)
    assert age(couple.sam) == 1


def test_what_is_running_is_stopped_for_both(couple: Couple) -> None:
    settings_of(couple.alex)
    couple.alex.press("Stop for both of us")
    assert "This has ended." in couple.alex.page.text
    assert "This has ended." in couple.sam.open(couple.path).text
    page = settings_of(couple.alex)
    assert "What you have begun" not in page.text and "Stop for both of us" not in page.buttons


def test_either_erases_for_both_with_the_box_ticked(couple: Couple) -> None:
    settings_of(couple.sam)
    form = couple.sam.page.fields_of("Erase for both of us")
    assert couple.sam.ask(form.action, dict(form.fields)).status == 422 and Seat.objects.exists()
    couple.sam.press("Erase for both of us", choose=["are erased at once"])
    assert "Erased for both of you" in couple.sam.page.text and "seat-" not in couple.sam.cookie_header
    assert not Seat.objects.exists()


def test_a_refusal_of_a_setting_changes_nothing_and_keeps_the_page(couple: Couple) -> None:
    settings_of(couple.alex)
    answer = couple.alex.ask(f"{couple.alex.us}erase/", {"confirm": "yes"})
    page = Page(answer.text)
    assert answer.status == 422 and "Nothing was erased." in page.text
    assert {"Change it", "Swap our shapes", "Erase for both of us"} <= set(page.buttons)
