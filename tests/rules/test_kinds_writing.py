"""Kinds in which something is written: texts, plans, other stories, words said back."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from exercises.content import kinds
from exercises.content.kinds import Unclear, alternatives, if_then, paraphrase, recall, text
from exercises.language import story_words
from tests.rules.test_kinds import WISH, refusal

SOFT = text.Part(
    id="soft",
    kind="text",
    visibility="ask",
    max=20,
    boxes=("When this happened:", "I felt:", "I'd like:"),
    hint_words=("you make", "Always"),
)
THREE = text.Part(id="three", kind="text", visibility="shared", max=20, count=3)
CAMERA = text.Part(
    id="camera", kind="text", visibility="ask", max=240, facts_only=True, hint_words=("slammed", "always")
)
PLAN = if_then.Part(id="plan", kind="if_then", visibility="shared")
GIVEN = if_then.Part(id="given", kind="if_then", visibility="shared", given="we don't find a way")
OUT = if_then.Part(
    id="out", kind="if_then", visibility="shared", source="ring", ways=("ask gently", "say how I feel"),
    given="I think “It's \"me\", {partner}” when Sam sighs",
)  # fmt: skip
MINE = alternatives.Part(
    id="mine", kind="alternatives", visibility="shared", min=2, aim=3, max=5, categories_min=2
)
THEIRS = alternatives.Part(
    id="theirs", kind="alternatives", visibility="shared", about="moment", min=1, max=5
)
HEARD = paraphrase.Part(
    id="heard",
    kind="paraphrase",
    visibility="shared",
    about="soft",
    confirm=("Yes, that is it", "Almost"),
    max=40,
)
WORD = recall.Part(id="word", kind="recall", visibility="shared", max=40)


def unclear(part: Any, raw: Any) -> Unclear:
    with pytest.raises(Unclear) as caught:
        kinds.clean(part, raw, None)
    return caught.value


# ---- texts ------------------------------------------------------------------------------------


def test_boxes_belong_together_and_some_may_stay_empty() -> None:
    value = kinds.clean(SOFT, {"soft.1": " the door ", "soft.3": "a hello"}, None)
    assert value == ["the door", "", "a hello"]
    assert kinds.lines(SOFT, value, {}) == ("When this happened: the door", "I’d like: a hello")
    assert kinds.words(SOFT, value, None, "", {}) == "When this happened: the door\nI’d like: a hello"
    assert kinds.clean(SOFT, {"soft.1": " ", "soft": "elsewhere"}, None) is None


def test_each_box_has_its_own_limit_and_a_refusal_says_which() -> None:
    assert unclear(SOFT, {"soft.1": "fine", "soft.2": "x" * 21}).field == "soft.2"


def test_boxes_are_shown_with_their_labels_and_what_is_in_them() -> None:
    made = kinds.input(SOFT, None, "", ["the door", "", "a hello"], {})
    assert [(box.name, box.label, box.text, box.limit) for box in made.fields] == [
        ("soft.1", "When this happened:", "the door", 20),
        ("soft.2", "I felt:", "", 20),
        ("soft.3", "I’d like:", "a hello", 20),
    ]
    assert made.needed == 3 and made.hint_words == ("you make", "always")


def test_several_texts_of_one_sort_close_their_gaps() -> None:
    value = kinds.clean(THREE, {"three.1": "", "three.2": "your patience", "three.3": "your soup"}, None)
    assert value == ["your patience", "your soup"] == list(kinds.lines(THREE, value, {}))
    made = kinds.input(THREE, None, "", value, {})
    assert [box.text for box in made.fields] == ["your patience", "your soup", ""]
    assert [box.label for box in made.fields] == ["First", "Second", "Third"]
    assert kinds.clean(THREE, {"three.1": " ", "three.3": "\n"}, None) is None


def test_one_text_has_one_line_whatever_is_in_it() -> None:
    assert kinds.lines(WISH, "a\nb", {}) == ("a\nb",)
    assert kinds.fields(WISH) == ("wish",)
    assert kinds.input(WISH, None, "", "a\nb", {}).fields == ()


def test_a_text_about_facts_hints_at_all_words_that_tell_a_story() -> None:
    made = kinds.input(CAMERA, None, "", None, {})
    assert set(made.hint_words) == {*story_words.PHRASES, "slammed"}
    assert len(set(made.hint_words)) == len(made.hint_words)
    assert kinds.input(WISH, None, "", None, {}).hint_words == ()


def test_a_hint_never_blocks() -> None:
    assert kinds.clean(CAMERA, {"camera": "you always ignored me"}, None) == "you always ignored me"


@pytest.mark.parametrize(
    "broken",
    [
        {"boxes": ("one",)},
        {"boxes": ("a", "b", "c", "d", "e")},
        {"boxes": ("a", "b"), "count": 2},
        {"count": 6},
        {"count": 0},
        {"max": 1201},
    ],
)
def test_a_text_that_cannot_be_asked_is_told_to_its_author(broken: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        text.Part(**{"id": "x", "kind": "text", "visibility": "ask", "max": 10, **broken})


def test_words_said_back_and_remembered_are_kept_as_they_were_typed() -> None:
    assert kinds.clean(HEARD, {"heard": " you'd like {partner} "}, None) == "you'd like {partner}"
    assert kinds.words(HEARD, "you'd like {partner}", None, "", {"partner": "Sam"}) == "you'd like {partner}"
    assert kinds.clean(WORD, {"word": ""}, None) is None
    assert "40" in refusal(WORD, {"word": "x" * 41}) and "40" in refusal(HEARD, {"heard": "x" * 41})
    assert kinds.needs_words(HEARD) and not kinds.needs_words(WORD)


@pytest.mark.parametrize("confirm", [("Yes",), ("Yes", "Almost", "No"), ("Yes", "Yes")])
def test_what_was_said_back_is_taken_in_one_of_two_ways(confirm: tuple[str, ...]) -> None:
    with pytest.raises(ValidationError):
        paraphrase.Part(id="x", kind="paraphrase", visibility="shared", about="y", confirm=confirm)
    unasked = paraphrase.Part(id="x", kind="paraphrase", visibility="shared", about="y")
    assert (unasked.confirm, unasked.max) == ((), 400)


# ---- plans ------------------------------------------------------------------------------------


def test_a_plan_has_two_halves() -> None:
    value = kinds.clean(PLAN, {"plan.if": "you go quiet", "plan.then": "I ask once"}, None)
    assert value == {"if": "you go quiet", "then": "I ask once"}
    assert kinds.words(PLAN, value, None, "", {}) == "If you go quiet, then I first ask once"
    assert kinds.clean(PLAN, {}, None) is None
    assert unclear(PLAN, {"plan.if": "you go quiet"}).field == "plan.then"
    assert unclear(PLAN, {"plan.then": "I ask once"}).field == "plan.if"


def test_the_first_half_can_be_given() -> None:
    value = kinds.clean(GIVEN, {"given.if": "not looked at", "given.then": "I make tea"}, None)
    assert value == {"if": "we don't find a way", "then": "I make tea"}
    assert kinds.words(GIVEN, value, None, "", {}) == "If we don’t find a way, then I first make tea"
    assert kinds.clean(GIVEN, {"given.if": "not looked at"}, None) is None
    made = kinds.input(GIVEN, None, "", value, {})
    assert made.given == "we don’t find a way"
    assert [(box.name, box.label, box.text) for box in made.fields] == [("given.then", "Then", "I make tea")]


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("If you go quiet,", "then I ask once"),
        ("you go quiet ...", "Then, I ask once"),
        ("if you go quiet", "I ask once"),
    ],
)
def test_if_and_then_are_said_once(first: str, then: str) -> None:
    value = kinds.clean(PLAN, {"plan.if": first, "plan.then": then}, None)
    assert value == {"if": first, "then": then}
    assert kinds.words(PLAN, value, None, "", {}) == "If you go quiet, then I first ask once"


@pytest.mark.parametrize(
    "then", ["you ask me", "You will ask me", "then you ask me", "you'll ask", "YOU ask"]
)
def test_a_plan_is_about_what_one_does_oneself(then: str) -> None:
    refused = unclear(PLAN, {"plan.if": "it gets late", "plan.then": then})
    assert refused.field == "plan.then"
    assert refused.message == (
        "What you wrote is still here. A plan is about what you do yourself: begin with what you will do."
    )
    free = PLAN.model_copy(update={"own_action_only": False})
    assert kinds.clean(free, {"plan.if": "it gets late", "plan.then": then}, None)


@pytest.mark.parametrize("then", ["your hand is what I take", "I tell you", "younger me gets a hug"])
def test_a_plan_may_well_speak_of_the_other(then: str) -> None:
    assert kinds.clean(PLAN, {"plan.if": "it gets late", "plan.then": then}, None)


def test_a_way_is_chosen_or_written_in_ones_own_words() -> None:
    chosen = kinds.clean(OUT, {"out.way": "ask gently", "out.then": "typed before"}, None)
    assert chosen == {"if": OUT.given, "then": "ask gently"}
    own = {"if": OUT.given, "then": "say it’s late"}
    assert kinds.clean(OUT, {"out.way": "other", "out.then": " say it’s late "}, None) == own
    assert kinds.clean(OUT, {"out.then": "say it’s late"}, None) == own, "words alone are meant, too"
    assert kinds.clean(OUT, {"out.way": "", "out.then": ""}, None) is None
    assert kinds.fields(OUT) == ("out.then", "out.way")


@pytest.mark.parametrize(
    "raw",
    [
        {"out.way": "test them"},
        {"out.way": "other", "out.then": ""},
        {"out.way": "other", "out.then": "you ask me"},
    ],
)
def test_another_way_no_words_and_a_plan_for_the_other_are_refused(raw: dict[str, str]) -> None:
    if raw.get("out.then") == "":
        assert kinds.clean(OUT, raw, None) is None
    else:
        assert unclear(OUT, raw).status == 422


def test_a_first_half_from_a_ring_is_said_as_it_stands_by_whoever_shows_it() -> None:
    value = kinds.clean(OUT, {"out.way": "say how I feel"}, None)
    said = 'If I think “It\'s "me", {partner}” when Sam sighs, then I first say how I feel'
    laid_out = OUT.model_copy(update={"given": ""})
    for part in (OUT, laid_out):
        assert kinds.words(part, value, None, "", {"partner": "Robin"}) == said
    made = kinds.input(OUT, None, "", value, {"partner": "Robin"})
    assert made.given == OUT.given
    assert [option.chosen for option in made.options] == [False, True]
    assert (made.own_words, made.own_words_chosen, made.fields[0].text) == (True, False, "")


def test_a_way_typed_by_hand_is_that_way() -> None:
    value = kinds.clean(OUT, {"out.way": "other", "out.then": "ask gently"}, None)
    raw = kinds.to_raw(OUT, value)
    assert raw == {"out.then": "", "out.way": "ask gently"} and kinds.clean(OUT, raw, None) == value


# ---- other stories ----------------------------------------------------------------------------

ROWS = {
    "mine.1.words": "work ran late",
    "mine.1.about": "external",
    "mine.2.words": "tired",
    "mine.2.about": "strain",
}


def test_each_story_comes_with_what_it_is_about() -> None:
    value = kinds.clean(MINE, ROWS, None)
    assert value == [{"words": "work ran late", "cat": "external"}, {"words": "tired", "cat": "strain"}]
    assert kinds.lines(MINE, value, {}) == ("work ran late", "tired")
    assert kinds.tags(MINE, value) == ("something outside the two of you", "tiredness or stress")
    assert kinds.merges(MINE)


def test_rows_may_have_gaps() -> None:
    gap = {field.replace(".2.", ".5."): value for field, value in ROWS.items()}
    assert kinds.clean(MINE, gap, None) == kinds.clean(MINE, ROWS, None)
    assert kinds.clean(MINE, {"mine.3.words": " ", "mine.4.about": ""}, None) is None


@pytest.mark.parametrize(
    ("raw", "said", "field"),
    [
        ({"mine.1.words": "tired"}, "Add to each story what it is about.", "mine.1.about"),
        ({**ROWS, "mine.3.about": "caring"}, "One of the stories lacks its words.", "mine.3.words"),
        ({**ROWS, "mine.2.about": "boredom"}, "Add to each story what it is about.", "mine.2.about"),
        ({**ROWS, "mine.2.about": "", "mine.2.words": " "}, "Find one more.", "mine.2.words"),
        ({**ROWS, "mine.2.about": "external"}, "Find one that is about something else.", "mine.2.about"),
    ],
)
def test_what_a_story_lacks_is_told_and_the_rest_is_kept(raw: Any, said: str, field: str) -> None:
    refused = unclear(MINE, raw)
    assert (refused.message, refused.field) == (f"What you wrote is still here. {said}", field)
    shown = kinds.input(MINE, None, "", None, {}, raw=raw)
    assert [box.text for box in shown.fields][: len(raw) // 2] == [
        raw[name] for name in raw if name.endswith(".words")
    ][: len(raw) // 2]


def test_stories_of_white_space_in_every_row_are_no_stories() -> None:
    raw = {**ROWS, **{f"mine.{number}.words": " " for number in (2, 3, 4, 5)}, "mine.2.about": ""}
    assert unclear(MINE, raw).field == "mine.2.words"


def test_the_rows_that_are_asked_for_or_filled_are_open() -> None:
    made = kinds.input(MINE, None, "", None, {})
    assert (made.needed, len(made.fields), made.limit) == (3, 5, 120)
    assert made.fields[0].name == "mine.1.words" and len(made.fields[0].options) == 5
    assert kinds.input(THEIRS, None, "", None, {}).needed == 1
    assert kinds.input(MINE, None, "", None, {}, raw={"mine.4.words": "x"}).needed == 4


def test_stories_about_the_others_moment_need_one() -> None:
    assert kinds.needs_words(THEIRS) and not kinds.needs_words(MINE)


@pytest.mark.parametrize(
    "broken",
    [{"min": 3, "max": 2}, {"min": 2, "aim": 1, "max": 5}, {"aim": 5, "max": 4}, {"max": 6}, {"min": 0},
     {"min": 1, "categories_min": 2}],
)  # fmt: skip
def test_stories_that_cannot_be_asked_are_told_to_their_author(broken: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        alternatives.Part(
            **{"id": "x", "kind": "alternatives", "visibility": "ask", "min": 1, "max": 5, **broken}
        )


def test_a_way_that_was_chosen_is_set_as_it_was_offered_and_own_words_as_they_were_typed() -> None:
    part = if_then.Part(
        id="calm", kind="if_then", visibility="shared", given="I get loud", ways=("say that I'm coming back",)
    )
    plan = {"if": "I get loud", "then": "say that I'm coming back"}
    assert kinds.words(part, plan, None, "", {}).endswith("then I first say that I’m coming back")
    assert kinds.words(part, plan | {"then": "say I'm sad"}, None, "", {}).endswith("say I'm sad")
