"""The words that tell a story, and the many that don't."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.language import wording_lint
from exercises.language.story_words import PHRASES, hint, stories_in


@pytest.mark.parametrize(
    "text",
    [
        "came in at nine, said nothing to me, went upstairs",
        "You came home at seven and sat down with your phone.",
        "You are late. You're home. They are here.",
        "You were at the table and looked out of the window.",
        "I asked how the day was. You said “fine” and turned the page.",
        "You said nothing for ten minutes.",
        "Nothing was said until the bill came.",
        "They were just leaving when I came in.",
        "You put your phone face down as I came in.",
        "I wrote at six. There was no answer until eleven.",
        "You closed the door, then I heard music.",
        "At dinner you answered two of my questions with one word.",
        "You made me a cup of tea and went to bed.",
        "The soup was cold. It was a mean wind outside.",
        "You laughed at a message and turned the screen away.",
        "You did not come to the party on Saturday.",
        "We stood in the kitchen. You said: I need an hour for myself.",
        "Your sister called and you talked for an hour.",
        "You paid with the other card.",
        "You raised your voice when the glass broke.",
        "You walked ten steps ahead of me.",
        "I cried, and you left the room.",
        "You drove because it rained.",
        "The evening ended at eleven.",
        "You asked twice where I had been.",
        "He came in, put his bag down and kissed me.",
        "She said “later” and kept typing.",
        "You bought one ticket.",
        "You are in the garden more often since May.",
        "When I told you about the job, you looked at your plate.",
        "You hung up in the middle of a sentence.",
        "",
    ],
)
def test_what_a_camera_would_have_seen_tells_no_story(text: str) -> None:
    assert stories_in(text) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("You always look at your phone", ("always",)),
        ("you NEVER ask, every time", ("never", "every time")),
        ("You left because you were angry", ("because you",)),
        ("You were angry and left", ("you were angry",)),
        ("You wanted to be alone", ("you wanted",)),
        ("I think you didn't want to come", ("you didn't want",)),
        ("You don’t care", ("don’t care",)),
        ("Robin doesn't care about my work", ("doesn't care",)),
        ("They think I am in the way", ("they think",)),
        ("She thinks that it is my turn, he wanted peace", ("she thinks", "he wanted")),
        ("You did it on purpose", ("on purpose",)),
        ("You ignored my question", ("ignored",)),
        ("You're so quiet, so selfish", ("you're so", "selfish")),
        ("You are such a liar", ("you are such",)),
        ("You are too sensitive", ("you are too",)),
        ("I was told that I am too sensitive", ("too sensitive",)),
        ("They were being difficult", ("they were being",)),
        ("Nobody helps me", ("nobody",)),
        ("Nothing I say matters", ("nothing i",)),
        ("You did nothing all day", ("did nothing",)),
        ("You forgot everything", ("everything",)),
        ("You looked at me as if I were air", ("as if",)),
        ("It made me feel small", ("made me feel",)),
        ("You didn't even look up", ("didn't even",)),
        ("You gave me the silent treatment", ("silent treatment",)),
        ("You must have known", ("must have",)),
        ("you\n  wanted it", ("you wanted",)),
    ],
)
def test_wishes_totals_and_labels_tell_a_story(text: str, found: tuple[str, ...]) -> None:
    assert stories_in(text) == found


def test_each_is_found_once_in_order_and_as_it_was_written() -> None:
    text = "You’re so lazy. Never, NEVER! You're so late, and never there."
    assert stories_in(text) == ("you’re so", "lazy", "never")


def test_only_whole_words_count() -> None:
    assert stories_in("The nevertheless of a lazybones, cruder, ignoreds, überselfish") == ()
    assert stories_in("(never)…“always”/selfish,rude") == ("never", "always", "selfish", "rude")


def test_an_exercise_may_add_words_of_its_own() -> None:
    assert stories_in("You make me late, you are late", ("you are", "You make")) == ("you make", "you are")
    assert stories_in("It isn’t fair", ["isn't  fair", ""]) == ("isn’t fair",)
    assert stories_in("It isn't fair (a+b)", ["isn’t fair", "a+b"]) == ("isn't fair", "a+b")
    assert stories_in("You make me late") == ()


def test_a_hint_names_what_it_found_and_asks_for_the_camera() -> None:
    assert hint(("always",)) == "“always” tells a story. What would a camera have seen?"
    assert hint(["always", "don't care"]) == (
        "“always” and “don’t care” tell a story. What would a camera have seen?"
    )
    assert hint(("a", "b", "c", "d")) == "“a”, “b” and “c” tell a story. What would a camera have seen?"
    assert hint(()) == ""


def test_a_hint_is_no_verdict() -> None:
    assert wording_lint.found_in(hint(("always", "never"))) == ()


def test_the_phrases_are_plain_so_that_a_page_can_match_them() -> None:
    assert len(set(PHRASES)) == len(PHRASES)
    assert [
        phrase for phrase in PHRASES if not re.fullmatch(r"[a-z]+('[a-z]+)?( [a-z]+('[a-z]+)?)*", phrase)
    ] == []


def test_every_phrase_is_found() -> None:
    for phrase in PHRASES:
        found = stories_in(f"Then {phrase.replace(chr(39), '’')}, it seems.")
        assert [each.replace("’", "'") for each in found] == [phrase]


@given(st.text(max_size=300), st.lists(st.text(max_size=10), max_size=3))
def test_any_text_can_be_looked_at(text: str, more: list[str]) -> None:
    found = stories_in(text, more)
    assert len(set(found)) == len(found)
    assert (hint(found) == "") == (not found)
