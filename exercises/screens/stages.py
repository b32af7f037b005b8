"""The stages but for steps and previews, each as its template gets it. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from exercises.screens.cards import Card, Fold, PlainCard, Side
from exercises.screens.people import Person
from exercises.screens.rings import NoRing, Ring
from exercises.screens.talk_offers import TalkOffer


@dataclass(frozen=True)
class Lobby:
    """What is sent to whoever is to join, and when the two will do it.

    link: absolute, with the invite's secret behind its #; "" once it is claimed. moments: how many the first
    round has; 0 where it has none. gate: the safety page stands here once more. each: each does it when they
    can, else both at the same time; asks_when: that can be chosen. sent: the round of which mine is in
    already; "" before I have begun.
    """

    link: str
    minutes: int
    moments: int
    gate: bool = False
    each: bool = False
    sent: str = ""
    asks_when: bool = True
    template: str = "stages/lobby.html"


@dataclass(frozen=True)
class Waiting:
    """A resting place. both_in: both have released, somebody is away. more: it is about a further round.

    word: the word that can be taken back here. each: nobody has to be here for the cards, as far as I have
    said.
    """

    round: str
    both_in: bool
    more: bool
    can_reopen: bool
    word: str = "preview"
    each: bool = False
    template: str = "stages/waiting.html"


@dataclass(frozen=True)
class Reveal:
    """A card, in step: about a moment (`card`), a plain step (`sheet`), or a `ring`; else nothing was opened.

    number counts from 1. said_next: I have tapped; alone: the other is away, so my tap goes on alone.
    apart: each goes on when they can. next_word: the word that the button sends, e.g. next-2.
    folded: a tender topic waits for the end of the cards. no_ring: a ring
    was looked for, and there is neither one nor anything in its place. nothing: what is asked where nothing
    was opened.
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
    sheet: PlainCard | None = None
    talk: TalkOffer | None = None
    ring: Ring | None = None
    no_ring: NoRing | None = None
    nothing: str = ""
    template: str = "stages/reveal.html"

    @property
    def tap(self) -> bool:
        """Whether a tap on my place in the ring goes on."""
        return not self.said_next or self.alone


@dataclass(frozen=True)
class CardsDone:
    """The end of a round's cards. further: the question that offers another round ("Three more?"), or "".

    count: how many cards there were; 0 when there was nothing to compare.
    through: both of you have seen the last card (else: I am ahead, each goes when they can).
    no_text: what "not yet" leads to, in words, for a ready gate. said_back: the other's try at saying back
    what I meant, when I am asked whether that is it; confirm: the two answers, yes and almost.
    """

    round: str
    count: int
    further: str
    through: bool
    fold: Fold | None
    no_text: str = ""
    said_back: Side | None = None
    confirm: tuple[str, ...] = ()
    comparison: bool = True
    template: str = "stages/cards_done.html"


@dataclass(frozen=True)
class Takeaway:
    """The line stays with its owner, who may show it afterwards.

    stopped: words that say that a gate ended it here, kindly, or "". comparison: there is a page of it.
    hint: what it could be about, where the cards lead to something; or "".
    """

    ref: str
    base: int
    text: str
    limit: int
    stopped: str = ""
    comparison: bool = True
    hint: str = ""
    template: str = "stages/takeaway.html"


@dataclass(frozen=True)
class CheckIn:
    """My own look at how things are, for me alone: what I said, and nothing made of it.

    items: (name, 0..6 or None).
    """

    items: tuple[tuple[str, int | None], ...]


@dataclass(frozen=True)
class Meaning:
    """What the other usually means by a moment: the moment, and their words."""

    title: str
    person: Person
    text: str


@dataclass(frozen=True)
class NextExercise:
    """One thing that the two could do next, and why this."""

    slug: str
    title: str
    reason: str
    minutes: int


@dataclass(frozen=True)
class Finished:
    """mine and theirs are lines or ""; mine_shared: the other may see mine. stopped: a gate ended it, kindly.

    comparison: there is something to look back at side by side. worth_keeping: what I mean is on a card.
    base: what showing mine is based on. meaning: what is worth keeping where neither has left a line.
    next: None where nothing fits, or there is nobody to do it with.
    """

    mine: str
    mine_shared: bool
    theirs: str
    stopped: str = ""
    comparison: bool = True
    checkin: CheckIn | None = None
    worth_keeping: bool = False
    base: int = 0
    meaning: Meaning | None = None
    next: NextExercise | None = None
    template: str = "stages/finished.html"


@dataclass(frozen=True)
class Ended:
    """kept: something that both had opened is still there to look back at. own: something for me alone is."""

    kept: bool
    own: bool = False
    template: str = "stages/ended.html"
