"""A lost seat: what it had not shown is destroyed before its person comes in again by a new link."""

from __future__ import annotations

from functools import partial

from django.db.models import F

from couples import seats
from couples.access import Holder
from couples.models import Seat
from couples.positions import FIRST, SECOND
from exercises import rules
from exercises.models import Answer, PairedSession
from exercises.models import Signal as SignalRow
from exercises.queries import couple_sessions
from exercises.queries.session_state import SessionState
from exercises.queries.viewer import position_of
from exercises.rules import Signal, parse_said

MANY = 1_000  # a seat's version hardly rises so high in one session
_VERSIONS = ((FIRST, "version_first"), (SECOND, "version_second"))


def give_new_link(holder: Holder, couple_code: str) -> None:
    """Let the other person in again by a new link. What was revealed stays, for both.

    Of all the rest nothing stays: no answer, no draft, no page of their own, no word that only they know of.
    They answer anew what had not been revealed. Raises NotLost where there is nobody else, NotHere for a
    stranger.
    """
    seats.give_new_link(holder, couple_code, destroy=partial(_destroy_unshown, holder, couple_code))


def _destroy_unshown(holder: Holder, couple_code: str, lost: Seat) -> None:
    """In the transaction that closes the seat, with the couple's row held."""
    sessions = PairedSession.objects.filter(couple_id=lost.couple_id)
    list(sessions.select_for_update().order_by("pk").values_list("pk"))  # every command waits for these rows
    states = couple_sessions.load_unread(holder, couple_code).states
    for state in states:
        _destroy_answers(state, lost)
        _destroy_words(state, lost)
    # Nobody can be shown a session whose content is gone, so nothing of it was.
    Answer.objects.filter(seat=lost).exclude(session__in=[state.session.pk for state in states]).delete()
    # Whatever has stayed has stayed as it was shown, under the couple's key.
    Answer.objects.filter(seat=lost).update(own_sealed=b"")
    # How often something was done on it is nobody's, either: the lost seat goes on at a round number. It
    # never counts back, as a page that slept through all of this ignores what is older than what it shows.
    first, second = (
        (F(name) / MANY + 1) * MANY if lost.position == each else F(name) + 1 for each, name in _VERSIONS
    )
    sessions.update(version_first=first, version_second=second)


def _destroy_answers(state: SessionState, lost: Seat) -> None:
    """But for what both may read, and for where a look for oneself was finished: its answers go, too."""
    answers = Answer.objects.filter(session=state.session, seat=lost)
    given = set(answers.filter(state=Answer.State.IN).values_list("step", flat=True))
    kept = set(state.readable)
    for plan in state.layout.rounds:
        if plan.private and state.facts.open and given.issuperset(plan.steps):
            kept.update(plan.steps)
    answers.exclude(step__in=kept).delete()


def _destroy_words(state: SessionState, lost: Seat) -> None:
    words = SignalRow.objects.filter(session=state.session, seat=lost)
    unknown = [
        pk
        for pk, round_id, what in words.values_list("pk", "round", "what")
        if (word := parse_said(what)) is None
        or not rules.is_known_to_both(state.facts, Signal(position_of(lost), round_id, word))
    ]
    words.filter(pk__in=unknown).delete()
