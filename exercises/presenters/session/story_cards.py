"""What a moment could also have been, on cards: who wrote what, and what is sometimes true."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from couples.positions import Position, other
from exercises.content import kinds
from exercises.content.kinds import Part
from exercises.queries import earlier_answers, people
from exercises.queries.revealed_round import RevealedRound
from exercises.queries.session_state import SessionState
from exercises.screens import Line, PartCard, Person, Side, StoryGroup
from exercises.steps import stories
from exercises.steps.layout import StepSpec

BOTH_THOUGHT = "You both thought of {about}"


def of_both_moments(
    state: SessionState, opened: RevealedRound, step: StepSpec, order: tuple[Position, Position]
) -> Iterator[PartCard]:
    """One part for each of the two moments: all that both thought of, each story with whoever wrote it."""
    own, others = stories.parts_of(state.layout.of_round(opened.round))
    if others is None:
        return
    for whose in order:
        mine = (opened.part(whose, own.step, own.part.id) if own is not None else None) or []
        theirs = opened.part(other(whose), others.step, others.part.id) or []
        if not mine and not theirs:
            continue
        writers = people.person(state, whose), people.person(state, other(whose))
        yield PartCard(
            template="cards/alternatives.html",
            label=_moment(state, others.part, whose),
            sides=tuple(
                Side(person, _lines(others.part, written, tagged=True))
                for person, written in zip(writers, (mine, theirs), strict=True)
                if written
            ),
            by=writers[0],
            groups=tuple(_group(others.part, group, writers) for group in stories.grouped(mine, theirs)),
        )


def sometimes_true(
    state: SessionState,
    opened: RevealedRound,
    step: StepSpec,
    part: Part,
    order: tuple[Position, Position],
) -> Iterator[PartCard]:
    """One part for each who said so: what of the other's moment is sometimes true of whoever was seen."""
    found = next(
        (
            others.part
            for plan in state.layout.rounds
            if (others := stories.parts_of(state.layout.of_round(plan.id))[1]) is not None
        ),
        None,
    )
    for position in order:
        value = opened.part(position, step.id, part.id)
        if value is None or found is None:
            continue
        lines = kinds.lines(part, value, state.names_for(position))
        yield PartCard(
            template="cards/sometimes.html",
            label=_moment(state, found, other(position)),
            sides=(Side(people.person(state, position), tuple(map(Line, lines))),),
            by=people.person(state, other(position)),
        )


def _moment(state: SessionState, part: Part, whose: Position) -> str:
    """The moment of this position, as it was told; "" where it was kept."""
    told = earlier_answers.words(state, kinds.about(part), whose)
    return told[0] if told else ""


def _group(part: Part, group: stories.Group, writers: tuple[Person, Person]) -> StoryGroup:
    first, second = (
        Side(person, _lines(part, written, tagged=False))
        for person, written in zip(writers, (group.first, group.second), strict=True)
    )
    (about,) = set(kinds.tags(part, [dict(story) for story in (*group.first, *group.second)]))
    if first.lines and second.lines:
        return StoryGroup(BOTH_THOUGHT.format(about=about), (first, second))
    return StoryGroup(about[:1].upper() + about[1:], (first,) if first.lines else (second,))


def _lines(part: Part, written: Sequence[stories.Story], *, tagged: bool) -> tuple[Line, ...]:
    tags = kinds.tags(part, [dict(story) for story in written])
    return tuple(
        Line(story["words"], tag if tagged else "") for story, tag in zip(written, tags, strict=True)
    )
