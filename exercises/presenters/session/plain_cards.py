"""Plain cards: the card about a plain step, with both names and all texts final."""

from __future__ import annotations

from collections.abc import Iterator

from couples.positions import FIRST, SECOND, Position, other
from exercises.content import kinds
from exercises.content.kinds import Part, Value
from exercises.language.typography import Names, typeset
from exercises.library import CUES_OPENER
from exercises.presenters.session import story_cards
from exercises.queries import earlier_answers, people, plans
from exercises.queries.revealed_round import RevealedRound
from exercises.queries.session_state import SessionState
from exercises.screens import Line, PartCard, PlainCard, Side
from exercises.steps import sharing
from exercises.steps.layout import StepSpec

BOTH = {"partner": "the other one"}  # what a prompt that names the partner says on a card about both
# What the cards of a second and a third try ask.
AGAIN = ("What fits better now than the first time?", "What is close enough for both of you today?")
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
    opener = typeset(_opener(step) or question, {**names, "item": step.item_name})
    title = title_of(step, names)
    asked = _asked(step, names, title)
    about = plans.quoted(state, step)
    told = [line.text for part in parts for side in part.sides for line in side.lines]
    told += [line.text for part in parts for line in part.both]
    told += [line for part in parts for side in part.sides for line in side.to]
    told += about.lines if about is not None else ()
    long = sum(map(len, (title, asked, opener, *told))) > LONG_FROM
    return PlainCard(title, parts, opener, long, about=about, asked=asked)


def _opener(step: StepSpec) -> str:
    """The question of its own. A further try at the same asks another one."""
    return AGAIN[step.attempt - 2] if step.attempt > 1 else step.screen.opener


def _asked(step: StepSpec, names: Names, title: str) -> str:
    """What was asked, in words about both; "" where the title says it already."""
    asked = typeset(step.screen.asked or step.screen.prompt, {**names, **BOTH, "item": step.item_name})
    return "" if asked == title else asked


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
            yield from story_cards.of_both_moments(state, opened, step, order)
        elif kinds.options_from(part) == "stories":
            yield from story_cards.sometimes_true(state, opened, step, part, order)
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
    return PartCard(kinds.card(part), label, tuple(sides), line=_line(opened, step, part))


def _line(opened: RevealedRound, step: StepSpec, part: Part) -> str:
    """What content says of the two answers beside each other; "" where one of them is not shown."""
    first, second = (opened.part(position, step.id, part.id) for position in (FIRST, SECOND))
    return "" if first is None or second is None else kinds.compares(part, first, second)


def said(state: SessionState, part: Part, value: Value, position: Position) -> tuple[str, ...]:
    """What this position said, line by line, where both read it."""
    own_name = people.person(state, position).name
    return kinds.on_card(part, value, state.names_for(position), own_name)


def _told(state: SessionState, part: Part, value: Value, position: Position) -> tuple[Line, ...]:
    lines = said(state, part, value, position)
    tags = kinds.tags(part, value) or ("",) * len(lines)
    return tuple(Line(line, tag) for line, tag in zip(lines, tags, strict=True))


def _answered(state: SessionState, step: StepSpec, part: Part, position: Position) -> tuple[str, ...]:
    found = kinds.about(part)
    return earlier_answers.words(state, found, other(position)) if found else ()
