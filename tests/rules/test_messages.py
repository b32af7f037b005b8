"""The protocol's own side: which frames are a message, and what is said of every other."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from couples.infrastructure.refusals import Refused
from exercises import rules
from exercises.web import frames, protocol
from exercises.web.frames import Unparsable
from exercises.web.protocol import Answer, Draft, Hello, Pass, Ping, Ready
from tests.support.socket.bad_frames import BAD, STEP, answer

GOOD: list[tuple[dict[str, Any], protocol.ClientMessage]] = [
    ({"type": "hello", "protocol": 1}, Hello(type="hello", protocol=1)),
    (
        {"type": "hello", "protocol": 1, "at": STEP, "etags": {"stage": "x"}},
        Hello(type="hello", protocol=1, at=STEP, etags={"stage": "x"}),
    ),
    (
        {"type": "draft", "ref": 0, "step": STEP, "base": 0, "parts": {"reading.words": "so\nbe it"}},
        Draft(type="draft", ref=0, step=STEP, base=0, parts={"reading.words": "so\nbe it"}),
    ),
    (
        {"type": "answer", "ref": 2**53, "step": STEP, "base": 3, "parts": {"feelings": ["warm", "tense"]}},
        Answer(type="answer", ref=2**53, step=STEP, base=3, parts={"feelings": ["warm", "tense"]}),
    ),
    (
        {"type": "answer", "ref": 1, "step": STEP, "base": 1, "share": {"reading": False}},
        Answer(type="answer", ref=1, step=STEP, base=1, parts=None, share={"reading": False}),
    ),
    ({"type": "pass", "ref": 1, "step": STEP}, Pass(type="pass", ref=1, step=STEP)),
    (
        {"type": "ready", "ref": 1, "round": "first", "what": "next-2"},
        Ready(type="ready", ref=1, round="first", what="next-2", on=True),
    ),
    (
        {"type": "ready", "ref": 1, "round": "", "what": "begin", "on": False},
        Ready(type="ready", ref=1, round="", what="begin", on=False),
    ),
    ({"type": "ping"}, Ping(type="ping")),
]


@pytest.mark.parametrize("plain, message", GOOD, ids=[plain["type"] for plain, _ in GOOD])
def test_a_message_is_what_its_fields_say(plain: dict[str, Any], message: protocol.ClientMessage) -> None:
    assert protocol.parse(json.dumps(plain)) == message


def test_there_is_a_good_example_of_every_message() -> None:
    assert {plain["type"] for plain, _ in GOOD} == set(protocol.CLIENT_MESSAGES)


@pytest.mark.parametrize("text, reason", BAD.values(), ids=BAD)
def test_everything_else_is_refused_with_its_reason(text: str | None, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        protocol.parse(text)
    assert refused.value.reason == reason
    sent = json.loads(protocol.refused(refused.value, frames.ref_of(text)))
    assert set(sent) <= {"type", *protocol.SERVER_MESSAGES["refused"]}
    assert sent["reason"] == reason and sent["message"] == refused.value.message


@given(st.text())
@settings(deadline=None)
def test_no_text_does_anything_but_be_understood_or_refused(text: str) -> None:
    try:
        protocol.parse(text)
    except Refused:
        frames.ref_of(text)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
FIELDS = ["ref", "step", "base", "parts", "share", "round", "what", "on", "protocol", "at", "etags"]


@given(st.sampled_from(sorted(protocol.CLIENT_MESSAGES)), st.dictionaries(st.sampled_from(FIELDS), JSON))
@settings(deadline=None)
def test_no_object_does_anything_but_be_understood_or_refused(kind: str, fields: dict[str, Any]) -> None:
    text = json.dumps({"type": kind, **fields})
    try:
        message = protocol.parse(text)
    except Refused:
        frames.ref_of(text)
    else:
        assert message.model_dump_json()


@pytest.mark.parametrize(
    "text, ref",
    [
        (answer(ref=7), 7),
        ('{"type": "erase", "ref": 7}', 7),
        (answer(ref="7"), None),
        (answer(ref=True), None),
        (answer(ref=-1), None),
        (answer(ref=7.5), None),
        ('{"ref": NaN}', None),
        (f'{{"ref": {"9" * 5000}}}', None),
        ("[" * 8000, None),
        ("7", None),
        ("", None),
        (None, None),
    ],
)
def test_a_reply_names_the_ref_where_there_is_one_to_read(text: str | None, ref: int | None) -> None:
    assert frames.ref_of(text) == ref


@pytest.mark.parametrize(
    "text",
    [
        protocol.panels(3, 1000, {"stage": {"html": "<p>“x”</p>", "etag": "e"}}, 2500),
        protocol.panels(3, 1000, {}, None),
        protocol.ack(1, 3, 2),
        protocol.ack(1, 3),
        protocol.refused(rules.Stale(4), 1),
        protocol.refused(Unparsable(), None),
        protocol.pong(1000),
    ],
)
def test_the_server_says_only_what_is_in_its_table(text: str) -> None:
    said = json.loads(text)
    kind = said.pop("type")
    assert set(said) <= set(protocol.SERVER_MESSAGES[kind])


def test_a_stale_refusal_names_the_stored_revision() -> None:
    assert json.loads(protocol.refused(rules.Stale(4), 9)) == {
        "type": "refused",
        "ref": 9,
        "reason": "stale",
        "message": rules.Stale.message,
        "revision": 4,
    }


def test_what_was_typed_is_in_no_refusal() -> None:
    with pytest.raises(Refused) as refused:
        protocol.parse(answer(parts={"reading": ["my secret", 1]}))
    assert "my secret" not in repr(refused.value) + str(refused.value) + refused.value.message
    assert refused.value.__cause__ is None
