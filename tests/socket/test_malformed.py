"""Bad input gets a clear refusal, changes nothing, and kills no socket."""

from __future__ import annotations

import json
from typing import Any

import pytest
from channels.db import database_sync_to_async
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exercises.models import Answer, PairedSession, Signal
from exercises.web import frames, protocol
from tests.support.http.visitors import Couple
from tests.support.socket.sockets import Closed, Socket, socket_of

STEP = "quiet-at-dinner.receiver"
LONG = "x" * 3000


def message(kind: str, **fields: object) -> str:
    return json.dumps({"type": kind, "ref": 1, **fields})


FRAMES: dict[str, tuple[str | bytes, str]] = {
    "not JSON": ("{", "bad_message"),
    "binary": (b"\x00\xff", "bad_message"),
    "a list": ("[]", "bad_message"),
    "null": ("null", "bad_message"),
    "NaN": ('{"type": "ping", "x": NaN}', "bad_message"),
    "deep nesting": ("[" * 9000, "bad_message"),
    "a long number": ('{"type": "pass", "ref": ' + "9" * 5000 + "}", "bad_message"),
    "an unknown type": (message("peek"), "unknown_message"),
    "a type that is a list": ('{"type": []}', "unknown_message"),
    "a missing field": (message("pass"), "bad_message"),
    "a surplus field": (message("pass", step=STEP, seat=2), "bad_message"),
    "a wrong type": (message("pass", step=5), "bad_message"),
    "a negative ref": (json.dumps({"type": "pass", "ref": -1, "step": STEP}), "bad_message"),
    "true for a number": (message("draft", step=STEP, base=True, parts={}), "bad_message"),
    "NUL": (message("draft", step=STEP, base=0, parts={"reading.words": "a\0b"}), "bad_message"),
    "a lone surrogate": (message("draft", step=STEP, base=0, parts={"a": "\ud800"}), "bad_message"),
    "a long text": (message("draft", step=STEP, base=0, parts={"a": LONG}), "too_long"),
    "a long frame": (message("pass", step="y" * frames.FRAME_BYTES), "too_long"),
    "an unknown step": (message("pass", step="no-such.step"), "unknown_step"),
    "an unknown word": (message("ready", round="first", what="win"), "unknown_step"),
    "an unknown round": (message("ready", round="last", what="preview"), "unknown_step"),
    "a card that is not there": (message("ready", round="first", what="next-1"), "not_yet"),
    "a release with open steps": (message("ready", round="first", what="preview"), "unready"),
    "a reading that is none": (message("answer", step=STEP, base=0, parts={"reading": "spite"}), "unclear"),
    "an answer to nothing": (message("answer", step=STEP, base=0, parts={}), "unclear"),
    "another protocol": (json.dumps({"type": "hello", "protocol": 99}), "old_page"),
}


@database_sync_to_async
def stored() -> tuple[Any, ...]:
    return (
        sorted(PairedSession.objects.values_list("code", "version_first", "version_second")),
        sorted(Answer.objects.values_list("step", "revision", "state")),
        sorted(Signal.objects.values_list("round", "what")),
    )


@pytest.mark.parametrize("name", FRAMES)
async def test_it_is_refused_with_a_reason_and_changes_nothing(couple: Couple, name: str) -> None:
    frame, reason = FRAMES[name]
    async with socket_of(couple.alex, couple.code) as alex:
        await alex.hello()
        before = await stored()
        await alex.send(frame)
        refused = await alex.hear_until("refused")
        assert refused["reason"] == reason
        assert refused["message"].endswith((".", "later."))
        assert await stored() == before
        assert (await alex.say("pass", step=STEP))["type"] == "ack", "the socket lives"


async def test_no_frame_whatever_it_holds_kills_the_socket(couple: Couple) -> None:
    texts = st.one_of(
        st.text(min_size=1, max_size=200),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=20),
            lambda inner: (
                st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=4)
            ),
            max_leaves=8,
        ).map(json.dumps),
        st.fixed_dictionaries(
            {"type": st.sampled_from([*protocol.CLIENT_MESSAGES])},
            optional={
                "ref": st.integers() | st.text(max_size=3),
                "step": st.sampled_from([STEP, "takeaway", "x"]),
                "base": st.integers(-1, 3),
                "parts": st.dictionaries(
                    st.sampled_from(["reading", "sure", "Q"]), st.text(max_size=5), max_size=3
                ),
                "round": st.sampled_from(["", "first", "more", "x"]),
                "what": st.sampled_from(
                    ["begin", "preview", "next-1", "tender", "more", "rest", "apart", "!"]
                ),
                "on": st.booleans() | st.none(),
                "share": st.dictionaries(st.just("reading"), st.booleans(), max_size=1),
            },
        ).map(json.dumps),
    )
    frames: list[str] = []

    @settings(
        max_examples=300,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    @given(texts)
    def collect(text: str) -> None:
        frames.append(text)

    collect()
    assert len(frames) >= 200
    socket: Socket | None = None
    for number, frame in enumerate(frames):
        if number % 9 == 0:  # within what one socket may say at once
            if socket is not None:
                await socket.wire.disconnect()
            socket = await socket_of(couple.alex, couple.code).__aenter__()
            await socket.hello()
        assert socket is not None
        await socket.send(frame)
        await socket.send('{"type": "ping"}')
        await socket.hear_until("pong")
    assert socket is not None
    await socket.wire.disconnect()


async def test_a_flood_is_closed(couple: Couple) -> None:
    async with socket_of(couple.alex, couple.code) as alex:
        await alex.hello()
        with pytest.raises(Closed) as closed:
            for _ in range(60):
                await alex.send('{"type": "ping"}')
                await alex.hear()
        assert closed.value.code == 4429
