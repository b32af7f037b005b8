"""The fields of a form: the same commands as by the socket, and a line of the glossary.

Parses; knows no rules and no rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from pydantic import ValidationError

from exercises import commands
from exercises.rules import RoundWord
from exercises.web import frames, protocol
from exercises.web.frames import Unparsable
from exercises.web.protocol import Answer, Draft, Pass, Ready

PART, SHARE, BASE = "parts.", "share.", "base."


def parse(post: QueryDict) -> commands.Command:
    """The command in these fields. Raises Unparsable or TooLong, as the socket would."""
    command = post.get("command")
    if command == "answer":
        parts = parts_of(post)
        share = shares_of(post).get(post.get("step", ""), {})
        fields = {"step": post.get("step"), "base": _whole(post.get("base")), "share": share}
        return _command(Answer, type="answer", **fields, parts=parts or None)
    if command == "draft":
        base = _whole(post.get("base"))
        return _command(Draft, type="draft", step=post.get("step"), base=base, parts=parts_of(post))
    if command == "pass":
        given = _whole(post.get("base")) if "base" in post else None
        return _command(Pass, type="pass", step=post.get("step"), base=given)
    if command == "ready":
        on = post.get("on", "1") == "1"
        ready = _command(Ready, type="ready", round=post.get("round", ""), what=post.get("what"), on=on)
        is_release = isinstance(ready, commands.Ready) and ready.word is RoundWord.PREVIEW
        if is_release and on and "whole" in post:
            lines = (name for name in post if name.startswith(BASE))
            bases = {name.removeprefix(BASE): _whole(post.get(name)) for name in lines}
            return commands.Release(
                post.get("round", ""),
                shares_of(post),
                bases,
                apart="apart" in post,
                together="together" in post,
                all_of_mine="all" in post,
            )
        return ready
    if command == "stop":
        return commands.Stop()
    raise Unparsable


def parts_of(post: QueryDict) -> dict[str, str | list[str]]:
    """The typed fields of a step, by name without the prefix: what a refusal shows again."""
    return {
        name.removeprefix(PART): values[0] if len(values) == 1 else list(values)
        for name, values in post.lists()
        if name.startswith(PART) and values
    }


def shares_of(post: QueryDict) -> dict[str, dict[str, bool]]:
    """The decisions: by step, then by part. The last value of a field counts."""
    found: dict[str, dict[str, bool]] = {}
    for name, values in post.lists():
        if name.startswith(SHARE):
            step, _, part = name.removeprefix(SHARE).rpartition(".")
            found.setdefault(step, {})[part] = values[-1] == "share"
    return found


@dataclass(frozen=True)
class GlossaryLine:
    """What a form of the glossary says. base: -1, which is no revision, where it names none.

    means, helps: None where there is no such field.
    """

    cue: str
    base: int
    means: str | None
    helps: str | None
    removes: bool


def glossary_line(post: QueryDict) -> GlossaryLine:
    base = _number(post.get("base"))
    return GlossaryLine(
        cue=post.get("cue", ""),
        base=-1 if base is None else base,
        means=post.get("means"),
        helps=post.get("helps"),
        removes=post.get("action") == "remove",
    )


def _whole(text: str | None) -> int:
    found = _number(text)
    if found is None:
        raise Unparsable
    return found


def _number(text: str | None) -> int | None:
    """The number in a field; None where there is none."""
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 10 else None


def _command(model: type[protocol.CommandMessage], **fields: Any) -> commands.Command:
    """The fields checked as those of the socket's message are."""
    frames.check_strings(fields, frames.DEEPEST)
    try:
        return protocol.command_of(model(ref=0, **fields))
    except ValidationError as error:
        raise protocol.refusal_of(error) from None
