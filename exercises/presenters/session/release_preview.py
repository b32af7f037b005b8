"""The preview: my own lines of a round, as they would be shown. Nothing of the other's is at hand here."""

from __future__ import annotations

from collections.abc import Iterator

from couples.positions import other
from exercises import rules
from exercises.content import kinds
from exercises.content.answer_body import AnswerBody
from exercises.content.kinds import Part
from exercises.language import story_words
from exercises.language.typography import Names, typeset
from exercises.presenters.session import plain_cards
from exercises.queries import earlier_answers, people
from exercises.queries.session_state import OwnAnswer, SessionState
from exercises.rules import RoundPlan, RoundWord
from exercises.screens import CueLines, Extra, PlainLines, Preview, PreviewLine, Switch, Tender
from exercises.steps import ring_search, sharing
from exercises.steps.form_fields import share_field
from exercises.steps.layout import StepSpec

PASSED = "Skipped"
STAYS = "stays with you"
EXPECTED = "how I expect to be taken"
WHY_OFF = "off, as it’s a sore one"
WHY_ON = "on, as it’s only a first thought"
ROLES = {"receiver": "I read", "sender": "I mean", "expected": "I expect", "calm": "I guess"}


def preview(state: SessionState, plan: RoundPlan) -> Preview:
    """Everything of this round that the other may see, cue by cue. What is mine alone is not in it."""
    cues: dict[str, tuple[str, list[PreviewLine]]] = {}
    names = state.names_for(state.me)
    ring = ring_search.round_of(state.content) == plan.id
    each = rules.each_chosen(state.facts)
    undecided = 0
    for spec in state.layout.of_round(plan.id):
        if spec.is_plain or spec.pick.visibility != "shared":
            continue
        own = state.own[spec.id]
        title = _title(state, spec)
        cues.setdefault(spec.required_cue.id, (title, []))[1].append(_line(spec, own, names, ring))
        undecided += len(sharing.undecided(spec, own.body))
    return Preview(
        round=plan.id,
        cues=tuple(CueLines(title, tuple(lines)) for title, lines in cues.values()),
        undecided=undecided,
        each=each,
        otherwise=state.facts.has_said(state.me, plan.id, RoundWord.TOGETHER if each else RoundWord.APART),
        sheets=tuple(_plain_lines(state, plan)),
        ring=ring,
        or_part=ring and ring_search.may_give_instead(state.content),
    )


def _title(state: SessionState, spec: StepSpec) -> str:
    me, partner = people.person(state, state.me).name, people.person(state, other(state.me)).name
    sender, receiver = (partner, me) if spec.voice == "receiver" else (me, partner)
    return typeset(spec.required_cue.short, {"sender": sender, "receiver": receiver})


def _plain_lines(state: SessionState, plan: RoundPlan) -> Iterator[PlainLines]:
    """The plain steps that have something to offer: each of their parts can be shown or kept."""
    names = {**plain_cards.both_names(state), **state.names_for(state.me)}
    for laid_out in state.layout.of_round(plan.id):
        if not laid_out.is_plain or not sharing.offerable(laid_out):
            continue
        spec = earlier_answers.complete_step(state, laid_out.id)
        if earlier_answers.nothing_to_answer(state, spec):
            continue
        own = state.own[spec.id]
        yield PlainLines(
            title=plain_cards.title_of(spec, names),
            step=spec.id,
            base=own.revision,
            parts=tuple(
                _offer(spec, own, part, names)
                for part in sharing.offerable(spec)
                if part.id in own.body.parts and not own.body.passed
            ),
            passed=own.body.passed,
        )


def _offer(spec: StepSpec, own: OwnAnswer, part: Part, names: Names) -> Extra:
    value = own.body.parts[part.id]
    text = kinds.words(part, value, spec.cue, spec.voice, names)
    lines = kinds.lines(part, value, names)
    hints = kinds.hints(part)
    found = story_words.stories_in(text, hints) if hints else ()
    return Extra(
        field=share_field(spec.id, part),
        label=typeset(part.prompt, names) if len(sharing.offerable(spec)) > 1 else "",
        text=text,
        on=sharing.is_shared(spec, part, own.body) is True,
        lines=lines if len(lines) > 1 else (),
        hint=story_words.hint(found) if found else "",
    )


def _line(spec: StepSpec, own: OwnAnswer, names: Names, whole: bool) -> PreviewLine:
    body, main = own.body, spec.pick
    value = body.parts.get(main.id)
    asked = sharing.is_asked(spec, main, body)
    decided = sharing.is_shared(spec, main, body)
    nothing = value is None or value["pick"] == kinds.NOT_APPLICABLE
    stays = not asked and (decided is False or nothing)
    text = kinds.says(value, spec.required_cue, spec.voice, names) if value is not None else PASSED
    sure = next((part for part in spec.parts if part.visibility == "shared_as_band"), None)
    note = ""
    if value is not None and stays:
        note = STAYS if nothing or main.id in body.share else ""
    elif spec.voice == "expected":
        note = EXPECTED
    elif sure is not None and sure.id in body.parts:
        note = kinds.words(sure, body.parts[sure.id], spec.cue, spec.voice, names).lower()
    return PreviewLine(
        step=spec.id,
        base=own.revision,
        hollow=spec.voice != "sender",
        role=ROLES[spec.voice],
        text=text,
        note=note,
        stays=stays,
        tender=Tender(share_field(spec.id, main), _fate_word(decided)) if asked else None,
        switch=None if asked or nothing else _switch(spec, body),
        extras=tuple(
            Extra(
                field=share_field(spec.id, part),
                label=typeset(part.prompt, names),
                text=kinds.words(part, body.parts[part.id], spec.cue, spec.voice, names),
                on=sharing.is_shared(spec, part, body) is True,
            )
            for part in sharing.boxes(spec)
            if part.id in body.parts and not stays
        ),
        left_open=tuple(
            typeset(part.prompt, names)
            for part in sharing.boxes(spec)
            if whole and part.id not in body.parts and not stays
        ),
    )


def _switch(spec: StepSpec, body: AnswerBody) -> Switch:
    main, sore = spec.pick, sharing.is_tender(spec, spec.pick, body)
    on = sharing.is_shared(spec, main, body) is True
    why = (WHY_ON if on else WHY_OFF) if sore and main.id not in body.share else ""
    return Switch(share_field(spec.id, main), on, why, sore)


def _fate_word(decided: bool | None) -> str:
    return "" if decided is None else "share" if decided else "keep"
