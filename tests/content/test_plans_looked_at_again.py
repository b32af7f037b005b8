"""Exercises whose plans can be looked at again, and the ones that look: what has to agree in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from exercises import library

LOOKS = """\
id: look-back
section: trust
title: Look back
minutes: 3
evidence: C
purpose: See what became of two plans.
rounds:
- id: first
  screens:
  - id: one
    looks_at: first_plan
    prompt: How was it?
    opener: What helped?
    parts:
    - {id: said, kind: text, visibility: shared, max: 100}
  - id: two
    looks_at: second_plan
    prompt: How was it?
    opener: What next?
    parts:
    - {id: said, kind: text, visibility: shared, max: 100}
"""
PLANS = """\
id: plan-ahead
section: trust
title: Plan ahead
minutes: 3
evidence: C
purpose: Make a plan.
follow_up: {days: 14}
rounds:
- id: first
  screens:
  - id: plan
    prompt: My plan
    opener: What could get in the way?
    parts:
    - {id: plan, kind: if_then, visibility: shared}
"""
NOT_SOUND = {
    "a plan that is looked at twice": (LOOKS, "second_plan", "first_plan", "each plan once"),
    "a screen beside them that looks at nothing": (
        LOOKS, "    looks_at: second_plan\n", "", "looks_at: first_plan or second_plan",
    ),
    "an answer that stays with its owner": (
        LOOKS, "said, kind: text, visibility: shared", "said, kind: text, visibility: self",
        "a part that can be shared",
    ),
    "a second round": (
        LOOKS, "  - id: two\n", "- id: more\n  screens:\n  - id: two\n", "one round only",
    ),
    "whose plan it is that nobody knows": (LOOKS, "second_plan", "third_plan", "first_plan"),
    "a look at what a look has said": (
        LOOKS, "rounds:\n", "follow_up: {days: 7}\nrounds:\n", "no plan is made here",
    ),
    "plans that nobody could see": (PLANS, "visibility: shared", "visibility: self", "no plan is made here"),
    "no days at all": (PLANS, "days: 14", "days: 0", "at least 1"),
}  # fmt: skip


def read(folder: Path, deck: str) -> library.Findings:
    name = deck.split("\n", 1)[0].removeprefix("id: ")
    (folder / f"{name}.yaml").write_text(deck)
    return library.read(library.SHIPPED, folder)


@pytest.mark.parametrize("deck", [LOOKS, PLANS], ids=["that looks", "that plans"])
def test_as_it_stands_it_is_sound(deck: str, tmp_path: Path) -> None:
    assert read(tmp_path, deck).errors == []


@pytest.mark.parametrize("slip", NOT_SOUND)
def test_a_slip_is_told_with_what_would_be_right(slip: str, tmp_path: Path) -> None:
    deck, old, new, says = NOT_SOUND[slip]
    assert old in deck, "the deck has changed: this slip is none any more"
    found = read(tmp_path, deck.replace(old, new, 1))
    assert any(says in error for error in found.errors), found.errors


def test_only_what_looks_at_plans_is_in_no_list(tmp_path: Path) -> None:
    read(tmp_path, PLANS)
    found = read(tmp_path, LOOKS).library
    assert found is not None
    unlisted = found.exercises.keys() - {each.slug for each in found.listed()}
    assert unlisted == {"look-back", "follow-up"}
