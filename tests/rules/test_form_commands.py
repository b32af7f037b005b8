"""A form and a frame that say the same are the same command."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.http import QueryDict

from couples.infrastructure.refusals import Refused
from exercises import commands
from exercises.rules import RoundWord
from exercises.rules.words import Next
from exercises.web import form_commands, protocol

STEP = "dinner.receiver"


def of_form(query: str) -> commands.Command:
    return form_commands.parse(QueryDict(query))


def of_frame(**fields: Any) -> commands.Command:
    message = protocol.parse(json.dumps({"ref": 1, **fields}))
    assert isinstance(message, protocol.Draft | protocol.Answer | protocol.Pass | protocol.Ready)
    return protocol.command_of(message)


@pytest.mark.parametrize(
    "query, fields, command",
    [
        (
            f"command=draft&step={STEP}&base=2&parts.a=x&parts.b=1&parts.b=2",
            {"type": "draft", "step": STEP, "base": 2, "parts": {"a": "x", "b": ["1", "2"]}},
            commands.Draft(STEP, 2, {"a": "x", "b": ["1", "2"]}),
        ),
        (
            f"command=answer&step={STEP}&base=0&parts.a=x&share.{STEP}.a=keep",
            {"type": "answer", "step": STEP, "base": 0, "parts": {"a": "x"}, "share": {"a": False}},
            commands.Answer(STEP, 0, {"a": "x"}, {"a": False}),
        ),
        (
            f"command=answer&step={STEP}&base=3&share.{STEP}.a=share",
            {"type": "answer", "step": STEP, "base": 3, "share": {"a": True}},
            commands.Answer(STEP, 3, None, {"a": True}),
        ),
        (
            f"command=pass&step={STEP}",
            {"type": "pass", "step": STEP},
            commands.Pass(STEP),
        ),
        (
            "command=ready&round=first&what=next-2",
            {"type": "ready", "round": "first", "what": "next-2"},
            commands.Ready("first", Next(2)),
        ),
        (
            "command=ready&round=first&what=preview&on=0&whole=1",
            {"type": "ready", "round": "first", "what": "preview", "on": False},
            commands.Ready("first", RoundWord.PREVIEW, on=False),
        ),
        (
            "command=ready&round=first&what=next-02",
            {"type": "ready", "round": "first", "what": "next-02"},
            commands.Ready("first", None),  # no word; the rules say what is said of that
        ),
    ],
)
def test_a_form_and_a_frame_make_the_same_command(
    query: str, fields: dict[str, Any], command: commands.Command
) -> None:
    assert of_form(query) == command
    assert of_frame(**fields) == command


def test_a_whole_preview_is_one_command_and_only_a_form_has_it() -> None:
    query = f"command=ready&round=first&what=preview&whole=1&apart=1&base.{STEP}=4&share.{STEP}.a=share"
    release = commands.Release("first", {STEP: {"a": True}}, {STEP: 4}, apart=True)
    assert of_form(query) == release
    assert of_form(f"{query}&all=1") == commands.Release("first", {STEP: {"a": True}}, {STEP: 4}, True, True)
    assert of_form("command=stop") == commands.Stop()


@pytest.mark.parametrize(
    "query",
    ["", "command=erase", f"command=draft&step={STEP}&base=x&parts.a=x", f"command=pass&step={STEP}&base=",
     f"command=answer&step={STEP}&base=1234567890", "command=ready&round=first",
     "command=ready&what=No Word"],
)  # fmt: skip
def test_what_is_no_command_is_refused_as_a_frame_would_be(query: str) -> None:
    with pytest.raises(Refused) as refused:
        of_form(query)
    assert refused.value.reason == "bad_message"


@pytest.mark.parametrize("base, read", [("", -1), ("x", -1), ("7", 7), ("-1", -1), ("1234567890", -1)])
def test_a_line_of_the_glossary_is_based_on_a_revision_or_on_none(base: str, read: int) -> None:
    line = form_commands.glossary_line(QueryDict(f"cue=quiet&base={base}&means=so"))
    assert (line.base, line.cue, line.means, line.helps, line.removes) == (read, "quiet", "so", None, False)
    assert form_commands.glossary_line(QueryDict("action=remove")).removes
