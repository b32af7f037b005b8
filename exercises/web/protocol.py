"""The socket's protocol: every message in both directions, and nothing else is spoken.

`parse` turns a frame into one of the client messages or refuses it with a reason, `command_of` a message
that changes something into the command it stands for; the functions below build the server's messages.
`docs/protocol.md` says the same in prose, and a test holds the two together.
"""

from __future__ import annotations

import json
from enum import IntEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from couples.infrastructure.limits import TOO_MANY_CODE
from couples.infrastructure.refusals import Refused, TooLong
from exercises import commands
from exercises.content.limits import LONGEST_ID, MOST_FIELDS, MOST_SHARES
from exercises.rules import parse_said
from exercises.web.frames import Unparsable, read

PROTOCOL = 1


class Close(IntEnum):
    """Why the server closes a socket."""

    TOO_LONG = 1009
    RESTART = 1012
    NO_SEAT = 4401
    NO_SESSION = 4404
    IDLE = 4408
    REPLACED = 4409
    OVER = 4410
    RESTS = 4411
    FLOOD = TOO_MANY_CODE
    AWAY = 4503


CLOSE_CODES: dict[int, str] = {
    Close.TOO_LONG: "a message was longer than any that fits",
    Close.RESTART: "the server ends, and most likely comes back",
    Close.NO_SEAT: "this browser holds no seat here, or its seat has moved or was given a new link",
    Close.NO_SESSION: "there is no such session",
    Close.IDLE: "nothing was touched for a long time; a touch connects again",
    Close.REPLACED: "the same tab has connected anew",
    Close.OVER: "the session was erased, or has come to its last day",
    Close.RESTS: "more tabs of this seat are open than go on at once; nobody touched this one for longest",
    Close.FLOOD: "too many messages, or too many sockets opened from one address",
    Close.AWAY: "the database is away for a moment",
}


class OldPage(Refused):
    reason = "old_page"
    message = (
        "What you typed is still on this screen. This page is older than the app; reload it when you like."
    )


class UnknownMessage(Refused):
    reason = "unknown_message"
    message = "What you typed is still on this screen. Reload this page, then send again."


class WentAstray(Refused):
    reason = "trouble"
    message = "What you typed is still on this screen. Something went astray here; it is tried again shortly."
    status = 500


Ref = Annotated[int, Field(ge=0, le=2**53)]
Id = Annotated[str, Field(min_length=1, max_length=LONGEST_ID, pattern=r"^[a-z0-9.\-]+$")]
Name = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[a-z0-9._\-]+$")]
Text = Annotated[str, Field(max_length=2000)]
RawPart = Text | Annotated[list[Text], Field(max_length=12)]
RawParts = Annotated[dict[Name, RawPart], Field(max_length=MOST_FIELDS)]
Shares = Annotated[dict[Name, bool], Field(max_length=MOST_SHARES)]


class ClientMessage(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, hide_input_in_errors=True)


class Hello(ClientMessage):
    """Render me again: sent on every (re)connection, and to set which step this tab looks at."""

    type: Literal["hello"]
    protocol: int
    tab: Annotated[str, Field(pattern=r"^[0-9a-f]{16,64}$")] | None = None
    at: Id | None = None
    etags: Annotated[dict[Name, Annotated[str, Field(max_length=64)]], Field(max_length=8)] = {}


class Command(ClientMessage):
    """What changes something. ref is repeated by the reply."""

    ref: Ref


class Draft(Command):
    type: Literal["draft"]
    step: Id
    base: Ref
    parts: RawParts


class Answer(Command):
    """Without parts it only decides what is shared of what is already in."""

    type: Literal["answer"]
    step: Id
    base: Ref
    parts: RawParts | None = None
    share: Shares = {}


class Pass(Command):
    """Without a base it passes whatever is stored; with one, a late resend passes nothing newer."""

    type: Literal["pass"]
    step: Id
    base: Ref | None = None


class Ready(Command):
    type: Literal["ready"]
    round: Annotated[str, Field(max_length=64)]
    what: Id
    on: bool = True


class Ping(ClientMessage):
    type: Literal["ping"]


CommandMessage = Draft | Answer | Pass | Ready
CLIENT_MESSAGES: dict[str, type[ClientMessage]] = {
    "hello": Hello, "draft": Draft, "answer": Answer, "pass": Pass, "ready": Ready, "ping": Ping,
}  # fmt: skip
SERVER_MESSAGES: dict[str, tuple[str, ...]] = {
    "panels": ("version", "now", "reveal_at", "panels"),
    "ack": ("ref", "version", "revision"),
    "refused": ("ref", "reason", "message", "revision"),
    "pong": ("now",),
}


_ANY: TypeAdapter[Any] = TypeAdapter(
    Annotated[Hello | Draft | Answer | Pass | Ready | Ping, Field(discriminator="type")]
)


def parse(text: str | None) -> ClientMessage:
    """The message in this frame. Raises Refused (bad_message, too_long, unknown_message), nothing else."""
    plain = read(text)
    kind = plain.get("type")
    if not isinstance(kind, str) or kind not in CLIENT_MESSAGES:
        raise UnknownMessage
    try:
        message: ClientMessage = _ANY.validate_python(plain)
    except ValidationError as error:
        raise refusal_of(error) from None
    return message


def command_of(message: CommandMessage) -> commands.Command:
    """What this message asks for. Whether it may happen is not asked here, nor whether its word is one."""
    match message:
        case Draft(step=step, base=base, parts=parts):
            return commands.Draft(step, base, parts)
        case Answer(step=step, base=base, parts=parts, share=share):
            return commands.Answer(step, base, parts, share)
        case Pass(step=step, base=base):
            return commands.Pass(step, base)
        case Ready(round=round_id, what=what, on=on):
            return commands.Ready(round_id, parse_said(what), on)


def refusal_of(error: ValidationError) -> Refused:
    """What to say of fields that do not make a message."""
    too_long = any(detail["type"] in ("string_too_long", "too_long") for detail in error.errors())
    return TooLong() if too_long else Unparsable()


# ---- what the server says ---------------------------------------------------------------------


def panels_fields(
    version: int, now: int, changed: dict[str, dict[str, str]], reveal_at: int | None
) -> dict[str, object]:
    """The fields of a panels message, as the twin answers them, too."""
    body: dict[str, object] = {"version": version, "now": now, "panels": changed}
    return body if reveal_at is None else {**body, "reveal_at": reveal_at}


def panels(version: int, now: int, changed: dict[str, dict[str, str]], reveal_at: int | None) -> str:
    return json.dumps(
        {"type": "panels", **panels_fields(version, now, changed, reveal_at)}, ensure_ascii=False
    )


def ack(ref: int, version: int, revision: int | None = None) -> str:
    body: dict[str, object] = {"type": "ack", "ref": ref, "version": version}
    if revision is not None:
        body["revision"] = revision
    return json.dumps(body)


def refused(refusal: Refused, ref: int | None) -> str:
    return json.dumps({"type": "refused", "ref": ref, **refusal_fields(refusal)}, ensure_ascii=False)


def refusal_fields(refusal: Refused) -> dict[str, object]:
    """reason, message, and the stored revision where the refusal knows one."""
    body: dict[str, object] = {"reason": refusal.reason, "message": refusal.message}
    revision = getattr(refusal, "revision", None)
    if revision is not None:
        body["revision"] = revision
    return body


def pong(now: int) -> str:
    return json.dumps({"type": "pong", "now": now})
