"""The couple's page: what is under way, what could be next, what is kept, and what there is to look back at.

Reads only, for one of the two.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from couples.access import Holder
from exercises import history, kept, own_checkin, sittings
from exercises.history import Entry, Next
from exercises.rules import Stage, stage_of
from exercises.screens import Kept
from exercises.sitting import Sitting


@dataclass(frozen=True)
class Together:
    """The newest first. under_way: I can pick it up; back: both can look back at it; own: pages of mine.

    again: the slug of the core exercise, where it can be done once more, else "". checkins: there is a page
    of my own check-ins over time.
    """

    under_way: tuple[Entry, ...]
    next: Next | None
    again: str
    kept: Kept
    back: tuple[Entry, ...]
    own: tuple[Entry, ...]
    checkins: bool


def of_couple(holder: Holder, couple_code: str) -> Together:
    """Raises NotHere for a stranger. Eleven queries, however much there is."""
    sat = sittings.of_couple(holder, couple_code)
    past = history.of_couple(holder, couple_code)
    checkins = {each.code for each in sat.found if own_checkin.is_one(each)}
    mine = {each.code for each in sat.found if _is_mine_to_answer(each)}
    under_way = tuple(each for each in past.entries if each.place == "under way" or each.code in mine)
    return Together(
        under_way=under_way,
        next=past.next,
        again=past.again,
        kept=kept.of(sat),
        back=tuple(entry for entry in past.entries if entry.place == "back"),
        own=tuple(_own(past.entries, checkins)),
        checkins=bool(checkins),
    )


def _is_mine_to_answer(sitting: Sitting) -> bool:
    """Whether a look for oneself still waits for me; how far the other is with theirs is nobody else's."""
    stage = stage_of(sitting.facts, sitting.me).stage
    return own_checkin.is_one(sitting) and stage in (Stage.LOBBY, Stage.STEP)


def _own(entries: Iterable[Entry], checkins: Collection[str]) -> Iterator[Entry]:
    """My own pages; those of check-ins are reached from the page that has them all."""
    for entry in entries:
        if entry.place == "own" and entry.code not in checkins:
            yield entry
        elif entry.own_url:
            yield replace(entry, url=entry.own_url, again=None)
