"""Frames that no page of ours would send, one after the other, the same for the same chance.

Each begins as a message that could be meant, so that much of it comes far into the app, and is bent then:
`odd_frames(random.Random(7), moments)` gives text,
bytes (sent as a binary frame) or `Raw` (text that is none).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.support.socket.bad_frames import BAD

MOST_CHARACTERS = 17_000  # a little more than a frame may have

VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1.5, 2**31, 2**53, 2**63, -(2**63), 1e308, "", " ", "\0", "\ud800", "\u202e",
    "🙂" * 40,
    "e\u0301" * 30, "ß", "x" * 101, "x" * 2001, "'; --", "<b>", "{{ seen }}", "%s", "%00", "../..",
    "__proto__",
    "NaN", [], {}, [[]], [None], ["x"] * 13, {"a": {"b": {"c": {}}}}, {"type": "ping"}, "talk-1.card-1.room",
)  # fmt: skip
WORDS = (
    "begin", "each-when-we-can", "takeaway", "preview", "apart", "together", "tender", "for-good", "more",
    "enough",
    "rest", "yes", "almost", "next-1", "next-2", "next-999", "next-01", "later-1", "later-99", "card-1",
    "reveal",
    "closed", "talk-1.card-1.room", "talk-1.card-1.write", "talk-1.card-1.letter", "talk-1.card-1.letters",
    "talk-1.tender.call", "talk-1.card-1.done", "talk-9.rest-99.breathe-99", "a.start", "a.pause-1",
    ".start", ".",
)  # fmt: skip
ROUNDS = ("", "first", "more", "moments", "First", "x" * 64, "x" * 65)
STEPS = ("takeaway", "first.talk-1.card-1.letter", "nowhere", "a.b.c", "x" * 100)
PARTS = (
    "reading",
    "reading.words",
    "reading.about",
    "reading.feel",
    "sure",
    "meaning",
    "line",
    "letter",
    "go",
    "x",
)
PICKS = (
    "strain",
    "rejecting",
    "caring",
    "us_mild",
    "external",
    "other",
    "na",
    "own",
    "20",
    "50",
    "80",
    "",
    "1e9",
)


@dataclass(frozen=True)
class Raw:
    """What is sent as a text frame although it is no text."""

    content: bytes


Frame = str | bytes | Raw


def odd_frames(chance: Random, moments: Sequence[str]) -> Iterator[Frame]:
    """For ever. moments: ids of cues of the session, so that some of the steps are its own."""
    known = [text for text, _ in BAD.values() if text is not None and len(text) < MOST_CHARACTERS]
    bends: tuple[Callable[[dict[str, Any]], Frame], ...] = (
        json.dumps,
        lambda message: json.dumps(_with_a_wrong_value(message, chance)),
        lambda message: json.dumps(_without_one(message, chance)),
        lambda message: json.dumps({**message, chance.choice(("seat", "position", "x", "")): 2}),
        lambda message: _torn(json.dumps(message), chance),
        lambda message: _with_odd_bytes(json.dumps(message), chance),
        lambda message: json.dumps(message).encode(),
        lambda message: "[" * chance.randrange(3000) + json.dumps(message),
        lambda message: json.dumps(message) * 2,
        lambda message: json.dumps(message).ljust(chance.randrange(MOST_CHARACTERS)),
        lambda _: chance.randbytes(chance.randrange(200)),
        lambda _: chance.choice(known),
    )
    while True:
        yield chance.choice(bends)(_message(chance, moments))


def _message(chance: Random, moments: Sequence[str]) -> dict[str, Any]:
    """One that could be meant."""
    step = chance.choice(STEPS)
    if moments and chance.random() < 0.8:
        step = f"{chance.choice(moments)}.{chance.choice(('receiver', 'sender', 'expected', 'calm', 'sure'))}"
    parts = {name: chance.choice(PICKS) for name in chance.sample(PARTS, chance.randrange(1, 5))}
    ref, base = chance.randrange(100), chance.randrange(3)
    share = {name: chance.random() < 0.5 for name in chance.sample(PARTS[:6], chance.randrange(3))}
    return chance.choice(
        (
            {"type": "answer", "ref": ref, "step": step, "base": base, "parts": parts, "share": share},
            {"type": "answer", "ref": ref, "step": step, "base": base, "share": share},
            {"type": "draft", "ref": ref, "step": step, "base": base, "parts": parts},
            {"type": "pass", "ref": ref, "step": step, "base": base},
            {"type": "ready", "ref": ref, "round": chance.choice(ROUNDS), "what": chance.choice(WORDS),
             "on": chance.random() < 0.7},
            {"type": "hello", "protocol": chance.choice((1, 1, 1, 0, 2)), "at": step,
            "etags": {"stage": "x"}},
            {"type": "ping"},
        )
    )  # fmt: skip


def _with_a_wrong_value(message: dict[str, Any], chance: Random) -> dict[str, Any]:
    bent = dict(message)
    name = chance.choice(list(bent))
    if isinstance(bent[name], dict) and bent[name] and chance.random() < 0.6:
        bent[name] = {**bent[name], chance.choice(list(bent[name])): chance.choice(VALUES)}
    else:
        bent[name] = chance.choice(VALUES)
    return bent


def _without_one(message: dict[str, Any], chance: Random) -> dict[str, Any]:
    gone = chance.choice(list(message))
    return {name: value for name, value in message.items() if name != gone}


def _torn(text: str, chance: Random) -> str:
    begins, ends = sorted(chance.randrange(len(text) + 1) for _ in range(2))
    return text[:begins] + text[ends:]


def _with_odd_bytes(text: str, chance: Random) -> Raw:
    content = bytearray(text.encode())
    for _ in range(chance.randrange(1, 6)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    return Raw(bytes(content))
