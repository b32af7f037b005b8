"""What a card about a moment asks, after what the cards before it have asked."""

from __future__ import annotations

from exercises.comparison import questions
from exercises.comparison.questions import NOTHING, WHAT_TOLD, Asking, question, turned

TITLE = "When Alex goes quiet"
APART, ALIKE = "What helps each of you?", "What do you both know of it?"


def asked_in_turn(*cards: Asking) -> list[str]:
    asked: list[str] = []
    for card in cards:
        asked.append(question(card, asked))
    return asked


def met(alike: str = ALIKE, title: str = TITLE) -> Asking:
    return Asking(APART, alike, title, as_meant=True)


def test_apart_it_is_the_moments_own_question_and_then_the_other_way_round() -> None:
    once, again = Asking(APART, ALIKE, TITLE), Asking(APART, ALIKE, "When Sam goes quiet")
    assert asked_in_turn(once, again) == [APART, "What changes when Sam goes quiet?"]


def test_the_first_match_asks_what_told_them_and_each_other_one_what_its_moment_has() -> None:
    cards = [met(f"{name}, how is it with the two of you?") for name in ("One", "Two", "Three")]
    assert asked_in_turn(*cards) == [WHAT_TOLD[0], cards[1].alike, cards[2].alike]
    assert [question(card, ()) for card in cards] == [WHAT_TOLD[0]] * 3, "each would, if it came first"


def test_where_a_moments_question_has_been_asked_there_is_another_of_what_told_them() -> None:
    assert asked_in_turn(met(), met(), met(), met()) == [WHAT_TOLD[0], ALIKE, *WHAT_TOLD[1:3]]


def test_however_many_there_are_a_card_asks_something() -> None:
    assert asked_in_turn(*[met()] * 9)[-1] == turned(TITLE)
    assert question(met(), [ALIKE, *WHAT_TOLD, turned(TITLE)]) == turned(TITLE)


def test_what_is_opened_later_leaves_what_told_them_to_the_cards() -> None:
    assert question(met(), [], ()) == ALIKE
    assert question(met(), [ALIKE], ()) == turned(TITLE)


def test_a_title_that_is_no_when_is_asked_about_too() -> None:
    assert turned("A gift") == "A gift: what changes?"
    assert turned("When Alex asks “Are we okay?”") == "What changes when Alex asks “Are we okay?”"


def test_cards_with_nothing_on_them_ask_one_thing_after_another() -> None:
    assert [questions.where_nothing(before) for before in range(3)] == [*NOTHING]
    assert questions.where_nothing(3) == NOTHING[0]
