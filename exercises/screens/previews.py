"""What is about to be shown, line by line. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Tender:
    """A line to decide about singly. `fate` is share, keep or "" (not decided: the release is refused)."""

    field: str  # share.<step>.<part>
    fate: str


@dataclass(frozen=True)
class Switch:
    """A line that is shown or not, at a tap. why: what it is set to for now and the reason, or "" where its
    owner has set it, or where it needs none. sore: to change it begins with words of one's own.
    """

    field: str  # share.<step>.<part>
    on: bool
    why: str = ""
    sore: bool = False


@dataclass(frozen=True)
class Extra:
    """A part that is offered but off unless its owner switches it on (a feeling, a next move, a wish)."""

    field: str  # share.<step>.<part>
    label: str
    text: str
    on: bool
    lines: tuple[str, ...] = ()  # the same line by line, where there are several
    hint: str = ""  # a question about words in it that tell a story, or ""


@dataclass(frozen=True)
class PreviewLine:
    """One line of mine. hollow: about the other; else what I say of myself. role: "I read", "I mean" …

    left_open: what else was asked and not answered, where a ring needs the whole of it.
    """

    step: str
    base: int
    hollow: bool
    text: str
    note: str  # how sure, or ""
    stays: bool  # passed or "doesn't come up": nothing of it is shown
    tender: Tender | None
    extras: tuple[Extra, ...]
    role: str = "I mean"
    left_open: tuple[str, ...] = ()
    switch: Switch | None = None  # None where it is asked about singly, and where nothing of it can be shown


@dataclass(frozen=True)
class CueLines:
    """The lines about one cue."""

    title: str
    lines: tuple[PreviewLine, ...]

    def only(self, is_meant: Callable[[PreviewLine], bool]) -> CueLines:
        return replace(self, lines=tuple(line for line in self.lines if is_meant(line)))


@dataclass(frozen=True)
class PlainLines:
    """My parts of one plain step that can be shown; each `on` or off. hint: words that tell a story."""

    title: str
    step: str
    base: int
    parts: tuple[Extra, ...]
    passed: bool


@dataclass(frozen=True)
class Preview:
    """Everything of a round that the other may see: cue by cue, then plain step by plain step.

    each: at the start it was chosen that each looks when they can. otherwise: I would rather not have it as
    it was chosen. ring: it is shown as a ring, which is drawn only from the whole of it; so where something
    is off (`some_off`), all can be shown with one tap. or_part: without a ring a part of it may be shown.
    """

    round: str
    cues: tuple[CueLines, ...]
    undecided: int
    otherwise: bool
    sheets: tuple[PlainLines, ...] = ()
    ring: bool = False
    or_part: bool = False
    each: bool = False
    template: str = "stages/preview.html"

    @property
    def asked(self) -> tuple[CueLines, ...]:
        """What has to be decided singly: it comes first, and stays there once it is decided."""
        found = (cue.only(lambda line: line.tender is not None) for cue in self.cues)
        return tuple(cue for cue in found if cue.lines)

    @property
    def decisions(self) -> int:
        return sum(len(cue.lines) for cue in self.asked)

    @property
    def others(self) -> tuple[CueLines, ...]:
        found = (cue.only(lambda line: line.tender is None) for cue in self.cues)
        return tuple(cue for cue in found if cue.lines)

    @property
    def some_off(self) -> bool:
        """Whether there is a box of a moment that is not ticked."""
        return any(not extra.on for cue in self.cues for line in cue.lines for extra in line.extras)
