"""The words of a session: each has one spelling, and nothing else is read as one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.rules import clock
from exercises.rules.words import (
    START,
    Breathe,
    Card,
    Later,
    Next,
    RestCard,
    RoundMilestone,
    RoundWord,
    SessionWord,
    TalkEvent,
    TalkWord,
    TenderCard,
    TogetherWord,
    TurnEvent,
    Way,
    Word,
    parse_reached,
    parse_said,
    parse_word,
)

COUNT = st.integers(1, 99)
TURNS = st.builds(TurnEvent, st.sampled_from(["pause", "resume", "minute", "floor"]), COUNT)
CARDS = st.builds(Card, COUNT) | st.builds(RestCard, COUNT) | st.just(TenderCard())
OF_TALK = st.sampled_from([*Way, *TalkEvent]) | st.builds(Breathe, COUNT) | TURNS
STEPS = st.from_regex(r"[a-z]+(-[a-z0-9]+)?(\.[a-z]+)?", fullmatch=True)
FIXED = [*SessionWord, *RoundWord, *RoundMilestone]
SAID = (
    st.sampled_from([*SessionWord, *RoundWord])
    | st.builds(Next, st.integers(1, 999))
    | st.builds(Later, COUNT)
    | st.builds(TogetherWord, STEPS, st.just(START) | TURNS)
    | st.builds(TalkWord, st.integers(1, 9), CARDS, OF_TALK)
)
ONLY_REACHED = st.sampled_from([*RoundMilestone]) | st.builds(Card, st.integers(1, 999))
WORDS = SAID | ONLY_REACHED


@given(WORDS)
def test_what_is_written_is_read_as_the_same_word(word: Word) -> None:
    assert parse_word(str(word)) == word
    assert str(parse_word(str(word))) == str(word)


NEARLY = st.from_regex(
    r"(talk-[0-9]{1,2}\.)?(card|rest|tender|next)?(-[0-9]{1,3})?(\.[a-z]+(-[0-9]{1,3})?)?", fullmatch=True
)


@given(
    st.text()
    | NEARLY
    | WORDS.map(str).flatmap(lambda text: st.sampled_from([f"{text} ", f" {text}", f"{text}\n"]))
)
def test_whatever_is_read_has_no_other_spelling(text: str) -> None:
    word = parse_word(text)
    assert word is None or str(word) == text


@pytest.mark.parametrize("word", FIXED, ids=str)
def test_no_two_words_are_spelled_alike(word: Word) -> None:
    assert [each for each in FIXED if str(each) == str(word)] == [word]


@pytest.mark.parametrize(
    "text",
    ["", "win", "next-", "next-0", "next-01", "next-1000", "next-²", "card-0", "Preview", "preview ",
     "more\n",
     ".start", "start", "talk.", "a.b-1", "a.breathe-1", "a.pause-0", "a.pause-100", "a.room",
     "talk-1.card-1", "talk-1.card-1.", "talk-1.card-1.dance", "talk-1.card-1.start", "talk-0.card-1.room",
     "talk-01.card-1.room", "talk-1.card-0.room", "talk-1.card-100.room", "talk-1.tender-1.room",
     "talk-1.tender.breathe-0", "talk-1.rest.room"],
)  # fmt: skip
def test_what_is_nearly_a_word_is_none(text: str) -> None:
    assert parse_word(text) is None


@given(SAID, ONLY_REACHED)
def test_what_only_comes_true_can_not_be_said_and_the_other_way_round(said: Word, reached: Word) -> None:
    assert parse_said(str(said)) == said and parse_said(str(reached)) is None
    assert parse_reached(str(reached)) == reached
    may_come_true = isinstance(said, Later | TogetherWord | TalkWord)
    assert (parse_reached(str(said)) is not None) is may_come_true


@pytest.mark.parametrize(
    "text, ahead",
    [
        ("reveal", clock.REVEAL_AHEAD_MS),
        ("settle.start", clock.TOGETHER_AHEAD_MS),
        ("talk-1.card-1.room", clock.TOGETHER_AHEAD_MS),
        ("talk-2.tender.call", clock.TOGETHER_AHEAD_MS),
        ("talk-1.rest-1.breathe-2", clock.TOGETHER_AHEAD_MS),
        ("talk-1.card-1.write", 0),
        ("talk-1.card-1.end", 0),
        ("talk-1.card-1.letters", 0),
        ("settle.pause-1", 0),
        ("closed", 0),
        ("card-2", 0),
    ],
)
def test_only_what_begins_lies_ahead(text: str, ahead: int) -> None:
    word = parse_reached(text)
    assert word is not None and clock.ahead_ms(word) == ahead
