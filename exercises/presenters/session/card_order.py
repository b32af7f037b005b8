"""In which order the cards of a session come, so that one can know what those before it said."""

from __future__ import annotations

from collections.abc import Iterator

from exercises.comparison.opened import Topic
from exercises.queries import reveals
from exercises.queries.revealed_round import RevealedRound
from exercises.queries.session_state import SessionState
from exercises.rules import RoundMilestone


def before(
    state: SessionState, revealed: RevealedRound, topic: Topic
) -> Iterator[tuple[RevealedRound, Topic]]:
    """The cards that come before this one, each with its round."""
    for each in until(state, revealed):
        for card in each.comparison.cards:
            if (each.round, card) == (revealed.round, topic):
                return
            yield each, card
    for card in opened_later(state, revealed):
        if card == topic:
            return
        yield revealed, card


def until(state: SessionState, revealed: RevealedRound) -> Iterator[RevealedRound]:
    """The revealed rounds up to this one. What is opened later changes no card that was there before."""
    for each in reveals.revealed_rounds(state):
        yield each
        if each.round == revealed.round:
            return


def opened_later(state: SessionState, revealed: RevealedRound) -> Iterator[Topic]:
    """What is shown after the cards of a round, in order.

    A sensitive one that both have not opened comes before nothing: or else what another card asks would tell
    which moment lies in the fold.
    """
    found = revealed.comparison
    if found.when_ready is not None and state.facts.reached(revealed.round, RoundMilestone.TENDER_OPEN):
        yield found.when_ready
    yield from found.rest
