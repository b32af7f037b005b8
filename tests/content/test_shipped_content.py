"""What is shipped loads, keeps its promises, and reads well whoever the two people are."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest
from django.conf import settings

from exercises import library
from exercises.comparison.answers import CATEGORIES
from exercises.content import kinds
from exercises.content.cues import Cue, Section, in_voice
from exercises.content.exercise import KIND_ACTS
from exercises.language import wording_lint
from exercises.language.partner_words import pronouns_in
from exercises.language.typography import typeset
from exercises.library import SHIPPED
from exercises.steps.cue_selection import NEVER_FIRST

CONTENT = library.load(SHIPPED)
CUES = sorted(CONTENT.cues.values(), key=lambda cue: cue.id)
CORE = CONTENT.exercise("two-sides-of-a-cue")
LONGEST_NAME_COUNTED = "Somebody"
MOST_OF_A_READING = 60  # characters
MOST_OF_A_QUESTION = 14  # words
MOST_OF_WHAT_ONE_DOES = 12  # words
ONE_SPEAKS = re.compile(r"\b(I|me|my|mine|we|us|our|ours)\b", re.IGNORECASE)
PLAIN_THEMES = {"power", "privacy"}
PLAIN_TOO = {
    "asks-how-late", "asks-the-price", "plans-without-me", "asks-how-it-went", "comes-home-sharp",
    "message-from-an-ex", "unmentioned-purchase", "jokes-about-me",
}  # fmt: skip
NOT_CALLED_KIND = {
    # at ease, or moved, or for a reason of its own
    "quiet-at-dinner", "laughing-with-someone", "forgot-special-day", "long-family-call", "old-photos",
    "asleep-during-the-film", "happy-couple", "present-put-aside", "short-call", "one-word-reply",
    "late-no-message", "phone-while-talking", "corrects-my-story", "asks-the-price", "pause-before-yes",
    "turns-away-in-bed", "tells-family-about-us", "screen-tilted-away", "vague-about-day", "comes-home-sharp",
    # a guess at what the other would like
    "lets-go-of-my-hand", "no-photo-of-us", "plans-without-me",
    # keeps something from the other, to spare them
    "message-from-an-ex", "unmentioned-purchase", "decides-alone", "worry-told-later", "bad-day-tells-friend",
    # admits something
    "says-its-fine", "read-no-reply",
}  # fmt: skip
TURNS_ON_ONE = re.compile(r"\b(why do you|always|never|should|actually|just)\b", re.IGNORECASE)
# How a reading starts in the voice of the one who sees it, and of the one who does it.
STARTS = {
    "{partner}": ("I", "I'm", "I've", "I'd"), "{partner}'s": ("My",), "The": ("My",),
    "I": ("You",), "I've": ("You", "You've", "Something"),
}  # fmt: skip
ODD_NAMES = ["🦊👩‍👩‍👧", "{sender}", "}{", "{0.__class__}", "%s\\1", "<b>Sam</b>", "שרה", "O'Brien", '"'
    "Z̛a͟l", "a" * 60]  # fmt: skip

every_cue = pytest.mark.parametrize("cue", CUES, ids=lambda cue: cue.id)


def texts(cue: Cue) -> list[str]:
    said = [text for reading in cue.readings for text in (reading.receiver, reading.sender)]
    return [
        cue.title,
        cue.short,
        cue.acts,
        cue.stem.receiver,
        cue.stem.sender,
        cue.opener,
        cue.opener_alike,
        *said,
    ]


def test_there_are_moments_enough_of_every_theme() -> None:
    themes = Counter(cue.theme for cue in CUES)
    low = Counter(cue.theme for cue in CUES if cue.sensitivity == "low")
    assert set(themes) == set(low) == {
        "quiet", "phone", "privacy", "sacrifice", "lateness", "money", "tone", "friends", "intimacy", "power",
        "family", "warmth",
    }  # fmt: skip
    assert themes.total() >= 64 and min(themes.values()) >= 3
    assert low.total() >= 52 and min(low.values()) >= 2
    assert low["warmth"] >= 10


def test_a_theme_is_one_file() -> None:
    assert {path.stem for path in (SHIPPED / "cues").iterdir()} == {cue.theme for cue in CUES}


def test_every_section_has_moments_of_its_own() -> None:
    sections = Counter(cue.section for cue in CUES)
    assert set(sections) == set(get_args(Section))
    assert min(sections.values()) >= 4


def test_no_kind_of_reading_gives_away_how_harmless_it_is() -> None:
    threats = Counter((reading.category, reading.threat) for cue in CUES for reading in cue.readings)
    for category in ("external", "strain", "caring"):
        assert all(threats[category, threat] >= 1 for threat in (-2, -1, 0))


@every_cue
def test_a_cue_has_one_reading_a_category_and_each_threat_once(cue: Cue) -> None:
    assert {reading.category for reading in cue.readings} == set(CATEGORIES)
    assert sorted(reading.threat for reading in cue.readings) == [-2, -1, 0, 1, 2]
    assert cue.reading("us_mild").threat == 1
    assert cue.reading("rejecting").threat == 2
    assert all(reading.id == reading.category for reading in cue.readings)


@every_cue
def test_a_cue_names_both_roles_only_where_it_can(cue: Cue) -> None:
    assert "{sender}" in cue.title
    assert "{partner}" not in cue.title + cue.short + cue.opener + cue.opener_alike
    assert not re.search(r"{(sender|receiver|item)}", "".join(r.receiver for r in cue.readings))
    assert "{" not in "".join(r.sender for r in cue.readings)


@every_cue
def test_a_cue_tells_in_few_words_what_one_does_oneself(cue: Cue) -> None:
    """For the glossary: "When I go quiet over dinner, I usually mean …", which both read."""
    assert re.match(r"I('m| )", cue.acts) and not cue.acts.endswith(".")
    assert len(cue.acts.split()) <= MOST_OF_WHAT_ONE_DOES
    assert "{" not in cue.acts and not pronouns_in(cue.acts)


@every_cue
def test_a_reading_says_one_thing_in_few_words(cue: Cue) -> None:
    said = [text for reading in cue.readings for text in (reading.receiver, reading.sender)]
    long = [text.replace("{partner}", LONGEST_NAME_COUNTED) for text in said]
    assert [text for text in long if len(text) > MOST_OF_A_READING] == []
    assert all(text.endswith(".") for text in said)


@every_cue
def test_a_cue_names_the_other_or_does_without_a_word_for_them(cue: Cue) -> None:
    assert [(text, pronouns_in(text)) for text in texts(cue) if pronouns_in(text)] == []


def test_a_pronoun_would_be_found() -> None:
    assert pronouns_in("They're sure that their phone is with them.") == ("they", "their", "them")
    assert pronouns_in("{partner} is at the theatre, then.") == ()


@every_cue
def test_both_voices_say_the_same(cue: Cue) -> None:
    """They start alike, at least; those that are put in another way on purpose say that they are."""
    for reading in cue.readings:
        if reading.voices_differ:
            continue
        receiver, sender = reading.receiver.split()[0], reading.sender.split()[0]
        assert sender in (receiver, *STARTS.get(receiver, ())), reading


def test_what_hurts_most_is_put_in_another_way_by_whoever_does_it() -> None:
    differ = {(cue.id, reading.id) for cue in CUES for reading in cue.readings if reading.voices_differ}
    assert {cue.id for cue in CUES} == {cue for cue, reading in differ if reading == "rejecting"}
    assert {each for each in differ if each[1] != "rejecting"} == {
        ("phone-while-talking", "us_mild"),
        ("proud-of-you", "us_mild"),
    }


def test_what_is_admitted_in_kindness_is_marked() -> None:
    admitted = {(cue.id, reading.id) for cue in CUES for reading in cue.readings if reading.admits}
    assert admitted == {("says-its-fine", "caring"), ("read-no-reply", "caring")}


def test_what_is_only_untroubled_or_hidden_to_spare_somebody_is_not_called_kind() -> None:
    """Read one by one; a caring reading that says more is marked, and both voices of it say so."""
    kindly = {cue.id for cue in CUES for reading in cue.readings if reading.kindly}
    assert kindly | NOT_CALLED_KIND == {cue.id for cue in CUES}
    assert not kindly & NOT_CALLED_KIND


def test_a_moment_that_somebody_who_controls_could_use_gets_no_line_of_the_apps_own() -> None:
    plain = {cue.id for cue in CUES if cue.plain}
    assert plain == PLAIN_TOO | {cue.id for cue in CUES if cue.theme in PLAIN_THEMES}
    assert CONTENT.cues["met-on-the-way"].theme == "power"


@every_cue
def test_a_cue_asks_both_one_open_question_in_few_words(cue: Cue) -> None:
    for asks in (cue.opener, cue.opener_alike):
        assert asks.endswith("?") and asks.count("?") == 1
        assert len(asks.split()) <= MOST_OF_A_QUESTION
        assert not TURNS_ON_ONE.search(asks) and not ONE_SPEAKS.search(asks)
        assert re.search(r"\byou\b|\byour\b", asks)


def test_no_question_of_a_cue_comes_twice_and_they_do_not_all_sound_alike() -> None:
    asked = [asks for cue in CUES for asks in (cue.opener, cue.opener_alike)]
    fixed = [screen.opener for e in CONTENT.exercises.values() for r in e.rounds for screen in r.screens]
    assert Counter(asked).most_common(1)[0][1] == 1
    assert not set(asked) & {*fixed, *(each.opener for each in CONTENT.exercises.values())}
    assert sum(asks.startswith("When") for asks in asked) < len(asked) / 8
    assert sum("each of you" in asks for asks in asked) < len(asked) / 2


@every_cue
@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_cue_renders_in_both_voices_whatever_somebody_is_called(cue: Cue, name: str) -> None:
    names = {"partner": name, "sender": name, "receiver": name}
    for text in texts(cue):
        shown = typeset(text, names)
        around = [typeset(piece) for piece in re.split(r"\{(?:partner|sender|receiver)\}", text)]
        rest = shown
        for piece in around:  # everything but the name is what was written, in its order
            at = rest.find(piece.lstrip("‘’"))
            assert at >= 0
            rest = rest[at + len(piece.lstrip("‘’")) :]
        assert shown.count(name) >= text.count("{partner}") + text.count("{sender}") + text.count(
            "{receiver}"
        )


@every_cue
def test_no_straight_quote_reaches_a_page(cue: Cue) -> None:
    assert [text for text in texts(cue) if re.search(r"['\"]|\.\.\.", typeset(text))] == []


@every_cue
def test_a_cue_without_known_names_is_still_a_sentence(cue: Cue) -> None:
    for text in texts(cue):
        shown = typeset(text)
        assert "{" not in shown
        assert shown[0].upper() == shown[0] or shown.startswith("“")


@every_cue
def test_the_wording_of_a_cue_is_no_verdict(cue: Cue) -> None:
    assert [(text, wording_lint.found_in(text)) for text in texts(cue) if wording_lint.found_in(text)] == []


def test_all_shipped_content_passes_the_lint() -> None:
    found = library.read(SHIPPED)
    assert (found.errors, found.wording) == ([], [])


def test_the_first_session_begins_with_the_quiet_dinner_and_has_a_kind_act() -> None:
    assert CONTENT.first_session.round_1 == ("quiet-at-dinner", "unprompted-compliment", "says-its-fine")
    assert CONTENT.cues["unprompted-compliment"].theme == KIND_ACTS
    assert CONTENT.cues["quiet-at-dinner"].theme not in NEVER_FIRST


def test_the_moment_on_the_first_pages_is_one_that_no_exercise_asks_about() -> None:
    shown = (Path(settings.BASE_DIR) / "templates/pages/fork.html").read_text()
    said = re.findall(r'<p class="(?:event|says)">([^<]*)</p>', shown)
    assert said == [
        "At the kitchen table, somebody sighs.",
        "That sigh is about me.",
        "It’s so good to sit down.",
    ]
    everything = [typeset(text) for cue in CUES for text in texts(cue)]
    assert any("quiet" in text for text in everything), "so this could be found"
    assert not any("sigh" in text.lower() or text in said for text in everything)


def test_the_core_exercise_is_about_ten_taps_and_then_asks_for_three_more() -> None:
    first, more = CORE.rounds
    assert CORE.core and CORE.slug == "two-sides-of-a-cue"
    assert (first.id, first.cues, first.optional) == ("first", 3, "")
    assert (more.id, more.cues, more.one_of, more.optional) == ("more", 3, "warmth", "Three more?")
    assert [screen.voice for screen in first.screens] == ["receiver", "sender"]
    assert [screen.voice for screen in more.screens] == ["receiver", "sender", "calm"]
    assert [[part.kind for part in screen.parts] for screen in first.screens] == [
        ["choose_reading", "scale"],
        ["own_meaning"],
    ]
    assert [[part.id for part in screen.folded] for screen in more.screens] == [
        ["feelings", "next", "matter"],
        ["wish"],
        [],
    ]


def test_the_core_exercise_shares_only_what_the_design_shares() -> None:
    visible = {
        (part.id, part.visibility)
        for each in CORE.rounds
        for screen in each.screens
        for part in (*screen.parts, *screen.folded)
    }
    assert visible == {
        ("reading", "shared"), ("sure", "shared_as_band"), ("meaning", "shared"), ("feelings", "ask"),
        ("next", "ask"), ("matter", "self"), ("wish", "ask"), ("guess", "self"),
    }  # fmt: skip


def test_the_screens_say_what_kind_of_answer_they_want() -> None:
    receiver, sender = CORE.rounds[0].screens
    assert receiver.hint == "The first thing that comes to mind, not the fair one."
    assert typeset(sender.hint) == "It usually means …"
    assert {screen.kicker for each in CORE.rounds for screen in each.screens} == {
        "What I read", "What I mean", "On a calm day",
    }  # fmt: skip


def test_the_first_round_is_under_four_hundred_words() -> None:
    read = 0
    for id in CONTENT.first_session.round_1:
        cue = CONTENT.cues[id]
        for screen in CORE.rounds[0].screens:
            assert screen.voice
            said = [in_voice(cue.stem, screen.voice), screen.hint, screen.kicker]
            said += [in_voice(reading, screen.voice) for reading in cue.readings]
            read += sum(len(text.split()) for text in said)
    assert read < 400


def test_every_part_of_the_core_exercise_makes_an_input() -> None:
    cue = CONTENT.cues["quiet-at-dinner"]
    for each in CORE.rounds:
        for screen in each.screens:
            assert screen.voice
            for part in (*screen.parts, *screen.folded):
                made = kinds.input(part, cue, screen.voice, None, {"partner": "Sam"}, prompt=screen.prompt)
                assert made.name == part.id
                assert made.prompt
                assert made.template == f"kinds/{part.kind}.html"
