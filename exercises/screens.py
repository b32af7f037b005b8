"""Screens: what each stage shows to one seat, as plain frozen data.

Pure. `seen`, `inputs`, `cards`, `overview` and `own_page` fill these, the templates under `templates/`
read them, and nothing else of the product reaches a template. Texts are final: both names are filled in
and quotes are typographic. Whatever is not in a screen cannot be rendered, so this file is the whole
list of what a person can see.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from exercises.rules import Stage

Mark = Literal["a", "b"]  # a: the first seat, a circle; b: the second seat, a diamond
Closeness = Literal["same", "close", "far"]


@dataclass(frozen=True)
class Person:
    """One of the two, as a page names them. `name` is "Your partner" until they have joined."""

    mark: Mark
    name: str


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    chosen: bool = False


# ---- lobby ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Lobby:
    """The shared link: absolute, with the invite's secret behind its #; "" once it is claimed.

    moments: how many the first round has.
    """

    link: str
    minutes: int
    moments: int
    template: str = "stages/lobby.html"


# ---- a step -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class PartInput:
    """One part of a step, as an input. `template` is `kinds/<kind>.html`.

    name: the form field. A second field of the same part is `name.words`, `name.about`, `name.feel`.
    sends: choosing an option sends the step (its options are buttons, not radios).
    options: in the order in which they are shown, without "in my own words".
    words, about, feel: own words with their two worded lists, which are empty where a kind has none.
    limit: the most characters that a text may have.
    groups: for feelings only: (heading, options) in order.
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


@dataclass(frozen=True)
class Step:
    """One screen of a round.

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


# ---- preview ----------------------------------------------------------------------------------


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


@dataclass(frozen=True)
class Line:
    """One line of mine. hollow: my reading of the other; else what I say of myself."""

    step: str
    base: int
    hollow: bool
    text: str
    note: str  # how sure, or ""
    stays: bool  # passed or "doesn't come up": nothing of it is shown
    tender: Tender | None
    extras: tuple[Extra, ...]


@dataclass(frozen=True)
class CueLines:
    """The lines about one cue."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Preview:
    round: str
    cues: tuple[CueLines, ...]
    undecided: int
    apart: bool
    template: str = "stages/preview.html"


# ---- waiting ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Waiting:
    """A resting place. both_in: both have released, somebody is away. more: it is about a further round."""

    round: str
    both_in: bool
    more: bool
    can_reopen: bool
    template: str = "stages/waiting.html"


# ---- cards ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Card:
    """One opened direction: `reader` reads, `actor` acts.

    closeness decides the drawn distance and the gap word. line: the app's one line, or "" (cue marked plain).
    reading_at, meaning_at: where the marks stand on the axis, in percent of its width from its start
    (6 hurts .. 94 nothing to worry about).
    spread: half the width of the shade, in percent; wider is less sure.
    said: the row in one sentence, for a screen reader. long: the texts need the smaller type.
    """

    title: str
    short: str
    reader: Person
    actor: Person
    reading: str
    felt: str
    meaning: str
    closeness: Closeness
    gap_word: str
    line: str
    opener: str
    long: bool
    reading_at: float
    meaning_at: float
    spread: float
    said: str


@dataclass(frozen=True)
class Fold:
    """The one tender topic. card is None until both have tapped; mine: I have tapped."""

    mine: bool
    card: Card | None


@dataclass(frozen=True)
class Reveal:
    """A card, in step. card is None when there was nothing to compare.

    number counts from 1. said_next: I have tapped; alone: the other is away, so my tap goes on alone.
    apart: each goes on when they can. next_word: the readiness that the button sends, e.g. next-2.
    folded: a tender topic waits for the end of the cards.
    """

    round: str
    card: Card | None
    number: int
    count: int
    said_next: bool
    alone: bool
    apart: bool
    next_word: str
    folded: bool
    template: str = "stages/reveal.html"


@dataclass(frozen=True)
class CardsDone:
    """The end of a round's cards. further: the question that offers another round ("Three more?"), or "".

    count: how many cards there were; 0 when there was nothing to compare.
    through: both of you have seen the last card (else: I am ahead, each goes when they can).
    """

    round: str
    count: int
    further: str
    through: bool
    fold: Fold | None
    template: str = "stages/cards_done.html"


# ---- the end ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Takeaway:
    ref: str
    base: int
    text: str
    share: bool
    limit: int
    template: str = "stages/takeaway.html"


@dataclass(frozen=True)
class Finished:
    """mine and theirs are lines or ""; mine_shared: the other may see mine."""

    mine: str
    mine_shared: bool
    theirs: str
    template: str = "stages/finished.html"


@dataclass(frozen=True)
class Ended:
    """kept: something that both had opened is still there to look back at."""

    kept: bool
    template: str = "stages/ended.html"


Screen = Lobby | Step | Preview | Waiting | Reveal | CardsDone | Takeaway | Finished | Ended


# ---- the page around it -----------------------------------------------------------------------


@dataclass(frozen=True)
class Progress:
    """A slim line above the stage. states: one of done, now, todo for each step. noun: "Step" or "Card"."""

    kicker: str
    noun: str
    number: int
    states: tuple[str, ...]
    dots: bool  # cards have dots, steps have bars


@dataclass(frozen=True)
class Seen:
    """Everything one seat may see of a paired session at one instant.

    version: mine; it never falls. reveal_at: server milliseconds at which a card turns over, or None.
    """

    code: str
    couple: str
    exercise: str
    stage: Stage
    you: Person
    partner: Person
    joined: bool
    here: bool
    version: int
    reveal_at: int | None
    progress: Progress | None
    screen: Screen


# ---- pages beside the stage --------------------------------------------------------------------


@dataclass(frozen=True)
class Feelings:
    """What each would feel in one moment, where both shared it. Each list has at most three words."""

    title: str
    first_only: tuple[str, ...]
    both: tuple[str, ...]
    second_only: tuple[str, ...]


@dataclass(frozen=True)
class Facing:
    """What the reader would do next, and what the actor would welcome; "" where it was not shared."""

    title: str
    reader: Person
    next_move: str
    actor: Person
    wish: str


@dataclass(frozen=True)
class Comparison:
    """See everything: opened directions only.

    counts: one sentence. rows_first, rows_second: the same cards by who acts (first seat, second seat).
    rest_round: "" while nothing asks for it. rest_mine: I have tapped. rest: what is open of it.
    """

    title: str
    first: Person
    second: Person
    counts: str
    cards: tuple[Card, ...]
    rows_first: tuple[Card, ...]
    rows_second: tuple[Card, ...]
    fold: Fold | None
    fold_round: str
    facing: tuple[Facing, ...]
    feelings: tuple[Feelings, ...]
    rest_round: str
    rest_mine: bool
    rest_open: bool
    rest: tuple[Card, ...]


@dataclass(frozen=True)
class Twice:
    """Two sentences of mine about one cue, side by side."""

    title: str
    left_label: str
    left: str
    right_label: str
    right: str


@dataclass(frozen=True)
class OwnPage:
    """For its owner alone. guesses: the calm guess beside what the other said, opened directions only."""

    first_against_calm: tuple[Twice, ...]
    excuse_against_suspect: tuple[Twice, ...]
    guesses: tuple[Twice, ...]
    lean: str
