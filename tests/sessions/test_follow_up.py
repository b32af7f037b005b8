"""A while later: what became of a plan, asked of both apart, and then laid side by side."""

from __future__ import annotations

import pytest

from couples.access import Holder
from couples.infrastructure.refusals import NotHere
from exercises import commands, library, rules
from exercises.library import catalogue
from exercises.models import Milestone, PairedSession
from exercises.presenters.couple import keepsakes
from exercises.presenters.session import comparison_page
from exercises.screens import Plan, Reveal, Step
from tests.support.couples.paired import Pair, start_together

DAY_MS = 24 * 60 * 60 * 1_000
PLANS = {"alex": "I ask", "sam": "I say so"}


@pytest.fixture
def pact(db: None) -> Pair:
    """Both have made a plan and shown it, just now."""
    pair = start_together(exercise="if-then-pact")
    for who, then in zip(pair.both, PLANS.values(), strict=True):
        pair.arrive(who)
        plan(pair, who, then)
    show(pair)
    return pair


def plan(pair: Pair, who: Holder, then: str, shared: bool = True) -> None:
    raw: dict[str, str | list[str]] = {"plan.if": "it goes quiet", "plan.then": then}
    commands.answer(who, pair.code, step="plan", base=0, raw=raw, share={"plan": shared})
    pair.pass_all(who, "first")


def show(pair: Pair) -> None:
    for who in pair.both:
        pair.release(who)
    pair.close()


def let_days_pass(pair: Pair, days: int) -> None:
    for moment in Milestone.objects.filter(session__code=pair.code):
        Milestone.objects.filter(pk=moment.pk).update(at=moment.at - days * DAY_MS)


def look_again(pair: Pair, who: Holder | None = None) -> Pair:
    started = commands.start(
        "follow-up", holder=who or pair.alex, couple_code=pair.couple_code, earlier=pair.code
    )
    later = Pair(started.code, pair.couple_code, pair.alex, pair.sam)
    for each in later.both:
        later.arrive(each)
    return later


def plans_of(pair: Pair, who: Holder) -> list[Plan]:
    return list(keepsakes.keepsakes_page(who, pair.couple_code).plans)


def say(pair: Pair, who: Holder, step: str, came_up: str, helped: str) -> None:
    base = own.revision if (own := pair.state(who).own.get(step)) else 0
    raw: dict[str, str | list[str]] = {"came_up": came_up, "helped": helped}
    commands.answer(who, pair.code, step=step, base=base, raw=raw, share={})


def test_a_plan_is_looked_at_again_after_a_week_and_not_before(pact: Pair) -> None:
    let_days_pass(pact, 6)
    assert [each.follow_up for each in plans_of(pact, pact.alex)] == ["", ""]
    with pytest.raises(rules.NotYet):
        look_again(pact)
    let_days_pass(pact, 2)
    assert [each.follow_up for each in plans_of(pact, pact.alex)] == ["due", "due"]


def test_both_are_asked_apart_about_both_plans(pact: Pair) -> None:
    let_days_pass(pact, 8)
    later = look_again(pact)
    for who in later.both:
        screen = later.screen(who)
        assert isinstance(screen, Step) and screen.about is not None
        assert (screen.about.person.name, screen.about.how) == ("Alex", "planned")
        assert screen.about.lines == ("If it goes quiet, then I first ask",)
    assert list(later.state(later.sam).layout.steps) == ["first-plan", "second-plan"]
    before = repr(later.screen(later.sam))
    say(later, later.alex, "first-plan", "Once", "It helped")
    assert repr(later.screen(later.sam)) == before


def test_what_both_said_stands_side_by_side(pact: Pair) -> None:
    let_days_pass(pact, 8)
    later = look_again(pact)
    for who, helped in ((later.alex, "It helped"), (later.sam, "Not this time")):
        say(later, who, "first-plan", "Once", helped)
        later.pass_all(who, "first")
    for who in later.both:
        later.release(who)
    card = later.screen(later.sam)
    assert isinstance(card, Reveal) and card.sheet is not None and card.sheet.about is not None
    same, apart = card.sheet.parts
    assert [line.text for line in same.both] == ["Once"] and same.sides == ()
    assert [(side.person.name, side.lines[0].text) for side in apart.sides] == [
        ("Alex", "It helped"),
        ("Sam", "Not this time"),
    ]
    assert card.sheet.opener and card.count == 1  # of the other plan nobody said anything
    later.close()
    assert [each.follow_up for each in plans_of(pact, pact.sam)] == ["done", "done"]
    assert [sheet.title for sheet in comparison_page.present_comparison(later.state(later.alex)).sheets] == [
        "Alex’s plan"
    ]


def test_who_begins_it_second_comes_to_the_same(pact: Pair) -> None:
    let_days_pass(pact, 8)
    later = look_again(pact)
    assert look_again(pact, pact.sam).code == later.code
    assert PairedSession.objects.filter(exercise="follow-up").count() == 1
    assert {each.follow_up for each in plans_of(pact, pact.sam)} == {"going"}


def test_a_plan_that_was_kept_is_asked_of_nobody(db: None) -> None:
    pair = start_together(exercise="if-then-pact")
    for who in pair.both:
        pair.arrive(who)
    plan(pair, pair.alex, "I count to ten", shared=False)
    plan(pair, pair.sam, "I say so")
    show(pair)
    let_days_pass(pair, 8)
    mine = {each.text: each.follow_up for each in plans_of(pair, pair.alex)}
    assert mine == {
        "If it goes quiet, then I first count to ten": "",
        "If it goes quiet, then I first say so": "due",
    }
    later = look_again(pair)
    for who in later.both:
        assert list(later.state(who).layout.steps) == ["second-plan"]
    assert "count to ten" not in repr(later.screen(later.sam))


def test_where_both_kept_theirs_nothing_is_due(db: None) -> None:
    pair = start_together(exercise="if-then-pact")
    for who, then in zip(pair.both, PLANS.values(), strict=True):
        pair.arrive(who)
        plan(pair, who, then, shared=False)
    show(pair)
    let_days_pass(pair, 30)
    assert [each.follow_up for each in plans_of(pair, pair.alex)] == [""]
    with pytest.raises(rules.NotYet):
        look_again(pair)


def test_a_stranger_looks_at_nobodys_plans(pact: Pair, stranger: Holder) -> None:
    let_days_pass(pact, 8)
    with pytest.raises(NotHere):
        commands.start("follow-up", holder=stranger, couple_code=pact.couple_code, earlier=pact.code)


def test_it_is_in_no_list_and_begins_nowhere_else(pact: Pair) -> None:
    found = catalogue.groups(library.current().listed())
    assert "follow-up" not in [each.slug for group in found for each in group.exercises]
    with pytest.raises(NotHere):
        commands.start("follow-up", holder=pact.alex, couple_code=pact.couple_code)
    with pytest.raises(NotHere):
        library.current().listed_exercise("follow-up")


def test_it_goes_on_kindly_when_the_earlier_session_is_gone(pact: Pair) -> None:
    let_days_pass(pact, 8)
    later = look_again(pact)
    PairedSession.objects.filter(code=pact.code).delete()
    screen = later.screen(later.alex)
    assert isinstance(screen, Step) and screen.nothing and screen.about is None
    for who in later.both:
        for step in ("first-plan", "second-plan"):
            later.fill_in(who, step)
        later.release(who)
    assert isinstance(later.screen(later.alex), Reveal)
