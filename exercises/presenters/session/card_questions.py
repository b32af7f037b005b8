"""What each card about a moment asks: of the exercise, or of the moment, and none twice in a session."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from exercises.comparison.opened import Topic
from exercises.comparison.questions import Asking, question, where_nothing
from exercises.comparison.said import word
from exercises.language.typography import Names, curly, fill
from exercises.library import CUES_OPENER
from exercises.presenters.session.picked import both
from exercises.queries import reveals
from exercises.queries.people import people
from exercises.queries.revealed_round import RevealedRound
from exercises.queries.session_state import SessionState
from exercises.rules import RoundMilestone


def asked_by(state: SessionState, revealed: RevealedRound, topic: Topic) -> str:
    """The question of this card: the first that no card before it has asked."""
    asked: list[str] = []
    for before in _until(state, revealed):
        for each in before.comparison.cards:
            found = question(_asking(state, before, each), asked)
            if (before.round, each) == (revealed.round, topic):
                return found
            asked.append(found)
    for each in _opened_later(state, revealed):
        if each == topic:
            break
        asked.append(question(_asking(state, revealed, each), asked, ()))
    return question(_asking(state, revealed, topic), asked, ())


def asked_with_nothing(state: SessionState, revealed: RevealedRound) -> str:
    """The question of a round in which there is nothing to compare."""
    earlier = [each for each in _until(state, revealed) if each.round != revealed.round]
    return where_nothing(sum(each.count == 0 for each in earlier))


def _until(state: SessionState, revealed: RevealedRound) -> Iterator[RevealedRound]:
    """The revealed rounds up to this one. What is opened later changes no card that was there before."""
    for each in reveals.revealed_rounds(state):
        yield each
        if each.round == revealed.round:
            return


def _opened_later(state: SessionState, revealed: RevealedRound) -> Iterator[Topic]:
    """What is shown after the cards of a round, in order.

    A sensitive one that both have not opened comes before nothing: or else what another card asks would tell
    which moment lies in the fold.
    """
    found = revealed.comparison
    if found.when_ready is not None and state.facts.reached(revealed.round, RoundMilestone.TENDER_OPEN):
        yield found.when_ready
    yield from found.rest


def _asking(state: SessionState, revealed: RevealedRound, topic: Topic) -> Asking:
    cue, fixed = state.content.cues[topic.cue], state.content.exercise.opener
    reader, actor = people(state, topic)
    names = {"sender": actor.name, "receiver": reader.name}
    title = _set(cue.title, names)
    if fixed != CUES_OPENER:
        return Asking(_set(fixed, names), _set(fixed, names), title)
    apart, as_meant = _set(cue.opener, names), word(*both(state, revealed, topic)) == "read_as_meant"
    alike = _set(cue.opener_alike, names) or apart
    return Asking(alike if cue.plain and as_meant else apart, alike, title, as_meant and not cue.plain)


def _set(text: str, names: Names) -> str:
    """The same as `typeset`, for what is asked of again with each card."""
    return fill(_without_names(text), names)


@lru_cache(maxsize=1024)  # titles and questions of all moments, and of some that older sessions keep
def _without_names(text: str) -> str:
    return curly(text)
