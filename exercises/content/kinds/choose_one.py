"""One of several options. Where nothing else is asked on a screen, a tap sends it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from pydantic import model_validator

from exercises.content.answer_body import FormFields
from exercises.content.cues import Cue, MaybeWords, Reading, Slug
from exercises.content.kinds import choices
from exercises.content.kinds.base import Kind
from exercises.content.kinds.capabilities import Around, Elsewhere, OptionsFrom, Placed, Slips
from exercises.content.kinds.choices import Options
from exercises.content.kinds.ideas import Ideas
from exercises.content.kinds.parts import PartSpec
from exercises.language.typography import Names, typeset
from exercises.screens import PartInput

CUES = "cues"  # the source of options that are the moments of the round
LONGEST_WORDS = 400  # characters: what a source may bring


class Part(PartSpec):
    """options: what can be chosen; filled in where they come from a `source`.

    source: "cues" (the moments of the round), or the id of a screen that is asked for each of its items.
    mirrored: two of the options that change places with whoever says them: "mostly me", "mostly {partner}".
    named: how a card, which is about both, says these two: "mostly {partner}", with the name of whom they are
    about. where_same, where_other: what a card says where both said the same there, and where they did not.
    """

    kind: Literal["choose_one"]
    visibility: Literal["shared", "ask", "self"]
    options: Options = ()
    source: Slug | Literal[""] = ""
    mirrored: Options = ()
    named: MaybeWords = ""
    where_same: MaybeWords = ""
    where_other: MaybeWords = ""

    @model_validator(mode="after")
    def _sound(self) -> Part:
        choices.check(self.options, self.source)
        if self.mirrored and (len(self.mirrored) != 2 or not set(self.mirrored) <= set(self.options)):
            raise ValueError("mirrored: two of the options, or leave it out")
        if self.named and (not self.mirrored or "{partner}" not in self.named):
            raise ValueError("named: words with {partner}, for options that are mirrored")
        return self


class ChooseOne(Kind[Part]):
    name = "choose_one"
    part = Part
    sends_alone = True
    guessable = True

    def options_from(self, part: Part) -> OptionsFrom:
        if part.source == CUES:
            return "moments"
        return "items" if part.source else ""

    def taken(self, part: Part, elsewhere: Elsewhere) -> dict[str, Any]:
        options = elsewhere.moments if part.source == CUES else elsewhere.items.get(part.source, ())
        return {"options": options} if options and part.source else {}

    def slips(self, part: Part, here: Placed, around: Around) -> Slips:
        if part.source == CUES:
            if not around.has_cues:
                yield ("source",), "a round with cues; this one has none to choose from"
        elif part.source and not any(other.screen == part.source and other.per for other in around.parts):
            yield (
                ("source",),
                f"cues, or the id of a screen with a list `per`; there is no {part.source}",
            )

    def clean(self, part: Part, raw: FormFields, cue: Cue | None) -> str | None:
        return choices.chosen(part.options, raw, part.id) or None

    def to_raw(self, part: Part, value: str) -> dict[str, str | list[str]]:
        return {part.id: value}

    def says(self, part: Part, value: str, cue: Cue | None, voice: str, names: Names) -> str:
        return typeset(value, names)

    def made_up(self, part: Part, ideas: Ideas) -> str | None:
        return ideas.one_of(part.options) if part.options else None

    def on_card(self, part: Part, value: str, names: Names, own_name: str) -> tuple[str, ...]:
        if not part.named or value not in part.mirrored:
            return self.lines(part, value, names)
        about_oneself = value == part.mirrored[0]
        return (typeset(part.named, {"partner": own_name} if about_oneself else names),)

    def compares(self, part: Part, first: str, second: str) -> str:
        return typeset(part.where_same if self.same(part, first, second) else part.where_other)

    def same(self, part: Part, first: str, second: str) -> bool:
        # What is mirrored says the same when it differs: my "mostly me" is your "mostly you".
        if first in part.mirrored and second in part.mirrored:
            return first != second
        return first == second

    def longest(self, part: Part) -> int:
        return max(map(len, part.options), default=LONGEST_WORDS)

    def _filled(
        self, part: Part, cue: Cue | None, voice: str, raw: FormFields, names: Names, order: Sequence[Reading]
    ) -> PartInput:
        return PartInput(
            **self._shell(part, names),
            options=choices.shown(part.options, choices.picked(raw, part.id), names),
        )


KIND = ChooseOne()
