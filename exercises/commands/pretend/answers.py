"""Answers: what a pretend partner gives to a step, as the command that a person would send."""

from __future__ import annotations

from exercises import rules
from exercises.commands.dispatching import Answer, Pass, RawParts
from exercises.commands.pretend.ideas import Ideas
from exercises.content import kinds
from exercises.content.kinds.without_answer import GO_ON
from exercises.library.pretend_lines import pretend_lines
from exercises.queries import earlier_answers
from exercises.queries.session_state import SessionState
from exercises.rules import Talk
from exercises.steps import sharing
from exercises.steps.layout import LETTER, TAKEAWAY_LINE, StepSpec


def answer_to(mine: SessionState, step: str) -> Answer | Pass:
    """Everything that the step asks for, all of it to be shown; passed where it has nothing to say."""
    spec = earlier_answers.complete_step(mine, step)
    if earlier_answers.nothing_to_answer(mine, spec):
        return Pass(step)
    parts = _parts(mine, spec)
    if parts is None:
        return Pass(step)
    shares = {part.id: True for part in sharing.offerable(spec)}
    return Answer(step, _base(mine, step), parts, shares)


def letter(mine: SessionState, talk: Talk) -> Answer:
    """A letter to the person, another one in each talk."""
    written = sum(rules.is_letter(step) for step in mine.own)
    letters = pretend_lines().letters
    return Answer(talk.letter, _base(mine, talk.letter), {LETTER: letters[written % len(letters)]})


def takeaway(mine: SessionState) -> Answer:
    """A line to take along, for both to see."""
    lines = pretend_lines().takeaways
    line = lines[mine.order_key[-1] % len(lines)]
    step = rules.TAKEAWAY_STEP
    return Answer(step, _base(mine, step), {TAKEAWAY_LINE: line}, {TAKEAWAY_LINE: True})


def _parts(mine: SessionState, spec: StepSpec) -> RawParts | None:
    """The fields of the step filled in; None where the main one stays empty."""
    if spec.main is None:
        return {GO_ON: "on"}
    raw: dict[str, str | list[str]] = {}
    for part in spec.parts:
        if not kinds.takes_answer(part):
            continue
        value = kinds.made_up(part, Ideas(mine, spec, part))
        if value is not None:
            raw |= kinds.to_raw(part, value)
        elif part is spec.main:
            return None
    return raw


def _base(mine: SessionState, step: str) -> int:
    own = mine.own.get(step)
    return own.revision if own is not None else 0
