"""What the catalogue says of an exercise is what its content says."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from exercises.content.kinds import rate, takes_answer
from exercises.language import wording_lint
from exercises.library import SHIPPED, Exercise, catalogue, load
from exercises.library.catalogue import About, Eyes
from tests.support.scripts.every_kind import EVERY_KIND

LIBRARY = load(SHIPPED)
ALL = list(LIBRARY.exercises.values())
CORE = LIBRARY.exercise("two-sides-of-a-cue")


def deck(**changes: Any) -> Exercise:
    """A small exercise of one screen with one shared text."""
    part = {"id": "words", "kind": "text", "visibility": "shared", "max": 100}
    screen = {"id": "words", "prompt": "A word or two", "parts": [part]}
    whole = {
        "id": "deck", "section": "trust", "title": "A deck", "minutes": 5, "evidence": "C",
        "purpose": "To be.", "rounds": [{"id": "first", "screens": [screen]}],
    }  # fmt: skip
    return Exercise.model_validate({**whole, **changes})


def asking(*parts: dict[str, Any], prompt: str = "A word or two", **screen: Any) -> Exercise:
    """A deck with these parts on its one screen."""
    screens = [{"id": "words", "prompt": prompt, "parts": list(parts), **screen}]
    return deck(rounds=[{"id": "first", "screens": screens}])


def text(visibility: str, id: str = "words", **more: Any) -> dict[str, Any]:
    return {"id": id, "kind": "text", "visibility": visibility, "max": 100, **more}


def lines(about: About, eyes: Eyes) -> tuple[str, ...]:
    return next((each.lines for each in about.visible if each.eyes == eyes), ())


# ---- the list -----------------------------------------------------------------------------------------


def test_every_exercise_is_listed_once() -> None:
    found = [each.slug for group in catalogue.groups(ALL) for each in group.exercises]
    assert sorted(found) == sorted(LIBRARY.exercises)


def test_where_to_begin_is_the_first_thing_in_the_list() -> None:
    first, *others = [each for group in catalogue.groups(ALL) for each in group.exercises]
    assert (first.slug, first.begin) == (CORE.slug, True)
    assert not any(each.begin for each in others)


def test_in_each_part_the_lightest_come_first() -> None:
    for group in catalogue.groups(ALL):
        weights = [
            catalogue.weight(LIBRARY.exercise(each.slug)) for each in group.exercises if not each.begin
        ]
        assert weights == sorted(weights), group.heading


def test_the_parts_go_from_the_lightest_to_the_one_that_goes_closest() -> None:
    lightest = [
        min(catalogue.weight(LIBRARY.exercise(each.slug))[0] for each in group.exercises if not each.gate)
        for group in catalogue.groups(ALL)
    ]
    gates = [sum(each.gate for each in group.exercises) for group in catalogue.groups(ALL)]
    assert lightest[0] == 0 and gates[-1] == max(gates) > sum(gates[:-1])


def test_a_deck_of_ones_own_stands_in_its_part() -> None:
    groups = catalogue.groups([*ALL, deck(tender="light", minutes=1)])
    trust = next(group for group in groups if group.id == "trust")
    assert trust.exercises[0].slug == "deck"


def test_three_are_picked_by_occasion_light_after_a_quarrel_and_for_an_evening() -> None:
    found = catalogue.whole(ALL)
    assert [pick.occasion for pick in found.picks] == ["Something light", "After a quarrel", "A good evening"]
    light, _, evening = (pick.exercise for pick in found.picks)
    assert (light.minutes, light.tender) == (8, catalogue.TENDER["light"])
    assert evening.minutes == max(each.minutes for each in ALL)
    assert not any(pick.exercise.gate for pick in found.picks), "what begins with the safety page is chosen"
    assert found.begin is not None and found.begin.slug == CORE.slug
    assert found.every_day is not None and found.every_day.minutes <= 2
    assert found.groups == catalogue.groups(ALL)


def test_where_there_is_only_a_deck_of_ones_own_nothing_is_picked() -> None:
    found = catalogue.whole([deck()])
    assert (found.picks, found.begin, found.every_day) == ((), None, None)


def test_a_part_with_nothing_in_it_is_left_out() -> None:
    assert [group.id for group in catalogue.groups([deck()])] == ["trust"]


def test_titles_are_typeset() -> None:
    (group,) = catalogue.groups([deck(title="The yes I didn't mean", purpose='Ask "why" ...')])
    assert group.exercises[0].title == "The yes I didn’t mean"
    assert group.exercises[0].purpose == "Ask “why” …"


# ---- who gets to see what -----------------------------------------------------------------------------


def test_the_core_says_what_the_partner_may_see_and_what_stays_with_its_owner() -> None:
    both, own = catalogue.about(CORE).visible
    assert both.who == "Your partner may see what you show"
    assert both.lines[:3] == (
        "My first thought would be …", "How sure I am", "When I do this, it usually means …",
    )  # fmt: skip
    assert own.who == "Only you see"
    assert own.lines == (
        "How much would this matter to me?", "What do you think my partner would say it usually means?",
    )  # fmt: skip


@pytest.mark.parametrize("visibility", ["shared", "ask"])
def test_what_is_offered_may_be_seen(visibility: str) -> None:
    about = catalogue.about(asking(text(visibility)))
    assert lines(about, "both") == ("A word or two", catalogue.TAKEN_ALONG)
    assert not lines(about, "self") and not lines(about, "device")


def test_what_is_marked_so_only_its_owner_sees() -> None:
    about = catalogue.about(asking(text("shared"), text("self", "more", prompt="How hard was it?")))
    assert lines(about, "self") == ("How hard was it?",)


def test_a_private_note_never_leaves_the_phone() -> None:
    note = {"id": "note", "kind": "private_note", "visibility": "device", "prompt": "Only for me"}
    about = catalogue.about(asking(text("shared"), note))
    assert lines(about, "device") == ("Only for me",)


def test_what_asks_nothing_is_not_told_of() -> None:
    read = {"id": "lines", "kind": "read", "text": "A few lines to read."}
    about = catalogue.about(asking(read, text("shared", prompt="A word"), prompt="Read this"))
    assert lines(about, "both") == ("A word", catalogue.TAKEN_ALONG) and not lines(about, "self")


def test_where_nothing_is_offered_nothing_is_told_as_offered() -> None:
    alone = deck(
        closing="none",
        rounds=[{"id": "first", "reveal": "none", "screens": [
            {"id": "words", "prompt": "A word or two", "parts": [text("self")]},
        ]}],
    )  # fmt: skip
    assert not catalogue.about(alone).offers and catalogue.is_for_oneself(alone)
    assert catalogue.about(deck()).offers and not catalogue.is_for_oneself(deck())


def test_the_same_prompt_is_told_once_and_of_many_only_a_few() -> None:
    many = [text("self", f"own{n}", prompt=f"Question {min(n, 5)}?") for n in range(1, 8)]
    about = catalogue.about(asking(text("shared"), *many))
    assert lines(about, "self") == ("Question 1?", "Question 2?", "Question 3?", "Question 4?")
    assert [each.more for each in about.visible] == [0, 1]


def test_what_is_asked_for_several_things_leaves_their_names_open() -> None:
    of = [{"id": "home", "name": "home"}, {"id": "plans", "name": "plans"}]
    about = catalogue.about(asking(text("ask"), prompt="Who decides about {item}?", per=of))
    assert lines(about, "both")[0] == "Who decides about …?"


@pytest.mark.parametrize("exercise", [*ALL, Exercise.model_validate(yaml.safe_load(EVERY_KIND))], ids=str)
def test_no_page_promises_more_than_the_content_keeps(exercise: Exercise) -> None:
    """Counted by hand: whoever is told to be the only one to see something is the only one."""
    parts = [part for each in exercise.rounds for screen in each.screens for part in screen.all_parts]
    asked = [part for part in parts if takes_answer(part) or part.visibility == "device"]
    told = {each.eyes: len(each.lines) + each.more for each in catalogue.about(exercise).visible}
    assert ("device" in told) == any(part.visibility == "device" for part in asked)
    assert ("self" in told) == any(part.visibility == "self" for part in asked)
    offered = any(part.visibility not in ("self", "device") for part in asked)
    assert ("both" in told) == (offered or exercise.closing == "takeaway")
    assert all(len(each.lines) <= catalogue.MOST_LINES for each in catalogue.about(exercise).visible)
    names = {part.name for part in parts if isinstance(part, rate.Part)}
    assert not names or told["self"] >= len(names)


# ---- in words -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("evidence, said", [("A", "study"), ("B", "not the whole"), ("C", "not tested")])
def test_the_evidence_is_said_as_it_is(evidence: str, said: str) -> None:
    assert said in catalogue.about(deck(evidence=evidence)).evidence


@pytest.mark.parametrize("tender, said", [("light", "Light"), ("some", "A little deeper"), ("deep", "Deep")])
def test_how_close_it_goes_is_said_in_words(tender: str, said: str) -> None:
    assert catalogue.listed(deck(tender=tender)).tender == said


@pytest.mark.parametrize("exercise", ALL, ids=lambda exercise: exercise.slug)
def test_nothing_that_is_said_is_a_verdict(exercise: Exercise) -> None:
    about = catalogue.about(exercise)
    said = [about.evidence, *(line for each in about.visible for line in (each.who, *each.lines))]
    said += [words for pair in catalogue.SECTIONS.values() for words in pair]
    assert wording_lint.found_in(" / ".join(said)) == ()
    assert not set(" ".join(said)) & set("'\"!{}")
