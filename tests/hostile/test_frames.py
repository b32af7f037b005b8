"""sam watches the line itself: whether a frame comes, when, and how long it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from channels.db import database_sync_to_async

from exercises import commands
from exercises.web import connection, pulse
from tests.support.couples.paired import FIRST, MEANING, Pair, start_together
from tests.support.couples.two_worlds import after
from tests.support.socket.tabs import Tab

SELDOM = 3600
LETTER = "first.talk-1.card-1.letter"


@pytest.fixture
def line(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Pair:
    """Two whose sockets bring what was announced, and nothing by the clock."""
    monkeypatch.setattr(pulse, "BEAT_SECONDS", SELDOM)
    monkeypatch.setattr(connection, "MESSAGES_AT_ONCE", 10_000)
    pair = start_together()
    for who in pair.both:
        pair.arrive(who)
    return pair


def drafts(pair: Pair) -> object:
    return commands.draft(pair.alex, pair.code, step=FIRST, base=0, raw={"reading": "other"})


def answers(pair: Pair) -> object:
    return pair.answer(pair.alex, FIRST)


def passes(pair: Pair) -> object:
    return commands.pass_(pair.alex, pair.code, step=FIRST)


def releases(pair: Pair) -> object:
    pair.answer_round(pair.alex)
    return pair.release(pair.alex)


def asks_to_talk(pair: Pair) -> object:
    return pair.say(pair.alex, "talk-1.card-1.room")


def writes(pair: Pair) -> object:
    return commands.answer(pair.alex, pair.code, step=LETTER, base=0, raw={"letter": "A word."}, share={})


def takes_along(pair: Pair) -> object:
    return pair.take_along(pair.alex, "I ask.")


def is_at_the_start(pair: Pair) -> None: ...


def is_at_the_first_card(pair: Pair) -> None:
    pair.reveal()


def writes_letters(pair: Pair) -> None:
    pair.reveal()
    for who in pair.both:
        pair.say(who, "talk-1.card-1.write")


def has_finished(pair: Pair) -> None:
    pair.come_to("takeaway")
    pair.take_along(pair.sam)


UNSEEN: list[tuple[Callable[[Pair], None], Callable[[Pair], object]]] = [
    (is_at_the_start, drafts),
    (is_at_the_start, answers),
    (is_at_the_start, passes),
    (is_at_the_start, releases),
    (writes_letters, writes),
    (has_finished, takes_along),
]


@pytest.mark.parametrize("stands, deed", UNSEEN)
async def test_no_frame_comes_when_the_other_does_what_is_theirs(
    line: Pair, stands: Callable[[Pair], None], deed: Callable[[Pair], object]
) -> None:
    await database_sync_to_async(stands)(line)
    async with tab(line) as sam:
        await sam.hello()
        await database_sync_to_async(deed)(line)
        assert await sam.news() == []


async def test_to_ask_for_a_talk_is_for_both_and_a_frame_comes_at_once(line: Pair) -> None:
    await database_sync_to_async(is_at_the_first_card)(line)
    async with tab(line) as sam:
        await sam.hello()
        await database_sync_to_async(asks_to_talk)(line)
        assert await sam.news() != []


async def test_a_frame_does_come_when_something_is_for_both(line: Pair) -> None:
    """Else the test above could not fail."""
    async with tab(line) as sam:
        await sam.hello()
        await database_sync_to_async(line.reveal)()
        assert await sam.news() != []


def tab(pair: Pair) -> Tab:
    return Tab(pair, pair.sam)


HIDDEN: dict[str, Callable[[Pair], object]] = {
    "kept": lambda pair: pair.answer(pair.alex, MEANING, "caring", share={"meaning": False}),
    "kept at length": lambda pair: pair.answer(
        pair.alex, MEANING, "other", share={"meaning": False},
        **{"meaning.words": "x" * 160, "meaning.about": "strain", "meaning.feel": "0"},
    ),
    "passed": lambda pair: commands.pass_(pair.alex, pair.code, step=MEANING),
}  # fmt: skip


def test_what_was_not_shared_has_one_length(pair: Pair) -> None:
    def sizes(deed: Callable[[Pair], object]) -> dict[str, int]:
        def both(pair: Pair) -> None:
            for who in pair.both:
                pair.answer_round(who)
            deed(pair)
            for who in pair.both:
                pair.release(who)

        return {where: len(body) for where, body in after(pair, pair.sam, both).items()}

    kept = sizes(HIDDEN["kept"])
    assert kept == sizes(HIDDEN["kept at length"]) == sizes(HIDDEN["passed"])
    shared = sizes(lambda pair: pair.answer(pair.alex, MEANING, "us_mild", share={"meaning": True}))
    assert kept != shared, "else this could not fail"
