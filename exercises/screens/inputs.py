"""A step, as its owner answers it. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from exercises.screens.people import Box, Option, Person
from exercises.screens.rings import Half


@dataclass(frozen=True)
class PartInput:
    """One part of a step, as an input. `template` is `kinds/<kind>.html`.

    name: the form field. A second field of the same part is `name.words`, `name.about`, `name.feel`.
    sends: choosing an option sends the step (its options are buttons, not radios).
    options: in the order in which they are shown, without "in my own words".
    words, about, feel: own words with their two worded lists, which are empty where a kind has none.
    limit: the most characters that a text may have.
    groups: for feelings only: (heading, options) in order.
    ordered: the order in which options were chosen counts, and is shown.
    fields: what has more than one text: its boxes, in order. needed: so many of them are open at once.
    ends: the words at both ends of a row of numbers, or of tiles.
    given: words that are there already (the first half of a plan), or the text to read.
    example: what somebody could write, "" where there is none.
    hint_words: words on which a hint asks for what a camera would have seen. It never blocks.
    """

    name: str
    kind: str
    prompt: str
    template: str
    sends: bool = False
    options: tuple[Option, ...] = ()
    own_words: bool = False
    own_words_chosen: bool = False
    words: str = ""
    about: tuple[Option, ...] = ()
    feel: tuple[Option, ...] = ()
    limit: int = 0
    groups: tuple[tuple[str, tuple[Option, ...]], ...] = ()
    at_most: int = 0
    ordered: bool = False
    fields: tuple[Box, ...] = ()
    needed: int = 0
    ends: tuple[str, ...] = ()
    given: str = ""
    hint_words: tuple[str, ...] = ()
    example: str = ""


@dataclass(frozen=True)
class Quote:
    """What somebody shared before and this is about. lines: one or several, as they were typed.

    how: what stands behind the name.
    """

    person: Person
    lines: tuple[str, ...]
    how: str = "showed before"


@dataclass(frozen=True)
class Breath:
    """Breathing in phase. word: the word that begins it; said: mine.

    starts_at: server milliseconds at which the first breath in begins, None until both have said so.
    breathe_in, breathe_out, seconds: whole seconds; seconds is the whole of it.
    """

    round: str
    word: str
    said: bool
    starts_at: int | None
    seconds: int
    breathe_in: int
    breathe_out: int
    note: str


@dataclass(frozen=True)
class Floor:
    """Turns at speaking. Each *_word is the word that its button sends, "" where there is no button.

    said: I have said that I am ready. holder: who has the floor, None before the start and once it is over.
    mine: I have it. ends_at: server milliseconds, None while it is paused or not going on.
    left_seconds: what is left as this was made; never below 0. over: everybody has had the floor.
    ask: how many of the suggested questions the listener picks; 0 where there are none to suggest.
    """

    round: str
    said: bool
    holder: Person | None
    mine: bool
    number: int
    count: int
    ends_at: int | None
    left_seconds: int
    paused: bool
    over: bool
    minutes: int
    start_word: str
    pause_word: str
    minute_word: str
    hand_word: str
    ask: int
    questions: tuple[str, ...]


@dataclass(frozen=True)
class Step:
    """One screen of a round.

    A plain step (no cue) has no voice and no `not_applicable`, and its template is `stages/plain.html`:
    takes: it takes an answer; else one only goes on. can_pass: a pass is offered. about: what of the other's
    it is about. nothing: the other shared nothing that it could be about, so there is only "Go on".
    breath, floor: the step is something that both do together. again: this is a further try; the words say
    how the last one was taken. ring: my half of the ring that both have seen, where the step is about it.

    ref: the step's permanent id. base: the revision that this form is based on (0 when it is new).
    voice: receiver, sender or calm. not_applicable: the words of "doesn't come up with us", in this voice.
    dock: the part whose tiles stand in the dock and send the step (the sureness tiles), or None.
    earlier: the step before this one in the same round, or "".
    answered: this step is in; the form changes it.
    explains: the first of its kind in the round, which says how it works; the others are shorter.
    keep_field: the field share.<step>.<part> by which an answered step can be kept to oneself, or "" where
    that is not asked here. kept: it is kept.
    """

    ref: str
    base: int
    voice: str
    kicker: str
    moment: str
    hint: str
    parts: tuple[PartInput, ...]
    dock: PartInput | None
    folded: tuple[PartInput, ...]
    not_applicable: str
    earlier: str
    answered: bool
    explains: bool = True
    passed: bool = False
    not_applicable_chosen: bool = False
    keep_field: str = ""
    kept: bool = False
    template: str = "stages/step.html"
    takes: bool = True
    can_pass: bool = True
    about: Quote | None = None
    nothing: bool = False
    again: str = ""
    breath: Breath | None = None
    floor: Floor | None = None
    ring: Half | None = None
