"""What each kind accepts, says and shows."""

from __future__ import annotations

from typing import Any

import pytest

from exercises import library
from exercises.content import kinds
from exercises.content.kinds import (
    Unclear,
    choose_reading,
    feelings,
    matter,
    next_move,
    own_meaning,
    predict,
    scale,
    text,
)
from exercises.library import SHIPPED
from exercises.steps.cue_selection import shuffled

CUE = library.load(SHIPPED).cues["quiet-at-dinner"]
READING = choose_reading.Part(id="reading", kind="choose_reading", visibility="shared")
MEANING = own_meaning.Part(id="meaning", kind="own_meaning", visibility="shared")
GUESS = predict.Part(id="guess", kind="predict", visibility="self", of="meaning")
SURE = scale.Part(
    id="sure",
    kind="scale",
    visibility="shared_as_band",
    tiles=(20, 50, 80),
    words=("just a guess", "leaning", "quite sure"),
)
FEELINGS = feelings.Part(id="feelings", kind="feelings", visibility="ask", prompt="I would feel ...")
NEXT = next_move.Part(id="next", kind="next_move", visibility="ask")
MATTER = matter.Part(id="matter", kind="matter", visibility="self")
WISH = text.Part(id="wish", kind="text", visibility="ask", max=160)

OWN = {
    "reading": "other",
    "reading.words": "They're planning tomorrow",
    "reading.about": "external",
    "reading.feel": "-1",
}


def refusal(part: Any, raw: Any) -> str:
    with pytest.raises(Unclear) as caught:
        kinds.clean(part, raw, CUE)
    assert caught.value.status == 422
    return caught.value.message


# ---- readings ---------------------------------------------------------------------------------


def test_a_reading_is_a_tap() -> None:
    assert kinds.clean(READING, {"reading": "strain"}, CUE) == {"pick": "strain"}


def test_a_reading_that_is_not_there_is_refused() -> None:
    assert "Choose one of the readings" in refusal(READING, {"reading": "boredom"})


def test_nothing_touched_is_nothing() -> None:
    assert kinds.clean(READING, {}, CUE) is None
    assert kinds.clean(READING, {"reading": "", "reading.words": " "}, CUE) is None


def test_it_may_not_come_up_with_us() -> None:
    assert kinds.clean(READING, {"reading": "na"}, CUE) == {"pick": "na"}


def test_the_button_that_was_pressed_counts_more_than_the_radio_that_was_chosen() -> None:
    assert kinds.clean(READING, {"reading": ["strain", "na"]}, CUE) == {"pick": "na"}


def test_own_words_come_with_what_they_are_about_and_how_it_feels() -> None:
    assert kinds.clean(READING, OWN, CUE) == {
        "pick": "other",
        "words": "They're planning tomorrow",
        "cat": "external",
        "t": -1,
    }


def test_own_words_without_a_pick_are_an_answer_too() -> None:
    assert kinds.clean(READING, {**OWN, "reading": ""}, CUE) == kinds.clean(READING, OWN, CUE)


@pytest.mark.parametrize(
    ("left_out", "said"),
    [
        (("words",), "Add a few words of your own"),
        (("about",), "Add what they are about."),
        (("feel",), "Add how it feels."),
        (("about", "feel"), "Add what they are about and how it feels."),
    ],
)
@pytest.mark.parametrize("part", [READING, MEANING, GUESS], ids=lambda part: part.kind)
def test_own_words_that_lack_something_are_told_what(part: Any, left_out: tuple[str, ...], said: str) -> None:
    own = {field.replace("reading", part.id): value for field, value in OWN.items()}
    for field in left_out:
        own[f"{part.id}.{field}"] = ""
    assert said in refusal(part, own)


def test_own_words_may_have_160_characters_counted_as_people_count() -> None:
    assert kinds.clean(READING, {**OWN, "reading.words": "é" * 160}, CUE)
    assert kinds.clean(READING, {**OWN, "reading.words": "e\u0301" * 160}, CUE)
    assert "160" in refusal(READING, {**OWN, "reading.words": "é" * 161})


def test_a_refusal_never_repeats_what_somebody_typed() -> None:
    assert "secret" not in refusal(READING, {**OWN, "reading.words": "secret" * 100})
    assert "secret" not in refusal(READING, {"reading": "secret"})


def test_the_same_pick_speaks_in_the_voice_of_its_step() -> None:
    value = {"pick": "us_mild"}
    assert kinds.says(value, CUE, "receiver", {"partner": "Sam"}) == "I’ve done something to upset Sam."
    assert kinds.says(value, CUE, "receiver") == "I’ve done something to upset my partner."
    assert kinds.says(value, CUE, "sender") == "Something you did is bothering me a little."
    assert kinds.says(value, CUE, "calm") == kinds.says(value, CUE, "receiver")
    assert kinds.says({"pick": "strain"}, CUE, "receiver") == "My partner is worn out."


def test_own_words_are_said_as_they_were_typed() -> None:
    value = kinds.clean(READING, OWN, CUE)
    assert isinstance(value, dict)
    assert kinds.says(value, CUE, "receiver") == "They're planning tomorrow"


def test_what_does_not_come_up_says_so_in_its_voice() -> None:
    assert kinds.says({"pick": "na"}, CUE, "sender") == kinds.not_applicable("sender") == "I don’t do this"
    assert kinds.not_applicable("receiver") == "Doesn’t come up with us"


# ---- tender -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "pick", "fate"),
    [
        (READING, "rejecting", "share"),
        (READING, "us_mild", None),
        (READING, "caring", None),
        (MEANING, "rejecting", "keep"),
        (MEANING, "us_mild", ""),
        (MEANING, "strain", None),
        (MEANING, "na", None),
        (READING, "na", None),
        (GUESS, "rejecting", None),
    ],
)
def test_only_what_is_about_the_two_of_us_is_asked_about_singly(
    part: Any, pick: str, fate: str | None
) -> None:
    assert kinds.tender(part, {"pick": pick}, CUE) == fate


@pytest.mark.parametrize(
    ("t", "meaning", "reading"), [(2, "keep", "share"), (1, "", None), (0, None, None), (-2, None, None)]
)
def test_own_words_are_tender_by_how_they_feel(t: int, meaning: str | None, reading: str | None) -> None:
    value = {"pick": "other", "words": "…", "cat": "external", "t": t}
    assert kinds.tender(MEANING, value, CUE) == meaning
    assert kinds.tender(READING, value, CUE) == reading


def test_no_other_kind_is_ever_tender() -> None:
    values: list[tuple[Any, Any]] = [
        (SURE, 80),
        (FEELINGS, ["hurt"]),
        (NEXT, "pull away"),
        (MATTER, 3),
        (WISH, "x"),
    ]
    assert {kinds.tender(part, value, CUE) for part, value in values} == {None}


# ---- the other kinds --------------------------------------------------------------------------


def test_a_tile_that_was_not_touched_is_no_value() -> None:
    assert kinds.clean(SURE, {}, CUE) is None
    assert kinds.clean(SURE, {"sure": "50"}, CUE) == 50
    assert "tiles" in refusal(SURE, {"sure": "51"})
    assert "tiles" in refusal(SURE, {"sure": "050"})
    assert kinds.words(SURE, 20, CUE, "receiver", {}) == "just a guess"


def test_up_to_three_feelings_stay_in_the_order_in_which_they_were_given() -> None:
    assert kinds.clean(FEELINGS, {"feelings": ["hurt", "calm", "angry"]}, CUE) == ["hurt", "calm", "angry"]
    assert kinds.clean(FEELINGS, {"feelings": "hurt"}, CUE) == ["hurt"]
    assert kinds.clean(FEELINGS, {"feelings": []}, CUE) is None
    for odd in (["hurt", "calm", "angry", "small"], ["hurt", "hurt"], ["peckish"]):
        said = refusal(FEELINGS, {"feelings": odd})
        assert said == "Nothing is lost. Choose up to three feelings, each once."


def test_there_are_twenty_eight_feelings_in_four_groups() -> None:
    assert [len(words) for _, words in feelings.GROUPS] == [7, 7, 7, 7]
    assert len(set(feelings.FEELINGS)) == 28


def test_a_next_move_has_a_tag_that_its_input_does_not_show() -> None:
    assert kinds.clean(NEXT, {"next": "ask gently"}, CUE) == "ask gently"
    assert "moves" in refusal(NEXT, {"next": "sulk"})
    assert {kinds.tag_of(move) for move in next_move.MOVES} == {"connect", "neutral", "protect"}
    shown = repr(kinds.input(NEXT, CUE, "receiver", None, {}))
    assert not [tag for tag in ("connect", "neutral", "protect") if tag in shown]


def test_how_much_it_matters_is_a_number_in_words() -> None:
    assert kinds.clean(MATTER, {"matter": "0"}, CUE) == 0
    assert kinds.words(MATTER, 2, CUE, "receiver", {}) == "somewhat"
    assert "four" in refusal(MATTER, {"matter": "4"})
    assert "four" in refusal(MATTER, {"matter": "²"})


@pytest.mark.parametrize(
    ("part", "raw", "said"),
    [
        (READING, {"reading": "boredom"}, "Choose one of the readings, or use your own words."),
        (READING, {"reading": "other"}, "Add a few words of your own, or choose one of the readings."),
        (SURE, {"sure": "51"}, "Choose one of the tiles."),
        (NEXT, {"next": "sulk"}, "Choose one of the moves."),
        (MATTER, {"matter": "4"}, "Choose one of the four."),
    ],
)
def test_a_refusal_says_first_that_nothing_is_lost(part: Any, raw: Any, said: str) -> None:
    assert refusal(part, raw) == f"Nothing is lost. {said}"


def test_what_cannot_be_read_is_still_on_the_screen() -> None:
    assert refusal(READING, {"reading": 7}) == (
        "What you wrote is still on this screen. That could not be read; send it again."
    )


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  asked once\t \r\nthen left be ", "asked once  \nthen left be"),
        ("e\u0301te\u0301", "été"),
        ("\n\n", None),
        ("👩‍👩‍👧", "👩‍👩‍👧"),
        ("שלום", "שלום"),
    ],
)
def test_a_text_is_cleaned_and_nothing_of_it_is_cut(typed: str, kept: str | None) -> None:
    assert kinds.clean(WISH, {"wish": typed}, None) == kept


@pytest.mark.parametrize("unseen", ["\u200b \u200d", "\u3164", "\u2800", "\u0301", "\u200f"])
def test_a_text_that_shows_as_nothing_is_refused_and_not_dropped(unseen: str) -> None:
    assert refusal(WISH, {"wish": unseen}).startswith("Nothing is lost. What you wrote can’t be seen")


@pytest.mark.parametrize("bad", ["a\0b", "a\x1bb", "\ud800", "a\x85b", "a\x0bb"])
def test_a_character_that_cannot_be_kept_is_refused(bad: str) -> None:
    assert refusal(WISH, {"wish": bad}).startswith("What you wrote is still here. It has a character")


def test_a_text_longer_than_its_limit_is_refused_whole() -> None:
    assert kinds.clean(WISH, {"wish": "x" * 160}, None) == "x" * 160
    assert "160" in refusal(WISH, {"wish": "x" * 161})
    assert "160" in refusal(WISH, {"wish": "x" * 1_000_000})


# ---- inputs -----------------------------------------------------------------------------------


def test_readings_stand_in_the_order_of_the_couple_with_their_sentences() -> None:
    order = shuffled(CUE.readings, b"k" * 32, CUE.id)
    made = kinds.input(
        READING, CUE, "receiver", None, {}, order=order, prompt="My first thought would be ..."
    )
    assert [option.value for option in made.options] == [reading.id for reading in order]
    assert all("'" not in option.label for option in made.options)
    assert made.prompt == "My first thought would be …"
    assert made.own_words and not made.own_words_chosen
    assert not made.sends


def test_a_tap_on_a_meaning_a_guess_or_a_tile_sends_the_step() -> None:
    assert kinds.input(MEANING, CUE, "sender", None, {}).sends
    assert kinds.input(GUESS, CUE, "calm", None, {}).sends
    assert kinds.input(SURE, CUE, "receiver", None, {}).sends


def test_an_input_shows_what_was_answered() -> None:
    made = kinds.input(READING, CUE, "receiver", {"pick": "strain"}, {})
    assert [option.value for option in made.options if option.chosen] == ["strain"]
    own = kinds.input(READING, CUE, "receiver", kinds.clean(READING, OWN, CUE), {})
    assert own.own_words_chosen and own.words == "They're planning tomorrow"
    assert [option.value for option in own.about if option.chosen] == ["external"]
    assert [option.value for option in own.feel if option.chosen] == ["-1"]


def test_an_input_shows_again_what_was_refused() -> None:
    typed = {**OWN, "reading.about": "", "reading.words": "x" * 500}
    made = kinds.input(READING, CUE, "receiver", {"pick": "strain"}, {}, raw=typed)
    assert made.own_words_chosen and made.words == "x" * 500
    assert not any(option.chosen for option in made.options)


def test_the_worded_lists_stand_in_the_voice_of_their_step_and_show_no_number() -> None:
    receiver = kinds.input(READING, CUE, "receiver", None, {})
    sender = kinds.input(MEANING, CUE, "sender", None, {})
    assert [option.value for option in receiver.feel] == ["-2", "-1", "0", "1", "2"]
    assert len(receiver.about) == len(sender.about) == 5
    assert "Being tired or stressed" in {option.label for option in receiver.about}
    assert "How tired or stressed I am" in {option.label for option in sender.about}
    labels = [option.label for made in (receiver, sender) for option in (*made.about, *made.feel)]
    assert not [label for label in labels if any(char.isdigit() for char in label) or "'" in label]


def test_tiles_show_their_words() -> None:
    made = kinds.input(SURE, CUE, "receiver", 50, {})
    assert [(option.value, option.label, option.chosen) for option in made.options] == [
        ("20", "just a guess", False),
        ("50", "leaning", True),
        ("80", "quite sure", False),
    ]


def test_feelings_stand_in_groups_with_what_was_chosen() -> None:
    made = kinds.input(FEELINGS, CUE, "receiver", ["hurt", "calm"], {})
    assert made.at_most == 3
    assert {option.value for _, options in made.groups for option in options if option.chosen} == {
        "hurt",
        "calm",
    }
