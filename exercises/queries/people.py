"""The two people of a session, as a page names them."""

from __future__ import annotations

from couples.positions import Position
from couples.shapes import mark_of
from exercises.comparison.opened import Topic
from exercises.queries.session_state import SessionState
from exercises.screens import Person


def person(state: SessionState, position: Position) -> Person:
    """One of the two as a page names them; whoever has not joined is "Your partner"."""
    mark = mark_of(position, swapped=state.couple.shapes_swapped)
    return Person(mark, state.names.get(position) or "Your partner", state.is_pretend(position))


def people(state: SessionState, topic: Topic) -> tuple[Person, Person]:
    """The one who reads and the one who acts."""
    return person(state, topic.reader), person(state, topic.actor)
