"""What a process remembers, so as not to work it out again, changes no byte of what anybody sees."""

from __future__ import annotations

import pytest

from couples.access import Holder
from couples.infrastructure import prepared
from couples.infrastructure.prepared import Prepared
from exercises import rules
from exercises.presenters.session import session_view
from exercises.queries import loading, session_records
from exercises.web import panels
from tests.support.couples.paired import Pair


def _compile_each_time(patch: pytest.MonkeyPatch) -> None:
    made = Prepared.__init__

    def rows(self: Prepared, *values: object) -> list[prepared.Row]:
        fresh = Prepared.__new__(Prepared)
        made(fresh, self._build, *self._fields)
        return known(fresh, *values)

    known = Prepared.rows
    patch.setattr(Prepared, "rows", rows)


def _lay_out_each_time(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(loading, "_layout", loading._layout.__wrapped__)


def _parse_each_time(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(session_records, "_said", rules.parse_said)
    patch.setattr(session_records, "_reached", rules.parse_reached)


FORGOTTEN = (_compile_each_time, _lay_out_each_time, _parse_each_time)


def seen(pair: Pair, who: Holder) -> dict[str, panels.Panel]:
    return panels.render(session_view.present(pair.state(who), origin="http://testserver"))


@pytest.mark.parametrize("stage", ["step", "preview", "reveal", "finished"])
def test_with_and_without_it_both_see_the_same(
    pair: Pair, stage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair.come_to(stage)
    remembered = [seen(pair, who) for who in pair.both]
    assert remembered[0] != remembered[1]
    for forget in FORGOTTEN:
        forget(monkeypatch)
        assert [seen(pair, who) for who in pair.both] == remembered, forget.__name__


def test_without_it_everything_is_worked_out_anew(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    """That the test above takes away what it says."""
    worked_out: list[str] = []
    lay_out = loading.lay_out
    monkeypatch.setattr(loading, "lay_out", lambda *given: worked_out.append("") or lay_out(*given))
    pair.state(pair.alex)
    before = len(worked_out)
    pair.state(pair.alex)
    assert len(worked_out) == before
    _lay_out_each_time(monkeypatch)
    pair.state(pair.alex)
    assert len(worked_out) == before + 1
