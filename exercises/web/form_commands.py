"""The socket's twin: the same commands as fields of a form. Parses; knows no rules and no rows."""

from __future__ import annotations

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
                post.get("round", ""), shares_of(post), bases, "apart" in post, "all" in post
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


def _whole(text: str | None) -> int:
    if text is None or not text.isascii() or not text.isdigit() or len(text) > 9:
        raise Unparsable
    return int(text)


def _command(model: type[protocol.CommandMessage], **fields: Any) -> commands.Command:
    """The fields checked as those of the socket's message are."""
    frames.check_strings(fields, frames.DEEPEST)
    try:
        return protocol.command_of(model(ref=0, **fields))
    except ValidationError as error:
        raise protocol.refusal_of(error) from None
