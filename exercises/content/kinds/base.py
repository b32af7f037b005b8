"""What every kind of part is: how an answer is cleaned, and what it says.

Pure. A kind is one small object in a module of its own; `kinds.KINDS` has them all. What came in is
`raw` (the fields of a form, or a socket's `parts`), what is kept is a `Value` of plain JSON. What
is special about a kind stands in `capabilities`, how it looks in `views`.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

from couples.infrastructure.refusals import Refused
from exercises.content.answer_body import FormFields
from exercises.content.cues import Cue
from exercises.content.kinds.ideas import Ideas
from exercises.content.kinds.parts import P, Value
from exercises.content.kinds.views import View
from exercises.language.typography import Names


class Unclear(Refused):
    """What was sent does not make an answer. `field` is the form field that it is about."""

    reason = "unclear"
    message = "What you wrote is still on this screen. That could not be read; send it again."

    def __init__(self, message: str | None = None, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class Kind(View[P]):
    """One kind of part."""

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

    def made_up(self, part: P, ideas: Ideas) -> Value | None:
        """Return what somebody who is made up gives to this part; None where that is nothing."""
        return None

    def lines(self, part: P, value: Any, names: Names) -> tuple[str, ...]:
        """Return the value line by line, for a card about a plain step."""
        return (self.says(part, value, None, "", names),)

    def on_card(self, part: P, value: Any, names: Names, own_name: str) -> tuple[str, ...]:
        """Return the lines as a card about both has them. own_name: of whoever said it."""
        return self.lines(part, value, names)

    def compares(self, part: P, first: Any, second: Any) -> str:
        """Return what a card says of the two values together; "" where content has no words for it."""
        return ""

    def tags(self, part: P, value: Any) -> tuple[str, ...]:
        """Return what each line is about, in words: one for each, or none at all."""
        return ()

    def same(self, part: P, first: Any, second: Any) -> bool:
        """Return whether two people's values say the same."""
        return bool(first == second)


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
