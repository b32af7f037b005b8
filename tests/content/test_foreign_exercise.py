"""An exercise of somebody's own: its parts have names of their own, and its cards may ask its question."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from couples.access import Holder
from exercises import library
from exercises.presenters.session import comparison_page
from exercises.rules import Stage
from tests.support.couples import paired
from tests.support.couples.paired import Pair

CUE = "quiet-at-dinner"
OPENER = "What would {sender} have liked {receiver} to ask?"
WALK = f"""\
id: evening-walk
section: ambiguous
title: An evening walk
minutes: 5
evidence: C
purpose: To talk about it while walking.
rounds:
- id: stroll
  cues: [{CUE}]
  screens:
  - voice: receiver
    prompt: My first thought
    parts:
    - {{id: thought, kind: choose_reading, visibility: shared}}
    folded:
    - {{id: mood, kind: feelings, visibility: ask}}
    - {{id: then, kind: next_move, visibility: ask}}
  - voice: sender
    prompt: What I mean
    parts:
    - {{id: intent, kind: own_meaning, visibility: shared}}
    folded:
    - {{id: hope, kind: text, visibility: ask, max: 160}}
"""


@pytest.fixture
def own(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    settings.EXERCISES_PATH = str(tmp_path)
    monkeypatch.setattr(paired, "CORE", "evening-walk")
    library.current.cache_clear()
    yield tmp_path
    library.current.cache_clear()


def walked(own: Path, content: str) -> Pair:
    """Both answer everything, and share everything that they may."""
    (own / "evening-walk.yaml").write_text(content)
    pair = paired.start_together()
    for who in pair.both:
        mine: dict[str, Any] = {"mood": ["tense"] if who == pair.alex else ["tense", "sad"]}
        pair.answer(who, f"{CUE}.receiver", share={"mood": True, "then": True}, then="ask gently", **mine)
        pair.answer(who, f"{CUE}.sender", share={"hope": True}, hope="Sit with me.")
    for who in pair.both:
        pair.arrive(who)
        pair.release(who, "stroll")
    assert pair.stage(pair.alex) is Stage.REVEAL
    pair.close("stroll")
    return pair


def seen_by(pair: Pair, who: Holder) -> Any:
    return comparison_page.present_comparison(pair.state(who))


@pytest.mark.django_db
def test_the_comparison_finds_parts_by_what_they_are_not_by_what_they_are_called(own: Path) -> None:
    pair = walked(own, WALK)
    found = seen_by(pair, pair.alex)
    assert len(found.cards) == 2
    assert [(each.next_move, each.wish) for each in found.facing] == [("ask gently", "Sit with me.")] * 2
    (felt,) = found.feelings
    assert (felt.first_only, felt.both, felt.second_only) == ((), ("tense",), ("sad",))


@pytest.mark.django_db
def test_a_screen_without_extra_parts_has_nothing_to_face(own: Path) -> None:
    bare = WALK.replace("    - {id: mood, kind: feelings, visibility: ask}\n", "")
    bare = bare.replace("    - {id: then, kind: next_move, visibility: ask}\n", "")
    bare = bare.replace("    - {id: hope, kind: text, visibility: ask, max: 160}\n", "").replace(
        "    folded:\n", ""
    )
    pair = walked(own, bare)
    found = seen_by(pair, pair.sam)
    assert len(found.cards) == 2
    assert (found.facing, found.feelings) == ((), ())


@pytest.mark.django_db
@pytest.mark.parametrize("written", [None, "cue.opener", OPENER])
def test_an_exercise_may_ask_its_own_question_on_each_card(own: Path, written: str | None) -> None:
    pair = walked(own, WALK + (f"opener: {written}\n" if written else ""))
    asked = {card.opener for card in seen_by(pair, pair.alex).cards}
    if written == OPENER:
        assert asked == {
            "What would Alex have liked Sam to ask?",
            "What would Sam have liked Alex to ask?",
        }
    else:
        assert len(asked) in (1, 2) and not any("cue.opener" in each or "{" in each for each in asked)
