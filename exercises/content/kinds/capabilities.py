"""What is special about a kind, each said once and with what is ordinary as its default.

Pure. Nobody asks which kind a part is of; they ask what it can, by the functions of `kinds`, which say what
each of these means to whoever asks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, Literal

from exercises.content.cues import Cue
from exercises.content.kinds.activities import Activity
from exercises.content.kinds.parts import FEW_WORDS, Fate, P, PartSpec, Voice

# What a part adds to what its screen mainly asks.
Adds = Literal["", "certainty", "move", "weight", "felt", "words"]
OptionsFrom = Literal["", "moments", "items", "stories", "ring", "guessed"]
Slips = Iterator[tuple[tuple[str, ...], str]]  # a key of the part (none: all of it), and what would be right


@dataclass(frozen=True)
class Placed:
    """A part, what it can, and where it stands: in which round (from 0), on which screen.

    voice: whether that screen has one; then it has no id. per: whether it is asked once for each of a list.
    """

    part: PartSpec
    kind: Capabilities[Any]
    round: int
    screen: str
    voice: bool
    per: bool


@dataclass(frozen=True)
class Around:
    """Every part of the exercise; and whether the round of the one that is looked at has cues."""

    parts: Sequence[Placed]
    has_cues: bool


@dataclass(frozen=True)
class Elsewhere:
    """What a part may take from elsewhere in its exercise.

    options: of each part, by id. items: the names of the items of each screen `per`. moments: the cues of the
    round, in short. ways_out: of the exercise's ring.
    """

    options: Mapping[str, tuple[str, ...]]
    items: Mapping[str, tuple[str, ...]]
    moments: tuple[str, ...]
    ways_out: tuple[str, ...]


class Capabilities(Generic[P]):
    """name: of the kind, as content has it. part: its model in content.

    needs_cue: it asks about a cue. moments_only: it stands on no plain screen. opens: the voice whose
    screens begin with it. adds: what it says beside the first part of a screen. guessable: the
    other may guess what is given to it.

    takes_answer: something can be entered, and reaches the server. own_fields: what its further fields are
    called behind the part's id and a dot. sends: its options are buttons that send the step; sends_alone:
    they are where nothing else on the screen takes an answer. in_dock: its tiles stand in the dock of a
    plain step.

    together: both do it at the same time. is_gate: it asks both whether to go on. is_plan: it makes a plan
    that can be looked at again. finds_stories: it lists what a moment could also have been. says_back: the
    other's words are said back in it. answers_words: it is about something that the other shared, and without
    that there is nothing to do.

    merges: two people's lines are shown as both / only one / only the other. noted: what stays with its owner
    is a note on their page; where it is not, it has a place of its own there.
    """

    name: ClassVar[str]
    part: type[P]
    needs_cue: ClassVar[bool] = False
    moments_only: ClassVar[bool] = False
    opens: ClassVar[Voice | None] = None
    adds: ClassVar[Adds] = ""
    guessable: ClassVar[bool] = False
    takes_answer: ClassVar[bool] = True
    own_fields: ClassVar[tuple[str, ...]] = ()
    sends: ClassVar[bool] = False
    sends_alone: ClassVar[bool] = False
    in_dock: ClassVar[bool] = False
    together: ClassVar[bool] = False
    is_gate: ClassVar[bool] = False
    is_plan: ClassVar[bool] = False
    finds_stories: ClassVar[bool] = False
    says_back: ClassVar[bool] = False
    answers_words: ClassVar[bool] = False
    merges: ClassVar[bool] = False
    noted: ClassVar[bool] = True

    def fields(self, part: P) -> tuple[str, ...]:
        """Return the names of the form fields that belong to this part."""
        return (part.id, *(f"{part.id}.{own}" for own in self.own_fields))

    def longest(self, part: P) -> int:
        """Return the most characters that a value may hold, what stands around them included."""
        return FEW_WORDS

    def sends_by_itself(self, part: P) -> bool:
        """Return whether its options send the step where nothing else on the screen takes an answer."""
        return self.sends or self.sends_alone

    def is_apart(self, part: P) -> bool:
        """Return whether the two say it of different things, so that what is in both lists is no match."""
        return False

    def tender(self, value: Any, cue: Cue | None) -> Fate | None:
        """Return the default with which this value is asked about singly; None when it isn't asked about."""
        return None

    def options_from(self, part: P) -> OptionsFrom:
        """Return what it takes from elsewhere; "" where all of it is its own."""
        return ""

    def taken(self, part: P, elsewhere: Elsewhere) -> dict[str, Any]:
        """Return the keys of the part that are filled in from elsewhere in its exercise."""
        return {}

    def guesses_at(self, part: P) -> str:
        """Return the id of the part that it guesses at; "" where it is no guess."""
        return ""

    def measures(self, part: P) -> str:
        """Return the short name of what it puts a number to; "" where it puts one to nothing."""
        return ""

    def hints(self, part: P) -> tuple[str, ...]:
        """Return the words on which a hint comes up."""
        return ()

    def confirm(self, part: P) -> tuple[str, ...]:
        """Return what the other may say to it: it fits, it almost does; () where nobody is asked."""
        return ()

    def stops_with(self, part: P) -> str:
        """Return what is said where one of the two would rather stop; "" where that is not asked."""
        return ""

    def activity(self, part: P) -> Activity | None:
        """Return what both do at the same time; None where they don't, or where it takes no time."""
        return None

    def slips(self, part: P, here: Placed, around: Around) -> Slips:
        """Yield what does not agree with what stands around it: the key, and what would be right there."""
        yield from ()
