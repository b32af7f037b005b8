"""Use cases of a paired session, and the sole writer of its rows.

Each is called once by a transport, on a page or a socket alike: it takes a holder and a session
code, sits down with the session's row locked, asks `rules` whether this may happen, writes facts,
and lets the moments that are now due come true. Every one returns the sitting as it is afterwards,
raises Refused when it changed nothing, and is safe to repeat.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from couples import access, live, presence, seats, vault
from couples.access import Holder
from exercises import answering, clock, drawing, library, offers, reveals, rules, snapshots
from exercises.bodies import Body
from exercises.models import Answer, Moment, PairedSession, Readiness
from exercises.rules import Said
from exercises.sitting import Own, Sitting, bound, drafted, take

CODE_BYTES = 16  # 128 bits; a code in a URL opens nothing without a seat's cookie
SHARED_BYTES = 4096  # every released body is this long, so that nothing can be told from its size


@dataclass(frozen=True)
class Outcome:
    """The sitting after a command, and the revision of the step that it was about (None for a readiness)."""

    sitting: Sitting
    revision: int | None = None


@dataclass(frozen=True)
class Started:
    """token is the starter's new seat token, or None when the couple was there before."""

    code: str
    couple_code: str
    token: bytes | None


# ---- begin ------------------------------------------------------------------------------------


def start(
    slug: str, *, holder: Holder, couple_code: str | None = None, name: str = "", days: int = 30
) -> Started:
    """Begin an exercise: with a new couple (name, days), or with the one this browser holds a seat of.

    Raises NotHere for an unknown exercise or a couple of somebody else's, and what `open_couple` refuses.
    """
    content = library.current()
    exercise = content.exercise(slug)
    with transaction.atomic():
        token = None
        if couple_code is None:
            opened = seats.open_couple(name, days)
            couple_code, token = opened.couple_code, opened.token
            holder = Holder((token,))
        seat, both = access.seats_of(couple_code, holder)
        keys = access.keys_of(seat, couple_code, holder)
        code = secrets.token_hex(CODE_BYTES)
        earlier = list(PairedSession.objects.filter(couple=seat.couple))
        choice = drawing.draw(
            exercise,
            content,
            key=vault.derive(keys.couple, f"meant/v1/draw|{code}"),
            first=not earlier,
            used=_used(earlier, keys.couple),
        )
        session = PairedSession.objects.create(
            couple=seat.couple,
            code=code,
            exercise=slug,
            content_digest=snapshots.keep(exercise, content),
            choice_sealed=vault.seal(keys.couple, choice, f"{code}|choice"),
            started=timezone.now(),
        )
        if len(both) == 2:  # the link has done its work: nobody needs a lobby
            Readiness.objects.create(
                session=session, seat=both[0], round=rules.WHOLE, what="begin", at=clock.now_ms()
            )
    return Started(code, couple_code, token)


def _used(earlier: list[PairedSession], couple_key: bytes) -> frozenset[str]:
    used: set[str] = set()
    for session in earlier:
        choice = vault.open_sealed(couple_key, bytes(session.choice_sealed), f"{session.code}|choice")
        assert isinstance(choice, dict)
        used.update(cue for cues in choice.values() for cue in cues)
    return frozenset(used)


def arrive(holder: Holder, code: str, connection: str, seconds: int) -> Sitting:
    """Be here: hold a lease for this connection and let what waited for it come true."""
    with transaction.atomic():
        return _arrived(take(holder, code, lock=True), connection, seconds)


def _arrived(sitting: Sitting, connection: str, seconds: int) -> Sitting:
    presence.arrive(sitting.seat.pk, connection, seconds)
    before = rules.in_common(sitting.facts)
    newly = sitting.me not in sitting.here
    sitting.here |= {sitting.me}
    _settle(sitting)
    if rules.in_common(sitting.facts) != before:
        _raise_versions(sitting, both=True)
    elif newly:
        transaction.on_commit(partial(live.announce, sitting.couple_code))
    return sitting


def arrive_by_page(holder: Holder, code: str) -> Sitting:
    """Be here without a socket, for as long as one looks at a page before the next look."""
    with transaction.atomic():
        sitting = take(holder, code, lock=True)
        return _arrived(sitting, presence.page_connection(sitting.seat.pk), presence.PAGE_LEASE_SECONDS)


# ---- answers ----------------------------------------------------------------------------------


def draft(holder: Holder, code: str, *, step: str, base: int, raw: Mapping[str, str | list[str]]) -> Outcome:
    """Keep what is being typed, for its owner only. A draft never takes an answer back."""
    with transaction.atomic():
        sitting = take(holder, code, lock=True)
        rules.may_answer(sitting.facts, sitting.me, step)
        kept = sitting.own.get(step)
        typed = dict(raw)
        if kept is not None and kept.body.draft == typed:
            return Outcome(sitting, kept.revision)
        _check_base(kept, base)
        own = Own(Answer.State.DRAFT, 1, Body(draft=typed)) if kept is None else drafted(kept, typed)
        _write(sitting, step, own)
        _raise_versions(sitting, both=False)
    return Outcome(sitting, own.revision)


def answer(
    holder: Holder,
    code: str,
    *,
    step: str,
    base: int,
    raw: Mapping[str, str | list[str]] | None,
    share: Mapping[str, bool],
) -> Outcome:
    """Send one step. raw None: only decide what is shared of what is in.

    What is equal to what is stored is accepted whatever its base; otherwise raises Stale with the
    stored revision. Raises Unclear when the input does not make an answer.
    """
    with transaction.atomic():
        sitting = take(holder, code, lock=True)
        kept = _kept(sitting, step)
        before = kept.body if kept is not None else Body()
        if raw is None and (kept is None or not kept.is_in):
            raise rules.Unready
        parts = before.parts if raw is None else answering.clean(sitting.layout, step, raw)
        passed = before.passed if raw is None else False
        body = Body(parts, before.decided_anew(parts, share).share, passed)
        return _put_in(sitting, step, base, kept, body)


def pass_(holder: Holder, code: str, *, step: str) -> Outcome:
    """Pass this step, without a reason. Passing twice is passing."""
    with transaction.atomic():
        sitting = take(holder, code, lock=True)
        kept = _kept(sitting, step)
        base = kept.revision if kept is not None else 0
        return _put_in(sitting, step, base, kept, Body(passed=True))


def _kept(sitting: Sitting, step: str) -> Own | None:
    """What is stored of this step. Unless it is in, raises when it may not be answered now."""
    kept = sitting.own.get(step)
    if kept is None or not kept.is_in:
        rules.may_answer(sitting.facts, sitting.me, step)
    return kept


def _put_in(sitting: Sitting, step: str, base: int, kept: Own | None, body: Body) -> Outcome:
    if kept is not None and kept.is_in:
        if kept.body == body:  # only the reply was lost, whatever has happened since
            return Outcome(sitting, kept.revision)
        rules.may_answer(sitting.facts, sitting.me, step)
    _check_base(kept, base)
    own = Own(Answer.State.IN, (kept.revision if kept else 0) + 1, body)
    before = rules.in_common(sitting.facts)
    _write(sitting, step, own)
    if step == rules.TAKEAWAY_STEP:
        _release(sitting, step)
        _say(sitting, rules.WHOLE, "takeaway")
    _raise_versions(sitting, both=rules.in_common(sitting.facts) != before)
    return Outcome(sitting, own.revision)


def _check_base(kept: Own | None, base: int) -> None:
    stored = kept.revision if kept is not None else 0
    if base != stored:
        raise rules.Stale(stored)


def _write(sitting: Sitting, step: str, own: Own) -> None:
    sealed = vault.seal(sitting.keys.own, own.body.to_json(), bound(sitting.code, sitting.me, step, "own"))
    Answer.objects.bulk_create(
        [
            Answer(
                session=sitting.session,
                seat=sitting.seat,
                step=step,
                revision=own.revision,
                state=own.state,
                own_sealed=sealed,
            )
        ],
        update_conflicts=True,
        unique_fields=["session", "seat", "step"],
        update_fields=["revision", "state", "own_sealed"],
    )
    sitting.keep(step, own)


# ---- readiness --------------------------------------------------------------------------------


def ready(holder: Holder, code: str, *, round: str, what: str, on: bool = True) -> Outcome:
    """Say one word about a round: begin, preview (release), apart, next-<n>, tender, more, enough, rest."""
    return _say_all(holder, code, round=round, what=what, on=on)


def release(
    holder: Holder, code: str, *, round: str, shares: Mapping[str, Mapping[str, bool]], apart: bool
) -> Outcome:
    """A whole preview at once, as a form sends it: all decisions by step, "each when we can", "show ours"."""
    return _say_all(holder, code, round=round, what="preview", on=True, shares=shares, apart=apart)


def _say_all(
    holder: Holder,
    code: str,
    *,
    round: str,
    what: str,
    on: bool,
    shares: Mapping[str, Mapping[str, bool]] | None = None,
    apart: bool | None = None,
) -> Outcome:
    with transaction.atomic():
        sitting = take(holder, code, lock=True)
        before = sitting.facts
        if not rules.may_say(sitting.facts, sitting.me, round, what, on):
            return Outcome(sitting)
        if what == "tender" and not reveals.has_tender(sitting, round):
            raise rules.NotYet
        if shares is not None:
            _decide(sitting, round, shares)
        if apart is not None:
            _say(sitting, round, "apart", apart)
        if what == "preview":
            steps = [step.id for step in sitting.layout.of_round(round)]
            if on:
                offers.all_decided(sitting.layout, {step: sitting.own[step].body for step in steps})
                _release(sitting, *steps)
            else:
                _empty(sitting, steps)
        _say(sitting, round, what, on)
        _settle(sitting, Said(sitting.me, round, what))
        after = sitting.facts
        if after != before:  # a tap may be repeated to go on alone; else it is no news
            _raise_versions(sitting, both=rules.in_common(after) != rules.in_common(before))
    return Outcome(sitting)


def _decide(sitting: Sitting, round_id: str, shares: Mapping[str, Mapping[str, bool]]) -> None:
    """Write down a whole preview's decisions. An `ask` part that isn't named is off."""
    for step in sitting.layout.of_round(round_id):
        own = sitting.own.get(step.id)
        if own is None or not own.is_in:
            raise rules.Unready
        body = own.body
        off = {part.id: False for part in step.parts if part.visibility == "ask"}
        decided = Body(
            body.parts, body.decided_anew(body.parts, {**off, **shares.get(step.id, {})}).share, body.passed
        )
        if decided.share != body.share:
            _write(sitting, step.id, Own(own.state, own.revision + 1, decided))


def _say(sitting: Sitting, round_id: str, what: str, on: bool = True) -> None:
    said = Said(sitting.me, round_id, what)
    if on and said not in sitting.said:
        Readiness.objects.bulk_create(
            [
                Readiness(
                    session=sitting.session, seat=sitting.seat, round=round_id, what=what, at=clock.now_ms()
                )
            ],
            ignore_conflicts=True,
        )
        sitting.said.add(said)
    elif not on and said in sitting.said:
        Readiness.objects.filter(
            session=sitting.session, seat=sitting.seat, round=round_id, what=what
        ).delete()
        sitting.said.discard(said)


def _release(sitting: Sitting, *steps: str) -> None:
    """Write an equal-size body for every one of these steps: what is offered, or the one same nothing."""
    rows = [
        Answer(
            session=sitting.session,
            seat=sitting.seat,
            step=step,
            revision=sitting.own[step].revision,
            state=sitting.own[step].state,
            own_sealed=b"",
            shared_sealed=vault.seal(
                sitting.keys.couple,
                offers.offered(sitting.layout, step, sitting.own[step].body),
                bound(sitting.code, sitting.me, step, "shared"),
                SHARED_BYTES,
            ),
        )
        for step in steps
    ]
    Answer.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["session", "seat", "step"],
        update_fields=["shared_sealed"],
    )


def _empty(sitting: Sitting, steps: list[str]) -> None:
    Answer.objects.filter(session=sitting.session, seat=sitting.seat, step__in=steps).update(
        shared_sealed=b""
    )


def _settle(sitting: Sitting, tapped: Said | None = None) -> None:
    """Let every moment that is due come true."""
    while found := rules.due(sitting.facts, sitting.here, reveals.card_count(sitting), tapped):
        at = clock.now_ms()
        rows = [
            Moment(
                session=sitting.session,
                round=round_id,
                what=what,
                at=at + clock.REVEAL_AHEAD_MS if what == "reveal" else at,
            )
            for round_id, what in found
        ]
        Moment.objects.bulk_create(rows, ignore_conflicts=True)
        sitting.moments.update({(row.round, row.what): row.at for row in rows})


def _raise_versions(sitting: Sitting, *, both: bool) -> None:
    """My view has changed; the other's only if something that both can see has."""
    session = sitting.session
    if both or sitting.me == 1:
        session.version_first += 1
    if both or sitting.me == 2:
        session.version_second += 1
    PairedSession.objects.filter(pk=session.pk).update(
        version_first=session.version_first, version_second=session.version_second, ended=session.ended
    )
    versions = (session.version_first, session.version_second)
    transaction.on_commit(partial(live.announce, sitting.couple_code, session.code, versions))


# ---- the end ----------------------------------------------------------------------------------


def stop(holder: Holder, code: str) -> Sitting:
    """End this session for both, at once. What was not revealed is deleted, whoever wrote it."""
    with transaction.atomic():
        sitting = take(holder, code, lock=True)
        if sitting.session.ended is not None:
            return sitting
        revealed = [plan.id for plan in sitting.layout.rounds if sitting.facts.happened(plan.id, "reveal")]
        keep = [step.id for step in sitting.layout.steps.values() if step.round in revealed]
        taken_along = Q(step=rules.TAKEAWAY_STEP, state=Answer.State.IN)
        Answer.objects.filter(session=sitting.session).exclude(Q(step__in=keep) | taken_along).delete()
        sitting.own = {step: own for step, own in sitting.own.items() if step in keep}
        sitting.session.ended = timezone.now()
        _raise_versions(sitting, both=True)
    return sitting


# ---- looking without changing anything -----------------------------------------------------------


def still_there(session: PairedSession) -> bool:
    """Whether the session still exists: asked once more before a rendered panel leaves."""
    return PairedSession.objects.filter(pk=session.pk).exists()
