"""What leaves its owner at a release, and what has to be decided before. Pure.

A part is offered when it is `shared` and not kept, or `ask` and switched on; `self` and `device` never are.
Of a cue step everything hangs on its pick; the parts of a plain step are offered each for itself. Passed,
kept and missing become the same nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from exercises.comparison.answers import Guess as CalmGuess
from exercises.comparison.answers import Meaning, Own, Reading
from exercises.comparison.offered import reduce
from exercises.content import kinds
from exercises.content.answer_body import AnswerBody
from exercises.content.kinds import Adds, Part
from exercises.rules import TAKEAWAY_STEP, Undecided
from exercises.steps.layout import LETTER, TAKEAWAY_LINE, Layout, StepSpec

NOTHING = None  # the one identical nothing, sealed to the same size as everything else


def is_shared(spec: StepSpec, part: Part, body: AnswerBody) -> bool | None:
    """Whether this part is shared; None while a tender part is not decided."""
    value = body.parts.get(part.id)
    if body.passed or value is None or part.visibility not in ("shared", "ask", "shared_as_band"):
        return False
    if part.id in body.share:
        return body.share[part.id]
    if part.visibility == "ask":
        return False
    default = kinds.tender(part, value, spec.cue)
    return None if default == "" else default != "keep"


def is_tender(spec: StepSpec, part: Part, body: AnswerBody) -> bool:
    """Whether the preview says something of this part singly: what it is set to, or that it is to decide."""
    return _fate(spec, part, body) is not None


def is_asked(spec: StepSpec, part: Part, body: AnswerBody) -> bool:
    """Whether the preview asks about this part: nothing is shown before its owner has decided, either way."""
    return _fate(spec, part, body) == ""


def _fate(spec: StepSpec, part: Part, body: AnswerBody) -> kinds.Fate | None:
    value = body.parts.get(part.id)
    if spec.is_plain or body.passed or value is None or part.visibility != "shared":
        return None
    return kinds.tender(part, value, spec.cue)


def undecided(spec: StepSpec, body: AnswerBody) -> tuple[str, ...]:
    return tuple(part.id for part in spec.parts if is_shared(spec, part, body) is None)


def all_decided(layout: Layout, bodies: Mapping[str, AnswerBody]) -> None:
    """Raise Undecided while a tender part is neither shared nor kept."""
    if any(undecided(layout.steps[step], body) for step, body in bodies.items()):
        raise Undecided


def released_body(layout: Layout, step: str, body: AnswerBody) -> dict[str, Any] | None:
    """The body that a release seals under the couple's key: offered parts by id, or nothing."""
    if step == TAKEAWAY_STEP:
        line = body.parts.get(TAKEAWAY_LINE)
        return {TAKEAWAY_LINE: line} if line and body.share.get(TAKEAWAY_LINE) else NOTHING
    if step not in layout.steps:  # a letter: its owner sends it as it is
        return {LETTER: body.parts[LETTER]}
    spec = layout.steps[step]
    if spec.is_plain:
        return {part.id: body.parts[part.id] for part in spec.parts if is_shared(spec, part, body)} or NOTHING
    main = spec.pick
    if not is_shared(spec, main, body):
        return NOTHING
    out = {main.id: _reduced(spec, body)}
    for part in boxes(spec):
        if is_shared(spec, part, body):
            out[part.id] = body.parts[part.id]
    return out


def boxes(spec: StepSpec) -> tuple[Part, ...]:
    """The parts that a preview shows as boxes: of a plain step all that can be shared, of one about a moment
    what was asked along with its pick."""
    return tuple(part for part in offerable(spec) if spec.is_plain or part is not spec.pick)


def offerable(spec: StepSpec) -> tuple[Part, ...]:
    """The parts of a step that its owner can share; of a plain one each is on or off at the preview."""
    return tuple(part for part in spec.parts if part.visibility in ("shared", "ask"))


def _reduced(spec: StepSpec, body: AnswerBody) -> dict[str, Any]:
    """A pick as the comparison knows it. Threat and category come from the reading, whoever says it."""
    if spec.voice == "receiver":
        own = [
            part.id for part in spec.parts if kinds.adds(part) == "certainty" and part.visibility == "self"
        ]
        parts = {id: value for id, value in body.parts.items() if id not in own}
        answer: Reading | Meaning = reading_of(spec, replace(body, parts=parts), share=True)
    else:
        answer = meaning_of(spec, body, share=True)
    reduced = reduce(answer)
    assert reduced is not None, "a shared pick always reduces to something"
    plain: dict[str, Any] = reduced.to_json()
    words = body.parts[spec.pick.id].get("words")
    return {**plain, "words": words} if words else plain


# ---- one's own answers, as the comparison knows them --------------------------------------------


def reading_of(spec: StepSpec, body: AnswerBody, *, share: bool) -> Reading:
    pick, t, cat = _pick(spec, body)
    moved = body.parts.get(part_of(spec, "move"))
    return Reading(
        pick,
        t,
        cat,
        cert=body.parts.get(part_of(spec, "certainty")),
        next=kinds.tag_of(moved) if moved is not None else None,
        matter=body.parts.get(part_of(spec, "weight")),
        share=share,
    )


def meaning_of(spec: StepSpec, body: AnswerBody, *, share: bool) -> Meaning:
    return Meaning(*_pick(spec, body), share=share)


def own_answers(layout: Layout, cue: str, bodies: Mapping[str, AnswerBody]) -> Own:
    """All that one seat gave to one cue, whatever it shared: for its own page alone."""

    def given(voice: str) -> tuple[StepSpec, AnswerBody] | None:
        spec, body = layout.steps.get(f"{cue}.{voice}"), bodies.get(f"{cue}.{voice}")
        return (spec, body) if spec and body and not body.passed and spec.pick.id in body.parts else None

    reading, meaning, guess = given("receiver"), given("sender"), given("calm")
    return Own(
        cue,
        reading_of(*reading, share=True) if reading else None,
        meaning_of(*meaning, share=True) if meaning else None,
        CalmGuess(*_pick(*guess)) if guess else None,
    )


def _pick(spec: StepSpec, body: AnswerBody) -> tuple[str, int | None, str | None]:
    value = body.parts[spec.pick.id]
    return value["pick"], kinds.threat_of(value, spec.cue), kinds.category_of(value, spec.cue)


def part_of(spec: StepSpec, adds: Adds) -> str:
    """The id of this step's first part that adds this; "" when it has none."""
    return next((part.id for part in spec.parts if kinds.adds(part) == adds), "")
