"""The ring as a card, and what stands in its place: both names, all of it in the words of who gave it."""

from __future__ import annotations

from couples.positions import BOTH, FIRST, SECOND, Position, other
from exercises.comparison import weights
from exercises.comparison.half_ring import HalfRing, TwoThoughts
from exercises.content import kinds
from exercises.language.typography import typeset
from exercises.library import CUES_OPENER
from exercises.queries import people, reveals
from exercises.queries.revealed_round import RevealedRound
from exercises.queries.ring_half import _half, first_thought, within
from exercises.queries.session_state import SessionState
from exercises.rules import RoundMilestone
from exercises.screens import Line, NoRing, PartCard, PlainCard, Ring, Side
from exercises.steps import ring_search

TITLE = "How it can go in circles"
ASKS = "Where could each of you step out, and what would make that easier?"
HALF = "How one thing can lead to another"
HALF_ASKED = "What would each of you first think, and what does it lead to?"
HALF_ASKS = "Where could each of you turn this another way?"
HALF_HELPS = "What helps each of you then, so that it goes no further?"
TRY = "One thing to try {place}, if you like. For instance {ways}."
WAYS = 2  # named as examples: more would be a list to choose from
THOUGHTS = "Two first thoughts"
THOUGHTS_ASKED = "What would each of you first think?"
THOUGHTS_ASK = "What would each of you like the other to know about this?"
NONE = "Nothing to put together this time"
NONE_ASKS = "Which of these moments do the two of you know, and what helps then?"
STATION = "cards/ring_station.html"


def present_ring(state: SessionState, opened: RevealedRound) -> Ring | None:
    """The ring that this round opened; None where there is none to show."""
    if opened.ring is None:
        return None
    return Ring(
        title=TITLE,
        first=_half(state, opened, FIRST, opened.ring.first),
        second=_half(state, opened, SECOND, opened.ring.second),
        opener=_asks(state),
    )


def present_instead(state: SessionState, opened: RevealedRound) -> PlainCard | None:
    """The card that stands in place of a ring: half of one, or two first thoughts; None where none does."""
    match opened.instead:
        case HalfRing() as found:
            answers = other(found.starts)
            stations = (
                _station(state, opened, found.starts, found.half.cue, found.half.move),
                _station(state, opened, answers, found.then),
            )
            goes_on = _weighs(opened, answers, found.then)
            asks = HALF_ASKS if goes_on else HALF_HELPS  # what is taken lightly needs no turn
            return PlainCard(HALF, stations, asks, long=True, asked=HALF_ASKED)
        case TwoThoughts() as found:
            thoughts = tuple(_station(state, opened, position, found.of(position)) for position in BOTH)
            return PlainCard(THOUGHTS, thoughts, THOUGHTS_ASK, long=False, asked=THOUGHTS_ASKED)
        case _:
            return None


def to_try(state: SessionState) -> str:
    """What I could note after half of a ring, for my place in it; "" where there was none."""
    round_id = ring_search.round_of(state.content)
    if not round_id or not state.facts.reached(round_id, RoundMilestone.REVEAL):
        return ""
    opened = reveals.revealed(state, round_id)
    found = opened.instead
    if not isinstance(found, HalfRing):
        return ""
    if found.starts == state.me:
        place = f"in place of “{kinds.move_in_words(found.half.move)}”"
    else:
        place = within(first_thought(state, opened, state.me, found.then)[0])
    ring = state.content.exercise.ring
    ways = (f"“{typeset(way)}”" for way in (ring.ways_out[:WAYS] if ring is not None else ()))
    return TRY.format(place=place, ways=" or ".join(ways))


def present_no_ring(opened: RevealedRound) -> NoRing | None:
    """The card that stands there where a ring was looked for, and there is nothing in its place either."""
    nothing = opened.looks_for_ring and opened.ring is None and opened.instead is None
    return NoRing(NONE, NONE_ASKS) if nothing else None


def _weighs(opened: RevealedRound, position: Position, cue: str) -> bool:
    """Whether this first thought is about the two of them, or would hurt."""
    read = next(each.of(position).reading for each in opened.offers if each.cue == cue)
    return read is not None and read.t is not None and read.t >= weights.ABOUT_US


def _station(
    state: SessionState, opened: RevealedRound, position: Position, cue: str, move: str = ""
) -> PartCard:
    """What one of the two reads, thinks, and would then do."""
    when, thinks = first_thought(state, opened, position, cue)
    said = (Line(thinks), Line(kinds.move_in_words(move))) if move else (Line(thinks),)
    return PartCard(STATION, when, (Side(people.person(state, position), said),))


def _asks(state: SessionState) -> str:
    asked = state.content.exercise.opener
    return ASKS if asked == CUES_OPENER else typeset(asked)
