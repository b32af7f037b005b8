"""What I would most likely do next: one move out of a list. Its tag is never shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from exercises.comparison.answers import Next
from exercises.content.answer_body import FormFields
from exercises.content.cues import Cue, Reading
from exercises.content.kinds.base import Kind, Unclear, one
from exercises.content.kinds.ideas import Ideas
from exercises.content.kinds.parts import PartSpec
from exercises.language.typography import Names
from exercises.screens import Option, PartInput

# Mixed, so that the list doesn't go from kind to unkind.
MOVES: dict[str, Next] = {
    "ask gently": "connect",
    "wait and see": "neutral",
    "go quiet too": "protect",
    "say how I feel": "connect",
    "do something else for a while": "neutral",
    "pull away": "protect",
    "be sharp": "protect",
    "move closer": "connect",
    "check up on them": "protect",
    "think of other explanations": "neutral",
    "test them": "protect",
    "offer help": "connect",
    "give in to keep the peace": "protect",
}

# Where a move is put in other words on a screen. The move itself is what rows and decks hold.
_IN_WORDS = {"check up on them": "keep checking up", "test them": "set a small test"}


class Part(PartSpec):
    kind: Literal["next_move"]
    visibility: Literal["shared", "ask", "self"]


class NextMove(Kind[Part]):
    name = "next_move"
    part = Part
    moments_only = True
    adds = "move"

    def clean(self, part: Part, raw: FormFields, cue: Cue | None) -> str | None:
        move = one(raw, part.id)
        if move and move not in MOVES:
            raise Unclear("Nothing is lost. Choose one of the moves.", part.id)
        return move or None

    def to_raw(self, part: Part, value: str) -> dict[str, str | list[str]]:
        return {part.id: value}

    def says(self, part: Part, value: str, cue: Cue | None, voice: str, names: Names) -> str:
        return move_in_words(value)

    def made_up(self, part: Part, ideas: Ideas) -> str:
        return ideas.one_of(tuple(MOVES))

    def _filled(
        self, part: Part, cue: Cue | None, voice: str, raw: FormFields, names: Names, order: Sequence[Reading]
    ) -> PartInput:
        chosen = one(raw, part.id)
        return PartInput(
            **self._shell(part, names),
            options=tuple(Option(move, move_in_words(move), move == chosen) for move in MOVES),
        )


def tag_of(move: str) -> Next:
    """Return whether a move connects, protects or does neither."""
    return MOVES[move]


def move_in_words(move: str) -> str:
    """Return how a move reads on a screen, behind "would"."""
    return _IN_WORDS.get(move, move)


KIND = NextMove()
