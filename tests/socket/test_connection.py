"""What a socket knows of itself, asked without one: limits, leases, hints, what is shown, how it ends."""

from __future__ import annotations

from typing import Any

import pytest

from couples.access import Holder
from couples.infrastructure import vault
from couples.infrastructure.limits import Bucket
from exercises.queries.session_status import SessionStatus
from exercises.screens import SessionView
from exercises.web.connection import IDLE_SECONDS, LAPSING_SECONDS, MESSAGES_AT_ONCE, Connection
from exercises.web.panels import Panel
from exercises.web.protocol import ClientMessage, Close, Hello, OldPage, Pass, Ping

TOKEN = b"t" * 32
ALEX = Holder((TOKEN,))
HELLO = Hello(type="hello", protocol=1, etags={"stage": "s0"})
PING = Ping(type="ping")
PASS = Pass(type="pass", ref=1, step="dinner.receiver")
START = 1_000.0


def connection(**known: Any) -> Connection:
    """Alex's, at version 3 with the other away, greeted and just heard."""
    first = {"position": 1, "version": 3, "other_here": False, "greeted": True, "leased": START}
    return Connection("code", "http://testserver", ALEX, touched=START, **{**first, **known})


def status(
    versions: tuple[int, int] = (3, 9), here: tuple[int, ...] = (1,), token: bytes = TOKEN
) -> SessionStatus:
    return SessionStatus(versions, frozenset(here), frozenset({vault.lookup(token)}))


def test_every_connection_has_a_lease_of_its_own() -> None:
    assert connection().id != connection().id and len(connection().id) == 32


def test_so_many_messages_at_once_and_then_no_more_until_some_time_has_gone_by() -> None:
    time = [0.0]
    one = connection(bucket=Bucket(MESSAGES_AT_ONCE, 2.0, clock=lambda: time[0]))
    assert [one.may_speak() for _ in range(MESSAGES_AT_ONCE + 1)] == [True] * MESSAGES_AT_ONCE + [False]
    time[0] = 0.5
    assert one.may_speak() and not one.may_speak()


# ---- leases -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "message, later, lapsed",
    [
        (PING, LAPSING_SECONDS, False),
        (PING, LAPSING_SECONDS + 1, True),
        (PASS, LAPSING_SECONDS + 1, True),
        (HELLO, LAPSING_SECONDS + 1, False),  # it is an arrival anyway
    ],
)
def test_whoever_was_silent_for_longer_than_a_lease_arrives_anew(
    message: ClientMessage, later: float, lapsed: bool
) -> None:
    assert connection().has_lapsed(message, START + later) is lapsed


def test_before_the_first_hello_nobody_is_here_whose_lease_could_lapse() -> None:
    assert not connection(greeted=False).has_lapsed(PASS, START + LAPSING_SECONDS + 1)


# ---- hello --------------------------------------------------------------------------------------------


def test_a_hello_says_what_the_tab_shows() -> None:
    one = connection(greeted=False)
    one.greet(Hello(type="hello", protocol=1, at="dinner.sender", etags={"stage": "s0"}))
    assert (one.greeted, one.at, one.etags) == (True, "dinner.sender", {"stage": "s0"})


def test_an_old_page_is_refused_and_changes_nothing() -> None:
    one = connection(greeted=False)
    with pytest.raises(OldPage):
        one.greet(Hello(type="hello", protocol=2, at="dinner.sender", etags={"stage": "s0"}))
    assert (one.greeted, one.at, one.etags) == (False, None, {})


def test_a_tab_is_the_same_only_at_the_same_seat_of_the_same_session() -> None:
    other_session = Connection("other", "http://testserver", ALEX, touched=START, position=1)
    names = [one.name_of("ab") for one in (connection(), connection(position=2), other_session)]
    assert len(set(names)) == 3 and connection().name_of("ab") == names[0] != connection().name_of("cd")


# ---- what is shown ------------------------------------------------------------------------------------


def view(version: int, here: bool) -> SessionView:
    known: Any = dict.fromkeys(SessionView.__dataclass_fields__)
    return SessionView(**{**known, "version": version, "here": here})


def test_what_is_on_its_way_to_the_tab_is_what_it_shows() -> None:
    one = connection(etags={"stage": "s0", "partner": "p0"})
    one.shows(view(4, here=True), {"stage": Panel("<p>", "s1")})
    assert (one.version, one.other_here) == (4, True)
    assert one.etags == {"stage": "s1", "partner": "p0"}


@pytest.mark.parametrize(
    "event, seen",
    [
        ({"type": "couple.changed"}, False),  # something about the couple: look
        ({"code": "code", "versions": [4, 9]}, False),
        ({"code": "code", "versions": [3, 10]}, True),  # news for the other one alone
        ({"code": "code", "versions": [2, 9]}, True),  # a late one
        ({"code": "other", "versions": [4, 9]}, True),
    ],
)
def test_a_hint_is_news_unless_it_names_what_is_shown(event: dict[str, Any], seen: bool) -> None:
    assert connection().has_seen(event) is seen


def test_its_own_coming_is_no_news_to_whoever_came_and_is_to_everybody_else() -> None:
    comes = connection()
    hint = {"type": "couple.changed", "but": comes.id}
    assert comes.has_seen(hint) and not connection().has_seen(hint)


def test_the_second_seat_looks_at_its_own_version() -> None:
    assert connection(position=2, version=9).has_seen({"code": "code", "versions": [4, 9]})
    assert not connection(position=2, version=9).has_seen({"code": "code", "versions": [3, 10]})


@pytest.mark.parametrize(
    "seen, behind",
    [
        (status(), False),
        (status(versions=(4, 9)), True),
        (status(versions=(3, 99)), False),
        (status(here=(1, 2)), True),
        (status(here=()), False),  # that I am away is nothing that I see
    ],
)
def test_a_tab_is_behind_when_its_version_or_the_others_presence_has_changed(
    seen: SessionStatus, behind: bool
) -> None:
    assert connection().is_behind(seen) is behind


def test_a_tab_that_was_shown_nothing_yet_is_behind() -> None:
    assert connection(other_here=None).is_behind(status())


# ---- how it ends --------------------------------------------------------------------------------------


def test_it_goes_on_while_somebody_touches_it_and_the_seat_is_theirs() -> None:
    assert connection().has_to_end(status(), START + IDLE_SECONDS) is None


def test_whom_nobody_touches_is_closed_whatever_else_there_is() -> None:
    for seen in (status(), None):
        assert connection().has_to_end(seen, START + IDLE_SECONDS + 1) is Close.IDLE


def test_a_ping_is_no_touch_and_everything_else_is() -> None:
    one = connection()
    one.touch(PING, START + 10)
    assert one.touched == START
    for message in (HELLO, PASS):
        one.touch(message, START + 20)
        assert one.touched == START + 20


def test_a_session_that_is_gone_is_over_and_a_seat_that_has_moved_is_elsewhere() -> None:
    assert connection().has_to_end(None, START) is Close.OVER
    assert connection().has_to_end(status(token=b"s" * 32), START) is Close.NO_SEAT


def test_the_end_forgets_the_way_to_the_keys() -> None:
    one = connection()
    one.end()
    assert one.over and one.holder == Holder(())
    assert one.has_to_end(status(), START) is Close.NO_SEAT
