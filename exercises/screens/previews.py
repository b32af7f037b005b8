"""What is about to be shown, line by line. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Tender:
    """A line to decide about singly. `fate` is share, keep or "" (not decided: the release is refused)."""

    field: str  # share.<step>.<part>
    fate: str


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


@dataclass(frozen=True)
class CueLines:
    """The lines about one cue."""

    title: str
    lines: tuple[PreviewLine, ...]


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
    def some_off(self) -> bool:
        """Whether there is a box of a moment that is not ticked."""
        return any(not extra.on for cue in self.cues for line in cue.lines for extra in line.extras)
