"""The rules with words as they are spelled: short to write in a table of a test."""

from __future__ import annotations

from couples.positions import Position
from exercises import rules
from exercises.rules import Facts, Signal
from exercises.rules.words import Reached, Said


def said(text: str) -> Said:
    word = rules.parse_said(text)
    assert word is not None, f"{text} is no word that can be said"
    return word


def reached(text: str) -> Reached:
    word = rules.parse_reached(text)
    assert word is not None, f"{text} is no word that can come true"
    return word


def signal(position: Position, round_id: str, text: str) -> Signal:
    return Signal(position, round_id, said(text))


def may_say(facts: Facts, me: Position, round_id: str, text: str, on: bool) -> bool:
    return rules.may_say(facts, me, round_id, rules.parse_said(text), on)


def due(
    facts: Facts, here: frozenset[int], cards: int, tapped: Signal | None = None
) -> tuple[tuple[str, str], ...]:
    return tuple((round_id, str(word)) for round_id, word in rules.due(facts, here, cards, tapped))
