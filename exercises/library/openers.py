"""What the cards of an exercise ask: each something, none the same, and short enough to say. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exercises.content import kinds
from exercises.content.exercise import CUES_OPENER, Exercise, Loc, Problem, Round, ScreenSpec

MOST_WORDS = 14  # what two people hold in mind once the phones are down
_QUESTION = re.compile(r"[?？؟]")


def problems(exercise: Exercise) -> Iterator[Problem]:
    """Yield every card that asks nothing, or what another one asks, or asks at length."""
    asked: set[str] = set()
    for loc, words in _openers(exercise):
        for message in slips(words):
            yield loc, message
        if (plain := " ".join(words.lower().split())) in asked:
            yield loc, "another question; a card before this one asks it"
        asked.add(plain)
    with_cards = [
        (("rounds", at, "screens", number), screen)
        for at, each in enumerate(exercise.rounds)
        for number, screen in enumerate(each.screens)
        if has_card(each, screen)
    ]
    for number, (loc, screen) in enumerate(with_cards, start=1):
        is_last = number == len(with_cards)
        if not screen.opener and not (is_last and not screen.per and _asks_last(exercise)):
            yield loc, "an opener; its card asks the two nothing"
        if screen.per and screen.opener and "{item}" not in screen.opener:
            yield (*loc, "opener"), "a question with {item} in it; each of its cards asks its own"
    if exercise.opener != CUES_OPENER and not _asks_once(exercise):
        yield ("opener",), f"{CUES_OPENER}; the cards of several moments would ask the same"


def slips(words: str) -> Iterator[str]:
    """Yield what is amiss with a question on a card."""
    if len(words.split()) > MOST_WORDS:
        yield f"at most {MOST_WORDS} words; these are {len(words.split())}"
    if len(_QUESTION.findall(words)) != 1 or not _QUESTION.search(words[-1:]):
        yield "one question, which ends in its question mark"


def has_card(round: Round, screen: ScreenSpec) -> bool:
    """Return whether this plain screen of the round can get a card. False for one about moments.

    What only chooses among others has none. Stories for one's own moment stand with those for the other's.
    """
    if screen.voice is not None or round.reveal == "none":
        return False
    offered = [part for part in screen.all_parts if part.visibility in ("shared", "ask")]
    answered = {part.id for part in screen.all_parts if kinds.takes_answer(part)}
    choosing = {other.chosen_by for other in round.screens if other.chosen_by}
    if not offered or (choosing and answered <= choosing):
        return False
    stories = [part for other in round.screens for part in other.all_parts if kinds.finds_stories(part)]
    on_the_others = any(map(kinds.about, stories)) and not any(map(kinds.about, offered))
    return not (on_the_others and all(map(kinds.finds_stories, offered)))


def _openers(exercise: Exercise) -> Iterator[tuple[Loc, str]]:
    for at, each in enumerate(exercise.rounds):
        for number, screen in enumerate(each.screens):
            if screen.opener:
                yield ("rounds", at, "screens", number, "opener"), screen.opener
    if exercise.opener != CUES_OPENER:
        yield ("opener",), exercise.opener


def _asks_last(exercise: Exercise) -> bool:
    """Whether the question of the exercise is there for its last card: not where a ring asks it."""
    return exercise.opener != CUES_OPENER and exercise.ring is None


def _asks_once(exercise: Exercise) -> bool:
    """Whether no two cards about moments would ask the question of the exercise in the same words."""
    compared = [each for each in exercise.rounds if each.compares]
    if not compared:
        return True
    moments = sum(each.drawn + len(each.named) for each in compared)
    return moments == 1 and ("{sender}" in exercise.opener or "{receiver}" in exercise.opener)
