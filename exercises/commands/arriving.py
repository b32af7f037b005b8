"""Being here: by a socket, or by looking at a page."""

from __future__ import annotations

from functools import partial

from django.db import transaction

from couples import live, presence
from couples.access import Holder
from exercises import rules
from exercises.commands.persistence import raise_versions, settle
from exercises.queries.session_state import Sitting, take


def arrive(holder: Holder, code: str, connection: str, seconds: int) -> Sitting:
    """Be here: hold a lease for this connection and let what waited for it come true."""
    with transaction.atomic():
        return _arrived(take(holder, code, lock=True), connection, seconds)


def arrive_by_page(holder: Holder, code: str) -> Sitting:
    """Be here without a socket, for as long as one looks at a page before the next look."""
    with transaction.atomic():
        sitting = take(holder, code, lock=True)
        return _arrived(sitting, presence.page_connection(sitting.seat.pk), presence.PAGE_LEASE_SECONDS)


def _arrived(sitting: Sitting, connection: str, seconds: int) -> Sitting:
    presence.arrive(sitting.seat.pk, connection, seconds)
    before = rules.in_common(sitting.facts)
    newly = sitting.me not in sitting.here
    sitting.here |= {sitting.me}
    settle(sitting)
    if rules.in_common(sitting.facts) != before:
        raise_versions(sitting, both=True)
    elif newly:
        transaction.on_commit(partial(live.announce, sitting.couple_code))
    return sitting
