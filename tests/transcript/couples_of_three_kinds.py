"""What the three kinds of couples pick; what they write is in `words.py`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from words import WRITTEN, otherwise

from exercises.content.cues import Cue
from exercises.content.kinds import Part
from exercises.steps.layout import StepSpec
from tests.support.scripts.answer_script import Deed, Script

KINDS = ("alike", "apart", "mixed")
NAMES = {"alex": "Robin", "sam": "Sam"}  # what the two of the scripts are called here
PICKS = ("choose_reading", "own_meaning", "forecast")
ALIKE = ("strain", "external", "caring", "us_mild", "rejecting")  # the first moment, the second, ...
KINDLY = ("caring", "external", "strain")
MIXED = {  # who reads, and who means; "own": own words
    ("alex", "receiver"): ("us_mild", "own", "strain", "na", "external"),
    ("sam", "receiver"): ("own", "rejecting", "caring", "us_mild", "strain"),
    ("alex", "sender"): ("own", "us_mild", "strain", "rejecting", "na"),
    ("sam", "sender"): ("rejecting", "own", "external", "caring", "us_mild"),
}
OWN = {  # words, what they are about, how they would feel
    "receiver": ("{} is somewhere else with every thought.", "strain", "0"),
    "sender": ("My head is still at work, and I notice it too late.", "strain", "0"),
    "expected": ("{} is not really here yet.", "strain", "0"),
}
MOVES = {
    "alike": ("ask gently",) * 2,
    "apart": ("pull away", "go quiet too"),
    "mixed": ("ask gently", "be sharp"),
}
FEELINGS = {
    "alike": (["calm", "curious"],) * 2,
    "apart": (["tense", "lonely"], ["calm", "warm"]),
    "mixed": (["tense", "warm"], ["warm", "curious"]),
}


@dataclass
class Told(Script):
    """One of the two, with words that somebody may well write. couple: one of KINDS."""

    slug: str = ""
    couple: str = "alike"
    moments: list[str] = field(default_factory=list)  # as they came

    def deed(self, spec: StepSpec) -> Deed:
        """Of moments, all is shown; of the rest, only the mixed ones keep something, or leave it out."""
        return super().deed(spec) if spec.is_plain else "share"

    @property
    def _at(self) -> int:
        return 0 if self.name == "alex" else 1

    def raw(self, spec: StepSpec, part: Part) -> dict[str, Any]:
        options = tuple(getattr(part, "options", ()))
        if spec.cue is not None and (part.kind in PICKS or part.kind == "predict"):
            return self._pick(spec.cue, spec.voice, part.id)
        if part.kind == "next_move":
            return {part.id: MOVES[self.couple][self._at]}
        if part.kind == "feelings":
            return {part.id: FEELINGS[self.couple][self._at]}
        if part.kind == "rate":
            return {part.id: {"alike": "5", "apart": ("6", "1")[self._at]}.get(self.couple, "3")}
        if getattr(part, "ways", ()) and self.couple != "mixed":
            return {f"{part.id}.way": part.ways[self._nth(len(part.ways))]}  # type: ignore[attr-defined]
        if part.id == "came_up" and (self.couple == "alike" or self.name == "alex"):
            return {part.id: options[1]}  # a plan that came up: only then can it have helped
        if part.kind in ("choose_one", "predict") and options:
            return {part.id: options[self._nth(len(options))]}
        if part.kind == "choose_many" and options:
            first = self._nth(len(options) - 1) if len(options) > 1 else 0
            return {part.id: [*options[first : first + 2]]}
        if part.kind == "respond":
            return self._reply(spec, part, options)
        return self._written(spec, part, super().raw(spec, part))

    def _nth(self, count: int) -> int:
        """Which of so many: the same, the two ends, or the first two."""
        return {"alike": 0, "apart": self._at * (count - 1), "mixed": self._at % count}[self.couple]

    def _pick(self, cue: Cue, voice: str, name: str) -> dict[str, Any]:
        if cue.id not in self.moments:
            self.moments.append(cue.id)
        number = self.moments.index(cue.id)
        pick = self._category({"expected": "sender", "calm": "receiver"}.get(voice, voice), number)
        if pick == "own":
            words, about, feel = OWN["receiver" if voice == "calm" else voice]
            named = "alex" if (self.name == "alex") == (voice == "expected") else "sam"
            own = {"words": words.format(NAMES[named]), "about": about, "feel": feel}
            return {name: "other", **{f"{name}.{at}": value for at, value in own.items()}}
        reading = next((each.id for each in cue.readings if each.category == pick), pick)
        return {name: reading}

    def _category(self, voice: str, number: int) -> str:
        if self.couple == "mixed":
            picks = MIXED[self.name, voice]
            return picks[number % len(picks)]
        if self.couple == "alike":
            return ALIKE[number % len(ALIKE)]
        if voice == "sender":
            return KINDLY[number % len(KINDLY)]
        return ("us_mild", "rejecting")[(number + self._at) % 2]

    def _reply(self, spec: StepSpec, part: Part, options: tuple[str, ...]) -> dict[str, Any]:
        reply = options[self._nth(len(options))]
        if self.couple == "apart" and self._at == 0:
            reply = next((each for each in options if each.endswith("...")), reply)
        words = self._words(spec, part, 1)[0]
        return {part.id: reply} | ({f"{part.id}.words": words} if reply.endswith("...") else {})

    def _written(self, spec: StepSpec, part: Part, raw: dict[str, Any]) -> dict[str, Any]:
        """The same fields, with what somebody may write in place of each canary."""
        canaries = [at for at, value in raw.items() if isinstance(value, str) and value.startswith("z")]
        canaries.sort(key=lambda at: not at.endswith(".if"))  # as they are read
        words = self._words(spec, part, len(canaries))
        return raw | dict(zip(canaries, words, strict=True))

    def _words(self, spec: StepSpec, part: Part, count: int) -> tuple[str, ...]:
        found = WRITTEN.get(f"{self.slug}.{part.id}", otherwise(part.kind))[self._at]
        texts = (found,) if isinstance(found, str) else found
        return tuple(texts[number % len(texts)] for number in range(count))
