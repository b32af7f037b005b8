"""How a part looks as an input, with what was entered in it. Pure.

It stands here and not among the presenters so that a kind is one module: whoever adds one describes, cleans
and shows it in one place.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any

from exercises.content.answer_body import FormFields
from exercises.content.cues import Cue, Reading
from exercises.content.kinds.capabilities import Capabilities
from exercises.content.kinds.parts import P, example
from exercises.language.typography import Names, typeset
from exercises.screens import PartInput


class View(Capabilities[P], ABC):
    """A kind as an input."""

    def input(
        self,
        part: P,
        cue: Cue | None,
        voice: str,
        raw: FormFields,
        names: Names,
        order: Sequence[Reading] = (),
    ) -> PartInput:
        """Return the part as an input that holds what `raw` has of it, sound or not."""
        return self._filled(part, cue, voice, self._readable(part, raw), names, order)

    @abstractmethod
    def _filled(
        self, part: P, cue: Cue | None, voice: str, raw: FormFields, names: Names, order: Sequence[Reading]
    ) -> PartInput:
        """Return the part as an input that holds what `raw` has; `raw` can be read, and need not be clean."""

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
            "example": typeset(example(part), names),
            "template": f"kinds/{self.name}.html",
            "sends": self.sends,
        }
