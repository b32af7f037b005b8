"""One phone, two people, by socket: the line of one of them carries nothing of the other's."""

from __future__ import annotations

import pytest

from couples.addresses import Address
from couples.positions import FIRST, SECOND, Position
from exercises import commands
from exercises.web.protocol import Close
from tests.support.couples.paired import FIRST as STEP
from tests.support.couples.paired import MEANING, Pair
from tests.support.socket.tabs import Tab, off_loop

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.asyncio]

MINE = "counting plates 5e1f"


def tab(pair: Pair, position: Position | None) -> Tab:
    """A tab of the browser that holds both seats, at the page of one of them."""
    cookies = "; ".join(pair.cookies(who) for who in pair.both)
    return Tab(pair, None, code=str(Address(pair.code, position)), cookies=cookies)


def writes_all(pair: Pair) -> None:
    for spec in pair.state(pair.alex).layout.of_round("first"):
        part = spec.main.id
        fields = {f"{part}.words": MINE, f"{part}.about": "external", f"{part}.feel": "-1"}
        raw: dict[str, str | list[str]] = {part: "other", "sure": "50", **fields}
        commands.answer(pair.alex, pair.code, step=spec.id, base=0, raw=raw, share={part: True})


def shows(pair: Pair) -> None:
    pair.release(pair.alex)


async def test_the_line_of_the_second_hears_nothing_of_the_first_until_both_look(pair: Pair) -> None:
    async with tab(pair, SECOND) as sam:
        await sam.hello(at="turn")
        await off_loop(pair.answer)(pair.sam, STEP)
        await sam.hello()
        for deed in (writes_all, shows):
            await off_loop(deed)(pair)
            assert await sam.news() == []
        await off_loop(pair.answer_round)(pair.sam)
        await sam.hello()
        await sam.ready("preview")
        await sam.shows("See it together")
        assert MINE not in "".join(sam.frames)
        await sam.ready("preview")
        assert "data-turn" in await sam.shows("data-turn"), "then the first card is there"
        for number in range(1, 7):
            if 'value="next-' in sam.html["stage"]:
                await sam.ready(f"next-{number}")
                await sam.hello()
        assert MINE in "".join(sam.frames), "and what alex wrote is among them"


async def test_two_tabs_of_a_phone_that_is_passed_around_show_each_their_own(pair: Pair) -> None:
    async with tab(pair, FIRST) as alex, tab(pair, SECOND) as sam:
        await alex.hello(at="turn")
        await sam.hello(at="turn")
        await alex.answer(STEP, reading="caring", sure="80")
        await sam.answer(STEP, reading="strain", sure="20")
        for one, other in ((alex, sam), (sam, alex)):
            await one.hello()
            await other.hello()
            await one.answer(MEANING, meaning="strain")
            assert await other.news() == []
        assert "Alex" in alex.html["partner"] and "Sam" not in alex.html["partner"]
        assert "Sam" in sam.html["partner"] and "Alex" not in sam.html["partner"]


async def test_one_tap_in_one_tab_turns_the_card_in_both(pair: Pair) -> None:
    await off_loop(pair.come_to)("reveal")
    async with tab(pair, FIRST) as alex, tab(pair, SECOND) as sam:
        await alex.hello()
        await sam.hello()
        assert "Card 1 of" in alex.html["progress"]
        await alex.ready("next-1")
        await alex.shows("Card 2 of", "progress")
        await sam.shows("Card 2 of", "progress")


async def test_a_line_that_does_not_say_whose_it_is_is_closed(pair: Pair) -> None:
    async with tab(pair, None) as nobody:
        assert await nobody.closed() == Close.NO_SESSION


@pytest.mark.parametrize("position", [FIRST, SECOND])
async def test_one_seat_opens_no_line_of_the_other(pair: Pair, position: Position) -> None:
    who = pair.both[position - 1]
    theirs = SECOND if position == FIRST else FIRST
    cookies = pair.cookies(who)
    async with Tab(pair, None, code=str(Address(pair.code, theirs)), cookies=cookies) as other:
        assert await other.closed() == Close.NO_SEAT
    async with Tab(pair, None, code=str(Address(pair.code, position)), cookies=cookies) as mine:
        assert (await mine.hello())["panels"], "and its own as ever"
