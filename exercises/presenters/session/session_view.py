"""What one seat sees of a paired session: from a sitting to a screen.

Until a reveal only the seat's own answers are at hand here (a sitting reads no others), so nothing of
the other's can be shown by mistake.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from couples import seats
from exercises import rules, screens
from exercises.content.answer_body import Raw
from exercises.language.typography import typeset
from exercises.presenters.session import (
    checkin,
    cue_cards,
    plain_cards,
    release_preview,
    ring_card,
    step_inputs,
    talk_screens,
)
from exercises.queries import earlier_answers, people, reveals, ring_exit
from exercises.queries.session_state import Sitting
from exercises.rules import WHOLE, RoundPlan, Stage, Where, clock, other, stage_of
from exercises.screens import Progress, Screen, Seen
from exercises.steps import sharing
from exercises.steps.layout import TAKEAWAY_LINE, TAKEAWAY_MAX


def of(
    sitting: Sitting,
    *,
    origin: str,
    at: str | None = None,
    typed: Raw | None = None,
    own_words: bool = False,
) -> Seen:
    """What this seat sees now.

    origin: scheme, host and port that links start with.
    at: the step that this tab looks at; ignored unless it may be answered now.
    typed: fields that were refused, to be shown again as they were typed.
    own_words: open the own words of that step.
    """
    facts = sitting.facts
    where = stage_of(facts, sitting.me)
    stage: Stage
    screen: Screen
    progress: Progress | None
    if where.stage is Stage.LOBBY:
        stage, screen, progress = where.stage, _lobby(sitting, origin), None
    else:
        stage, screen, progress = _screen(sitting, where, at, typed, own_words)
    partner = other(sitting.me)
    return Seen(
        code=sitting.code,
        couple=sitting.couple_code,
        exercise=typeset(sitting.content.exercise.title),
        stage=stage,
        you=people.person(sitting, sitting.me),
        partner=people.person(sitting, partner),
        joined=sitting.joined,
        here=partner in sitting.here,
        version=sitting.version,
        reveal_at=_reveal_at(sitting, where),
        progress=progress,
        screen=screen,
        position=sitting.me,
    )


def _reveal_at(sitting: Sitting, where: Where) -> int | None:
    """When the card turns over, while that lies ahead. A past instant would tell when somebody came."""
    if where.stage is not Stage.REVEAL or where.round is None or rules.is_apart(sitting.facts, where.round):
        return None
    at = sitting.moments.get((where.round.id, "reveal"))
    return at if at is not None and at > clock.now_ms() else None


def _screen(
    sitting: Sitting, where: Where, at: str | None, typed: Raw | None, own_words: bool
) -> tuple[Stage, Screen, Progress | None]:
    plan = where.round
    talk = talk_screens.screen(sitting, typed) if where.stage is not Stage.ENDED else None
    if talk is not None:
        return where.stage, talk, None
    match where.stage:
        case Stage.STEP | Stage.PREVIEW if plan is not None:
            step = at if at in plan.steps else next(iter(rules.open_steps(sitting.facts, plan)), None)
            if step is None:
                return Stage.PREVIEW, release_preview.preview(sitting, plan), None
            return (
                Stage.STEP,
                step_inputs.step(sitting, plan, step, typed, own_words),
                _steps(sitting, plan, step),
            )
        case Stage.WAITING if plan is not None:
            return where.stage, _waiting(sitting, plan), None
        case Stage.REVEAL if plan is not None:
            return _reveal(sitting, plan)
        case Stage.TAKEAWAY:
            return where.stage, _takeaway(sitting, typed), None
        case Stage.FINISHED:
            return where.stage, _finished(sitting), None
        case _:
            kept = _has_comparison(sitting) and any(what == "reveal" for _, what in sitting.moments)
            private = {step for plan in sitting.layout.rounds if plan.private for step in plan.steps}
            return Stage.ENDED, screens.Ended(kept, own=bool(private & sitting.own.keys())), None


def _lobby(sitting: Sitting, origin: str) -> screens.Lobby:
    """The shared link, worked out again from the starter's own key: it is stored nowhere."""
    text = seats.invite_link(sitting.seat, sitting.keys)
    link = f"{origin}/join/#{text}" if text else ""
    first = sitting.layout.of_round(sitting.layout.rounds[0].id)
    moments = len({step.cue.id for step in first if step.cue is not None})
    exercise = sitting.content.exercise
    return screens.Lobby(link, exercise.minutes, moments, gate=bool(exercise.gate))


def _steps(sitting: Sitting, plan: RoundPlan, step: str) -> Progress:
    states = tuple(
        "now" if each == step else "done" if each in sitting.facts.mine else "todo" for each in plan.steps
    )
    kicker = sitting.layout.steps[step].screen.kicker
    return Progress(kicker, "Step", plan.steps.index(step) + 1, states, dots=False)


def _waiting(sitting: Sitting, plan: RoundPlan) -> screens.Waiting:
    facts = sitting.facts
    both_in = facts.both_said(plan.id, "preview")
    more = facts.happened(plan.id, "closed")
    following = facts.following(plan.id)
    confirming = more and following is not None and following.until
    word = "preview" if not more else "more"
    if confirming:
        word = next(word for word in ("almost", "yes") if facts.has_said(sitting.me, plan.id, word))
    return screens.Waiting(plan.id, both_in and not more, more, more or not both_in, word)


def _reveal(sitting: Sitting, plan: RoundPlan) -> tuple[Stage, Screen, Progress | None]:
    facts, me = sitting.facts, sitting.me
    opened = reveals.revealed(sitting, plan.id)
    topics = opened.comparison.cards
    count = max(1, opened.count)
    number = rules.card_number(facts, me, plan)
    closed = facts.happened(plan.id, "closed")
    if closed or number > count:
        return Stage.REVEAL, _cards_done(sitting, plan, opened, closed), None
    word = f"next-{number}"
    apart = rules.is_apart(facts, plan)
    said_next = facts.has_said(me, plan.id, word)
    at_sheet = number - 1 - len(topics)
    screen = screens.Reveal(
        round=plan.id,
        card=cue_cards.card(sitting, opened, topics[number - 1]) if number <= len(topics) else None,
        number=number,
        count=count,
        said_next=said_next,
        alone=not apart and other(me) not in sitting.here,
        apart=apart,
        next_word=word,
        folded=reveals.tender(sitting, opened) is not None,
        sheet=plain_cards.sheet(sitting, opened, at_sheet) if 0 <= at_sheet < len(opened.sheets) else None,
        talk=talk_screens.offer(sitting, plan.id, f"card-{number}"),
        ring=ring_card.of(sitting, opened),
        no_ring=ring_card.none(opened),
    )
    if screen.ring is not None:
        return Stage.REVEAL, screen, None  # there is one, and it needs the room
    states = tuple("done" if n < number else "now" if n == number else "todo" for n in range(1, count + 1))
    return Stage.REVEAL, screen, Progress(f"Card {number} of {count}", "Card", number, states, dots=True)


def _cards_done(
    sitting: Sitting, plan: RoundPlan, opened: reveals.Revealed, closed: bool
) -> screens.CardsDone:
    """The end of a round's cards, and the question that stands there."""
    following = sitting.facts.following(plan.id) if closed else None
    confirms = following is not None and following.until
    said_back, confirm = _said_back(sitting, opened) if confirms else (None, ())
    return screens.CardsDone(
        round=plan.id,
        count=opened.count,
        further=following.further if following is not None else "",
        through=closed,
        fold=fold(sitting, opened),
        no_text=_no_text(sitting, following),
        said_back=said_back,
        confirm=confirm,
        comparison=_has_comparison(sitting),
    )


def _said_back(sitting: Sitting, opened: reveals.Revealed) -> tuple[screens.Side | None, tuple[str, ...]]:
    """How the other said back what I meant (None when they did not), and the two things I may say to it."""
    found = earlier_answers.saying_back(sitting, opened.round)
    if found is None:
        return None, ()
    _, part = found
    said, side = earlier_answers.came_back(sitting, opened.round, sitting.me), None
    if said is not None:
        words = earlier_answers.words(sitting, part.about, sitting.me)
        side = screens.Side(people.person(sitting, other(sitting.me)), (screens.Told(said),), words)
    return side, tuple(map(typeset, part.confirm))


def _no_text(sitting: Sitting, plan: RoundPlan | None) -> str:
    """What a ready gate says when it ends things; "" where there is none."""
    gates = {each.id: each.gate for each in sitting.content.exercise.rounds}
    gate = gates.get(plan.id) if plan is not None else None
    return typeset(gate.no_text) if gate is not None else ""


def fold(sitting: Sitting, opened: reveals.Revealed) -> screens.Fold | None:
    """The one tender topic of a round: folded until both have tapped, in no frame before."""
    topic = reveals.tender(sitting, opened)
    if topic is None:
        return None
    card = None
    if sitting.facts.happened(opened.round, "tender-open"):
        offer = talk_screens.offer(sitting, opened.round, "tender")
        card = replace(cue_cards.card(sitting, opened, topic), talk=offer)
    return screens.Fold(mine=sitting.facts.has_said(sitting.me, opened.round, "tender"), card=card)


def _takeaway(sitting: Sitting, typed: Raw | None) -> screens.Takeaway:
    own = sitting.own.get(rules.TAKEAWAY_STEP)
    fields: Mapping[str, str | list[str]] = typed or (own.body.draft if own and own.body.draft else {})
    text = fields.get(TAKEAWAY_LINE, "")
    return screens.Takeaway(
        ref=rules.TAKEAWAY_STEP,
        base=own.revision if own else 0,
        text=text if isinstance(text, str) else "",
        limit=TAKEAWAY_MAX,
        stopped=_no_text(sitting, rules.stopped_at(sitting.facts)),
        comparison=_has_comparison(sitting),
    )


def _finished(sitting: Sitting) -> screens.Finished:
    own = sitting.own.get(rules.TAKEAWAY_STEP)
    body = own.body if own else None
    return screens.Finished(
        mine=str(body.parts.get(TAKEAWAY_LINE, "")) if body else "",
        mine_shared=bool(body and body.share.get(TAKEAWAY_LINE)),
        theirs=sitting.their_takeaway() if sitting.facts.both_said(WHOLE, "takeaway") else "",
        stopped=_no_text(sitting, rules.stopped_at(sitting.facts)),
        comparison=_has_comparison(sitting),
        checkin=checkin.of(sitting),
        worth_keeping=_showed_a_meaning(sitting) or ring_exit.of(sitting) is not None,
        base=own.revision if own else 0,
    )


def _showed_a_meaning(sitting: Sitting) -> bool:
    return any(
        spec.voice == "sender" and sharing.fate(spec, spec.pick, sitting.own[spec.id].body)
        for plan in sitting.layout.rounds
        if sitting.facts.happened(plan.id, "reveal")
        for spec in sitting.layout.of_round(plan.id)
        if spec.id in sitting.own
    )


def _has_comparison(sitting: Sitting) -> bool:
    """Whether there is a page that puts everything side by side. Some exercises have none, on purpose."""
    return sitting.content.exercise.comparison == "page"
