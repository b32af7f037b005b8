"""Showing ours: what is written for the other, that it tells nothing else, and how it is taken back."""

from __future__ import annotations

from typing import Any

import pytest

from couples.access import Holder
from exercises import commands, rules
from exercises.models import Answer
from exercises.rules import Stage
from exercises.steps import sharing
from tests.support.couples.paired import FIRST, MEANING, OWN_WORDS, Pair

OWN = {f"reading.{name}": text for name, text in OWN_WORDS.items()}
LONGEST = {**OWN, "reading.words": "ä" * 160}


def sealed(pair: Pair, who: Holder) -> dict[str, bytes]:
    rows = Answer.objects.filter(seat=pair.state(who).seat).values_list("step", "shared_sealed")
    return {step: bytes(body) for step, body in rows}


def steps(pair: Pair, round_id: str = "first") -> set[str]:
    return {step.id for step in pair.state(pair.alex).layout.of_round(round_id)}


def test_before_a_release_nothing_is_sealed_for_both(pair: Pair) -> None:
    pair.answer_round(pair.alex)
    assert set(sealed(pair, pair.alex).values()) == {b""}


def test_every_step_gets_a_body_of_the_same_size_whatever_was_shared(pair: Pair) -> None:
    pair.answer_round(pair.alex, picks={MEANING: "rejecting"})  # a hurt: kept unless it is offered
    pair.answer(pair.alex, FIRST, "other", **LONGEST)
    commands.pass_(pair.alex, pair.code, step="unprompted-compliment.receiver")
    pair.answer(pair.alex, "says-its-fine.receiver", "na")
    pair.answer(pair.alex, "says-its-fine.sender", share={"meaning": False})
    bodies = {step: own.body for step, own in pair.state(pair.alex).own.items()}
    offered = [
        sharing.released_body(pair.state(pair.alex).layout, step, body) for step, body in bodies.items()
    ]
    assert offered.count(sharing.NOTHING) == 3  # kept, passed and kept
    pair.release(pair.alex)
    released = sealed(pair, pair.alex)
    assert set(released) == steps(pair)
    assert {len(body) for body in released.values()} == {1 + 12 + commands.SHARED_BYTES + 16}
    assert len(set(released.values())) == 6  # nor are two nothings the same bytes


def test_a_release_leaves_what_is_ones_own_as_it_is(pair: Pair) -> None:
    pair.answer_round(pair.alex)
    before = pair.state(pair.alex).own
    pair.release(pair.alex)
    assert pair.state(pair.alex).own == before
    assert pair.stage(pair.alex) is Stage.WAITING


def test_a_release_needs_every_step(pair: Pair) -> None:
    with pytest.raises(rules.Unready):
        pair.release(pair.alex)
    pair.answer_round(pair.alex)
    pair.release(pair.alex)


def test_a_tender_line_that_is_not_decided_refuses_the_release(pair: Pair) -> None:
    pair.answer_round(pair.alex, picks={MEANING: "us_mild"})
    before = pair.stored()
    with pytest.raises(rules.Undecided):
        pair.release(pair.alex)
    assert pair.stored() == before
    pair.answer(pair.alex, MEANING, "us_mild", share={"meaning": False})
    pair.release(pair.alex)
    assert pair.stage(pair.alex) is Stage.WAITING


def test_a_whole_preview_decides_and_releases_at_once(pair: Pair) -> None:
    pair.answer_round(pair.alex, picks={MEANING: "us_mild", FIRST: "rejecting"})
    shares = {MEANING: {"meaning": True}, FIRST: {"reading": False}}
    commands.release(pair.alex, pair.code, round="first", shares=shares, apart=True)
    own = pair.state(pair.alex).own
    assert own[MEANING].body.share == {"meaning": True} and own[FIRST].body.share == {"reading": False}
    assert pair.state(pair.alex).facts.has_said(1, "first", "apart")
    assert pair.stage(pair.alex) is Stage.WAITING


def test_a_whole_preview_that_leaves_a_line_open_is_refused_and_decides_nothing(pair: Pair) -> None:
    pair.answer_round(pair.alex, picks={MEANING: "us_mild", FIRST: "rejecting"})
    before = pair.stored()
    with pytest.raises(rules.Undecided):
        commands.release(pair.alex, pair.code, round="first", shares={FIRST: {"reading": False}}, apart=True)
    assert pair.stored() == before


def test_a_whole_preview_again_changes_nothing(pair: Pair) -> None:
    pair.answer_round(pair.alex)
    commands.release(pair.alex, pair.code, round="first", shares={}, apart=False)
    before = pair.stored()
    commands.release(pair.alex, pair.code, round="first", shares={FIRST: {"reading": False}}, apart=True)
    assert pair.stored() == before


def test_what_is_switched_off_at_the_preview_is_off(pair: Pair) -> None:
    _to_round_two(pair)
    spec = pair.state(pair.alex).layout.of_round("more")[0]
    pair.answer_round(pair.alex, "more")
    raw: dict[str, Any] = {spec.main.id: "strain", "feelings": ["tense"]}
    commands.answer(pair.alex, pair.code, step=spec.id, base=1, raw=raw, share={"feelings": True})
    assert pair.state(pair.alex).own[spec.id].body.share == {"feelings": True}
    commands.release(pair.alex, pair.code, round="more", shares={}, apart=False)
    assert pair.state(pair.alex).own[spec.id].body.share == {"feelings": False}


def test_the_second_rounds_bodies_are_of_the_same_size_too(pair: Pair) -> None:
    _to_round_two(pair)
    pair.answer_round(pair.alex, "more")
    spec = next(step for step in pair.state(pair.alex).layout.of_round("more") if step.voice == "sender")
    raw: dict[str, Any] = {"meaning": "strain", "wish": "ö" * 160}
    commands.answer(pair.alex, pair.code, step=spec.id, base=1, raw=raw, share={"wish": True})
    pair.release(pair.alex, "more")
    bodies = {step: body for step, body in sealed(pair, pair.alex).items() if step in steps(pair, "more")}
    assert len(bodies) == 9 and {len(body) for body in bodies.values()} == {
        1 + 12 + commands.SHARED_BYTES + 16
    }


def test_a_reopening_empties_what_was_sealed_for_both(pair: Pair) -> None:
    pair.answer_round(pair.alex)
    pair.release(pair.alex)
    pair.say(pair.alex, "preview", on=False)
    assert set(sealed(pair, pair.alex).values()) == {b""}
    assert pair.stage(pair.alex) is Stage.PREVIEW
    pair.answer(pair.alex, FIRST, "caring")
    pair.release(pair.alex)
    assert b"" not in sealed(pair, pair.alex).values()


def test_a_reopening_is_refused_when_the_other_was_first(pair: Pair) -> None:
    for who in (pair.sam, pair.alex):
        pair.answer_round(who)
        pair.release(who)
    before = pair.stored()
    for who in pair.both:
        with pytest.raises(rules.BothIn):
            pair.say(who, "preview", on=False)
    assert pair.stored() == before
    assert pair.state(pair.alex).own[FIRST].body.parts == {"reading": {"pick": "strain"}}


def test_what_is_shown_is_changed_only_after_looking_at_it_again(pair: Pair) -> None:
    pair.answer_round(pair.alex)
    pair.release(pair.alex)
    before = pair.stored()
    with pytest.raises(rules.Shown):
        pair.answer(pair.alex, FIRST, "caring")
    with pytest.raises(rules.Shown):
        commands.pass_(pair.alex, pair.code, step=FIRST)
    with pytest.raises(rules.Shown):
        commands.draft(pair.alex, pair.code, step=FIRST, base=1, raw={"reading": "caring"})
    assert pair.stored() == before


def test_an_answer_whose_reply_was_lost_is_taken_again_after_the_release(pair: Pair) -> None:
    pair.answer_round(pair.alex)
    commands.pass_(pair.alex, pair.code, step=FIRST)
    pair.release(pair.alex)
    before = pair.stored()
    assert pair.answer(pair.alex, MEANING).revision == 1
    assert commands.pass_(pair.alex, pair.code, step=FIRST).revision == 2
    assert pair.stored() == before


def _to_round_two(pair: Pair) -> None:
    pair.come_to("closed")
    for who in pair.both:
        pair.say(who, "more")


def test_a_preview_that_shows_a_line_as_it_was_releases_nothing(pair: Pair) -> None:
    pair.answer_round(pair.alex)
    pair.arrive(pair.alex)
    bases = {step: own.revision for step, own in pair.state(pair.alex).own.items()}
    pair.answer(pair.alex, FIRST, "caring")
    with pytest.raises(rules.Changed):
        commands.release(pair.alex, pair.code, round="first", shares={}, bases=bases, apart=False)
    assert pair.where(pair.alex).stage is rules.Stage.PREVIEW
    bases[FIRST] += 1
    commands.release(pair.alex, pair.code, round="first", shares={}, bases=bases, apart=False)
    assert pair.where(pair.alex).stage is rules.Stage.WAITING
