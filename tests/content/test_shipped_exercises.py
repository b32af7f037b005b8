"""The exercises that are shipped: who may see what of them, and that they are short and plainly said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import get_args

import pytest

from exercises import library
from exercises.content import kinds
from exercises.content.cues import Section
from exercises.content.exercise import TALKED_ABOUT
from exercises.content.kinds import Part
from exercises.language.typography import typeset
from exercises.library import CUES_OPENER, SHIPPED, Exercise, ScreenSpec, openers
from exercises.steps import layout

CONTENT = library.load(SHIPPED)
EXERCISES = CONTENT.exercises

# Who may see what: every part of every exercise. It is written down once more here so that nobody loosens it
# unnoticed. It may become tighter; then this list changes with it, and so do the words that promise it.
VISIBLE: dict[str, dict[str, str]] = {
    "where-i-go": {
        "ways": "ask", "before": "ask", "protects": "shared", "guess_way": "self", "opening": "self",
        "come_back": "shared",
    },
    "small-asks": {
        "opening": "self", "easy": "ask", "easy_risk": "self", "harder": "self", "harder_risk": "self",
        "hardest": "self", "hardest_risk": "self", "answer": "shared",
    },
    "where-i-took-it": {
        "moment": "device", "place": "self", "needed": "ask", "reading": "shared", "meaning": "shared",
        "plan": "shared",
    },
    "who-decides": {"now": "ask", "wish": "ask", "ok": "self", "look_at": "ask", "look_at_more": "ask"},
    "under-the-grip": {
        "settle": "self", "nudges": "device", "fear": "ask", "need": "ask", "answer": "shared",
    },
    "yes-i-didnt-mean": {"one_yes": "device", "kept_safe": "ask", "half_yes": "ask", "answer": "shared"},
    "chosen-for": {"three": "shared", "guess": "self", "says": "shared"},
    "two-sides-of-a-cue": {
        "reading": "shared", "sure": "shared_as_band", "meaning": "shared", "feelings": "ask", "next": "ask",
        "matter": "self", "wish": "ask", "guess": "self",
    },
    "how-i-come-across": {"meaning": "shared", "expected": "shared", "reading": "shared"},
    "the-loop": {"reading": "shared", "next": "shared", "plan": "shared", "easier": "shared"},
    "other-stories": {
        "moment": "ask", "before": "self", "mine": "shared", "theirs": "shared", "true_ones": "ask",
        "after": "self",
    },
    "breathe-then-ask": {
        "tension": "self", "breath": "self", "tension2": "self", "soft": "ask", "back": "shared",
    },
    "friend-at-the-table": {"friend": "self", "hard": "self", "sentence": "ask", "plan": "shared"},
    "small-openings": {
        "smile": "shared", "another_time": "shared", "looking_forward": "shared", "door_two": "self",
        "changed_mind": "shared", "thanked_for": "shared", "comfort": "shared", "door_three": "self",
        "not_told": "shared", "closest": "shared", "braver": "shared",
    },
    "good-news": {"news": "shared", "turns": "self", "told": "ask"},
    "what-it-said-about-us": {"word": "shared", "meaning": "shared", "add": "shared"},
    "follow-up": {"came_up": "shared", "helped": "shared"},
    "if-then-pact": {"cue": "shared", "plan": "shared", "help": "shared"},
    "then-and-now": {"old": "device", "worry": "ask", "belongs": "ask", "sentence": "ask", "turns": "self"},
    "weather-check": {
        "good": "self", "valued": "self", "safe": "self", "understood": "self", "room": "self",
        "repair": "self",
    },
    "better-by-one": {"item": "shared", "moment": "shared", "mine": "shared", "yours": "ask"},
    "one-moment": {"reading": "shared", "meaning": "shared"},
    "closer-moments": {"reading": "shared", "sure": "shared_as_band", "meaning": "shared"},
    "how-i-think-you-see-me": {"guess": "self", "see": "shared", "time": "shared"},
    "when-you-were-there": {"time": "shared", "showed": "shared", "knew": "shared"},
    "benefit-of-the-doubt": {
        "stung": "ask", "before": "self", "kindest": "ask", "was": "shared", "plan": "shared",
    },
    "a-bad-day-out-there": {"shows": "shared", "guess": "self", "tell": "shared", "helps": "shared"},
    "how-i-calm-down": {
        "calms": "shared", "guess": "self", "long": "shared", "harder": "ask", "plan": "shared",
    },
    "how-it-is-to-be-read": {"then": "ask", "guess": "self", "rather": "ask", "answer": "shared"},
}  # fmt: skip

# What nobody but its owner ever sees, whatever else changes.
ONLY_MINE: dict[str, dict[str, tuple[str, ...]]] = {
    "self": {
        "where-i-go": ("guess_way",),
        "small-asks": ("easy_risk", "harder", "harder_risk", "hardest", "hardest_risk"),
        "where-i-took-it": ("place",),
        "who-decides": ("ok",),
        "chosen-for": ("guess",),
        "two-sides-of-a-cue": ("matter", "guess"),
        "other-stories": ("before", "after"),
        "breathe-then-ask": ("tension", "tension2"),
        "friend-at-the-table": ("friend", "hard"),
        "weather-check": ("good", "valued", "safe", "understood", "room", "repair"),
        "how-i-think-you-see-me": ("guess",),
        "benefit-of-the-doubt": ("before",),
        "a-bad-day-out-there": ("guess",),
        "how-i-calm-down": ("guess",),
        "how-it-is-to-be-read": ("guess",),
    },
    "device": {
        "where-i-took-it": ("moment",),
        "under-the-grip": ("nudges",),
        "yes-i-didnt-mean": ("one_yes",),
        "then-and-now": ("old",),
    },
}

WITH_THE_SAFETY_PAGE = {"who-decides", "under-the-grip", "yes-i-didnt-mean", "closer-moments"}
MOST_AT_FIRST = 60  # words on a first screen; of a moment and its readings test_shipped_content counts more
MOST_IN_A_LINE = 18  # words of what the two will do
MOST_IN_A_NAME = 5  # words that title a card
MOST_BEFORE = 45  # words of an introduction
NOT_LOUD = re.compile(r"[!‼]")

ONE_OF_THEM = re.compile(r"\b(I|me|my|mine|myself|we|our|you)\b", re.IGNORECASE)
OF_BOTH = re.compile(r"\b(each|both|the two|one) of you\b", re.IGNORECASE)
ON_CARDS_ALONE = ("mirrored", "named", "where_same", "where_other")  # of a part

every_exercise = pytest.mark.parametrize("slug", sorted(EXERCISES))


def screens(exercise: Exercise) -> Iterator[ScreenSpec]:
    for each in exercise.rounds:
        yield from each.screens


def parts(exercise: Exercise) -> Iterator[Part]:
    for screen in screens(exercise):
        yield from screen.all_parts


def texts(part: Part) -> Iterator[str]:
    """Everything that a part shows before anything is entered."""
    for key, said in part:
        if key in ON_CARDS_ALONE:
            continue
        if isinstance(said, str) and " " in said.strip():
            yield said
        elif isinstance(said, tuple):
            yield from (each for each in said if isinstance(each, str))


def words_of(screen: ScreenSpec) -> list[str]:
    said = [screen.kicker, screen.prompt, screen.hint]
    said += [text for part in screen.parts for text in texts(part)]
    return " ".join(said).split()


def all_texts(exercise: Exercise) -> Iterator[str]:
    yield from (exercise.title, exercise.purpose, exercise.intro, *exercise.do)
    if exercise.opener != CUES_OPENER:
        yield exercise.opener
    for screen in screens(exercise):
        yield from (screen.name, screen.kicker, screen.prompt, screen.hint, screen.opener)
        for part in screen.all_parts:
            yield from texts(part)


# ---- which there are ----------------------------------------------------------------------------------


def test_there_are_twenty_eight_in_all_five_parts() -> None:
    sections = Counter(exercise.section for exercise in EXERCISES.values() if exercise.listed)
    assert sections.total() == 28 and set(sections) == set(get_args(Section))
    assert min(sections.values()) >= 2


def test_there_is_one_to_begin_with_and_it_is_light() -> None:
    assert [(slug, each.tender) for slug, each in EXERCISES.items() if each.core] == [
        ("two-sides-of-a-cue", "light")
    ]


def test_in_most_parts_something_is_light() -> None:
    light = {exercise.section for exercise in EXERCISES.values() if exercise.tender == "light"}
    assert light >= {"ambiguous", "trust", "satisfaction", "control"}


# ---- who may see what ---------------------------------------------------------------------------------


def test_every_exercise_is_in_the_list() -> None:
    assert set(VISIBLE) == set(EXERCISES)


@every_exercise
def test_who_may_see_what_is_as_it_is_written_down(slug: str) -> None:
    found = {(part.id, part.visibility) for part in parts(EXERCISES[slug])}
    assert found == set(VISIBLE[slug].items())


@pytest.mark.parametrize("stays", sorted(ONLY_MINE))
def test_what_is_only_mine_stays_so(stays: str) -> None:
    for slug, ids in ONLY_MINE[stays].items():
        found = {part.id: part.visibility for part in parts(EXERCISES[slug])}
        assert {id: found[id] for id in ids} == dict.fromkeys(ids, stays)


def test_whatever_takes_an_answer_and_stays_is_in_one_of_the_two_lists() -> None:
    for slug, exercise in EXERCISES.items():
        for part in parts(exercise):
            if part.visibility == "device" or part.visibility == "self" and kinds.takes_answer(part):
                assert part.id in ONLY_MINE[part.visibility].get(slug, ()), (slug, part.id)


def test_what_never_leaves_the_device_has_no_field() -> None:
    notes = [part for each in EXERCISES.values() for part in parts(each) if part.visibility == "device"]
    assert len(notes) == 4
    assert [part.id for part in notes if kinds.fields(part) or part.kind != "private_note"] == []


def test_guesses_and_scales_are_for_whoever_made_them() -> None:
    for exercise in EXERCISES.values():
        for part in parts(exercise):
            if part.kind in ("predict", "rate", "matter"):
                assert part.visibility == "self"
            if part.kind == "scale":
                assert part.visibility in ("self", "shared_as_band")


def test_the_safety_page_comes_before_four_of_them() -> None:
    assert {slug for slug, each in EXERCISES.items() if each.gate} == WITH_THE_SAFETY_PAGE
    assert {EXERCISES[slug].gate for slug in WITH_THE_SAFETY_PAGE} == {"safety"}
    assert {EXERCISES[slug].tender for slug in WITH_THE_SAFETY_PAGE} == {"deep"}


def test_side_by_side_is_left_out_where_it_would_be_a_weapon() -> None:
    assert {slug for slug, each in EXERCISES.items() if each.comparison == "none"} == {
        "under-the-grip", "weather-check",
    }  # fmt: skip
    assert {slug for slug, each in EXERCISES.items() if each.closing == "none"} == {
        "weather-check", "one-moment",
    }  # fmt: skip


def test_the_weather_check_opens_nothing() -> None:
    weather = EXERCISES["weather-check"]
    assert [each.reveal for each in weather.rounds] == ["none"]
    assert [(part.kind, part.visibility) for part in parts(weather)] == [("rate", "self")] * 6
    assert all("Only you" in screen.hint for screen in screens(weather))


def test_what_could_tell_of_fear_is_not_among_what_is_looked_at_together() -> None:
    (item,) = [part for part in parts(EXERCISES["better-by-one"]) if part.kind == "choose_one"]
    names = {part.id: part.name for part in parts(EXERCISES["weather-check"]) if part.kind == "rate"}
    assert item.options == tuple(name for id, name in names.items() if id != "safe")


def test_good_news_is_told_before_there_is_a_card_of_it() -> None:
    (only,) = EXERCISES["good-news"].rounds
    assert [screen.id for screen in only.screens] == ["news", "turns", "told"], "a card comes after its round"


def test_who_decides_is_asked_of_three_areas_at_a_time_and_of_no_bodies_or_phones() -> None:
    exercise = EXERCISES["who-decides"]
    areas = [[item.id for item in screen.per] for screen in screens(exercise) if screen.per]
    assert [len(each) for each in areas] == [3, 3] and exercise.rounds[1].optional
    assert not {"closeness", "phones"} & {id for each in areas for id in each}
    assert exercise.minutes <= 6


def test_of_three_asks_only_the_easiest_can_be_offered() -> None:
    asking, answering = EXERCISES["small-asks"].rounds
    offered = [
        part.id
        for screen in asking.screens
        for part in screen.all_parts
        if part.visibility in ("shared", "ask")
    ]
    assert offered == ["easy"]
    assert [getattr(part, "about", "") for part in answering.screens[0].parts] == ["easy"]


# ---- short, and plainly said --------------------------------------------------------------------------


@every_exercise
def test_the_first_screen_has_few_words(slug: str) -> None:
    first = next(screens(EXERCISES[slug]))
    assert len(words_of(first)) < MOST_AT_FIRST


@every_exercise
def test_it_is_said_before_what_the_two_will_do(slug: str) -> None:
    exercise = EXERCISES[slug]
    assert 2 <= len(exercise.do) <= 4
    assert [line for line in exercise.do if len(line.split()) > MOST_IN_A_LINE or line.endswith(".")] == []
    assert exercise.intro and len(exercise.intro.split()) <= MOST_BEFORE
    assert 2 <= exercise.minutes <= 20


@every_exercise
def test_what_is_listed_and_shown_on_cards_has_a_short_name(slug: str) -> None:
    for each in EXERCISES[slug].rounds:
        for screen in each.screens[1:] if each.gate is not None else each.screens:
            if screen.voice is None and not screen.per:
                assert 1 <= len(screen.name.split()) <= MOST_IN_A_NAME, screen.id


@every_exercise
def test_a_part_alone_on_its_screen_is_asked_by_the_heading(slug: str) -> None:
    for screen in screens(EXERCISES[slug]):
        if len(screen.all_parts) == 1 and screen.voice is None:
            (part,) = screen.parts
            assert not part.prompt or part.kind in ("private_note", "ready_gate"), part.id


@every_exercise
def test_an_opener_is_a_question_to_both(slug: str) -> None:
    exercise = EXERCISES[slug]
    asked = [exercise.opener, *(screen.opener for screen in screens(exercise))]
    assert [text for text in asked if text and text != CUES_OPENER and not text.endswith("?")] == []
    assert not re.search(r"\b(why do you|always|never|should|actually|just)\b", " ".join(asked), re.I)


@every_exercise
def test_an_opener_speaks_to_both_and_none_is_asked_twice(slug: str) -> None:
    exercise = EXERCISES[slug]
    asked = [text for text in (exercise.opener, *(screen.opener for screen in screens(exercise))) if text]
    asked = [text for text in asked if text != CUES_OPENER]
    assert [text for text in asked if ONE_OF_THEM.search(OF_BOTH.sub("", text))] == []
    assert len(set(asked)) == len(asked)


@every_exercise
def test_nobody_is_me_or_you_on_a_card_about_both(slug: str) -> None:
    """What a heading asks is in words about both; "each of you" and "the two of you" are."""
    for each in EXERCISES[slug].rounds:
        for screen in each.screens:
            if openers.has_card(each, screen):
                assert screen.asked and "{partner}" not in screen.asked, screen.id
                labels = [part.prompt for part in screen.all_parts if part.visibility in ("shared", "ask")]
                for said in (screen.name, screen.asked, *(labels if len(labels) > 1 else ())):
                    assert not ONE_OF_THEM.search(OF_BOTH.sub("", said)), said


def test_words_about_one_of_them_would_be_found() -> None:
    for said in ("What helps me?", "What do you need?", "What can we do?"):
        assert ONE_OF_THEM.search(OF_BOTH.sub("", said))
    assert not ONE_OF_THEM.search(OF_BOTH.sub("", "What does each of you need from the two of you?"))


@every_exercise
def test_nothing_is_shouted_and_no_straight_quote_reaches_a_page(slug: str) -> None:
    for text in all_texts(EXERCISES[slug]):
        shown = typeset(text, {"partner": "Sam", "item": "Money"})
        assert not NOT_LOUD.search(text), text
        assert not re.search(r"['\"{}]|\.\.\.", shown), text


@every_exercise
def test_every_part_makes_an_input(slug: str) -> None:
    exercise = EXERCISES[slug]
    some = tuple(sorted(CONTENT.cues))
    choice = {
        each.id: each.named or some[: each.drawn or (3 if each.cues == TALKED_ABOUT else 0)]
        for each in exercise.rounds
    }
    for step in layout.lay_out(exercise, CONTENT.cues, choice).steps.values():
        asked = step.screen.prompt
        for part in step.parts:
            made = kinds.input(part, step.cue, step.voice, None, {"partner": "Sam"}, prompt=asked)
            assert (made.name, made.template) == (part.id, f"kinds/{part.kind}.html")
            assert made.prompt
            if part.kind == "choose_one":
                assert len(made.options) >= 2
