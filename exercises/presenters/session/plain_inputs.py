"""My own plain steps, as screens: what no cue is about, and what both do together."""

from __future__ import annotations

from dataclasses import replace

from couples.positions import other
from exercises.content import kinds
from exercises.content.answer_body import AnswerBody, FormFields
from exercises.content.kinds import Breathing, Part, Speaking
from exercises.language.typography import typeset
from exercises.presenters.session import plain_cards
from exercises.queries import earlier_answers, people, reveals, ring_half
from exercises.queries.session_state import SessionState
from exercises.rules import RoundPlan, RoundWord, clock
from exercises.rules.turns import floor_of, holder, may_happen, next_event, reached_at
from exercises.rules.words import START, TogetherWord, TurnEvent
from exercises.screens import Breath, Floor, PartInput, Step
from exercises.steps.layout import StepSpec

CAME_BACK = {
    RoundWord.YES: "{name} says: “{said}”. Send it as it is, or add to it.",
    RoundWord.ALMOST: "{name} says: “{said}”. Try once more.",
}


def step(state: SessionState, plan: RoundPlan, spec: StepSpec, typed: FormFields | None) -> Step:
    """One plain step with what is stored in it, or what was typed and refused, or the newest draft."""
    own = state.own.get(spec.id)
    body = own.body if own else AnswerBody()
    raw = typed if typed is not None else body.draft
    names = {**plain_cards.both_names(state), **state.names_for(state.me), "item": spec.item_name}
    asked = [part for part in spec.parts if kinds.takes_answer(part)]
    nothing = earlier_answers.nothing_to_answer(state, spec)
    docked = [part for part in spec.screen.parts if kinds.in_dock(part)]
    dock = docked[-1] if docked and not nothing else None
    earlier = _last_try(state, spec)

    def as_input(part: Part) -> PartInput:
        value = body.parts.get(part.id, earlier.parts.get(part.id))
        made = kinds.input(part, spec.cue, spec.voice, value, names, raw=raw)
        return replace(made, sends=True) if len(asked) == 1 and kinds.sends_alone(part) else made

    index = plan.steps.index(spec.id)
    shown = () if nothing else spec.screen.parts
    return Step(
        ref=spec.id,
        base=own.revision if own else 0,
        voice="",
        kicker=spec.screen.kicker,
        moment=typeset(spec.screen.prompt, names),
        hint=typeset(spec.screen.hint, names),
        parts=tuple(as_input(part) for part in shown if part is not dock and not kinds.is_together(part)),
        dock=as_input(dock) if dock else None,
        folded=tuple(as_input(part) for part in spec.screen.folded) if not nothing else (),
        not_applicable="",
        earlier=plan.steps[index - 1] if index else "",
        answered=bool(own and own.is_in),
        passed=body.passed,
        template="stages/plain.html",
        takes=bool(asked) and not nothing,
        can_pass=bool(asked) and not nothing,
        about=earlier_answers.quote(state, spec),
        nothing=nothing,
        again=_again(state, spec),
        breath=_breath(state, plan, spec),
        floor=_floor(state, plan, spec),
        ring=ring_half.mine(state) if any(map(earlier_answers.is_from_ring, spec.parts)) else None,
    )


def _last_try(state: SessionState, spec: StepSpec) -> AnswerBody:
    """What I gave the last time, to go on from; empty at a first try."""
    own = state.own.get(_before(spec))
    return own.body if own is not None else AnswerBody()


def _before(spec: StepSpec) -> str:
    return spec.tries[spec.attempt - 2] if spec.attempt > 1 else ""


def _again(state: SessionState, spec: StepSpec) -> str:
    """How the other took my last try, in their words; "" where I had shown them none."""
    part = next((part for part in spec.parts if kinds.says_back(part)), None)
    if spec.attempt == 1 or part is None:
        return ""
    before = state.layout.steps[_before(spec)].round
    shown = reveals.revealed(state, before).part(state.me, _before(spec), part.id)
    if shown is None or earlier_answers.nothing_to_answer(state, spec):
        return ""
    partner = other(state.me)
    almost = state.facts.has_said(partner, before, RoundWord.ALMOST)
    word = RoundWord.ALMOST if almost else RoundWord.YES
    said = kinds.confirm(part)[1 if almost else 0]
    return CAME_BACK[word].format(name=people.person(state, partner).name, said=typeset(said))


# ---- together -----------------------------------------------------------------------------------------


def _breath(state: SessionState, plan: RoundPlan, spec: StepSpec) -> Breath | None:
    pace = kinds.activity(spec.together) if spec.together is not None else None
    if not isinstance(pace, Breathing):
        return None
    word = TogetherWord(spec.id, START)
    return Breath(
        round=plan.id,
        word=str(word),
        said=state.facts.has_said(state.me, plan.id, word),
        starts_at=state.milestones.get((plan.id, word)),
        seconds=pace.seconds,
        breathe_in=pace.breathe_in,
        breathe_out=pace.breathe_out,
        note=typeset(pace.note),
    )


def _floor(state: SessionState, plan: RoundPlan, spec: StepSpec) -> Floor | None:
    speaking = kinds.activity(spec.together) if spec.together is not None else None
    if not isinstance(speaking, Speaking):
        return None
    each = next(each for each in plan.together if each.step == spec.id)
    now = clock.now_ms()
    floor = floor_of(each, reached_at(state.milestones, plan.id, spec.id), now)
    begins = state.begins
    has_it = holder(each, begins, max(1, floor.number))
    others = other(state.me) in state.here

    def word(event: TurnEvent | None) -> str:
        allowed = event is not None and may_happen(each, floor, event, state.me, begins, others)
        return str(TogetherWord(spec.id, event)) if event is not None and allowed else ""

    pause = next_event(floor, "resume") or next_event(floor, "pause")
    start = TogetherWord(spec.id, START)
    return Floor(
        round=plan.id,
        said=state.facts.has_said(state.me, plan.id, start),
        holder=people.person(state, has_it) if floor.running else None,
        mine=floor.running and has_it == state.me,
        number=floor.number,
        count=each.floors,
        ends_at=floor.ends_at,
        left_seconds=-(-floor.left_ms // 1_000),
        paused=floor.paused,
        over=floor.over,
        minutes=floor.minutes,
        start_word=str(start) if floor.number == 0 else "",
        pause_word=word(pause),
        minute_word=word(next_event(floor, "minute")),
        hand_word=word(next_event(floor, "floor")),
        ask=speaking.ask,
        questions=tuple(typeset(question) for question in speaking.questions),
    )
