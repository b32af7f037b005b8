"""Starting an exercise, with a new couple or with the one there is."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from couples import access, seats
from couples.access import Holder
from couples.infrastructure import vault
from couples.infrastructure.refusals import NotHere
from couples.keys import Keys
from couples.models import Couple, Seat
from exercises import library, rules
from exercises.library import Exercise, Library, snapshot_store
from exercises.models import Milestone, PairedSession
from exercises.models import Signal as SignalRow
from exercises.queries import plans
from exercises.queries.loading import load
from exercises.queries.sealed import choice_of
from exercises.queries.session_state import SessionState
from exercises.rules import RoundMilestone, SessionWord, clock
from exercises.steps import cue_selection

CODE_BYTES = 16  # 128 bits; a code in a URL opens nothing without a seat's cookie


@dataclass(frozen=True)
class Started:
    """token is the starter's new seat token, or None when the couple was there before; beside: the second
    seat's, where the two share a phone.
    """

    code: str
    couple_code: str
    token: bytes | None = field(repr=False)
    beside: bytes | None = field(default=None, repr=False)


def start(
    slug: str,
    *,
    holder: Holder,
    couple_code: str | None = None,
    name: str = "",
    days: int = 30,
    earlier: str = "",
    partner: str | None = None,
) -> Started:
    """Begin an exercise: with a new couple (name, days), or with the one this browser holds a seat of.

    partner: the name of whoever shares this phone; both then sit in the new couple at once.
    earlier: the code of a session of the same couple that this one looks back at. The same exercise is gone
    through again, about the same moments as far as these still exist; another exercise is told of it.
    While nobody is through the first cards of such a session, starting it once more leads to it, so that two
    people who both begin it do it together.
    What looks at plans begins with the plans of an earlier session alone, once they are due, and is gone
    through once: then starting it leads to what was said.
    Raises NotHere for an unknown exercise, a couple or an earlier session of somebody else's, NotYet where no
    plan is due, and what `open_couple` refuses.
    """
    content = library.current()
    exercise = content.exercise(slug) if earlier else content.listed_exercise(slug)
    with transaction.atomic():
        token = beside = None
        if couple_code is None:
            opened = _opened(name, partner, days)
            couple_code, token, beside = opened.couple_code, opened.token, opened.beside
            holder = Holder((token,))
        # The row of the couple settles two starts at the same instant, or a start while all of it is erased.
        Couple.objects.select_for_update().filter(code=couple_code).first()
        seat, both = access.seats_of(couple_code, holder)
        keys = access.keys_of(seat, couple_code, holder)
        before = list(PairedSession.objects.filter(couple=seat.couple))
        looked_back_at = _looked_back_at(before, earlier)
        begun = _begun(before, exercise, earlier, keys) if looked_back_at is not None else None
        if begun is not None:
            return Started(begun.code, couple_code, token)
        looks_at = () if exercise.listed else _due(load(holder, earlier))
        code = secrets.token_hex(CODE_BYTES)
        choice = _drawn(exercise, content, code, before, keys)
        if looked_back_at is not None:
            choice = {**choice, rules.WHOLE: (looked_back_at.code, *looks_at)}
            if looked_back_at.exercise == slug:
                choice |= _same_moments(looked_back_at, exercise, content, keys)
        session = _stored(seat.couple, code, exercise, content, choice, keys)
        if len(both) == 2 and not exercise.gate:  # the link has done its work: nobody needs a lobby
            _begin(session, both[0])
    return Started(code, couple_code, token, beside)


def _opened(name: str, partner: str | None, days: int) -> seats.Opened:
    if partner is None:
        return seats.open_couple(name, days)
    return seats.open_on_one_phone(name, partner, days)


def _drawn(
    exercise: Exercise, content: Library, code: str, before: list[PairedSession], keys: Keys
) -> dict[str, tuple[str, ...]]:
    """The moments that this session asks about, by round: by the couple's key, and by what was before."""
    asked = _asked_about(before, keys)
    return cue_selection.select_cues(
        exercise,
        content,
        key=vault.derive(keys.couple, f"meant/v1/draw|{code}"),
        first=not before,
        used=frozenset(cue for each in asked.values() for cue in each.cues),
        talked_about=_talked_about(before, asked),
    )


def _stored(
    couple: Couple,
    code: str,
    exercise: Exercise,
    content: Library,
    choice: Mapping[str, tuple[str, ...]],
    keys: Keys,
) -> PairedSession:
    return PairedSession.objects.create(
        couple=couple,
        code=code,
        exercise=exercise.slug,
        content_digest=snapshot_store.store(exercise, content),
        choice_sealed=vault.seal(keys.couple, choice, f"{code}|choice"),
        started=timezone.now(),
    )


def _begin(session: PairedSession, seat: Seat) -> None:
    begin = str(SessionWord.BEGIN)
    SignalRow.objects.create(session=session, seat=seat, round=rules.WHOLE, what=begin, at=clock.now_ms())


def _looked_back_at(before: list[PairedSession], code: str) -> PairedSession | None:
    """The earlier session of this code; None when none was named."""
    found = next((session for session in before if session.code == code), None)
    if code and found is None:
        raise NotHere
    return found


def _begun(before: list[PairedSession], exercise: Exercise, earlier: str, keys: Keys) -> PairedSession | None:
    """The session that looks back at this one and whose first cards are still ahead, if there is one.

    A look at plans is gone through once: of these also the one that has shown its cards.
    """
    same = [each for each in before if each.exercise == exercise.slug]
    rows = Milestone.objects.filter(
        session__in=same, what__in=(str(RoundMilestone.CLOSED), str(RoundMilestone.REVEAL))
    )
    reached = set(rows.values_list("session_id", "what"))
    for session in sorted(same, key=lambda each: each.ended is not None):
        through = (session.pk, RoundMilestone.CLOSED) in reached
        running = session.ended is None and not through
        shown = not exercise.listed and (through or (session.pk, RoundMilestone.REVEAL) in reached)
        if (running or shown) and choice_of(session, keys).get(rules.WHOLE, ())[:1] == (earlier,):
            return session
    return None


def _due(earlier: SessionState) -> tuple[str, ...]:
    """The plans of this session that can be looked at again by now."""
    found = plans.to_look_at(earlier)
    if not found:
        raise rules.NotYet("Nothing is lost. There is no plan to look at again yet.")
    return found


def _same_moments(
    session: PairedSession, exercise: Exercise, content: Library, keys: Keys
) -> dict[str, tuple[str, ...]]:
    """The moments of that session, round by round; without the rounds that lost one since then.

    A round that names its moments has those that it names now.
    """
    asked = choice_of(session, keys)
    return {
        each.id: tuple(asked[each.id])
        for each in exercise.rounds
        if each.cues is not None and not each.named
        if asked.get(each.id) and all(cue in content.cues for cue in asked[each.id])
    }


@dataclass(frozen=True)
class _Asked:
    """What one round asked about. compared: it lays readings beside meanings."""

    cues: tuple[str, ...]
    compared: bool


def _asked_about(earlier: list[PairedSession], keys: Keys) -> dict[tuple[int, str], _Asked]:
    """The moments that each round of these sessions asked about, by session and round, in order.

    Moments that were only there to choose from were not asked about.
    """
    found: dict[tuple[int, str], _Asked] = {}
    for session in earlier:
        choice = choice_of(session, keys)
        try:
            rounds = snapshot_store.read(session.content_digest).exercise.rounds
        except snapshot_store.ContentDamaged:
            continue  # one session that can't be shown keeps nobody from another
        for each in rounds:
            if any(screen.voice is not None for screen in each.screens):
                found[session.pk, each.id] = _Asked(tuple(choice.get(each.id, ())), each.compares)
    return found


def _talked_about(earlier: list[PairedSession], asked: dict[tuple[int, str], _Asked]) -> tuple[str, ...]:
    """The moments that the two have compared, the latest first."""
    revealed = set(
        Milestone.objects.filter(session__in=earlier, what=str(RoundMilestone.REVEAL)).values_list(
            "session_id", "round"
        )
    )
    when = {session.pk: session.started for session in earlier}
    newest = sorted(asked, key=lambda at: when[at[0]], reverse=True)
    compared = [asked[at].cues for at in newest if at in revealed and asked[at].compared]
    return tuple(dict.fromkeys(cue for cues in compared for cue in cues))
