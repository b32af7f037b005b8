"""Whatever can be entered can be kept and released: every screen of every exercise, filled to the brim."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from couples.infrastructure import vault
from exercises import commands, library
from exercises.content import kinds
from exercises.content.answer_body import AnswerBody
from exercises.content.cues import Cue
from exercises.content.kinds import if_then
from exercises.library import Exercise
from exercises.steps import cleaning, sharing
from exercises.steps.layout import Layout, StepSpec, completed, lay_out
from tests.support.scripts.answer_script import Script
from tests.support.scripts.every_kind import EVERY_KIND

WIDE = "\U0001f9e1"  # one character, four bytes
KEY = vault.new_key()
LIBRARY = library.load(library.SHIPPED)


def laid_out(exercise: Exercise, cues: dict[str, Cue]) -> Layout:
    named = list(cues)
    choice = {each.id: each.named or tuple(named[: each.drawn or 5]) for each in exercise.rounds}
    return lay_out(exercise, cues, choice)


def full(part: kinds.Part, name: str, text: str) -> str:
    """As much of it as fits: a canary in front, so that it is still a text of its own."""
    limit = kinds.input(part, None, "", None, {}).limit or getattr(part, "max", 160)
    return (text + WIDE * limit)[:limit]


def filled(spec: StepSpec) -> dict[str, Any]:
    raw = Script("alex", share_all=True).parts(spec)
    for part in spec.parts:
        if part.kind == "choose_many":
            raw[part.id] = list(getattr(part, "options", ()))[: getattr(part, "max", 1)]
            continue
        for name, value in raw.items():
            if name.split(".")[0] == part.id and isinstance(value, str) and value.startswith("zalex"):
                needs_cue = kinds.KINDS[part.kind].needs_cue and spec.cue is not None
                limit = 160 if needs_cue or part.kind in ("respond", "predict") else 0
                raw[name] = (value + WIDE * 160)[:160] if limit else full(part, name, value)
    return raw


def exercises() -> list[Any]:
    return [pytest.param(exercise, id=slug) for slug, exercise in LIBRARY.exercises.items()]


def hold(exercise: Exercise, cues: dict[str, Cue]) -> None:
    layout = laid_out(exercise, cues)
    for spec in layout.steps.values():
        stories = {
            p.id: {"options": tuple(f"{n}{WIDE * 119}" for n in range(10))}
            for p in spec.parts
            if kinds.source(p) == "stories"
        }
        spec = completed(spec, stories) if stories else spec
        rings = {p.id: {"given": WIDE * if_then.MOST_GIVEN} for p in spec.parts if kinds.source(p) == "ring"}
        spec = completed(spec, rings) if rings else spec
        if spec.main is None:
            continue
        raw = filled(spec)
        parts = cleaning.clean(spec, raw)
        share = {part.id: True for part in spec.parts if part.visibility in ("shared", "ask")}
        offered = sharing.released_body(layout, spec.id, AnswerBody(parts, share))
        vault.seal(KEY, offered, "shared", commands.SHARED_BYTES)
        vault.seal(KEY, AnswerBody(parts, share, draft=raw).to_json(), "own")


@pytest.mark.parametrize("exercise", exercises())
def test_every_screen_filled_to_the_brim_can_be_kept_and_released(exercise: Exercise) -> None:
    hold(exercise, dict(LIBRARY.cues))


def test_so_can_one_of_a_deck_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "every-kind.yaml").write_text(EVERY_KIND)
    found = library.load(library.SHIPPED, tmp_path)
    hold(found.exercises["every-kind"], dict(found.cues))


def test_a_screen_that_could_hold_more_is_refused(tmp_path: Path) -> None:
    long = ", ".join(f"{'a' * 300}{n}" for n in range(8))
    deck = EVERY_KIND.replace("options: [go quiet, get busy, make a joke of it]", f"options: [{long}]")
    (tmp_path / "every-kind.yaml").write_text(deck.replace("max: 3, options", "max: 8, options"))
    (error,) = library.read(library.SHIPPED, tmp_path).errors
    assert "at most 1800 characters on a screen" in error
