"""Plain cards: the card about a plain step, with both names and all texts final."""

from __future__ import annotations

from collections.abc import Iterator

from couples.positions import FIRST, SECOND, Position, other
from exercises.content import kinds
from exercises.content.kinds import Part, Value
from exercises.language.typography import Names, typeset
from exercises.library import CUES_OPENER
from exercises.queries import earlier_answers, people, plans
from exercises.queries.revealed_round import RevealedRound
from exercises.queries.session_state import SessionState
from exercises.screens import Line, PartCard, PlainCard, Side
from exercises.steps import sharing, stories
from exercises.steps.layout import StepSpec

LONG_FROM = 320  # characters on a card from which the smaller type keeps its question on a phone's screen


def of_round(state: SessionState, opened: RevealedRound) -> tuple[PlainCard, ...]:
    """All plain cards of an opened round, in order."""
    return tuple(plain_card(state, opened, place) for place in range(len(opened.sheets)))


def _question(state: SessionState, round_id: str) -> str:
    """The exercise's question, where this round may be the last one to be opened; "" in one before that."""
    exercise = state.content.exercise
    rounds = state.facts.rounds
    later = rounds[[plan.id for plan in rounds].index(round_id) + 1 :]
    follows = bool(later) and not (later[0].private or later[0].further or later[0].until)
    return "" if follows or exercise.opener == CUES_OPENER else exercise.opener


def plain_card(state: SessionState, opened: RevealedRound, place: int) -> PlainCard:
    """The plain card at this place, from 0. On every other one the other of the two comes first.

    The last one may ask the exercise's question.
    """
    step, is_last = opened.sheets[place], place == len(opened.sheets) - 1
    question = _question(state, opened.round) if is_last else ""
    order = (FIRST, SECOND) if place % 2 == 0 else (SECOND, FIRST)
    parts = tuple(_parts(state, opened, step, order))
    names = both_names(state)
    opener = typeset(step.screen.opener or question, names)
    title = title_of(step, names)
    about = plans.quoted(state, step)
    told = [line.text for part in parts for side in part.sides for line in side.lines]
    told += [line.text for part in parts for line in part.both]
    told += [line for part in parts for side in part.sides for line in side.to]
    told += about.lines if about is not None else ()
    long = sum(map(len, (title, opener, *told))) > LONG_FROM
    return PlainCard(title, parts, opener, long, about=about)


def both_names(state: SessionState) -> Names:
    """The first and the second of the two, where words name both."""
    return {"sender": state.names.get(1, ""), "receiver": state.names.get(2, "")}


def question_of(state: SessionState) -> str:
    """The question that the exercise as a whole asks, or ""."""
    exercise = state.content.exercise
    return "" if exercise.opener == CUES_OPENER else typeset(exercise.opener)


def title_of(step: StepSpec, names: Names) -> str:
    """What a plain step is called where answers are listed."""
    called = step.screen.name or step.item_name or step.screen.prompt
    return typeset(called, {**names, "item": step.item_name})


def _parts(
    state: SessionState, opened: RevealedRound, step: StepSpec, order: tuple[Position, Position]
) -> Iterator[PartCard]:
    parts = sharing.offerable(step)
    for part in parts:
        label = typeset(part.prompt) if len(parts) > 1 else ""
        if kinds.finds_stories(part) and kinds.about(part):
            yield from _merged_stories(state, opened, step, order)
        elif card := _part(state, opened, step, part, label, order):
            yield card


def _part(
    state: SessionState,
    opened: RevealedRound,
    step: StepSpec,
    part: Part,
    label: str,
    order: tuple[Position, Position],
) -> PartCard | None:
    sides = [
        Side(
            people.person(state, position),
            _told(state, part, value, position),
            _answered(state, step, part, position),
        )
        for position in order
        if (value := opened.part(position, step.id, part.id)) is not None
    ]
    if not sides:
        return None
    template = f"cards/{part.kind}.html"
    if step.screen.looks_at and len(sides) == 2 and sides[0].lines == sides[1].lines:
        return PartCard(template, label, (), sides[0].lines)
    if kinds.merges(part) and len(sides) == 2 and not kinds.finds_stories(part):
        first, second = sides
        both = tuple(line for line in first.lines if line in second.lines)
        only = [
            Side(side.person, rest)
            for side in sides
            if (rest := tuple(line for line in side.lines if line not in both))
        ]
        return PartCard(template, label, tuple(only), both)
    return PartCard(template, label, tuple(sides))


def _told(state: SessionState, part: Part, value: Value, position: Position) -> tuple[Line, ...]:
    lines = kinds.lines(part, value, state.names_for(position))
    tags = kinds.tags(part, value) or ("",) * len(lines)
    return tuple(Line(line, tag) for line, tag in zip(lines, tags, strict=True))


def _answered(state: SessionState, step: StepSpec, part: Part, position: Position) -> tuple[str, ...]:
    found = kinds.about(part)
    return earlier_answers.words(state, found, other(position)) if found else ()


def _merged_stories(
    state: SessionState, opened: RevealedRound, step: StepSpec, order: tuple[Position, Position]
) -> Iterator[PartCard]:
    """One part for each moment: what both thought of, what only its owner, what only the other."""
    own, others = stories.parts_of(state.layout.of_round(opened.round))
    if others is None:
        return
    for whose in order:
        mine = (opened.part(whose, own.step, own.part.id) if own is not None else None) or []
        theirs = opened.part(other(whose), others.step, others.part.id) or []
        if not mine and not theirs:
            continue
        merged = stories.merged(mine, theirs)
        moment = earlier_answers.words(state, kinds.about(others.part), whose)
        found = ((whose, merged.only_first), (other(whose), merged.only_second))
        yield PartCard(
            template="cards/alternatives.html",
            label=moment[0] if moment else "",
            sides=tuple(
                Side(people.person(state, position), _stories(others.part, only))
                for position, only in found
                if only
            ),
            both=_stories(others.part, merged.both),
        )


def _stories(part: Part, found: tuple[stories.Story, ...]) -> tuple[Line, ...]:
    tags = kinds.tags(part, [dict(story) for story in found])
    return tuple(Line(story["words"], tag) for story, tag in zip(found, tags, strict=True))
