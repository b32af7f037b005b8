"""What every kind of part is: how it is written in content, how an answer is cleaned, what is shown of it.

Pure. A kind is one small object in a module of its own; `kinds.KINDS` has them all. What came in is
`raw` (the fields of a form, or a socket's `parts`), what is kept is a `Value` of plain JSON.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any, ClassVar, Generic, Literal, TypeVar

from couples.infrastructure.refusals import Refused
from exercises.content.answer_body import FormFields
from exercises.content.cues import Cue, Frozen, MaybeWords, PartId, Reading
from exercises.language.typography import Names, typeset
from exercises.screens import PartInput

Voice = Literal["receiver", "sender", "expected", "calm"]
Visibility = Literal["shared", "ask", "self", "device", "shared_as_band"]

FEW_WORDS = 100  # characters: three feelings, a next move, a number

Value = dict[str, Any] | list[dict[str, Any]] | list[str] | int | str


# The default of a value that is asked about singly; "": there is none, its owner has to say.
Fate = Literal["share", "keep", ""]


class Unclear(Refused):
    """What was sent does not make an answer. `field` is the form field that it is about."""

    reason = "unclear"
    message = "What you wrote is still on this screen. That could not be read; send it again."

    def __init__(self, message: str | None = None, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class PartSpec(Frozen):
    """A part of a screen, as content describes it."""

    id: PartId
    kind: str
    visibility: Visibility
    prompt: MaybeWords = ""


P = TypeVar("P", bound=PartSpec)


class Kind(ABC, Generic[P]):
    """One kind of part.

    part: its model in content. needs_cue: it asks about a cue. sends: its options are buttons that send
    the step; sends_alone: they are where nothing else on the screen takes an answer. in_dock: its tiles
    stand in the dock of a plain step. own_fields: what its further fields are called behind the part's id
    and a dot. takes_answer: something can be entered, and reaches the server. together: both do it at the
    same time. merges: two people's lines are shown as both / only one / only the other. answers_words: it
    is about something that the other shared, and without that there is nothing to do.
    """

    name: ClassVar[str]
    part: type[P]
    needs_cue: ClassVar[bool] = False
    sends: ClassVar[bool] = False
    sends_alone: ClassVar[bool] = False
    in_dock: ClassVar[bool] = False
    takes_answer: ClassVar[bool] = True
    together: ClassVar[bool] = False
    merges: ClassVar[bool] = False
    answers_words: ClassVar[bool] = False
    own_fields: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def clean(self, part: P, raw: FormFields, cue: Cue | None) -> Value | None:
        """Return the value that `raw` holds for this part, or None when it was not touched.

        Raises Unclear, and nothing else, whatever `raw` holds. Cleaning what `to_raw` returns gives the
        value again.
        """

    @abstractmethod
    def to_raw(self, part: P, value: Any) -> dict[str, str | list[str]]:
        """Return the form fields that would send this value."""

    @abstractmethod
    def says(self, part: P, value: Any, cue: Cue | None, voice: str, names: Names) -> str:
        """Return the value in words, as a page shows it."""

    def lines(self, part: P, value: Any, names: Names) -> tuple[str, ...]:
        """Return the value line by line, for a card about a plain step."""
        return (self.says(part, value, None, "", names),)

    def tags(self, part: P, value: Any) -> tuple[str, ...]:
        """Return what each line is about, in words: one for each, or none at all."""
        return ()

    def longest(self, part: P) -> int:
        """Return the most characters that a value may hold, what stands around them included."""
        return FEW_WORDS

    def same(self, part: P, first: Any, second: Any) -> bool:
        """Return whether two people's values say the same."""
        return bool(first == second)

    def sends_by_itself(self, part: P) -> bool:
        """Return whether its options send the step where nothing else on the screen takes an answer."""
        return self.sends or self.sends_alone

    @abstractmethod
    def _filled(
        self, part: P, cue: Cue | None, voice: str, raw: FormFields, names: Names, order: Sequence[Reading]
    ) -> PartInput:
        """Return the part as an input that holds what `raw` has; `raw` can be read, and need not be clean."""

    def input(
        self,
        part: P,
        cue: Cue | None,
        voice: str,
        value: Value | None,
        names: Names,
        order: Sequence[Reading] = (),
        raw: FormFields | None = None,
    ) -> PartInput:
        """Return the part as an input that holds `value`, or `raw` where something was typed and not kept."""
        if raw is None:
            raw = {} if value is None else self.to_raw(part, value)
        return self._filled(part, cue, voice, self._readable(part, raw), names, order)

    def tender(self, value: Any, cue: Cue | None) -> Fate | None:
        """Return the default with which this value is asked about singly; None when it isn't asked about."""
        return None

    def fields(self, part: P) -> tuple[str, ...]:
        """Return the names of the form fields that belong to this part."""
        return (part.id, *(f"{part.id}.{own}" for own in self.own_fields))

    def _readable(self, part: P, raw: FormFields) -> FormFields:
        """Return this part's fields, and of them what can be read: what was refused can be shown again."""
        shown: dict[str, str | list[str]] = {}
        for field in self.fields(part):
            found: object = raw.get(field)
            if isinstance(found, str):
                shown[field] = found
            elif isinstance(found, list | tuple):
                shown[field] = [each for each in found if isinstance(each, str)]
        return shown

    def _shell(self, part: P, names: Names) -> dict[str, Any]:
        """Return what every input has."""
        return {
            "name": part.id,
            "kind": self.name,
            "prompt": typeset(part.prompt, names),
            "template": f"kinds/{self.name}.html",
            "sends": self.sends,
        }


def one(raw: FormFields, field: str) -> str:
    """Return the one text in a field, or "" when it is not there.

    Where a field was sent more than once the last one counts: in a form, the button that was pressed
    stands behind the radio that was chosen.
    """
    found: object = raw.get(field, "")
    if isinstance(found, list | tuple):
        found = found[-1] if found else ""
    if not isinstance(found, str):
        raise Unclear(field=field)
    return found


def many(raw: FormFields, field: str) -> list[str]:
    """Return all texts in a field, in order. A form sends an empty one, too: none of them is an answer."""
    found: object = raw.get(field, [])
    if isinstance(found, str):
        found = [found] if found else []
    if not isinstance(found, list | tuple) or not all(isinstance(each, str) for each in found):
        raise Unclear(field=field)
    return [each for each in found if each]
