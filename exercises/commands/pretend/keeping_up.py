"""Keeping up: the pretend partner does, one after the other, what is its to do."""

from __future__ import annotations

import logging

from couples.access import Holder
from couples.infrastructure.refusals import Refused
from couples.positions import FIRST, SECOND
from exercises.commands.dispatching import obey
from exercises.commands.pretend.deeds import next_deed
from exercises.queries.loading import load
from exercises.queries.session_state import SessionState

MOST_DEEDS = 60  # at once: more than any round has steps and cards; beyond, it goes round in circles

log = logging.getLogger(__name__)


def keep_up(holder: Holder, theirs: SessionState) -> SessionState:
    """Let the pretend partner catch up with the person whose state this is; return their state afterwards.

    The same state, and not a query, in a couple of two people, and where the holder has one seat only.
    """
    if not theirs.couple.is_trial or theirs.me != FIRST or theirs.ended is not None:
        return theirs
    pretend = holder.only(theirs.seats[SECOND])
    if not pretend.tokens:
        return theirs
    return load(holder, theirs.code) if _did_something(pretend, theirs) else theirs


def _did_something(pretend: Holder, theirs: SessionState) -> bool:
    mine = load(pretend, theirs.code)
    for done in range(MOST_DEEDS):
        deed = next_deed(mine, theirs.facts.mine)
        if deed is None:
            return done > 0
        try:
            mine = obey(pretend, theirs.code, deed).state
        except Refused as refusal:  # another tab was quicker; what the person did is stored all the same
            log.info("the pretend partner was refused: %s", refusal.reason)
            return True
    return True
