"""The rules with words as they are spelled: short to write in a table of a test."""

from __future__ import annotations

from dataclasses import dataclass, field

from couples.positions import BOTH, FIRST, Position
from exercises import rules
from exercises.rules import Facts, Signal
from exercises.rules.turns import Instants
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


@dataclass(frozen=True)
class Around:
    """Circumstances in which nothing is missing: both are here, and the cards hold all one can ask for."""

    instants: Instants = field(default_factory=dict)
    here: frozenset[int] = frozenset(BOTH)
    joined: bool = True
    begins: Position = FIRST
    now: int = 0
    can_write: bool = True
    cards: int = 9
    rest: int = 9
    tender: bool = True
    put_off: bool = False
    said_back: bool = True

    def card_count(self, round_id: str) -> int:
        return self.cards

    def rest_count(self, round_id: str) -> int:
        return self.rest

    def has_tender(self, round_id: str) -> bool:
        return self.tender and not self.put_off

    def has_tender_or_put_off(self, round_id: str) -> bool:
        return self.tender

    def came_back(self, round_id: str) -> bool:
        return self.said_back


def may_say(
    facts: Facts, me: Position, round_id: str, text: str, on: bool, around: Around | None = None
) -> bool:
    """around: otherwise nothing is missing, and everything that has come true has only just."""
    given = around or Around(instants=dict.fromkeys(facts.milestones, 0))
    return rules.may_say(facts, me, round_id, rules.parse_said(text), on, given)


def due(
    facts: Facts, here: frozenset[int], cards: int, tapped: Signal | None = None
) -> tuple[tuple[str, str], ...]:
    return tuple((round_id, str(word)) for round_id, word in rules.due(facts, here, cards, tapped))
