"""The loop on the socket: nothing of a ring before both have shown all of theirs, then the same on both."""

from __future__ import annotations

import pytest

from couples.access import Holder
from tests.support.couples.paired import Pair, start_together
from tests.support.scripts.ring_picks import (
    ALEX,
    CUES,
    GENTLE,
    HALF,
    NO_RING,
    SAM,
    SAM_THINKS,
    THE_LOOP,
    TITLE,
    Picks,
    step,
)
from tests.support.socket.tabs import Tab, off_loop

CANARY = "zalex has done something"


async def sit_down(pair: Pair) -> Pair:
    """A couple at the loop; `pair` is another one, whose fixture quietens the pulse."""
    return await off_loop(start_together)(exercise=THE_LOOP)


async def answer(tab: Tab, picks: Picks, share: bool = True) -> None:
    for cue in CUES:
        reading, move = picks.get(cue, GENTLE)
        reply = await tab.answer(step(cue), {"next": share}, reading=reading, next=move)
        assert reply["type"] == "ack", reply


def tabs(pair: Pair) -> tuple[Tab, Tab]:
    def tab(who: Holder) -> Tab:
        return Tab(pair, who)

    return tab(pair.alex), tab(pair.sam)


async def test_the_ring_comes_to_both_with_the_reveal_and_not_before(pair: Pair) -> None:
    loop = await sit_down(pair)
    one, two = tabs(loop)
    async with one as alex, two as sam:
        await alex.hello()
        await sam.hello()
        await answer(alex, ALEX)
        own = {"reading": "other", "reading.words": CANARY, "reading.about": "us_mild", "reading.feel": "1"}
        await alex.answer(step(CUES[0]), {"next": True}, next="pull away", **own)
        assert (await alex.ready("preview"))["type"] == "ack"
        assert await sam.news() == []
        await answer(sam, SAM)
        before = len(sam.frames)
        await sam.ready("preview")
        for tab in (alex, sam):
            shown = await tab.shows(TITLE)
            assert CANARY in shown and SAM_THINKS in shown
            assert shown.count('form="next"') == 1, "one of the two places is mine to tap"
        assert not any(CANARY in frame or TITLE in frame for frame in sam.frames[:before])
        assert any(CANARY in frame for frame in sam.frames[before:])


async def test_a_tap_on_my_place_says_nothing_to_the_other(pair: Pair) -> None:
    loop = await sit_down(pair)
    one, two = tabs(loop)
    async with one as alex, two as sam:
        for tab, picks in ((alex, ALEX), (sam, SAM)):
            await tab.hello()
            await answer(tab, picks)
            await tab.ready("preview")
        await alex.shows(TITLE)
        await sam.shows(TITLE)
        await sam.news()
        await alex.ready("next-1")
        assert await sam.news() == []
        await sam.ready("next-1")
        await alex.shows("Where I could step out")
        assert "go quiet too" in await sam.shows("Where I could step out")


@pytest.mark.parametrize("keeps", [True, False], ids=["kept", "no ring"])
async def test_without_a_ring_what_stands_in_its_place_comes_and_then_the_end(
    pair: Pair, keeps: bool
) -> None:
    loop = await sit_down(pair)
    one, two = tabs(loop)
    async with one as alex, two as sam:
        await alex.hello()
        await sam.hello()
        await answer(alex, ALEX if keeps else NO_RING, share=not keeps)
        await answer(sam, SAM)
        for tab in (alex, sam):
            await tab.ready("preview")
        for tab in (alex, sam):
            assert "pull away" not in await tab.shows(HALF)
        for tab in (alex, sam):
            await tab.ready("next-1")
        for tab in (alex, sam):
            await tab.shows("Next time …")
        reply = await alex.say("answer", step="step-out", base=0, parts={"plan.way": "ask gently"})
        assert reply["reason"] == "unknown_step"
