"""The texts of one card: what was expected, how sure somebody was, and the line of a tender one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from exercises import library
from exercises.comparison import words
from exercises.comparison.questions import WHAT_TOLD
from exercises.content.kinds import NOT_APPLICABLE
from exercises.library import openers
from exercises.presenters.session.comparison_page import present_comparison
from exercises.screens import Card
from tests.support.couples.paired import FIRST, MEANING, Pair, start_together, start_with
from tests.support.scripts.broken_decks import ALIKE, MOMENTS, ONE_CUE


@pytest.fixture
def expecting(db: None) -> Pair:
    """At an exercise that asks how I expect to be taken, and never how sure I am; one card has a line."""
    return start_with(lambda moment: not moment.plain, exercise="how-i-come-across")


def picks_of(pair: Pair, **by_voice: str) -> dict[str, str]:
    """The same pick for every step of a voice."""
    steps = pair.state(pair.alex).layout.of_round("first")
    return {spec.id: by_voice[spec.voice] for spec in steps if spec.voice in by_voice}


def open_cards(pair: Pair, **by_voice: str) -> tuple[Card, ...]:
    picks = picks_of(pair, **by_voice)
    pair.reveal(picks=dict.fromkeys(pair.both, picks))
    pair.close()
    return present_comparison(pair.state(pair.alex)).cards


def test_an_expectation_stands_on_its_card_with_one_line_about_it(expecting: Pair) -> None:
    cards = open_cards(expecting, sender="caring", receiver="strain", expected="strain")
    card = next(card for card in cards if card.expected_line)  # a plain moment has none
    assert card.expected and card.expected != card.meaning
    assert card.expected_line == words.EXPECTED_READ_MEANT_ELSE.format(actor=card.actor.name)
    assert card.line == "", "one line a card"


def test_no_sentence_about_an_expectation_stands_on_two_cards(expecting: Pair) -> None:
    cards = open_cards(expecting, sender="caring", receiver="strain", expected="caring")
    told = [card for card in cards if card.expected_line or card.line]
    assert len(told) >= 2, "the same is true of more than one card"
    clear = [card.expected_line.replace(card.actor.name, "A").replace(card.reader.name, "R") for card in told]
    said = [line for line in clear if line]
    assert len(said) == min(2, len(told)) and len(set(said)) == len(said)
    assert all(bool(card.line) != bool(card.expected_line) for card in told), "one line a card"


def test_the_second_card_of_a_moment_does_not_ask_what_the_first_has_asked(pair: Pair) -> None:
    pair.reveal(picks=dict.fromkeys(pair.both, picks_of(pair, sender="caring", receiver="us_mild")))
    pair.close()
    for who in pair.both:
        pair.say(who, "rest")
    page = present_comparison(pair.state(pair.alex))
    cards = [*page.cards, *page.rest]
    assert len(cards) == 6, "three moments, each in both directions"
    asked = [card.opener for card in cards]
    assert len(set(asked)) == 6
    turned = [card for card in cards if card.opener.startswith("What changes when ")]
    assert len(turned) == 3 and all(card.actor.name in card.opener for card in turned)
    assert max(len(question.split()) for question in asked) <= openers.MOST_WORDS


def test_where_a_moment_does_not_come_up_nothing_was_expected(expecting: Pair) -> None:
    cards = open_cards(expecting, sender="caring", receiver="us_mild", expected=NOT_APPLICABLE)
    assert {(card.expected, card.expected_line) for card in cards} == {("", "")}
    assert any(card.line for card in cards), "but on a plain moment"


def test_where_nobody_was_asked_how_sure_they_are_nothing_says_it(expecting: Pair, pair: Pair) -> None:
    [unasked, *_] = open_cards(expecting, sender="caring", receiver="strain", expected="strain")
    [asked, *_] = open_cards(pair, sender="caring", receiver="strain")
    said = ("just a guess", "leaning", "quite sure")
    assert asked.spread > 0 and any(each in asked.said for each in said)
    assert unasked.spread == 0 and not any(each in unasked.said for each in said)
    assert unasked.felt == ""


def test_a_tender_card_has_the_line_of_a_tender_one_and_no_other(expecting: Pair) -> None:
    cues = expecting.state(expecting.alex).content.cues
    steps = picks_of(expecting, sender="x")
    tender = next(step for step in steps if not cues[step.split(".")[0]].plain)  # a plain one has no line
    expected = tender.replace(".sender", ".expected")
    for who in expecting.both:
        expecting.answer_round(who)
    expecting.answer(expecting.alex, tender, "rejecting", share={"meaning": True})
    expecting.answer(expecting.alex, expected, "rejecting", share={"expected": True})
    expecting.answer(expecting.sam, tender.replace(".sender", ".receiver"), "rejecting")
    for who in expecting.both:
        expecting.release(who)
        expecting.arrive(who)
    expecting.close()
    for who in expecting.both:
        expecting.say(who, "tender")
    cards = present_comparison(expecting.state(expecting.sam)).cards
    [card] = [each for each in cards if each.line == words.BOTH_US_COMPARE]
    assert card.expected and card.expected_line == ""


MARKS = re.compile(r"^ +(plain|admits|voices_differ|kindly): .*\n", re.MULTILINE)
MOMENT = MARKS.sub("", ONE_CUE)  # whatever the shipped one says of itself
OLD_MOMENT = re.sub(
    r"^ +opener_alike: .*\n", "", MOMENT, flags=re.MULTILINE
)  # as of before readings were marked


def marked(id: str, mark: str) -> str:
    """The moment, with this key on what has this id: itself, or one of its readings."""
    (line,) = re.findall(rf"^ *- id: {id}\n", MOMENT, re.MULTILINE)
    indent = " " * (line.index("-") + 2)
    return MOMENT.replace(line, f"{line}{indent}{mark}\n")


EXPECTS = """\
  - voice: expected
    prompt: And I expect
    parts:
    - {id: expected, kind: forecast, visibility: shared}
"""


def both_pick(
    own_deck: Path, moment: str, receiver: str, sender: str, expected: str = ""
) -> tuple[Card, ...]:
    """The cards of a deck with one moment."""
    cues = own_deck / "cues" / "deck.yaml"
    cues.parent.mkdir()
    cues.write_text(moment)
    deck = MOMENTS.replace("cues: 2", "cues: [deck-one]") + (EXPECTS if expected else "")
    (own_deck / "deck.yaml").write_text(deck)
    library.current.cache_clear()
    pair = start_together(exercise="deck")
    for who in pair.both:
        pair.answer_round(who)
        pair.answer(who, "deck-one.receiver", receiver, sure="20")
        pair.answer(who, "deck-one.sender", sender, share={"meaning": True})
        if expected:
            pair.answer(who, "deck-one.expected", expected)
        pair.arrive(who)
        pair.release(who)
    pair.close()
    if present_comparison(pair.state(pair.alex)).fold is not None:
        for who in pair.both:
            pair.say(who, "tender")
    cards = present_comparison(pair.state(pair.alex)).cards
    assert cards, "there is a card to look at"
    return cards


@pytest.mark.parametrize("plain", [False, True], ids=["with a line", "plain"])
def test_a_plain_card_has_no_line_of_ours_and_says_not_how_sure_somebody_was(
    own_deck: Path, db: None, plain: bool
) -> None:
    moment = marked("deck-one", "plain: true") if plain else MOMENT
    for card in both_pick(own_deck, moment, "caring", "external"):
        assert (card.line == "", card.felt == "") == (plain, plain)


def test_what_was_read_as_meant_asks_what_told_them_and_has_a_question_of_its_own(
    own_deck: Path, db: None
) -> None:
    cards = both_pick(own_deck, MOMENT, "strain", "strain")
    assert [card.opener for card in cards] == [WHAT_TOLD[0], ALIKE]
    for card in cards:
        assert card.line == words.AS_MEANT.format(reader=card.reader.name, actor=card.actor.name)
        assert (card.gap_word, card.closeness) == ("Read as meant", "same")


def test_what_was_read_otherwise_asks_the_other_question(own_deck: Path, db: None) -> None:
    for card in both_pick(own_deck, MOMENT, "strain", "caring"):
        assert card.opener and card.opener != ALIKE


@pytest.mark.parametrize(
    "pick, mark, line, gap_word",
    [
        ("caring", "", words.MEANT_OTHERWISE, "Far apart"),
        ("caring", "kindly: true", words.MEANT_KINDLY, "Far apart"),
        ("caring", "admits: true", words.ON_THE_MIND, "Far apart"),
        ("us_mild", "", words.BOTH_US, "Read as meant"),
        ("us_mild", "voices_differ: true", words.BOTH_US_COMPARE, "Both about the two of you"),
    ],
)
def test_a_card_asks_its_moment_what_a_reading_says(
    own_deck: Path, db: None, pick: str, mark: str, line: str, gap_word: str
) -> None:
    moment = marked(pick, mark) if mark else MOMENT
    for card in both_pick(own_deck, moment, "us_mild", pick):
        assert card.line == line.format(reader=card.reader.name, actor=card.actor.name)
        assert card.gap_word == gap_word


@pytest.mark.parametrize(
    "receiver, sender, line, gap_word, lately, lately_word",
    [
        ("strain", "strain", "", "Close", words.AS_MEANT, "Read as meant"),
        ("us_mild", "external", "", "Far apart", words.ANOTHER_REASON, "Far apart"),
        (
            "us_mild", "us_mild", words.BOTH_US_COMPARE, "Both about the two of you",
            words.BOTH_US, "Read as meant",
        ),
        ("us_mild", "caring", "", "Far apart", words.MEANT_OTHERWISE, "Far apart"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("old", [True, False], ids=["old", "marked"])
def test_of_a_moment_whose_readings_are_not_marked_yet_a_card_says_only_what_its_picks_tell(
    own_deck: Path, db: None, old: bool, receiver: str, sender: str,
    line: str, gap_word: str, lately: str, lately_word: str,
) -> None:  # fmt: skip
    assert OLD_MOMENT != MOMENT
    for card in both_pick(own_deck, OLD_MOMENT if old else MOMENT, receiver, sender):
        said = (line, gap_word) if old else (lately, lately_word)
        assert (card.line, card.gap_word) == (
            said[0].format(reader=card.reader.name, actor=card.actor.name),
            said[1],
        )
        assert card.opener and card.said.endswith(f"{said[1]}.")


@pytest.mark.parametrize("old", [True, False], ids=["old", "marked"])
def test_nor_does_it_say_so_of_an_expectation(own_deck: Path, db: None, old: bool) -> None:
    picks = dict.fromkeys(("receiver", "sender", "expected"), "strain")
    (card, *_) = both_pick(own_deck, OLD_MOMENT if old else MOMENT, **picks)
    expected = words.EXPECTED_READ if old else words.EXPECTED_ALL
    assert card.expected_line == expected.format(reader=card.reader.name, actor=card.actor.name)


def test_how_i_expect_to_be_taken_is_a_sentence_of_the_others_in_which_i_am_named(expecting: Pair) -> None:
    step = next(spec.id for spec in expecting.state(expecting.alex).layout.of_round("first"))
    cue = step.removesuffix(".receiver").removesuffix(".sender").removesuffix(".expected")
    labels = {}
    for voice in ("receiver", "expected"):
        (part,) = expecting.screen(expecting.alex, f"{cue}.{voice}").parts
        labels[voice] = " ".join(option.label for option in part.options)
    assert "Sam" in labels["receiver"] and "Alex" not in labels["receiver"]
    assert "Alex" in labels["expected"] and "Sam" not in labels["expected"]


def test_what_another_card_asks_does_not_tell_which_moment_lies_in_the_fold(pair: Pair) -> None:
    hurt = {FIRST: "rejecting", MEANING: "rejecting"}
    for who in pair.both:
        pair.answer_round(who, picks=hurt)
        pair.answer(who, MEANING, "rejecting", share={"meaning": True})
    for who in pair.both:
        pair.arrive(who)
        pair.release(who)
    pair.close()
    for who in pair.both:
        pair.say(who, "rest")

    def other_way_round() -> Card:
        page = present_comparison(pair.state(pair.alex))
        return next(card for card in page.rest if card.short == "Quiet over dinner")

    cue = pair.state(pair.alex).content.cues["quiet-at-dinner"]
    assert other_way_round().opener == cue.opener
    for who in pair.both:
        pair.say(who, "tender")
    assert other_way_round().opener != cue.opener, "once it is open, the same is not asked twice"
