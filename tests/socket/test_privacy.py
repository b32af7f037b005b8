"""What reaches whom, frame by frame."""

from __future__ import annotations

import json

from channels.db import database_sync_to_async

from couples import access
from couples.infrastructure import vault
from exercises.queries import loading
from tests.support.http.visitors import Couple
from tests.support.socket.sockets import Socket, socket_of

CANARY = "counting plates in the moonlight"
FIRST = ("quiet-at-dinner", "unprompted-compliment", "says-its-fine")


async def answer_round(socket: Socket, words: str = "", pick: str = "strain") -> None:
    for cue in FIRST:
        parts = {"reading": pick, "sure": "50"}
        if words:
            parts |= {
                "reading": "other",
                "reading.words": words,
                "reading.about": "strain",
                "reading.feel": "0",
            }
        reply = await socket.say("answer", step=f"{cue}.receiver", base=0, parts=parts, share={})
        assert reply["type"] == "ack", reply
    for cue in FIRST:
        reply = await socket.say("answer", step=f"{cue}.sender", base=0, parts={"meaning": pick}, share={})
        assert reply["type"] == "ack", reply


async def test_the_partner_hears_nothing_of_drafts_and_answers(couple: Couple) -> None:
    async with socket_of(couple.alex, couple.code) as alex, socket_of(couple.sam, couple.code) as sam:
        await alex.hello()
        await sam.hello()
        while not await alex.silent():  # whatever came of two people sitting down
            await alex.hear()
        draft = {"reading": "other", "reading.words": CANARY}
        reply = await alex.say("draft", step="quiet-at-dinner.receiver", base=0, parts=draft)
        assert reply == {**reply, "type": "ack", "revision": 1}
        parts = {"reading": "strain", "sure": "80"}
        reply = await alex.say("answer", step="quiet-at-dinner.receiver", base=1, parts=parts, share={})
        assert reply["revision"] == 2
        reply = await alex.say("pass", step="says-its-fine.receiver")
        assert await sam.silent(), "not a frame, not even an empty one"


async def test_own_words_arrive_with_the_reveal_and_not_before(couple: Couple) -> None:
    async with socket_of(couple.alex, couple.code) as alex, socket_of(couple.sam, couple.code) as sam:
        await alex.hello()
        await sam.hello()
        await answer_round(alex, CANARY)
        assert (await alex.say("ready", round="first", what="preview", on=True))["type"] == "ack"
        assert await sam.silent(), "a release by one alone is no news for the other"
        await answer_round(sam, pick="external")
        assert not any(CANARY in frame for frame in sam.frames)
        revealing = len(sam.frames)
        assert (await sam.say("ready", round="first", what="preview", on=True))["type"] == "ack"
        panels = await sam.hear_until("panels")
        mirrored = await alex.hear_until("panels", reveal_at=panels["reveal_at"])
        assert 1_000 <= panels["reveal_at"] - panels["now"] <= 1_500
        assert "Card 1 of" in mirrored["panels"]["progress"]["html"]
        number = 1
        while not any(CANARY in frame for frame in sam.frames):
            for person in (alex, sam):
                await person.say("ready", round="first", what=f"next-{number}", on=True)
            await sam.hear_until("panels")
            number += 1
            assert number < 8, "the words never arrived"
        assert not any(CANARY in frame for frame in sam.frames[:revealing])


async def test_no_frame_holds_a_key_or_a_token(couple: Couple) -> None:
    @database_sync_to_async
    def secrets_of(cookies: dict[str, str]) -> list[str]:
        holder = access.holder(cookies)
        keys = loading.load(holder, couple.code).keys
        return [vault.to_text(each) for each in (*holder.tokens, keys.couple, keys.own)]

    cookies = dict(pair.split("=", 1) for pair in couple.alex.cookie_header.split("; "))
    async with socket_of(couple.alex, couple.code) as alex:
        await alex.hello()
        await answer_round(alex)
        await alex.say("ready", round="first", what="preview", on=True)
        text = "\n".join(alex.frames)
        assert len(text) > 1_000
        assert not [each for each in await secrets_of(cookies) if each in text]


async def test_a_second_tab_sees_its_own_newer_answer(couple: Couple) -> None:
    async with socket_of(couple.alex, couple.code) as one, socket_of(couple.alex, couple.code) as two:
        await one.hello()
        before = await two.hello()
        parts = {"reading": "strain", "sure": "80"}
        await one.say("answer", step="quiet-at-dinner.receiver", base=0, parts=parts, share={})
        after = await two.hear_until("panels")
        assert after["version"] > before["version"]
        refused = await two.say(
            "answer", step="quiet-at-dinner.receiver", base=0, parts={"reading": "caring"}, share={}
        )
        assert (refused["reason"], refused["revision"]) == ("stale", 1)
        again = await two.say("answer", step="quiet-at-dinner.receiver", base=0, parts=parts, share={})
        assert again["type"] == "ack", "equal to what is stored, whatever the base"


async def test_a_hello_brings_only_what_differs(couple: Couple) -> None:
    async with socket_of(couple.alex, couple.code) as alex:
        first = await alex.hello()
        assert set(first["panels"]) == {"stage", "progress", "partner"}
        etags = {name: panel["etag"] for name, panel in first["panels"].items()}
        again = await alex.hello(etags=etags)
        assert again["panels"] == {}
        elsewhere = await alex.hello(at="says-its-fine.sender", etags=etags)
        assert set(elsewhere["panels"]) == {"stage", "progress"}
        assert json.dumps("says-its-fine.sender").strip('"') in elsewhere["panels"]["stage"]["html"]
