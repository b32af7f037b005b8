"""The machine over sockets holds, and can fail. A few runs here; `make chaos` has hundreds on each database.

SOCKET_RUNS (then at random, else always the same ones) and SOCKET_STEPS make it longer.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from couples import live
from exercises import commands
from exercises.commands import answers, persistence
from exercises.steps import sharing
from exercises.web import connection, protocol, pulse
from tests.chaos.four_tabs import PATIENCE_SECONDS
from tests.chaos.machine import TwoPeopleAtFourTabs, runs
from tests.support.socket import sockets

RUNS = int(os.environ.get("SOCKET_RUNS", "3"))
STEPS = int(os.environ.get("SOCKET_STEPS", "20"))
SELDOM = 3600
MANY = 100  # runs, in which all of it has come up
COMES_UP = {
    "step", "preview", "waiting", "reveal", "takeaway", "finished", "ended", "card-2", "closed",
    "tender-open", "stopped", "erased", "stale", "both_in", "words that came to the other",
}  # fmt: skip
UNTIL_IT_IS_SEEN = 40  # runs

Fault = Callable[[pytest.MonkeyPatch], None]


@pytest.fixture(autouse=True)
def only_hints(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pulse rests, so that whatever arrives came by a hint; and a tab may talk as much as it likes."""
    monkeypatch.setattr(pulse, "BEAT_SECONDS", SELDOM)
    monkeypatch.setattr(connection, "MESSAGES_AT_ONCE", 10_000)
    monkeypatch.setattr(sockets, "PATIENCE_SECONDS", PATIENCE_SECONDS)


def play(times: int, steps: int, *, at_random: bool = False) -> None:
    run_state_machine_as_test(
        TwoPeopleAtFourTabs,
        settings=settings(
            max_examples=times, stateful_step_count=steps, deadline=None, derandomize=not at_random,
            database=None, phases=(Phase.generate,), suppress_health_check=list(HealthCheck),
            report_multiple_bugs=False,
        ),
    )  # fmt: skip


@pytest.mark.timeout(3600)  # seconds: as many runs as are asked for
def test_what_was_promised_holds_at_four_tabs_in_any_order(
    record_property: Callable[[str, object], None],
) -> None:
    runs.clear()
    play(RUNS, STEPS, at_random="SOCKET_RUNS" in os.environ)
    assert runs["run"] >= RUNS
    record_property("examples", RUNS)
    missing = COMES_UP - set(runs) if RUNS >= MANY else set()
    assert not missing, f"{missing} never came up: {runs}"


# ---- what it would notice -----------------------------------------------------------------------------


def _acknowledge_what_is_not_stored(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(answers, "write", lambda state, step, own: replace(state, own={**state.own, step: own}))


def _take_what_is_based_on_anything(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(answers, "check_base", lambda kept, base: None)


def _tell_the_other_that_something_was_given(patch: pytest.MonkeyPatch) -> None:
    raise_versions = persistence.raise_versions
    patch.setattr(answers, "raise_versions", lambda state, both: raise_versions(state, both=True))


def _show_what_was_kept(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(sharing, "is_shared", lambda spec, part, body: part.id in body.parts)


def _lose_every_hint(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(live, "announce", lambda *_: None)


IN_COMMANDS: dict[Fault, str] = {
    _acknowledge_what_is_not_stored: "nothing is stored|is stored of|is stored, ",
    _take_what_is_based_on_anything: "has taken its place|changed something",
    _tell_the_other_that_something_was_given: "raised the other's version",
    _show_what_was_kept: "it was kept",
    _lose_every_hint: "shows something old",
}
EVERY_DAY = _lose_every_hint  # the one that is noticed soonest


@pytest.mark.parametrize(
    "fault",
    [pytest.param(each, marks=() if each is EVERY_DAY else pytest.mark.matrix) for each in IN_COMMANDS],
    ids=lambda fault: fault.__name__.strip("_"),
)
def test_the_machine_notices(fault: Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a command that comes over a socket meets the fault: the two come whole to where a run begins."""
    as_it_is = commands.dispatch

    def dispatch(*given: Any) -> commands.Outcome:
        with pytest.MonkeyPatch.context() as patch:
            fault(patch)
            return as_it_is(*given)

    monkeypatch.setattr(commands, "dispatch", dispatch)
    with pytest.raises(AssertionError, match=IN_COMMANDS[fault]):
        play(UNTIL_IT_IS_SEEN, STEPS)


@pytest.mark.matrix
def test_the_machine_notices_what_gets_from_one_socket_into_another(monkeypatch: pytest.MonkeyPatch) -> None:
    parse, made, typed = protocol.parse, protocol.panels, [""]

    def remembered(text: str | None) -> protocol.ClientMessage:
        if text is not None and ('"parts"' in text or '"etags": {}' in text):  # typed, or a run that begins
            typed[0] = text
        return parse(text)

    monkeypatch.setattr(protocol, "parse", remembered)
    monkeypatch.setattr(protocol, "panels", lambda *said: json.dumps({**json.loads(made(*said)), "": typed}))
    with pytest.raises(AssertionError, match="was sent what"):
        play(UNTIL_IT_IS_SEEN, STEPS)
