"""What one seat sees of a paired session: from the state of a session to a screen.

Until a reveal only the seat's own answers are at hand here (the state holds no others), so nothing of
the other's can be shown by mistake.
"""

from __future__ import annotations

from dataclasses import replace

from couples.positions import other
from exercises import rules, screens
from exercises.content import kinds
from exercises.content.answer_body import FormFields
from exercises.language.typography import typeset
from exercises.presenters.session import (
    card_questions,
    cue_cards,
    handing_over,
    last_screens,
    plain_cards,
    release_preview,
    ring_card,
    step_inputs,
    talk_screens,
    waiting_screens,
)
from exercises.queries import earlier_answers, people, reveals
from exercises.queries.revealed_round import RevealedRound
from exercises.queries.session_state import SessionState
from exercises.rules import RoundMilestone, RoundPlan, RoundWord, Stage, Where, clock, stage_of
from exercises.rules.words import Card, Next, TenderCard
from exercises.screens import Progress, Screen, SessionView


def present(
    state: SessionState,
    *,
    origin: str,
    at: str | None = None,
    typed: FormFields | None = None,
    own_words: bool = False,
) -> SessionView:
    """What this seat sees now.

    origin: scheme, host and port that links start with.
    at: the step that this tab looks at; ignored unless it may be answered now.
    typed: fields that were refused, to be shown again as they were typed.
    own_words: open the own words of that step.
    """
    where = stage_of(state.facts, state.me)
    beside = talk_screens.card_before(state, where)
    stage: Stage
    screen: Screen
    progress: Progress | None
    if where.stage is Stage.LOBBY:
        stage, screen, progress = where.stage, waiting_screens.lobby(state, origin), None
    else:
        stage, screen, progress = _screen(state, where, origin, at, typed, own_words, beside)
    partner = other(state.me)
    return SessionView(
        code=state.code,
        couple=state.couple_code,
        exercise=typeset(state.content.exercise.title),
        stage=stage,
        you=people.person(state, state.me),
        partner=people.person(state, partner),
        joined=state.joined,
        here=state.one_phone or partner in state.here,
        version=state.version,
        reveal_at=_reveal_at(state, where),
        progress=progress,
        screen=screen,
        position=state.me,
        asked_of_me=talk_screens.asked_of_me(state, beside),
        slug=state.content.exercise.id,
        is_trial=state.couple.is_trial,
        one_phone=state.one_phone,
        my_turn=state.one_phone and rules.is_alone(stage) and not isinstance(screen, screens.HandOver),
    )


def _reveal_at(state: SessionState, where: Where) -> int | None:
    """When the card turns over, while that lies ahead. A past instant would tell when somebody came."""
    if where.stage is not Stage.REVEAL or where.round is None or rules.is_apart(state.facts, where.round):
        return None
    at = state.milestones.get((where.round.id, RoundMilestone.REVEAL))
    return at if at is not None and at > clock.now_ms() else None


def _screen(
    state: SessionState,
    where: Where,
    origin: str,
    at: str | None,
    typed: FormFields | None,
    own_words: bool,
    beside: talk_screens.At | None,
) -> tuple[Stage, Screen, Progress | None]:
    plan = where.round
    talk = talk_screens.screen(state, typed, beside) if where.stage is not Stage.ENDED else None
    stands_first: Screen | None = talk or handing_over.between(state, where, at)
    if stands_first is not None:
        return where.stage, stands_first, None
    match where.stage:
        case Stage.STEP | Stage.PREVIEW if plan is not None:
            step = at if at in plan.steps else next(iter(rules.open_steps(state.facts, plan)), None)
            if step is None:
                return Stage.PREVIEW, release_preview.preview(state, plan), None
            return (
                Stage.STEP,
                step_inputs.step(state, plan, step, typed, own_words),
                _steps(state, plan, step),
            )
        case Stage.WAITING if plan is not None:
            return where.stage, waiting_screens.waiting(state, plan, origin), None
        case Stage.REVEAL if plan is not None:
            return _reveal(state, plan)
        case Stage.TAKEAWAY:
            return where.stage, last_screens.takeaway(state, typed), None
        case Stage.FINISHED:
            return where.stage, last_screens.finished(state), None
        case _:
            kept = last_screens.has_comparison(state) and any(
                word is RoundMilestone.REVEAL for _, word in state.milestones
            )
            private = {step for plan in state.layout.rounds if plan.private for step in plan.steps}
            return Stage.ENDED, screens.Ended(kept, own=bool(private & state.own.keys())), None


def _steps(state: SessionState, plan: RoundPlan, step: str) -> Progress:
    states = tuple(
        "now" if each == step else "done" if each in state.facts.mine else "todo" for each in plan.steps
    )
    kicker = state.layout.steps[step].screen.kicker
    return Progress(kicker, "Step", plan.steps.index(step) + 1, states, dots=False)


def _reveal(state: SessionState, plan: RoundPlan) -> tuple[Stage, Screen, Progress | None]:
    facts, me = state.facts, state.me
    opened = reveals.revealed(state, plan.id)
    topics = opened.comparison.cards
    count = max(1, opened.count)
    number = rules.card_number(facts, me, plan)
    closed = facts.reached(plan.id, RoundMilestone.CLOSED)
    if closed or number > count:
        return Stage.REVEAL, _cards_done(state, plan, opened, closed), None
    word = Next(number)
    apart = rules.is_apart(facts, plan)
    said_next = facts.has_said(me, plan.id, word)
    at_sheet = number - 1 - len(topics)
    screen = screens.Reveal(
        round=plan.id,
        card=cue_cards.card(state, opened, topics[number - 1]) if number <= len(topics) else None,
        number=number,
        count=count,
        said_next=said_next,
        alone=not apart and not state.one_phone and other(me) not in state.here,
        apart=apart,
        next_word=str(word),
        folded=reveals.tender(state, opened) is not None,
        sheet=_sheet(state, opened, at_sheet),
        talk=talk_screens.offer(state, plan.id, Card(number)),
        ring=ring_card.present_ring(state, opened),
        no_ring=ring_card.present_no_ring(opened),
        nothing=card_questions.asked_with_nothing(state, opened),
    )
    if screen.ring is not None:
        return Stage.REVEAL, screen, None  # there is one, and it needs the room
    states = tuple("done" if n < number else "now" if n == number else "todo" for n in range(1, count + 1))
    return Stage.REVEAL, screen, Progress(f"Card {number} of {count}", "Card", number, states, dots=True)


def _sheet(state: SessionState, opened: RevealedRound, place: int) -> screens.PlainCard | None:
    """The plain card at this place of a round; what stands in place of a ring is the only one of its own."""
    if 0 <= place < len(opened.sheets):
        return plain_cards.plain_card(state, opened, place)
    return ring_card.present_instead(state, opened)


def _cards_done(
    state: SessionState, plan: RoundPlan, opened: RevealedRound, closed: bool
) -> screens.CardsDone:
    """The end of a round's cards, and the question that stands there."""
    following = state.facts.following(plan.id) if closed else None
    confirms = following is not None and following.until
    said_back, confirm = _said_back(state, opened) if confirms else (None, ())
    return screens.CardsDone(
        round=plan.id,
        count=opened.count,
        further=following.further if following is not None else "",
        through=closed,
        fold=fold(state, opened),
        no_text=last_screens.no_text(state, following),
        said_back=said_back,
        confirm=confirm,
        comparison=last_screens.has_comparison(state),
    )


def _said_back(state: SessionState, opened: RevealedRound) -> tuple[screens.Side | None, tuple[str, ...]]:
    """How the other said back what I meant (None when they did not), and the two things I may say to it."""
    found = earlier_answers.saying_back(state, opened.round)
    if found is None:
        return None, ()
    _, part = found
    said, side = earlier_answers.came_back(state, opened.round, state.me), None
    if said is not None:
        words = earlier_answers.words(state, kinds.about(part), state.me)
        side = screens.Side(people.person(state, other(state.me)), (screens.Line(said),), words)
    return side, tuple(map(typeset, kinds.confirm(part)))


def fold(state: SessionState, opened: RevealedRound) -> screens.Fold | None:
    """The one tender topic of a round: folded until both have tapped, in no frame before."""
    topic = reveals.tender(state, opened)
    if topic is None:
        return None
    card = None
    if state.facts.reached(opened.round, RoundMilestone.TENDER_OPEN):
        offer = talk_screens.offer(state, opened.round, TenderCard())
        card = replace(cue_cards.card(state, opened, topic), talk=offer)
    return screens.Fold(
        mine=state.facts.has_said(state.me, opened.round, RoundWord.TENDER),
        card=card,
        later_word=str(rules.next_later(state.facts, opened.round)),
    )
