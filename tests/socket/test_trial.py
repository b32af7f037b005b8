"""One person at a socket, with a pretend partner: what it does comes by itself, and wipes nothing of mine."""

from __future__ import annotations

import json

import pytest

from exercises.rules import Stage
from tests.support.couples.alone import let_pass, try_alone
from tests.support.couples.paired import Pair
from tests.support.scripts.playthrough import Play
from tests.support.socket.tabs import Tab, off_loop


@pytest.fixture
def alone(pair: Pair) -> Pair:
    """alex, with both seats of a trial; `pair` is only there for how quiet it makes the pulse."""
    return try_alone()


def at_the_cards(alone: Pair) -> None:
    while alone.stage(alone.alex) is not Stage.REVEAL:
        Play(alone).go_on("alex")
        alone.arrive(alone.alex)


def talking(alone: Pair) -> None:
    """Aloud, and the pretend partner has the floor."""
    at_the_cards(alone)
    alone.say(alone.alex, "talk-1.card-1.room")
    alone.arrive(alone.alex)
    while alone.screen(alone.alex).mine:
        alone.say(alone.alex, alone.screen(alone.alex).hand_word)


async def test_the_card_comes_with_the_ack_of_show_ours(alone: Pair) -> None:
    async with Tab(alone, alone.alex) as alex:
        await alex.hello()
        assert '<span class="say">here</span>' in alex.html["partner"] and "(pretend)" in alex.html["partner"]
        for spec in (await off_loop(alone.state)(alone.alex)).layout.of_round("first"):
            assert spec.main is not None
            assert (await alex.answer(spec.id, **{spec.main.id: "strain"}))["type"] == "ack"
        assert "data-turn" not in alex.html["stage"]
        await alex.say("ready", round="first", what="preview", on=True)
        await alex.shows("data-turn", "stage")
        await alex.say("ready", round="first", what="next-1", on=True)
        await alex.shows('value="next-2"', "stage")


async def test_a_ping_is_enough_for_it_to_take_its_turn(alone: Pair) -> None:
    await off_loop(talking)(alone)
    async with Tab(alone, alone.alex) as alex:
        await alex.hello()
        assert "Robin (pretend)" in alex.html["stage"]
        floors = await off_loop(alone.milestones)("talk-1.card-1.floor")
        await alex.send(json.dumps({"type": "ping"}))
        await alex.hear_until("pong")
        assert await off_loop(alone.milestones)("talk-1.card-1.floor") == floors, "it has only begun"
        await off_loop(let_pass)(alone, 10)
        await alex.send(json.dumps({"type": "ping"}))
        await alex.hear_until("pong")
        assert await off_loop(alone.milestones)("talk-1.card-1.floor") != floors


async def test_while_alex_types_it_moves_nothing(alone: Pair) -> None:
    state = await off_loop(alone.state)(alone.alex)
    step = state.layout.of_round("first")[0].id
    async with Tab(alone, alone.alex) as alex:
        await alex.hello()
        before = dict(alex.html)
        typed = {"reading": "other", "reading.words": "so"}
        assert (await alex.say("draft", step=step, base=0, parts=typed))["type"] == "ack"
        await alex.send(json.dumps({"type": "ping"}))
        await alex.hear_until("pong")
        assert await alex.news() == [] and alex.html == before
