"""Use cases of a paired session, and the sole writer of its rows.

Knows no page and no presenter. Each is called once by a transport, on a page or a socket alike, most of them
as a `Command` by way of `dispatch`: it takes a holder and a session code, loads the state with the session's
row locked, asks `rules` whether this may happen, writes facts, and lets the milestones that are now due come
true. Every one returns the state as it is afterwards, raises Refused when it changed nothing, and is safe to
repeat. In which order rows are held is said in `couples/seats/`.
"""

from __future__ import annotations

from exercises.commands.accompanied import arrive, arrive_by_page, dispatch
from exercises.commands.answers import answer, draft, pass_
from exercises.commands.dispatching import Answer, Command, Draft, Pass, Ready, Release, Stop
from exercises.commands.endings import still_there, stop
from exercises.commands.glossary import keep_line, remove_line
from exercises.commands.lost_seat import give_new_link
from exercises.commands.persistence import SHARED_BYTES, Outcome
from exercises.commands.pretend import Tried, try_alone
from exercises.commands.signalling import ready, release
from exercises.commands.starting import Started, start

__all__ = [
    "SHARED_BYTES",
    "Answer",
    "Command",
    "Draft",
    "Outcome",
    "Pass",
    "Ready",
    "Release",
    "Started",
    "Stop",
    "Tried",
    "answer",
    "arrive",
    "arrive_by_page",
    "dispatch",
    "draft",
    "give_new_link",
    "keep_line",
    "pass_",
    "ready",
    "release",
    "remove_line",
    "start",
    "still_there",
    "stop",
    "try_alone",
]
