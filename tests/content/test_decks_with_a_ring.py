"""What a ring needs of its exercise: each slip is refused with what would be right, at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from exercises import library
from exercises.library import SHIPPED

DECK = """\
id: round-and-round
section: ambiguous
title: Round and round
minutes: 10
evidence: C
purpose: See what leads to what.
rounds:
- id: first
  cues: [quiet-at-dinner, bad-day-tells-friend]
  screens:
  - voice: receiver
    prompt: My first thought
    parts:
    - {id: reading, kind: choose_reading, visibility: shared}
    - {id: next, kind: next_move, visibility: ask, prompt: and then}
- id: out
  after: ring
  screens:
  - id: step-out
    prompt: Where I could step out
    opener: How could the other one notice?
    parts:
    - {id: plan, kind: if_then, visibility: shared, source: ring}
ring:
  leads_to: {go quiet too: quiet-at-dinner}
  ways_out: [ask gently, say how I feel]
  never_with: [test them]
opener: Where could each of us step out?
"""
RING = DECK[DECK.index("ring:\n") : DECK.index("opener: Where")]
FIRST = "a first round of moments that are named, with one screen"

SLIPS = {
    "a move that there is none of": (
        "{go quiet too:", "{hum:", "ring.leads_to.hum: a next move: one of ask gently,"
    ),
    "a moment that is not asked about": (
        "too: quiet-at-dinner", "too: needs-time-alone", "needs-time-alone is not asked about"
    ),
    "a moment that is not of low sensitivity": (
        "too: quiet-at-dinner", "too: bad-day-tells-friend", "a cue of low sensitivity"
    ),
    "a move that leads somewhere and is in no ring": (
        "never_with: [test them]", "never_with: [go quiet too]", "left out here, or in never_with"
    ),
    "a move that is in no ring and that there is none of": (
        "never_with: [test them]", "never_with: [hum]", "ring.never_with.0: a next move"
    ),
    "one way out": ("[ask gently, say how I feel]", "[ask gently]", "at least 2 in the list"),
    "a thought that hurts": (
        "never_with: [test them]", "only_threat_up_to: 2", "ring.only_threat_up_to: at most 1"
    ),
    "drawn moments": ("cues: [quiet-at-dinner, bad-day-tells-friend]", "cues: 2", FIRST),
    "no next move": ("    - {id: next, kind: next_move, visibility: ask, prompt: and then}\n", "", FIRST),
    "a next move that stays": ("next_move, visibility: ask", "next_move, visibility: self", FIRST),
    "a reading that stays": ("choose_reading, visibility: shared", "choose_reading, visibility: self", FIRST),
    "a second screen": (
        "- id: out\n",
        "  - voice: sender\n    prompt: What I mean\n    parts:\n"
        "    - {id: meaning, kind: own_meaning, visibility: shared}\n- id: out\n",
        FIRST,
    ),
    "a first round after the ring": (
        "- id: first\n", "- id: first\n  after: ring\n", "the ring is drawn from this round"
    ),
    "a plan that begins in a ring before there is one": (
        "  after: ring\n", "", "a round with `after: ring`; before it there is no ring"
    ),
    "no ring at all": (RING, "", "left out; this exercise has no ring"),
}  # fmt: skip


def errors(folder: Path, deck: str) -> list[str]:
    (folder / "round-and-round.yaml").write_text(deck)
    return library.read(SHIPPED, folder).errors


def test_without_a_slip_it_is_sound(tmp_path: Path) -> None:
    assert errors(tmp_path, DECK) == []


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_refused_with_what_would_be_right(slip: str, tmp_path: Path) -> None:
    old, new, says = SLIPS[slip]
    assert DECK.count(old) == 1, "the deck has changed: this slip is none any more"
    found = errors(tmp_path, DECK.replace(old, new))
    assert any(says in error for error in found), found


def test_a_ring_is_kept_with_the_session_that_began_with_it() -> None:
    loop = library.load(SHIPPED).exercises["the-loop"]
    cues = library.load(SHIPPED).cues
    digest, text = library.snapshot(loop, (cues[id] for id in loop.rounds[0].named))
    assert library.read_snapshot(text, digest).exercise.ring == loop.ring


def test_the_one_that_is_shipped_has_no_way_round_for_what_should_not_be_in_one() -> None:
    ring = library.load(SHIPPED).exercises["the-loop"].ring
    assert ring is not None and ring.only_threat_up_to == 1
    assert set(ring.never_with) == {"check up on them", "test them", "give in to keep the peace"}
    assert not set(ring.leads_to) & set(ring.never_with)
