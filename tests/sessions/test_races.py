"""Two use cases at the same instant, on SQLite: they end as in one of the two orders, and in no error."""

from __future__ import annotations

import pytest

from couples.infrastructure.refusals import Refused
from tests.support.scripts.races import racing
from tests.support.scripts.races.deeds import Two
from tests.support.scripts.races.racing import faults_of, pairs
from tests.support.scripts.races.sharp import SHARP
from tests.support.scripts.races.situations import SITUATIONS, Situation


@pytest.mark.parametrize("name, one, other", SHARP)
def test_two_at_once_end_as_one_after_the_other(
    transactional_db: None, name: str, one: str, other: str
) -> None:
    assert faults_of(name, one, other, rounds=1) == []


def test_what_is_run_every_time_is_among_all_that_may_meet() -> None:
    assert {(name, frozenset(two)) for name, *two in SHARP} <= {
        (name, frozenset(two)) for name, *two in pairs()
    }


@pytest.mark.parametrize("error, said", [(ValueError("broken"), "ValueError"), (Refused(), "refused")])
def test_an_end_that_neither_order_has_is_a_fault(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    """Where two at once meet an error, or a refusal, that neither of them alone would."""
    done: list[Two] = []

    def deed(two: Two) -> None:
        done.append(two)
        if len(done) > 4:  # the two orders are over
            raise error

    there = SITUATIONS["alone"]
    monkeypatch.setitem(racing.SITUATIONS, "alone", Situation(there.come, {"one": deed, "other": deed}))
    faults = faults_of("alone", "one", "other", rounds=1)
    assert len(faults) == 1 and said in faults[0]
