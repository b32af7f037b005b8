"""A plan for the next time: if this happens, then I do that.

The first half can be given; the second can be one of several ways, or one's own words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import Field

from exercises.comparison.answers import OTHER
from exercises.content.answer_body import FormFields
from exercises.content.cues import Cue, MaybeWords, Reading, Whole, Words, YesNo
from exercises.content.kinds.base import Kind, Unclear, one
from exercises.content.kinds.capabilities import Elsewhere, OptionsFrom
from exercises.content.kinds.cleaning import clean_text
from exercises.content.kinds.ideas import Ideas
from exercises.content.kinds.parts import Written
from exercises.language.typography import Names, typeset
from exercises.screens import Box, Option, PartInput

MOST = 120  # characters of each half
MOST_GIVEN = (
    1_000  # characters of a first half that comes from what was opened: a thought, a moment, two names
)

_IF = re.compile(r"if\b[\s,]*", re.IGNORECASE)
_THEN = re.compile(r"then\b[\s,]*", re.IGNORECASE)
_I = re.compile(r"(first\b[\s,]*)?i\b(['’]ll|\s+will)?\s+(first\s+)?", re.IGNORECASE)
_YOU = re.compile(r"you\b", re.IGNORECASE)  # not "your", which may well begin what I do


class Part(Written):
    """given: the first half; where it is "", whoever plans writes both. source: ring, where the first half is
    what one thinks in the ring that both have seen; then `given` is filled in, and final. ways: what one
    could do then, to choose from.

    own_action_only: a plan for the other is not kept. max: the most characters of each half.
    """

    kind: Literal["if_then"]
    visibility: Literal["shared", "ask", "self"]
    given: MaybeWords = ""
    source: Literal["", "ring"] = ""
    ways: Annotated[tuple[Words, ...], Field(max_length=8)] = ()
    own_action_only: YesNo = True
    max: Annotated[Whole, Field(ge=1, le=MOST)] = MOST


class IfThen(Kind[Part]):
    """{"if": …, "then": …}, as they were written; "if" is what was given where something was."""

    name = "if_then"
    part = Part
    is_plan = True

    def options_from(self, part: Part) -> OptionsFrom:
        return part.source

    def taken(self, part: Part, elsewhere: Elsewhere) -> dict[str, Any]:
        return {"ways": part.ways or elsewhere.ways_out}

    def clean(self, part: Part, raw: FormFields, cue: Cue | None) -> dict[str, str] | None:
        halves = {half: self._half(part, raw, half) for half in self._halves(part)}
        way = self._way(part, raw)
        if way:
            halves["then"] = way
        if not any(halves.values()):
            return None
        if not halves.get("if", part.given):
            raise Unclear("What you wrote is still here. Add when it would be: the “if”.", f"{part.id}.if")
        if not halves["then"]:
            raise Unclear("What you wrote is still here. Add what you do then.", f"{part.id}.then")
        if part.own_action_only and not way and _YOU.match(_without(_THEN, halves["then"])):
            raise Unclear(
                "What you wrote is still here. A plan is about what you do yourself: "
                "begin with what you will do.",
                f"{part.id}.then",
            )
        return {"if": halves.get("if", part.given), "then": halves["then"]}

    def to_raw(self, part: Part, value: dict[str, str]) -> dict[str, str | list[str]]:
        sent: dict[str, str | list[str]] = {f"{part.id}.{half}": value[half] for half in self._halves(part)}
        if not part.ways:
            return sent
        if value["then"] in part.ways:
            return {**sent, f"{part.id}.way": value["then"], f"{part.id}.then": ""}
        return {**sent, f"{part.id}.way": OTHER}

    def made_up(self, part: Part, ideas: Ideas) -> dict[str, str] | None:
        halves = self._halves(part)
        found = ideas.texts(len(halves), part.max)
        if part.ways:
            found = [*found[: len(halves) - 1], ideas.one_of(part.ways)]
        if len(found) < len(halves):
            return None
        return {"if": part.given, **dict(zip(halves, found, strict=True))}

    def says(self, part: Part, value: dict[str, str], cue: Cue | None, voice: str, names: Names) -> str:
        # People may well write the "if", the "then" and the "I", or a full stop; it is said once.
        first = typeset(part.given, names) if part.given and not part.source else value["if"]
        first = _without(_IF, first).rstrip(" .,;:…")
        then = typeset(value["then"], names) if value["then"] in part.ways else value["then"]
        return f"If {first}, then I first {_without(_I, _without(_THEN, then))}"

    def fields(self, part: Part) -> tuple[str, ...]:
        return tuple(
            f"{part.id}.{field}" for field in (*self._halves(part), *(("way",) if part.ways else ()))
        )

    def _halves(self, part: Part) -> tuple[Literal["if", "then"], ...]:
        return ("then",) if part.given else ("if", "then")

    def _half(self, part: Part, raw: FormFields, half: str) -> str:
        return clean_text(one(raw, f"{part.id}.{half}"), part.max, f"{part.id}.{half}")

    def _way(self, part: Part, raw: FormFields) -> str:
        """The way that was chosen, "" where it is none of them."""
        way = one(raw, f"{part.id}.way") if part.ways else ""
        if way not in ("", OTHER, *part.ways):
            raise Unclear("What you wrote is still here. Choose one of the ways, or write your own.", part.id)
        return "" if way == OTHER else way

    def longest(self, part: Part) -> int:
        if part.source:
            return MOST_GIVEN + part.max
        return len(part.given) + part.max * (1 if part.given else 2)

    def _filled(
        self, part: Part, cue: Cue | None, voice: str, raw: FormFields, names: Names, order: Sequence[Reading]
    ) -> PartInput:
        boxes = tuple(
            Box(f"{part.id}.{half}", half.capitalize(), one(raw, f"{part.id}.{half}"), part.max, role=half)
            for half in self._halves(part)
        )
        way, own = one(raw, f"{part.id}.way"), one(raw, f"{part.id}.then")
        return PartInput(
            **self._shell(part, names),
            options=tuple(Option(each, typeset(each, names), each == way) for each in part.ways),
            own_words=bool(part.ways),
            own_words_chosen=way == OTHER or (not way and bool(own.strip())),
            fields=boxes,
            needed=len(boxes),
            given=part.given if part.source else typeset(part.given, names),
            limit=part.max,
        )


def _without(word: re.Pattern[str], text: str) -> str:
    """Return the text without this word at its beginning, unless there is nothing else."""
    found = word.match(text)
    return (text[found.end() :] if found else text) or text


KIND = IfThen()
