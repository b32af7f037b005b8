"""What two people's answers to a round of cues say side by side. Pure: no Django, no clock, no chance.

Reading order: `answers` (what one person gave), `offered` (what of it leaves its owner), `cues` (one cue
in one direction), `said` (what a pick says, and how near two are), `opened` (a round: topics, and what is
opened), `summaries` (what is private to its owner), `words` (the sentences),
`questions` (what a card asks), `ring` (how two next moves can
lead into each other), `half_ring` (what is shown where they don't). `weights` is the one table of numbers,
`raw` reads and writes recorded rounds.

The two people are A (the first seat) and B (the second). In the direction AB, A reads what B does.
"""

from __future__ import annotations

from exercises.comparison.answers import Guess, Meaning, Own, Reading, Unfit
from exercises.comparison.cues import Compared, Direction, NotApplicable, NotCompared, compare
from exercises.comparison.offered import Offered, reduce
from exercises.comparison.opened import CueOffers, Offers, RoundComparison, Topic, compare_round
from exercises.comparison.summaries import Private, gaps, lean, private

__all__ = [
    "Compared",
    "CueOffers",
    "Direction",
    "Guess",
    "Meaning",
    "NotApplicable",
    "NotCompared",
    "Offered",
    "Offers",
    "Own",
    "Private",
    "Reading",
    "RoundComparison",
    "Topic",
    "Unfit",
    "compare",
    "compare_round",
    "gaps",
    "lean",
    "private",
    "reduce",
]
