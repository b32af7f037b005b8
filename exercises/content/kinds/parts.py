"""What every part has as content describes it, and what an answer to one is made of. Pure."""

from __future__ import annotations

from typing import Any, Literal, TypeVar

from exercises.content.cues import Frozen, MaybeWords, PartId

Voice = Literal["receiver", "sender", "expected", "calm"]
Visibility = Literal["shared", "ask", "self", "device", "shared_as_band"]

FEW_WORDS = 100  # characters: three feelings, a next move, a number

Value = dict[str, Any] | list[dict[str, Any]] | list[str] | int | str


# The default of a value that is asked about singly; "": there is none, its owner has to say.
Fate = Literal["share", "keep", ""]


class PartSpec(Frozen):
    """A part of a screen, as content describes it."""

    id: PartId
    kind: str
    visibility: Visibility
    prompt: MaybeWords = ""


class Written(PartSpec):
    """A part that asks for words. example: what somebody could write, for whoever looks for a beginning."""

    example: MaybeWords = ""


P = TypeVar("P", bound=PartSpec)


def about(part: PartSpec) -> str:
    """Return the id of the part of an earlier round that this one is about; "" where it is about none."""
    return str(getattr(part, "about", ""))


def example(part: PartSpec) -> str:
    """Return what somebody could write here; "" where there is no example, or nothing to write."""
    return part.example if isinstance(part, Written) else ""


def source(part: PartSpec) -> str:
    """Return where this part's options come from; "" where they are its own."""
    return str(getattr(part, "source", ""))
