"""What each card about a moment asks: of the exercise, or of the moment, and none twice in a session."""

from __future__ import annotations

from functools import lru_cache

from exercises.comparison.opened import Topic
from exercises.comparison.questions import Asking, question, where_nothing
from exercises.comparison.said import word
from exercises.language.typography import Names, curly, fill
from exercises.library import CUES_OPENER
from exercises.presenters.session.card_order import opened_later, until
from exercises.presenters.session.picked import both
from exercises.queries.people import people
from exercises.queries.revealed_round import RevealedRound
from exercises.queries.session_state import SessionState


def asked_by(state: SessionState, revealed: RevealedRound, topic: Topic) -> str:
    """The question of this card: the first that no card before it has asked."""
    asked: list[str] = []
    for before in until(state, revealed):
        for each in before.comparison.cards:
            found = question(_asking(state, before, each), asked)
            if (before.round, each) == (revealed.round, topic):
                return found
            asked.append(found)
    for each in opened_later(state, revealed):
        if each == topic:
            break
        asked.append(question(_asking(state, revealed, each), asked, ()))
    return question(_asking(state, revealed, topic), asked, ())


def asked_with_nothing(state: SessionState, revealed: RevealedRound) -> str:
    """The question of a round in which there is nothing to compare."""
    earlier = [each for each in until(state, revealed) if each.round != revealed.round]
    return where_nothing(sum(each.count == 0 for each in earlier))


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
