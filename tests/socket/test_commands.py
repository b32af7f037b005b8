"""Drafts, answers and words over the socket: acked when they are stored, and news to nobody else."""

from __future__ import annotations

import json

import pytest

from exercises.rules import Stage
from tests.support.couples.paired import FIRST, MEANING, OWN_WORDS, Pair
from tests.support.socket.tabs import Tab, off_loop

SECOND = "unprompted-compliment.receiver"
OWN = {"reading": "other", **{f"reading.{name}": text for name, text in OWN_WORDS.items()}}


async def test_an_answer_is_acked_with_its_revision_and_the_next_step_follows(pair: Pair) -> None:
    async with Tab(pair, pair.alex) as alex:
        await alex.hello()
        ack = await alex.answer(FIRST, reading="strain", sure="50")
        assert set(ack) == {"type", "ref", "version", "revision"} and ack["revision"] == 1
        assert f'value="{SECOND}"' in await alex.shows(SECOND)
        assert alex.version == ack["version"]
    own = (await off_loop(pair.state)(pair.alex)).own[FIRST]
    assert own.is_in and own.body.parts == {"reading": {"pick": "strain"}, "sure": 50}


async def test_a_draft_is_acked_and_swaps_nothing_under_my_hands(pair: Pair) -> None:
    async with Tab(pair, pair.alex) as alex:
        await alex.hello()
        shown = dict(alex.html)
        for text in ("So", "So be it"):
            ack = await alex.draft(FIRST, **{"reading": "other", "reading.words": text})
            assert ack["type"] == "ack"
        assert ack["revision"] == 2
        assert await alex.news() == [] and alex.html == shown
        await alex.hello(etags={})
        assert "So be it" in alex.html["stage"]


async def test_what_i_draft_and_answer_and_release_is_news_to_nobody_else(pair: Pair) -> None:
    async with Tab(pair, pair.alex) as alex, Tab(pair, pair.sam) as sam:
        await alex.hello()
        await sam.hello()
        assert await sam.news() == []
        await alex.draft(FIRST, **{"reading": "other", "reading.words": "Perhaps"})
        await alex.answer(FIRST, reading="strain")
        await alex.answer(FIRST, share={"reading": False})
        await alex.skip(SECOND)
        for spec in (await off_loop(pair.state)(pair.alex)).layout.of_round("first")[2:]:
            await alex.answer(spec.id, **{spec.main.id: "strain"})
        await alex.ready("preview")
        await alex.ready("preview", on=False)
        await alex.ready("apart")
        await alex.ready("preview")
        await alex.shows("You’re done. Next come the cards.")
        assert await sam.news() == []
        await off_loop(pair.answer_round)(pair.sam)
        await sam.ready("preview")  # that this can fail: now there is news
        assert await alex.news() != []


@pytest.mark.parametrize("base", [0, 2, 9])
async def test_a_stale_answer_is_refused_with_the_stored_revision(pair: Pair, base: int) -> None:
    async with Tab(pair, pair.alex) as alex:
        await alex.hello()
        await alex.answer(FIRST, reading="strain")
        fields = {"step": FIRST, "parts": {"reading": "caring"}}
        refused = await alex.say("answer", base=base, **fields)
        assert (refused["type"], refused["reason"], refused["revision"]) == ("refused", "stale", 1)
        assert (await alex.say("answer", base=refused["revision"], **fields))["revision"] == 2


async def test_a_command_sent_again_is_acked_alike(pair: Pair) -> None:
    async with Tab(pair, pair.alex) as alex:
        await alex.hello()
        frame = json.dumps({"type": "answer", "ref": 7, "step": FIRST, "base": 0, "parts": OWN})
        await alex.send(frame)
        first = await alex.hear_until("ack", ref=7)
        before = await off_loop(pair.stored)()
        await alex.send(frame)
        assert await alex.hear_until("ack", ref=7) == first
        assert await off_loop(pair.stored)() == before


REFUSED = {
    "unknown_step": ("answer", {"step": "no-such.step", "base": 0, "parts": {"reading": "strain"}}),
    "unclear": ("answer", {"step": FIRST, "base": 0, "parts": {"reading": "no-such"}}),
    "not_yet": ("answer", {"step": "takeaway", "base": 0, "parts": {"line": "x"}}),
    "unready": ("ready", {"round": "first", "what": "preview", "on": True}),
}


@pytest.mark.parametrize("reason", REFUSED)
async def test_what_may_not_be_is_refused_with_its_ref_and_changes_nothing(pair: Pair, reason: str) -> None:
    kind, fields = REFUSED[reason]
    async with Tab(pair, pair.alex) as alex:
        await alex.hello()
        before = await off_loop(pair.stored)()
        refused = await alex.say(kind, **fields)
        assert set(refused) == {"type", "ref", "reason", "message"}
        assert (refused["type"], refused["reason"]) == ("refused", reason) and refused["message"]
        assert await off_loop(pair.stored)() == before
        assert await alex.news() == []
        assert (await alex.answer(FIRST, reading="strain"))["type"] == "ack"


async def test_a_refusal_repeats_nothing_of_what_was_typed(pair: Pair) -> None:
    async with Tab(pair, pair.alex) as alex:
        await alex.hello()
        typed = {"reading": "other", "reading.words": "canary-in-a-coal-mine" * 20}
        refused = await alex.say("answer", step=FIRST, base=0, parts=typed)
        assert refused["type"] == "refused"
        assert not [frame for frame in alex.frames if "canary" in frame]


async def test_a_second_tab_of_mine_sees_my_newer_answer(pair: Pair) -> None:
    await off_loop(pair.answer_round)(pair.alex)
    async with Tab(pair, pair.alex) as alex, Tab(pair, pair.alex) as second:
        await alex.hello()
        await second.hello()
        assert OWN_WORDS["words"] not in second.html["stage"]
        alex.bases[FIRST] = 1
        await alex.answer(FIRST, **OWN)
        await second.shows(OWN_WORDS["words"])
        second.bases[FIRST] = 1
        stale = await second.answer(FIRST, reading="caring")
        assert (stale["reason"], stale["revision"]) == ("stale", 2)
        assert (await second.answer(FIRST, reading="caring"))["revision"] == 3
        await alex.shows("Sam is at ease")


async def test_a_second_tab_goes_on_to_the_next_step_with_me(pair: Pair) -> None:
    async with Tab(pair, pair.alex) as alex, Tab(pair, pair.alex) as second:
        await alex.hello()
        await second.hello()
        await alex.answer(FIRST, reading="strain")
        await second.shows(f'value="{SECOND}"')


async def test_a_second_tab_that_looks_at_another_step_stays_there(pair: Pair) -> None:
    async with Tab(pair, pair.alex) as alex, Tab(pair, pair.alex) as second:
        await alex.hello()
        await second.hello(at=MEANING)
        assert '<i class="done"></i>' not in second.html["progress"]
        await alex.answer(FIRST, reading="strain")
        await second.shows('<i class="done"></i>', "progress")
        assert f'value="{MEANING}"' in second.html["stage"]


async def test_an_earlier_step_is_changed_and_the_open_one_follows(pair: Pair) -> None:
    async with Tab(pair, pair.alex) as alex:
        await alex.hello()
        await alex.answer(FIRST, reading="strain")
        await alex.shows(f'value="{SECOND}"')
        await alex.hello(at=FIRST)
        assert f'value="{FIRST}"' in alex.html["stage"]
        assert (await alex.answer(FIRST, reading="caring"))["revision"] == 2
        await alex.shows(f'value="{SECOND}"')


async def test_a_release_and_a_reopening_by_socket(pair: Pair) -> None:
    await off_loop(pair.answer_round)(pair.alex, "first", {MEANING: "us_mild"})
    async with Tab(pair, pair.alex) as alex:
        await alex.hello()
        assert (await alex.ready("preview"))["reason"] == "undecided"
        alex.bases[MEANING] = 1
        assert (await alex.answer(MEANING, share={"meaning": False}))["type"] == "ack"
        assert (await alex.ready("preview"))["type"] == "ack"
        await alex.shows("You’re done. Next come the cards.")
        assert (await alex.ready("preview", on=False))["type"] == "ack"
        await alex.shows("I’m ready to show mine")
    assert await off_loop(pair.stage)(pair.alex) is Stage.PREVIEW
