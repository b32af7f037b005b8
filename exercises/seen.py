"""What one seat sees of a paired session: from a sitting to a screen.

Until a reveal only the seat's own answers are at hand here (a sitting reads no others), so nothing of
the other's can be shown by mistake.
"""

from __future__ import annotations

from collections.abc import Mapping

from couples import seats
from exercises import cards, clock, inputs, reveals, rules, screens
from exercises.bodies import Raw
from exercises.rules import WHOLE, RoundPlan, Stage, Where, other, stage_of
from exercises.screens import Progress, Screen, Seen
from exercises.sitting import Sitting
from exercises.steps import TAKEAWAY_LINE, TAKEAWAY_MAX


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
        exercise=sitting.content.exercise.title,
        stage=stage,
        you=cards.person(sitting, sitting.me),
        partner=cards.person(sitting, partner),
        joined=sitting.joined,
        here=partner in sitting.here,
        version=sitting.version,
        reveal_at=_reveal_at(sitting, where),
        progress=progress,
        screen=screen,
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
    match where.stage:
        case Stage.STEP | Stage.PREVIEW if plan is not None:
            step = at if at in plan.steps else next(iter(rules.open_steps(sitting.facts, plan)), None)
            if step is None:
                return Stage.PREVIEW, inputs.preview(sitting, plan), None
            return Stage.STEP, inputs.step(sitting, plan, step, typed, own_words), _steps(sitting, plan, step)
        case Stage.WAITING if plan is not None:
            return where.stage, _waiting(sitting, plan), None
        case Stage.REVEAL if plan is not None:
            return _reveal(sitting, plan)
        case Stage.TAKEAWAY:
            return where.stage, _takeaway(sitting, typed), None
        case Stage.FINISHED:
            return where.stage, _finished(sitting), None
        case _:
            kept = any(what == "reveal" for _, what in sitting.moments)
            return Stage.ENDED, screens.Ended(kept), None


def _lobby(sitting: Sitting, origin: str) -> screens.Lobby:
    """The shared link, worked out again from the starter's own key: it is stored nowhere."""
    text = seats.invite_link(sitting.seat, sitting.keys)
    link = f"{origin}/join/#{text}" if text else ""
    first = sitting.layout.rounds[0]
    moments = len({step.cue.id for step in sitting.layout.of_round(first.id)})
    return screens.Lobby(link, sitting.content.exercise.minutes, moments)


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
    return screens.Waiting(plan.id, both_in and not more, more, can_reopen=more or not both_in)


def _reveal(sitting: Sitting, plan: RoundPlan) -> tuple[Stage, Screen, Progress | None]:
    facts, me = sitting.facts, sitting.me
    opened = reveals.revealed(sitting, plan.id)
    topics = opened.comparison.cards
    count = max(1, len(topics))
    number = rules.card_number(facts, me, plan)
    closed = facts.happened(plan.id, "closed")
    if closed or number > count:
        following = facts.following(plan.id)
        done = screens.CardsDone(
            round=plan.id,
            count=len(topics),
            further=following.further if following and closed else "",
            through=closed,
            fold=fold(sitting, opened),
        )
        return Stage.REVEAL, done, None
    word = f"next-{number}"
    apart = rules.is_apart(facts, plan)
    said_next = facts.has_said(me, plan.id, word)
    screen = screens.Reveal(
        round=plan.id,
        card=cards.card(sitting, opened, topics[number - 1]) if topics else None,
        number=number,
        count=count,
        said_next=said_next,
        alone=not apart and other(me) not in sitting.here,
        apart=apart,
        next_word=word,
        folded=opened.comparison.when_ready is not None,
    )
    states = tuple("done" if n < number else "now" if n == number else "todo" for n in range(1, count + 1))
    return Stage.REVEAL, screen, Progress(f"Card {number} of {count}", "Card", number, states, dots=True)


def fold(sitting: Sitting, opened: reveals.Revealed) -> screens.Fold | None:
    """The one tender topic of a round: folded until both have tapped, in no frame before."""
    topic = opened.comparison.when_ready
    if topic is None:
        return None
    is_open = sitting.facts.happened(opened.round, "tender-open")
    return screens.Fold(
        mine=sitting.facts.has_said(sitting.me, opened.round, "tender"),
        card=cards.card(sitting, opened, topic) if is_open else None,
    )


def _takeaway(sitting: Sitting, typed: Raw | None) -> screens.Takeaway:
    own = sitting.own.get(rules.TAKEAWAY_STEP)
    fields: Mapping[str, str | list[str]] = typed or (own.body.draft if own and own.body.draft else {})
    text = fields.get(TAKEAWAY_LINE, "")
    return screens.Takeaway(
        ref=rules.TAKEAWAY_STEP,
        base=own.revision if own else 0,
        text=text if isinstance(text, str) else "",
        share=bool(own and own.body.share.get(TAKEAWAY_LINE)),
        limit=TAKEAWAY_MAX,
    )


def _finished(sitting: Sitting) -> screens.Finished:
    own = sitting.own.get(rules.TAKEAWAY_STEP)
    body = own.body if own else None
    return screens.Finished(
        mine=str(body.parts.get(TAKEAWAY_LINE, "")) if body else "",
        mine_shared=bool(body and body.share.get(TAKEAWAY_LINE)),
        theirs=sitting.their_takeaway() if sitting.facts.both_said(WHOLE, "takeaway") else "",
    )
