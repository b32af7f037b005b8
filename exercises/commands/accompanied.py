"""What a person does to a session, and what a pretend partner does upon it.

The three ways into a session: a command, and being here by a socket or by a page. In a couple of two people
they are the use cases as they stand. In a trial the pretend partner has done its part when they return.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.db import Error

from couples.access import Holder
from couples.infrastructure import health
from couples.infrastructure.refusals import NoRoom
from exercises.commands import arriving, pretend
from exercises.commands.dispatching import Command, Draft, obey
from exercises.commands.persistence import Outcome
from exercises.queries.loading import load
from exercises.queries.session_state import SessionState


def dispatch(holder: Holder, code: str, command: Command) -> Outcome:
    """Do what this command says: one call of its use case, with everything that it may raise.

    Where nothing can be stored it is refused: trying it again, as after other troubles, would change nothing.
    """
    try:
        outcome = obey(holder, code, command)
        health.stored()
        if isinstance(command, Draft):  # typing is nobody else's cue
            return outcome
        return replace(outcome, state=pretend.keep_up(holder, outcome.state))
    except Error as error:
        refusal = health.refusal_of(error)
        if isinstance(refusal, NoRoom):
            raise refusal from None
        raise


def arrive(holder: Holder, code: str, connection: str, seconds: int) -> SessionState:
    """Be here: hold a lease for this connection and let what waited for it come true."""
    return _or_read(holder, code, lambda: arriving.arrive(holder, code, connection, seconds))


def arrive_by_page(holder: Holder, code: str) -> SessionState:
    """Be here without a socket, for as long as one looks at a page before the next look."""
    return _or_read(holder, code, lambda: arriving.arrive_by_page(holder, code))


def _or_read(holder: Holder, code: str, arrive: Callable[[], SessionState]) -> SessionState:
    """Where nothing can be stored one is not here for the other, but what is stored can still be read."""
    try:
        return pretend.keep_up(holder, arrive())
    except Error as error:
        if not isinstance(health.refusal_of(error), NoRoom):
            raise
        return load(holder, code)
