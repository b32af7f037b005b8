"""The reveal over two sockets: nothing of the other's before, the same instant for both, card by card."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import Any

import pytest

from couples.infrastructure.vault import to_text
from exercises import commands
from exercises.models import Milestone
from exercises.rules import clock
from tests.support.couples.paired import FIRST, MEANING, Pair
from tests.support.socket.tabs import Tab, off_loop

CANARY = {"alex": "plates in the moonlight", "sam": "a kettle without a lid"}
NOTHING_TO_SEE = {FIRST: "caring", MEANING: "rejecting", "says-its-fine.receiver": "na"}


def own_words(who: str, part: str) -> dict[str, str]:
    return {part: "other", f"{part}.words": CANARY[who], f"{part}.about": "external", f"{part}.feel": "-1"}


def answer_with_canaries(pair: Pair) -> None:
    for name, who in (("alex", pair.alex), ("sam", pair.sam)):
        for spec in pair.state(who).layout.of_round("first"):
            raw: dict[str, Any] = own_words(name, spec.main.id)
            commands.answer(who, pair.code, step=spec.id, base=0, raw=raw, share={})


async def through_the_cards(alex: Tab, sam: Tab) -> None:
    number = 1
    while f'value="next-{number}"' in alex.html["stage"]:
        await alex.ready(f"next-{number}")
        await sam.ready(f"next-{number}")
        for tab in (alex, sam):
            await tab.hello()
        number += 1


async def test_the_others_words_come_with_the_cards_and_in_no_frame_before(pair: Pair) -> None:
    await off_loop(answer_with_canaries)(pair)
    async with Tab(pair, pair.alex) as alex, Tab(pair, pair.sam) as sam:
        await alex.hello()
        await sam.hello()
        await alex.ready("preview")
        await alex.hello(etags={})
        await sam.hello(etags={})
        before = {"alex": "\n".join(alex.frames), "sam": "\n".join(sam.frames)}
        await sam.ready("preview")
        await alex.shows("next-1")
        await sam.shows("next-1")
        await through_the_cards(alex, sam)
        after = {"alex": "\n".join(alex.frames), "sam": "\n".join(sam.frames)}
    assert CANARY["sam"] in after["alex"] and CANARY["alex"] in after["sam"]
    assert CANARY["sam"] not in before["alex"] and CANARY["alex"] not in before["sam"]


async def test_what_the_other_gives_changes_no_byte_of_what_i_see_before_the_reveal(pair: Pair) -> None:
    await off_loop(pair.answer_round)(pair.alex)
    async with Tab(pair, pair.alex) as alex:
        await off_loop(pair.arrive)(pair.sam)
        await alex.hello(etags={})
        shown = dict(alex.html)
        await off_loop(pair.answer_round)(pair.sam, "first", NOTHING_TO_SEE)
        await off_loop(pair.release)(pair.sam)
        assert await alex.news() == []
        await alex.hello(etags={})
        assert alex.html == shown


async def test_both_hear_of_one_instant_a_second_and_a_half_ahead(pair: Pair) -> None:
    await off_loop(pair.come_to)("preview")
    async with Tab(pair, pair.alex) as alex, Tab(pair, pair.sam) as sam:
        await alex.hello()
        await sam.hello()
        await alex.ready("preview")
        assert not [frame for frame in alex.frames + sam.frames if "reveal_at" in frame]
        before = clock.now_ms()
        await sam.ready("preview")
        heard = [await tab.shows("next-1") and _last_panels(tab) for tab in (alex, sam)]
        after = clock.now_ms()
        moment = await off_loop(Milestone.objects.get)(what="reveal")
    assert before + 1500 <= moment.at <= after + 1500
    assert [panels["reveal_at"] for panels in heard] == [moment.at] * 2
    assert all(panels["now"] < moment.at for panels in heard)


async def test_who_connects_late_brings_the_reveal_to_both(pair: Pair) -> None:
    await off_loop(pair.come_to)("waiting")
    async with Tab(pair, pair.alex) as alex:
        await alex.hello()
        assert "You’ve both answered." in alex.html["stage"] and "here" not in alex.html["partner"].split(">")
        async with Tab(pair, pair.sam) as sam:
            reply = await sam.hello()
            assert 'value="next-1"' in sam.html["stage"]
            await alex.shows('value="next-1"')
            assert _last_panels(alex)["reveal_at"] == reply["reveal_at"]


async def test_apart_nobody_has_to_be_here(pair: Pair) -> None:
    await off_loop(pair.come_to)("waiting")
    await off_loop(pair.say)(pair.sam, "apart")
    async with Tab(pair, pair.alex) as alex:
        await alex.hello()
        await alex.ready("apart")
        await alex.shows('value="next-1"')


async def test_the_cards_go_on_in_step(pair: Pair) -> None:
    await off_loop(pair.come_to)("reveal")
    async with Tab(pair, pair.alex) as alex, Tab(pair, pair.sam) as sam:
        await alex.hello()
        await sam.hello()
        first = sam.html["progress"]
        await alex.ready("next-1")
        assert await sam.news() == []
        await sam.ready("next-1")
        for tab in (alex, sam):
            await tab.shows('value="next-2"')
        assert alex.html["progress"] == sam.html["progress"] != first


async def test_who_comes_back_lands_on_the_card_at_which_the_other_is(pair: Pair) -> None:
    await off_loop(pair.come_to)("reveal")
    await off_loop(pair.depart)(pair.sam)
    async with Tab(pair, pair.alex) as alex:
        await alex.hello()
        assert "Go on alone" in alex.html["stage"]
        await alex.ready("next-1")
        async with Tab(pair, pair.sam) as sam:
            await sam.hello()
            assert 'value="next-2"' in sam.html["stage"]
            await alex.hello()
            assert "Go on alone" not in alex.html["stage"]


async def test_a_tender_topic_is_in_no_frame_until_both_have_opened_it(pair: Pair) -> None:
    hurt = "pulling away"  # alex shared that something hurts
    await off_loop(pair.reveal_a_hurt)()
    async with Tab(pair, pair.alex) as alex, Tab(pair, pair.sam) as sam:
        await alex.hello()
        await sam.hello()
        await through_the_cards(alex, sam)
        await alex.ready("tender")
        assert await sam.news() == []
        await sam.hello(etags={})
        assert not [frame for frame in sam.frames if hurt in frame]
        await sam.ready("tender")
        for tab in (alex, sam):
            await tab.shows(hurt)


async def test_for_good_takes_the_tender_topic_from_both_screens_and_no_frame_tells_of_it(
    pair: Pair,
) -> None:
    await off_loop(pair.reveal_a_hurt)()
    async with Tab(pair, pair.alex) as alex, Tab(pair, pair.sam) as sam:
        await alex.hello()
        await sam.hello()
        await through_the_cards(alex, sam)
        for tab in (alex, sam):
            await tab.shows("A sensitive one")
        await alex.ready("tender")
        await sam.ready("for-good")
        for tab in (alex, sam):
            await tab.news()
            assert "ensitive one" not in tab.html["stage"] and "Three more?" in tab.html["stage"]
        refused = await sam.say("ready", round="first", what="tender", on=True)
        assert (refused["type"], refused["reason"]) == ("refused", "not_yet")
        for tab in (alex, sam):
            await tab.hello(etags={})
            assert not [frame for frame in tab.frames if "pulling away" in frame]


async def test_what_one_says_at_the_end_is_no_news_until_both_have(pair: Pair) -> None:
    await off_loop(pair.come_to)("closed")
    async with Tab(pair, pair.alex) as alex, Tab(pair, pair.sam) as sam:
        await alex.hello()
        await sam.hello()
        for word in ("rest", "more"):
            await alex.ready(word)
            assert await sam.news() == []
        await sam.ready("more")
        for tab in (alex, sam):
            await tab.shows("What I read", "progress")


async def test_a_shared_takeaway_is_in_no_frame_until_both_have_finished(pair: Pair) -> None:
    await off_loop(pair.come_to)("takeaway")
    async with Tab(pair, pair.alex) as alex, Tab(pair, pair.sam) as sam:
        await alex.hello()
        await sam.hello()
        await alex.answer("takeaway", {"line": True}, line=CANARY["alex"])
        assert await sam.news() == []
        assert not [frame for frame in sam.frames if CANARY["alex"] in frame]
        await sam.answer("takeaway", {"line": False}, line=CANARY["sam"])
        await sam.shows(CANARY["alex"])
        assert await alex.news() != []
        assert not [frame for frame in alex.frames if CANARY["sam"] in frame]


async def test_no_frame_of_a_whole_session_holds_a_key_or_a_token(pair: Pair) -> None:
    async with Tab(pair, pair.alex) as alex, Tab(pair, pair.sam) as sam:
        for tab, who in ((alex, pair.alex), (sam, pair.sam)):
            await tab.hello()
            await off_loop(pair.answer_round)(who)
            await tab.ready("preview")
        await through_the_cards(alex, sam)
        await alex.ready("enough")
        await sam.ready("enough")
        for tab in (alex, sam):
            await tab.answer("takeaway", {"line": True}, line="Ask first.")
            await tab.hello(etags={})
    secrets: list[bytes] = [*pair.alex.tokens, *pair.sam.tokens]
    for who in pair.both:
        keys = (await off_loop(pair.state)(who)).keys
        secrets += [keys.couple, keys.own]
    assert len("".join(alex.frames)) > 10_000
    assert not _found(secrets, alex.frames + sam.frames)
    assert _found(secrets, [f"the cookie {pair.cookies(pair.alex)}"])  # that it would be found


@pytest.mark.parametrize("kind", ["draft", "answer"])
async def test_after_the_release_what_is_shown_is_safe_from_a_late_frame(pair: Pair, kind: str) -> None:
    await off_loop(pair.come_to)("preview")
    async with Tab(pair, pair.alex) as alex:
        await alex.hello()
        await alex.ready("preview")
        before = await off_loop(pair.stored)()
        refused = await alex.say(kind, step=FIRST, base=1, parts={"reading": "caring"})
        assert (refused["type"], refused["reason"]) == ("refused", "shown")
        assert await off_loop(pair.stored)() == before


def _last_panels(tab: Tab) -> dict[str, Any]:
    """The newest panels message that had a stage in it."""
    heard = [json.loads(frame) for frame in tab.frames]
    found: dict[str, Any] = [each for each in heard if "stage" in each.get("panels", ())][-1]
    return found


def _found(secrets: list[bytes], frames: list[str]) -> list[str]:
    spelt = [spell for each in secrets for spell in (to_text(each), each.hex(), b64encode(each).decode())]
    return [spell for spell in spelt for frame in frames if spell in frame]
