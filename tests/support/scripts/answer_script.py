"""Two people who play any exercise by a script, whatever its content: what each enters, and shares of it.

Every text that they enter is a canary: it names who wrote it, and where. What may have become of it
follows from the content's own visibility marks, which `fate` reads anew, apart from the product's code.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from exercises.content import kinds
from exercises.content.kinds import Part
from exercises.steps.layout import StepSpec

Name = Literal["alex", "sam"]
Deed = Literal["share", "keep", "pass"]

# Five in a row, so that the two come to share the same of a round of four moments, too.
DEEDS: dict[Name, tuple[Deed, ...]] = {
    "alex": ("share", "keep", "share", "pass", "share"),
    "sam": ("share", "pass", "share", "keep", "share"),
}
FEELINGS = {"alex": ["calm", "tense"], "sam": ["tense", "sad"]}
CATEGORIES = ("external", "strain", "caring", "us_mild", "rejecting")
CAN_BE_SHARED = ("shared", "ask")


@dataclass
class Script:
    """What one person does. share_all: everything that can be shared is, and nothing is passed."""

    name: Name
    share_all: bool = False
    entered: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)  # by step and part
    deeds: dict[str, Deed] = field(default_factory=dict)

    def deed(self, spec: StepSpec) -> Deed:
        """Share, keep or pass: each in its turn, and not in step with the other."""
        if spec.id not in self.deeds:
            mine = DEEDS[self.name]
            self.deeds[spec.id] = "share" if self.share_all else mine[len(self.deeds) % len(mine)]
        return self.deeds[spec.id]

    def parts(self, spec: StepSpec) -> dict[str, Any]:
        """The fields for every part of this step that takes an answer."""
        sent: dict[str, Any] = {}
        for part in spec.parts:
            if kinds.takes_answer(part):
                raw = self.raw(spec, part)
                self.entered[spec.id, part.id] = raw
                sent.update(raw)
        return sent

    def shares(self, spec: StepSpec) -> dict[str, bool]:
        """Every decision that can be made about this step."""
        on = self.deed(spec) == "share"
        return {part.id: on for part in spec.parts if part.visibility in CAN_BE_SHARED}

    def canaries(self, spec: StepSpec, part: Part) -> list[str]:
        """The texts that were entered for this part."""
        raw = self.entered.get((spec.id, part.id), {})
        texts = [text for value in raw.values() for text in ([value] if isinstance(value, str) else value)]
        return [text for text in texts if text.startswith(f"z{self.name}.{spec.id}.{part.id}")]

    def raw(self, spec: StepSpec, part: Part) -> dict[str, Any]:
        """The form fields that fill this part in."""
        words = f"z{self.name}.{spec.id}.{part.id}"
        first = 0 if self.name == "alex" else 1
        options = tuple(getattr(part, "options", ()))
        match part.kind:
            case "choose_reading" | "own_meaning" | "forecast":
                return own_words(part.id, words)
            case "predict" if getattr(part, "free", False):
                return {part.id: words}
            case "predict" if not options:
                return own_words(part.id, words)
            case "choose_one" | "predict":
                return {part.id: options[first % len(options)]}
            case "choose_many":
                return {part.id: [*options[first : first + 2]] or [options[0]]}
            case "scale":
                return {part.id: str(getattr(part, "tiles", ())[first])}
            case "rate":
                return {part.id: "4" if self.name == "alex" else "5"}
            case "matter":
                return {part.id: "2"}
            case "next_move":
                return {part.id: "go quiet too"}  # leads round to itself
            case "feelings":
                return {part.id: FEELINGS[self.name]}
            case "respond":
                open_end = next((option for option in options if option.endswith("...")), "")
                return (
                    {part.id: open_end, f"{part.id}.words": words} if open_end else {part.id: options[first]}
                )
            case "if_then":
                given = bool(getattr(part, "given", ""))
                return {f"{part.id}.then": words} | ({} if given else {f"{part.id}.if": f"{words}.if"})
            case "alternatives":
                rows = range(1, max(2, getattr(part, "min", 1)) + 1)
                return {
                    field: value
                    for row in rows
                    for field, value in (
                        (f"{part.id}.{row}.words", f"{words}.{row}"),
                        (f"{part.id}.{row}.about", CATEGORIES[first + row]),
                    )
                }
            case _:
                return {name: f"{words}.{at}" for at, name in enumerate(kinds.fields(part), start=1)}


def own_words(part: str, words: str) -> dict[str, Any]:
    """Own words instead of a reading: about something harmless, so that nothing is tender."""
    return {part: "other", f"{part}.words": words, f"{part}.about": "strain", f"{part}.feel": "0"}


def may_be_seen(spec: StepSpec, part: Part, deed: Deed) -> bool:
    """Whether the other may ever see this part, as the content's marks and its owner's deed have it.

    Of a cue step everything hangs on its first part.
    """
    first = spec.parts[0]
    offered = part.visibility in CAN_BE_SHARED and deed == "share"
    return offered if spec.is_plain else offered and first.visibility == "shared"
