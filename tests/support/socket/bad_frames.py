"""Frames that are no message, and the reason that each is refused with. Pure data."""

from __future__ import annotations

import json

STEP = "quiet-at-dinner.receiver"
ANSWER = {"type": "answer", "ref": 1, "step": STEP, "base": 0, "parts": {"reading": "strain"}}


def answer(**fields: object) -> str:
    return json.dumps({**ANSWER, **fields})


def without(name: str) -> str:
    return json.dumps({field: value for field, value in ANSWER.items() if field != name})


BAD_MESSAGE, TOO_LONG, UNKNOWN = "bad_message", "too_long", "unknown_message"

# By what is wrong with them. None stands for a binary frame.
BAD: dict[str, tuple[str | None, str]] = {
    "a binary frame": (None, BAD_MESSAGE),
    "nothing": ("", BAD_MESSAGE),
    "no JSON": ("hello", BAD_MESSAGE),
    "half of it": (answer()[:-1], BAD_MESSAGE),
    "a list": ("[]", BAD_MESSAGE),
    "a text": ('"ping"', BAD_MESSAGE),
    "a number": ("1", BAD_MESSAGE),
    "null": ("null", BAD_MESSAGE),
    "NaN": ('{"type": "answer", "ref": NaN}', BAD_MESSAGE),
    "infinity": ('{"type": "answer", "ref": -Infinity}', BAD_MESSAGE),
    "a number beyond all floats": (answer().replace('"ref": 1', '"ref": 1e999'), BAD_MESSAGE),
    "a number of a thousand digits": (answer().replace('"ref": 1', f'"ref": {"9" * 1000}'), BAD_MESSAGE),
    "a number of five thousand digits": (answer().replace('"ref": 1', f'"ref": {"9" * 5000}'), BAD_MESSAGE),
    "a lone surrogate": (answer(parts={"reading": "\ud800"}), BAD_MESSAGE),
    "a lone surrogate as a field": (answer(**{"\udfff": 1}), BAD_MESSAGE),
    "NUL": (answer(parts={"reading": "a\0b"}), BAD_MESSAGE),
    "NUL in a list": (answer(parts={"reading": ["a\0b"]}), BAD_MESSAGE),
    "NUL in a name": (answer(parts={"read\0ing": "a"}), BAD_MESSAGE),
    "deep": (answer(parts={"reading": [[["strain"]]]}), BAD_MESSAGE),
    "very deep": ("[" * 8000 + "]" * 8000, BAD_MESSAGE),
    "very deep objects": ('{"a":' * 2700 + "1" + "}" * 2700, BAD_MESSAGE),
    "no type": (without("type"), UNKNOWN),
    "an unknown type": (answer(type="erase"), UNKNOWN),
    "a server's type": (answer(type="panels"), UNKNOWN),
    "a type that is a list": (answer(type=["answer"]), UNKNOWN),
    "a type that is null": (answer(type=None), UNKNOWN),
    "no ref": (without("ref"), BAD_MESSAGE),
    "a ref in words": (answer(ref="1"), BAD_MESSAGE),
    "a ref with a fraction": (answer(ref=1.0), BAD_MESSAGE),
    "a ref that is true": (answer(ref=True), BAD_MESSAGE),
    "a ref below nothing": (answer(ref=-1), BAD_MESSAGE),
    "a ref too high": (answer(ref=2**53 + 1), BAD_MESSAGE),
    "no base": (without("base"), BAD_MESSAGE),
    "a base in words": (answer(base="0"), BAD_MESSAGE),
    "no step": (without("step"), BAD_MESSAGE),
    "an empty step": (answer(step=""), BAD_MESSAGE),
    "a step with a line's end": (answer(step=f"{STEP}\n"), BAD_MESSAGE),
    "a step with a slash": (answer(step="../etc"), BAD_MESSAGE),
    "a step that is too long": (answer(step="s" * 101), TOO_LONG),
    "parts that are a list": (answer(parts=[]), BAD_MESSAGE),
    "a part that is a number": (answer(parts={"reading": 1}), BAD_MESSAGE),
    "a part that is null": (answer(parts={"reading": None}), BAD_MESSAGE),
    "a part with an odd name": (answer(parts={"Reading!": "strain"}), BAD_MESSAGE),
    "a text that is too long": (answer(parts={"reading": "x" * 2001}), TOO_LONG),
    "too many texts": (answer(parts={"reading": ["x"] * 13}), TOO_LONG),
    "too many parts": (answer(parts={f"p{n}": "x" for n in range(25)}), TOO_LONG),
    "a share in words": (answer(share={"reading": "yes"}), BAD_MESSAGE),
    "a share that is one": (answer(share={"reading": 1}), BAD_MESSAGE),
    "one field too many": (answer(seat=2), BAD_MESSAGE),
    "another's position": (answer(position=2), BAD_MESSAGE),
    "a frame that is too long": (answer(parts={"reading": "x" * 17_000}), TOO_LONG),
    "a draft without parts": (json.dumps({"type": "draft", "ref": 1, "step": STEP, "base": 0}), BAD_MESSAGE),
    "a pass with parts": (json.dumps({"type": "pass", "ref": 1, "step": STEP, "parts": {}}), BAD_MESSAGE),
    "a ping with something in it": ('{"type": "ping", "x": 1}', BAD_MESSAGE),
    "a word with a capital": ('{"type": "ready", "ref": 1, "round": "first", "what": "More"}', BAD_MESSAGE),
    "a hello without a protocol": ('{"type": "hello"}', BAD_MESSAGE),
    "a hello with eight etags and one": (
        json.dumps({"type": "hello", "protocol": 1, "etags": {f"e{n}": "x" for n in range(9)}}),
        TOO_LONG,
    ),
    "an etag that is a number": ('{"type": "hello", "protocol": 1, "etags": {"stage": 1}}', BAD_MESSAGE),
}
