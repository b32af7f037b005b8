"""Swapped shapes are drawn anew everywhere but under the hands of somebody who is typing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from couples import seats
from exercises import screens
from exercises.presenters.session import session_view
from exercises.rules import clock
from exercises.web import panels
from tests.support.couples.paired import Pair


def to_a_letter(pair: Pair) -> None:
    pair.come_to("reveal")
    for who in pair.both:
        pair.say(who, "talk-1.card-1.write")


WRITING: dict[str, tuple[Callable[[Pair], None], type]] = {
    "a step": (lambda pair: pair.come_to("step"), screens.Step),
    "a letter": (to_a_letter, screens.WriteLetter),
    "the line to take along": (lambda pair: pair.come_to("takeaway"), screens.Takeaway),
}


@pytest.mark.parametrize("come, screen", WRITING.values(), ids=WRITING)
def test_a_swap_leaves_the_stage_where_it_is_typed_on(
    pair: Pair, come: Callable[[Pair], None], screen: type
) -> None:
    come(pair)
    assert isinstance(pair.screen(pair.alex), screen)
    before = etags(pair)
    seats.swap_shapes(pair.sam, pair.couple_code, True)
    after = etags(pair)
    assert after["partner"] != before["partner"], "nothing was swapped, so this test would show nothing"
    assert after["stage"] == before["stage"]


def test_a_swap_draws_a_card_anew(pair: Pair) -> None:
    pair.come_to("reveal")
    before = etags(pair)
    seats.swap_shapes(pair.sam, pair.couple_code, True)
    after = etags(pair)
    assert [name for name in after if after[name] == before[name]] == []


def test_the_seconds_that_are_left_are_counted_on_the_screen_and_are_no_news(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair.come_to("reveal")
    for who in pair.both:
        pair.say(who, "talk-1.card-1.room")
    before, seen = etags(pair), pair.screen(pair.alex)
    later = clock.now_ms() + 7_000
    monkeypatch.setattr(clock, "now_ms", lambda: later)
    assert pair.screen(pair.alex).left_seconds < seen.left_seconds, "nothing ran, so this would show nothing"
    assert etags(pair) == before
    pair.say(pair.sam, "talk-1.card-1.pause-1")
    assert etags(pair)["stage"] != before["stage"]


def etags(pair: Pair) -> dict[str, str]:
    return panels.etags(session_view.present(pair.state(pair.alex), origin="http://testserver"))
