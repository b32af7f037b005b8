"""My own steps, as screens. Nothing of the other's is at hand here but the name and what was opened."""

from __future__ import annotations

from dataclasses import replace

from exercises.comparison.answers import OTHER
from exercises.content import kinds
from exercises.content.answer_body import AnswerBody, FormFields
from exercises.content.cues import in_voice
from exercises.content.kinds import Part
from exercises.language.typography import typeset
from exercises.presenters.session import plain_inputs
from exercises.queries import earlier_answers
from exercises.queries.session_state import SessionState
from exercises.rules import RoundPlan
from exercises.screens import PartInput, Step
from exercises.steps import cue_selection, sharing
from exercises.steps.form_fields import raw_of, share_field

# Whoever says how they expect to be taken tells the moment as the one who does it.
STEM = {"expected": "sender"}


def step(state: SessionState, plan: RoundPlan, ref: str, typed: FormFields | None, own_words: bool) -> Step:
    """One step with what is stored in it, or what was typed and refused, or the newest draft."""
    spec = earlier_answers.complete_step(state, ref)
    if spec.is_plain:
        return plain_inputs.step(state, plan, spec, typed)
    own = state.own.get(ref)
    body = own.body if own else AnswerBody()
    raw = typed if typed is not None else body.draft
    if own_words and raw is None:
        raw = {**raw_of(spec, body), spec.pick.id: OTHER}
    names = state.names_for(state.me)
    order = cue_selection.shuffled(spec.required_cue.readings, state.order_key, spec.required_cue.id)

    def as_input(part: Part, prompt: str = "") -> PartInput:
        value = body.parts.get(part.id)
        made = kinds.input(part, spec.cue, spec.voice, value, names, order=order, raw=raw, prompt=prompt)
        return replace(made, sends=True) if spec.parts == (part,) and kinds.sends_alone(part) else made

    dock = next((part for part in spec.screen.parts if kinds.adds(part) == "certainty"), None)
    index = plan.steps.index(ref)
    main = spec.pick
    picked = body.parts.get(main.id)
    tender = sharing.is_tender(spec, main, body)
    can_keep = picked is not None and main.visibility == "shared" and not tender and not body.passed
    return Step(
        ref=ref,
        base=own.revision if own else 0,
        voice=spec.voice,
        kicker=spec.screen.kicker,
        moment=typeset(in_voice(spec.required_cue.stem, STEM.get(spec.voice, spec.voice)), names),
        hint=typeset(spec.screen.hint, names),
        parts=tuple(as_input(part, spec.screen.prompt) for part in spec.screen.parts if part is not dock),
        dock=as_input(dock) if dock else None,
        folded=tuple(as_input(part) for part in spec.screen.folded),
        not_applicable=kinds.not_applicable(spec.voice),
        earlier=plan.steps[index - 1] if index else "",
        answered=bool(own and own.is_in),
        explains=not any(state.layout.steps[earlier].voice == spec.voice for earlier in plan.steps[:index]),
        passed=body.passed,
        not_applicable_chosen=picked is not None and picked["pick"] == kinds.NOT_APPLICABLE,
        keep_field=share_field(ref, main) if own and own.is_in and can_keep else "",
        kept=sharing.is_shared(spec, main, body) is False,
    )
