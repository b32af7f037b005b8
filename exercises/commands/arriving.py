"""Being here: by a socket, or by looking at a page."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from django.db import transaction

from couples import live, presence
from couples.access import Holder
from couples.positions import other
from exercises import rules
from exercises.commands.persistence import apply_due_milestones, raise_versions
from exercises.queries.loading import load
from exercises.queries.session_state import SessionState


def arrive(holder: Holder, code: str, connection: str, seconds: int) -> SessionState:
    """Be here: hold a lease for this connection and let what waited for it come true."""
    with transaction.atomic():
        return _arrived(load(holder, code, lock=True), connection, seconds, but=connection)


def arrive_by_page(holder: Holder, code: str) -> SessionState:
    """Be here without a socket, for as long as one looks at a page before the next look."""
    with transaction.atomic():
        state = load(holder, code, lock=True)
        return _arrived(state, presence.page_connection(state.seat.pk), presence.PAGE_LEASE_SECONDS)


def _arrived(state: SessionState, connection: str, seconds: int, but: str = "") -> SessionState:
    presence.arrive(state.seat.pk, connection, seconds)
    before = rules.news_for(state.facts, other(state.me))
    newly = state.me not in state.here
    state = apply_due_milestones(replace(state, here=state.here | {state.me}))
    if rules.news_for(state.facts, other(state.me)) != before:
        return raise_versions(state, both=True)
    if newly:
        transaction.on_commit(partial(live.announce, state.couple_code, but=but))
    return state
