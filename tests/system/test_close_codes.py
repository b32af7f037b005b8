"""Why a socket is closed, as a client of a real process hears it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack

import pytest
from websockets.sync.client import connect

from couples.infrastructure.few_connects import OFTEN
from exercises.web.connection import IDLE_SECONDS, MESSAGES_AT_ONCE
from exercises.web.frames import FRAME_BYTES
from exercises.web.open_tabs import MOST_OF_A_SEAT
from exercises.web.protocol import Close
from tests.support.http.visitors import RemoteVisitor
from tests.support.processes.app import App
from tests.support.processes.lines import greet, heard, hears, line
from tests.support.scripts.scenes import Scene


@pytest.fixture
def scene(app: App) -> Scene:
    found: Scene = app.act("tests.support.scripts.scenes:sit_down")
    return found


def test_who_holds_no_seat_is_told_so(app: App, scene: Scene) -> None:
    with line(app, scene["code"]) as opened:
        assert heard(opened) == Close.NO_SEAT


def test_where_there_is_no_such_session_one_is_told_so(app: App, scene: Scene) -> None:
    with line(app, "f" * 32, *scene["cookies"][0]) as opened:
        assert heard(opened) == Close.NO_SESSION
    with connect(f"{app.origin.replace('http', 'ws')}/ws/elsewhere/", origin=app.origin) as nowhere:
        assert heard(nowhere) == Close.NO_SESSION


def test_a_tab_that_connects_anew_ends_its_older_socket(app: App, scene: Scene) -> None:
    with line(app, scene["code"], *scene["cookies"][0]) as older:
        greet(older)
        with line(app, scene["code"], *scene["cookies"][0]) as newer:
            greet(newer)
            assert heard(older) == Close.REPLACED


def test_of_one_tab_more_than_go_on_at_once_the_one_that_was_left_alone_longest_rests(
    app: App, scene: Scene
) -> None:
    with ExitStack() as stack:
        tabs = []
        for number in range(MOST_OF_A_SEAT + 1):
            tabs.append(stack.enter_context(line(app, scene["code"], *scene["cookies"][0])))
            greet(tabs[-1], tab=f"{number:032x}")
        assert heard(tabs[0]) == Close.RESTS
        for each in tabs[1:]:
            each.send('{"type": "ping"}')
            hears(each, "pong")


def test_who_connects_too_often_is_told_to_wait_and_others_are_not(start_app: Callable[..., App]) -> None:
    app = start_app(LIMIT_CONNECT="2")
    scene = app.act("tests.support.scripts.scenes:sit_down")
    of_alex, of_sam = ([scene["code"], *cookie] for cookie in scene["cookies"])
    here, there = {"X-Forwarded-For": "203.0.113.7"}, {"X-Forwarded-For": "203.0.113.8"}
    with line(app, *of_alex, headers=here) as stays:
        greet(stays)
        with line(app, *of_sam, headers=here) as opened:
            greet(opened)
        for _ in range(3):
            with line(app, *of_sam, headers=here) as one_too_many:
                assert heard(one_too_many) == Close.FLOOD
        with line(app, *of_sam, headers=there) as elsewhere:
            greet(elsewhere)
        stays.send('{"type": "ping"}')
        hears(stays, "pong")
    assert app.log().count(OFTEN) == 1 and "203.0.113" not in app.log()


def test_too_many_messages_are_told_to_wait(app: App, scene: Scene) -> None:
    with line(app, scene["code"], *scene["cookies"][0]) as opened:
        greet(opened)
        for _ in range(2 * MESSAGES_AT_ONCE):
            opened.send('{"type": "ping"}')
        assert heard(opened) == Close.FLOOD


def test_a_tab_that_nobody_touched_for_two_hours_is_told_to_rest(app: App, scene: Scene) -> None:
    with line(app, scene["code"], *scene["cookies"][0]) as opened:
        greet(opened)
        app.leave_untouched(IDLE_SECONDS - 60)
        opened.send('{"type": "ping"}')  # of the page alone: nobody touched it
        hears(opened, "pong")
        app.leave_untouched(61)
        assert heard(opened) == Close.IDLE


@pytest.mark.parametrize("size", [FRAME_BYTES + 1, 100 * FRAME_BYTES])
def test_a_message_that_is_longer_than_any_that_fits_is_told_so(app: App, scene: Scene, size: int) -> None:
    with line(app, scene["code"], *scene["cookies"][0]) as opened:
        greet(opened)
        opened.send('{"type": "ping"}'.ljust(FRAME_BYTES))
        hears(opened, "pong")
        opened.send('{"type": "ping"}'.ljust(size))
        assert heard(opened) == Close.TOO_LONG


def test_what_is_erased_is_over_for_the_other_at_once(app: App, scene: Scene) -> None:
    sam = RemoteVisitor("sam", app.origin)
    with line(app, scene["code"], *scene["cookies"][0]) as opened:
        greet(opened)
        answer = sam.ask(
            f"/us/{scene['couple']}/erase/", {"confirm": "erase"}, Cookie="=".join(scene["cookies"][1])
        )
        assert answer.status == 200
        assert heard(opened) == Close.OVER


def test_a_seat_that_was_given_a_new_link_is_closed_at_once_and_the_others_stays_open(
    app: App, scene: Scene
) -> None:
    alex = RemoteVisitor("alex", app.origin)
    first, second = scene["cookies"]
    with line(app, scene["code"], *first) as stays, line(app, scene["code"], *second) as lost:
        greet(stays)
        greet(lost)
        answer = alex.ask(f"/us/{scene['couple']}/lost/", {"confirm": "lost"}, Cookie="=".join(first))
        assert answer.status == 303
        assert heard(lost) == Close.NO_SEAT
        stays.send('{"type": "ping"}')
        hears(stays, "pong")
    with line(app, scene["code"], *second) as again:
        assert heard(again) == Close.NO_SESSION


def test_what_is_erased_where_no_hint_comes_from_is_over_with_the_next_beat(app: App, scene: Scene) -> None:
    with line(app, scene["code"], *scene["cookies"][0]) as opened:
        greet(opened)
        app.act("tests.support.scripts.scenes:erase", couple=scene["couple"], cookie=scene["cookies"][1])
        assert heard(opened) == Close.OVER
