"""Two people at the loop: picks that close a ring, half of one or nothing, and ways to come to each."""

from __future__ import annotations

from collections.abc import Mapping

from couples.access import Holder
from exercises.language.typography import typeset
from exercises.library import SHIPPED, load
from tests.support.couples.paired import Pair, start_together

MOMENTS = load(SHIPPED).cues
THE_LOOP = "the-loop"
CUES = ("quiet-at-dinner", "needs-time-alone", "phone-while-talking", "read-no-reply", "in-a-bad-mood")
GENTLE = ("strain", "ask gently")  # leads nowhere
Picks = Mapping[str, tuple[str, str]]  # of a moment: the reading, and the next move ("": left open)

# Alex reads the dinner darkly and pulls away; Sam reads that darkly and goes quiet.
ALEX: Picks = {"quiet-at-dinner": ("us_mild", "pull away")}
SAM: Picks = {"needs-time-alone": ("us_mild", "go quiet too")}
NO_RING: Picks = {"quiet-at-dinner": ("us_mild", "ask gently")}  # the same, but for what Alex would do
NOTHING: Picks = dict.fromkeys(CUES, ("na", ""))  # nothing of it comes up with us
TITLE = "How it can go in circles"
HALF = "How one thing can lead to another"
THOUGHTS = "Two first thoughts"
NONE = "Nothing to put together this time"
OPENER = "Where could each of you step out, and what would make that easier?"


def thought(cue: str, reading: str, partner: str) -> str:
    """A first thought as a page shows it to somebody whose partner has this name."""
    return typeset(MOMENTS[cue].reading(reading).receiver, {"partner": partner})


ALEX_THINKS = thought("quiet-at-dinner", "us_mild", "Sam")
SAM_THINKS = thought("needs-time-alone", "us_mild", "Alex")


def step(cue: str) -> str:
    return f"{cue}.receiver"


def sit_down() -> Pair:
    return start_together(exercise=THE_LOOP)


def answer(pair: Pair, who: Holder, picks: Picks, share: bool = True) -> None:
    """All five moments; one that `picks` doesn't name is read gently. share: what they would do then, too."""
    for cue in CUES:
        reading, move = picks.get(cue, GENTLE)
        fields = {"next": move} if move else {}
        pair.answer(who, step(cue), reading, share={"next": share}, **fields)


def reveal(pair: Pair) -> None:
    for who in pair.both:
        pair.arrive(who)
        pair.release(who)


def to_the_ring(pair: Pair, alex: Picks = ALEX, sam: Picks = SAM) -> None:
    answer(pair, pair.alex, alex)
    answer(pair, pair.sam, sam)
    reveal(pair)


def step_out(pair: Pair) -> None:
    """From an open ring to the card on which both ways out stand."""
    pair.close()
    pair.fill_in(pair.alex, "step-out", plan__way="ask gently", easier="A question is welcome.")
    pair.fill_in(pair.sam, "step-out", plan__way="other", plan__then="say that I’m tired")
    for who in pair.both:
        pair.release(who, "out")
