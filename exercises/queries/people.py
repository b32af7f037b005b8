"""The two people of a session, as a page names them."""

from __future__ import annotations

from collections.abc import Mapping

from couples.shapes import mark_of
from exercises.comparison.opened import Topic
from exercises.queries.session_state import Sitting
from exercises.rules import Position
from exercises.screens import Person

POSITION: Mapping[str, Position] = {"A": 1, "B": 2}


def person(sitting: Sitting, position: Position) -> Person:
    """One of the two as a page names them; whoever has not joined is "Your partner"."""
    mark = mark_of(position, swapped=sitting.session.couple.shapes_swapped)
    return Person(mark, sitting.names.get(position) or "Your partner")


def people(sitting: Sitting, topic: Topic) -> tuple[Person, Person]:
    """The one who reads and the one who acts."""
    return person(sitting, POSITION[topic.reader]), person(sitting, POSITION[topic.actor])
