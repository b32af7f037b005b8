"""See everything: the opened directions of all revealed rounds, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from couples.infrastructure.refusals import NotHere
from couples.positions import BOTH, Position
from exercises.comparison.opened import Topic
from exercises.comparison.questions import where_nothing
from exercises.content.kinds import Adds
from exercises.language.typography import typeset
from exercises.presenters.session import (
    cue_cards,
    guess_cards,
    plain_cards,
    ring_card,
    session_view,
    talk_screens,
)
from exercises.queries import people, picks, reveals, ring_exit
from exercises.queries.revealed_round import RevealedRound
from exercises.queries.reveals import revealed_rounds, visible
from exercises.queries.session_state import SessionState
from exercises.rules import NotYet, RoundMilestone, RoundWord
from exercises.rules.words import Card as CardName
from exercises.rules.words import RestCard, TalkCard, TenderCard
from exercises.screens import Card, Comparison, Facing, Feelings, Fold, Person, PlainCard
from exercises.steps import sharing


def present_comparison(state: SessionState) -> Comparison:
    """The comparison page of this session. Raises NotYet before anything was revealed.

    A folded topic stays folded, and what was not opened stays out until both asked for the rest.
    """
    rounds = revealed_rounds(state)
    if state.content.exercise.comparison == "none":
        raise NotHere
    if not rounds:
        raise NotYet("Nothing is lost. You see it when you have both shown yours.")
    latest = rounds[-1]
    topics = [(opened, topic) for opened in rounds for topic in visible(state, opened)]
    made = [_card(state, opened, topic) for opened, topic in topics]
    first, second = (people.person(state, position) for position in BOTH)
    ringed = next((opened for opened in rounds if opened.ring is not None), None)
    fold = _fold(state, rounds) if state.facts.open else None  # after a stop nothing opens any more
    waiting = [
        r
        for r in rounds
        if r.comparison.cues and not r.looks_for_ring and state.facts.reached(r.round, RoundMilestone.CLOSED)
    ]  # with a "rest" to ask for: what two people keep of plain steps, or of a ring, is theirs
    open_rest = [r for r in rounds if state.facts.reached(r.round, RoundMilestone.REST_OPEN)]
    asked = next((r for r in waiting if r not in open_rest), waiting[-1] if waiting else None)
    asked = asked if state.facts.open else None
    sheets_so_far = tuple(sheet for r in rounds for sheet in _plain_cards(state, r))
    return Comparison(
        title=typeset(state.content.exercise.title),
        first=first,
        second=second,
        cards=tuple(made),
        last=tuple(card for card, place in zip(made, topics, strict=True) if _came_last(*place)),
        rows_first=_acted_by(made, first),
        rows_second=_acted_by(made, second),
        fold=fold[1] if fold else None,
        fold_round=fold[0] if fold else latest.round,
        facing=tuple(_facing(state, topics)),
        feelings=tuple(_feelings(state, topics)),
        rest_round=asked.round if asked else "",
        rest_mine=bool(asked and state.facts.has_said(state.me, asked.round, RoundWord.REST)),
        rest_open=bool(waiting) and len(open_rest) == len(waiting),
        rest=tuple(_card(state, r, topic) for r in open_rest for topic in r.comparison.rest),
        sheets=sheets_so_far,
        letters=talk_screens.letters(state),
        worth_keeping=any(topic.actor == state.me for _, topic in topics)
        or ring_exit.ring_exit(state) is not None,
        ring=ring_card.present_ring(state, ringed) if ringed is not None else None,
        ring_talk=talk_screens.offer(state, ringed.round, CardName(1)) if ringed is not None else None,
        nothing=where_nothing(before=0),
    )


def _card(state: SessionState, opened: RevealedRound, topic: Topic) -> Card:
    """A card with the way into a talk about it."""
    found = opened.comparison
    if topic in found.cards:
        name: TalkCard = CardName(found.cards.index(topic) + 1)
    else:
        is_tender = topic == found.when_ready
        name = TenderCard() if is_tender else RestCard(found.rest.index(topic) + 1)
    card = guess_cards.on_card(state, opened, topic, cue_cards.card(state, opened, topic))
    return replace(card, talk=talk_screens.offer(state, opened.round, name))


def _came_last(opened: RevealedRound, topic: Topic) -> bool:
    return topic == opened.comparison.when_ready


def _plain_cards(state: SessionState, opened: RevealedRound) -> tuple[PlainCard, ...]:
    """The plain cards that this seat has come to, as `visible` has it for the cards before them."""
    before = len(opened.comparison.cards)
    made = zip(opened.sheets, plain_cards.of_round(state, opened), strict=True)
    instead = ring_card.present_instead(state, opened)
    if instead is not None:
        return (replace(instead, talk=talk_screens.offer(state, opened.round, CardName(1))),)
    found = tuple(
        replace(
            guess_cards.on_plain_card(state, step, sheet),
            talk=talk_screens.offer(state, opened.round, CardName(before + place)),
        )
        for place, (step, sheet) in enumerate(made, start=1)
    )
    return found[: len(reveals.visible_steps(state, opened))]


def _fold(state: SessionState, rounds: list[RevealedRound]) -> tuple[str, Fold] | None:
    """The one folded topic that is offered here: of the latest closed round that has one still folded."""
    for opened in reversed(rounds):
        if state.facts.reached(opened.round, RoundMilestone.CLOSED):
            fold = session_view.fold(state, opened)
            if fold is not None and fold.card is None:
                return opened.round, fold
    return None


def _acted_by(made: Iterable[Card], person: Person) -> tuple[Card, ...]:
    return tuple(card for card in made if card.actor == person)


def _facing(state: SessionState, topics: list[tuple[RevealedRound, Topic]]) -> Iterator[Facing]:
    for opened, topic in topics:
        reader, actor = people.people(state, topic)
        moved = extra(state, opened, topic.reader, f"{topic.cue}.receiver", "move")
        wish = extra(state, opened, topic.actor, f"{topic.cue}.sender", "words")
        if moved or wish:
            title = picks.title(state.content.cues[topic.cue], reader, actor)
            yield Facing(title, reader, moved or "", actor, wish or "")


def _feelings(state: SessionState, topics: list[tuple[RevealedRound, Topic]]) -> Iterator[Feelings]:
    for cue, first, second in felt_by_both(state, topics):
        yield Feelings(
            title=typeset(state.content.cues[cue].short),
            first_only=tuple(word for word in first if word not in second),
            both=tuple(word for word in first if word in second),
            second_only=tuple(word for word in second if word not in first),
        )


def felt_by_both(
    state: SessionState, topics: list[tuple[RevealedRound, Topic]]
) -> Iterator[tuple[str, list[str], list[str]]]:
    """What each would feel in the same moment, where both directions are open and both shared it: by cue."""
    opened_dirs = {(topic.cue, topic.dir) for _, topic in topics}
    for opened, topic in topics:
        if topic.dir != "AB" or (topic.cue, "BA") not in opened_dirs:
            continue
        step = f"{topic.cue}.receiver"
        first, second = (extra(state, opened, position, step, "felt") for position in BOTH)
        if first and second:
            yield topic.cue, first, second


def extra(state: SessionState, opened: RevealedRound, position: Position, step: str, adds: Adds) -> Any:
    """What this seat offered for the step's part that adds this; None where there is nothing."""
    return opened.part(position, step, sharing.part_of(state.layout.steps[step], adds))
