"""Kinds in which something is chosen: options, guesses, forecasts, responses."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from exercises.content import kinds
from exercises.content.kinds import choose_many, choose_one, forecast, predict, respond
from tests.rules.test_kinds import CUE, FEELINGS, OWN, refusal

WHOSE = choose_one.Part(
    id="whose",
    kind="choose_one",
    visibility="ask",
    prompt="As it is now",
    options=("mostly me", "mostly you", "together", "it just happens"),
    mirrored=("mostly me", "mostly you"),
)
WAYS = choose_many.Part(
    id="ways",
    kind="choose_many",
    visibility="ask",
    max=3,
    options=("go quiet", "get busy", "make a joke of it", "I don't know, {partner}"),
)
STORIES = choose_many.Part(id="found", kind="choose_many", visibility="ask", max=2, source="stories")
EXPECTED = forecast.Part(id="expected", kind="forecast", visibility="shared")
GUESS_WAY = predict.Part(
    id="guess_way", kind="predict", visibility="self", of="ways", options=("go quiet", "get busy")
)
GUESS_WORDS = predict.Part(id="guess_words", kind="predict", visibility="self", of="three", free=True)
ANSWER = respond.Part(
    id="answer",
    kind="respond",
    visibility="shared",
    about="asks",
    options=("Gladly", "Not this one, but I could ...", "Not this time"),
)
CLOSED = respond.Part(
    id="closed", kind="respond", visibility="shared", about="need", options=("I hear you", "Tell me more")
)
FOUND = STORIES.model_copy(update={"options": ("Work ran 'late'", "{partner} forgot\nthe time")})


def labels(made: kinds.PartInput) -> list[tuple[str, bool, int]]:
    return [(option.label, option.chosen, option.order) for option in made.options]


# ---- one of several ---------------------------------------------------------------------------


def test_one_option_is_kept_as_the_content_has_it() -> None:
    assert kinds.clean(WHOSE, {"whose": "together"}, None) == "together"
    assert kinds.clean(WHOSE, {"whose": ["together", "mostly me"]}, None) == "mostly me"
    assert kinds.clean(WHOSE, {}, None) is None
    assert refusal(WHOSE, {"whose": "neither"}) == "Nothing is lost. Choose one of these."


def test_what_is_mirrored_says_the_same_when_it_differs() -> None:
    assert kinds.same(WHOSE, "mostly me", "mostly you")
    assert kinds.same(WHOSE, "mostly you", "mostly me")
    assert not kinds.same(WHOSE, "mostly me", "mostly me")
    assert kinds.same(WHOSE, "together", "together")
    assert not kinds.same(WHOSE, "together", "mostly me")


def test_a_part_whose_options_come_from_elsewhere_is_sound_without_any() -> None:
    part = choose_one.Part(id="cue", kind="choose_one", visibility="shared", source="cues")
    assert kinds.clean(part, {}, None) is None
    filled = part.model_copy(update={"options": ("Quiet at dinner",)})
    assert kinds.clean(filled, {"cue": "Quiet at dinner"}, None) == "Quiet at dinner"


@pytest.mark.parametrize(
    "broken",
    [
        {"options": ()},
        {"options": ("only one",)},
        {"options": tuple(f"option {number}" for number in range(13))},
        {"options": ("twice", "twice")},
        {"options": ("a", "b"), "source": "cues"},
        {"options": ("a", "b"), "mirrored": ("a",)},
        {"options": ("a", "b"), "mirrored": ("a", "c")},
    ],
)
def test_options_that_cannot_be_asked_are_told_to_their_author(broken: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        choose_one.Part(id="x", kind="choose_one", visibility="ask", **broken)


# ---- several ----------------------------------------------------------------------------------


def test_several_options_keep_the_order_in_which_they_were_chosen() -> None:
    assert kinds.clean(WAYS, {"ways": ["get busy", "go quiet"]}, None) == ["get busy", "go quiet"]
    assert kinds.clean(WAYS, {"ways": "get busy"}, None) == ["get busy"]
    assert kinds.clean(WAYS, {"ways": []}, None) is None
    made = kinds.input(WAYS, None, "", ["get busy", "go quiet"], {"partner": "Sam"})
    assert made.ordered and made.at_most == 3
    assert labels(made) == [
        ("go quiet", True, 2),
        ("get busy", True, 1),
        ("make a joke of it", False, 0),
        ("I don’t know, Sam", False, 0),
    ]


@pytest.mark.parametrize("odd", [["go quiet", "go quiet"], ["sulk"], list(WAYS.options)])
def test_too_many_others_and_the_same_twice_are_refused(odd: list[str]) -> None:
    assert refusal(WAYS, {"ways": odd}) == "Nothing is lost. Choose up to three of these, each once."


def test_the_order_of_choosing_makes_no_difference_to_saying_the_same() -> None:
    assert kinds.same(WAYS, ["go quiet", "get busy"], ["get busy", "go quiet"])
    assert not kinds.same(WAYS, ["go quiet"], ["get busy"])
    assert kinds.same(FEELINGS, ["sad", "calm"], ["calm", "sad"])
    assert kinds.lines(WAYS, ["get busy", "go quiet"], {}) == ("get busy", "go quiet")


def test_stories_that_people_wrote_stay_as_they_typed_them() -> None:
    typed = "{partner} forgot\nthe time"
    assert kinds.clean(FOUND, {"found": "{partner} forgot\r\nthe time"}, None) == [typed]
    assert kinds.lines(FOUND, [typed], {"partner": "Sam"}) == (typed,)
    made = kinds.input(FOUND, None, "", [typed], {"partner": "Sam"})
    assert labels(made) == [("Work ran 'late'", False, 0), (typed, True, 1)]


def test_no_more_can_be_chosen_than_there_are() -> None:
    with pytest.raises(ValidationError, match="at most 2"):
        choose_many.Part(id="x", kind="choose_many", visibility="ask", max=3, options=("a", "b"))


def test_feelings_know_as_which_they_were_chosen() -> None:
    made = kinds.input(FEELINGS, CUE, "receiver", ["hurt", "calm"], {})
    assert made.ordered
    chosen = {option.value: option.order for _, options in made.groups for option in options if option.chosen}
    assert chosen == {"hurt": 1, "calm": 2}
    assert kinds.lines(FEELINGS, ["hurt", "calm"], {}) == ("hurt", "calm")


# ---- forecasts and guesses --------------------------------------------------------------------


def test_a_forecast_is_a_reading_as_the_other_would_say_it() -> None:
    value = kinds.clean(EXPECTED, {"expected": "us_mild"}, CUE)
    assert value == {"pick": "us_mild"}
    names = {"partner": "Sam", "me": "Alex"}
    said = "I’ve done something to upset Alex."  # it is Sam who would say so
    assert kinds.words(EXPECTED, value, CUE, "expected", names) == said
    made = kinds.input(EXPECTED, CUE, "expected", value, names)
    assert said in {option.label for option in made.options}
    assert made.sends and made.own_words
    assert "Being tired or stressed" in {option.label for option in made.about}
    assert "It would hurt" in {option.label for option in made.feel}
    assert kinds.not_applicable("expected") == "Doesn’t come up with us"


def test_a_forecast_can_be_in_own_words() -> None:
    own = {field.replace("reading", "expected"): value for field, value in OWN.items()}
    value = kinds.clean(EXPECTED, own, CUE)
    assert isinstance(value, dict) and value["words"] == "They're planning tomorrow"


def test_a_guess_at_a_choice_is_one_of_its_options() -> None:
    assert kinds.clean(GUESS_WAY, {"guess_way": "go quiet"}, None) == "go quiet"
    assert kinds.clean(GUESS_WAY, {"guess_way.words": "something else"}, None) is None
    assert "Choose one of these" in refusal(GUESS_WAY, {"guess_way": "strain"})
    made = kinds.input(GUESS_WAY, None, "", "go quiet", {})
    assert made.sends and not made.own_words
    assert labels(made) == [("go quiet", True, 0), ("get busy", False, 0)]
    assert kinds.fields(GUESS_WAY) == ("guess_way",)


def test_a_guess_at_words_is_a_few_words() -> None:
    assert kinds.clean(GUESS_WORDS, {"guess_words": " Patience "}, None) == "Patience"
    assert kinds.clean(GUESS_WORDS, {"guess_words": " "}, None) is None
    assert "160" in refusal(GUESS_WORDS, {"guess_words": "x" * 161})
    assert kinds.words(GUESS_WORDS, "don't {partner}", None, "", {"partner": "Sam"}) == "don't {partner}"
    made = kinds.input(GUESS_WORDS, None, "", "Patience", {})
    assert (made.sends, made.words, made.limit, made.options) == (False, "Patience", 160, ())


def test_a_guess_has_one_shape() -> None:
    with pytest.raises(ValidationError, match="not both"):
        predict.Part(id="x", kind="predict", visibility="self", of="y", options=("a", "b"), free=True)


# ---- responses --------------------------------------------------------------------------------


def test_a_response_is_an_option_and_an_open_one_is_finished_in_own_words() -> None:
    assert kinds.clean(ANSWER, {"answer": "Gladly"}, None) == {"pick": "Gladly"}
    value = kinds.clean(ANSWER, {"answer": ANSWER.options[1], "answer.words": " run {you} a bath "}, None)
    assert value == {"pick": "Not this one, but I could ...", "words": "run {you} a bath"}
    assert kinds.words(ANSWER, value, None, "", {}) == "Not this one, but I could run {you} a bath"
    assert kinds.words(ANSWER, {"pick": "Gladly"}, None, "", {}) == "Gladly"


def test_an_open_response_without_its_words_is_told_what_is_missing() -> None:
    said = refusal(ANSWER, {"answer": ANSWER.options[1], "answer.words": " "})
    assert said == "Nothing is lost. Finish the sentence, or choose another answer."


def test_words_alone_finish_the_one_response_that_is_open() -> None:
    value = kinds.clean(ANSWER, {"answer.words": "cook"}, None)
    assert value == {"pick": "Not this one, but I could ...", "words": "cook"}
    two = ANSWER.model_copy(update={"options": ("Yes, if ...", "No, but ...")})
    assert "Choose the answer that it finishes" in refusal(two, {"answer.words": "cook"})
    assert kinds.clean(CLOSED, {"closed.words": "cook"}, None) is None


def test_a_response_that_is_complete_as_it_stands_takes_no_words_along() -> None:
    assert kinds.clean(ANSWER, {"answer": "Gladly", "answer.words": "cook"}, None) == {"pick": "Gladly"}


def test_the_input_of_a_response_knows_whether_there_are_words_to_add() -> None:
    made = kinds.input(ANSWER, None, "", {"pick": ANSWER.options[1], "words": "cook"}, {})
    assert (made.own_words, made.own_words_chosen, made.words, made.limit) == (True, True, "cook", 160)
    assert labels(made)[1] == ("Not this one, but I could …", True, 0)
    assert not kinds.input(CLOSED, None, "", None, {}).own_words


# ---- what a screen may do with them -----------------------------------------------------------


def test_a_tap_sends_a_choice_where_nothing_else_is_asked() -> None:
    assert kinds.sends_alone(WHOSE) and kinds.sends_alone(CLOSED) and kinds.sends_alone(EXPECTED)
    assert not kinds.sends_alone(ANSWER)  # there may be words to add
    assert not kinds.sends_alone(WAYS)
    assert not kinds.sends_alone(GUESS_WORDS)
    assert not kinds.input(WHOSE, None, "", None, {}).sends  # only the screen knows what else it asks


def test_lists_about_different_things_stay_apart() -> None:
    assert kinds.merges(WAYS)
    assert not kinds.merges(WAYS.model_copy(update={"apart": True}))


def test_a_list_merges_and_a_response_needs_what_it_answers() -> None:
    assert [kinds.merges(part) for part in (WAYS, FEELINGS, WHOSE, ANSWER)] == [True, True, False, False]
    assert kinds.needs_words(ANSWER) and not kinds.needs_words(WHOSE)
