"""I5: a tab at rest shows what a fresh look of its person would show, brought by hints alone.

What only says whether the other is here may be late: the pulse brings it, or the next hello.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from couples.positions import BOTH, FIRST, SECOND
from exercises.presenters.session import session_view
from exercises.queries.session_state import SessionState
from exercises.web import panels
from tests.chaos.four_tabs import FourTabs
from tests.support.http.visitors import ORIGIN

ONES_OWN = ("stage", "progress")  # the panel `partner` says nothing but whether the other is here
SOMEBODY_HERE = (frozenset(BOTH), frozenset({FIRST}), frozenset({SECOND}), frozenset[int]())


def look_at_rest(tabs: FourTabs, states: Mapping[str, SessionState]) -> None:
    """AssertionError where a tab shows what is no longer so."""
    fresh = {who: _etags(state) for who, state in states.items()}
    for place, tab in list(tabs.tabs.items()):
        who, shown = place[0], dict(tab.etags)
        if shown == fresh[who]:
            continue
        late = [{name: each[name] for name in ONES_OWN} for each in _whoever_is_here(states[who])]
        assert {name: shown[name] for name in ONES_OWN} in late, f"{place} shows something old: {tab.html}"
        tabs.look(place)
        assert tab.etags == fresh[who], f"{place} was not brought what is new"


def _whoever_is_here(state: SessionState) -> Iterator[dict[str, str]]:
    return (_etags(replace(state, here=here)) for here in SOMEBODY_HERE)


def _etags(state: SessionState) -> dict[str, str]:
    return panels.etags(session_view.present(state, origin=ORIGIN))
