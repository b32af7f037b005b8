"""Drafts, answers and passes: what is kept, what is newer, and what belongs to nobody else."""

from __future__ import annotations

from typing import Any

import pytest

from couples.infrastructure import vault
from exercises import commands, rules
from exercises.content.answer_body import AnswerBody
from exercises.content.kinds import Unclear
from exercises.models import Answer
from exercises.queries.sealed import bound
from exercises.queries.session_state import OwnAnswer
from exercises.rules import Stage
from tests.support.couples.paired import CALM_PICK, FIRST, MEANING, OWN_WORDS, Pair


def own(pair: Pair, who: Any = None, step: str = FIRST) -> OwnAnswer:
    return pair.state(who or pair.alex).own[step]


def draft(pair: Pair, base: int, text: str) -> commands.Outcome:
    raw: dict[str, str | list[str]] = {"reading": "other", "reading.words": text}
    return commands.draft(pair.alex, pair.code, step=FIRST, base=base, raw=raw)


def test_a_draft_is_kept_and_leaves_the_step_open(pair: Pair) -> None:
    assert draft(pair, 0, "Perhaps").revision == 1
    assert own(pair).body == AnswerBody(draft={"reading": "other", "reading.words": "Perhaps"})
    assert not own(pair).is_in and pair.stage(pair.alex) is Stage.STEP


def test_a_draft_may_be_nonsense_and_an_answer_may_not(pair: Pair) -> None:
    draft(pair, 0, "")
    with pytest.raises(Unclear):
        pair.answer(pair.alex, FIRST, "other")
    assert own(pair).revision == 1


def test_an_answer_takes_the_drafts_place(pair: Pair) -> None:
    draft(pair, 0, "Perhaps")
    assert pair.answer(pair.alex, FIRST, "other", **_own_words()).revision == 2
    assert own(pair).is_in and own(pair).body.draft is None
    assert own(pair).body.parts["reading"]["words"] == OWN_WORDS["words"]


def test_a_draft_never_takes_an_answer_back(pair: Pair) -> None:
    pair.answer_round(pair.alex)
    draft(pair, 1, "On second thought")
    assert own(pair).is_in and own(pair).body.parts == {"reading": {"pick": CALM_PICK}}
    assert own(pair).body.draft is not None
    assert pair.stage(pair.alex) is Stage.PREVIEW


def test_the_same_draft_again_changes_nothing(pair: Pair) -> None:
    draft(pair, 0, "Perhaps")
    before = pair.stored()
    assert draft(pair, 0, "Perhaps").revision == 1
    assert pair.stored() == before


@pytest.mark.parametrize("base", [0, 1, 2, 99])
def test_an_equal_answer_is_taken_whatever_its_base(pair: Pair, base: int) -> None:
    pair.answer(pair.alex, FIRST, "strain")
    before = pair.stored()
    raw: dict[str, str | list[str]] = {"reading": "strain"}
    again = commands.answer(pair.alex, pair.code, step=FIRST, base=base, raw=raw, share={})
    assert again.revision == 1 and pair.stored() == before


@pytest.mark.parametrize("base", [0, 2, 99])
def test_another_answer_on_another_base_is_stale_and_nothing_is_overwritten(pair: Pair, base: int) -> None:
    pair.answer(pair.alex, FIRST, "strain")
    before = pair.stored()
    with pytest.raises(rules.Stale) as stale:
        commands.answer(pair.alex, pair.code, step=FIRST, base=base, raw={"reading": "caring"}, share={})
    assert stale.value.revision == 1
    with pytest.raises(rules.Stale):
        draft(pair, base, "too late")
    assert pair.stored() == before
    commands.answer(pair.alex, pair.code, step=FIRST, base=1, raw={"reading": "caring"}, share={})
    assert own(pair).revision == 2 and own(pair).body.parts == {"reading": {"pick": "caring"}}


def test_a_step_can_be_passed_without_a_reason_and_answered_later(pair: Pair) -> None:
    assert commands.pass_(pair.alex, pair.code, step=FIRST).revision == 1
    assert commands.pass_(pair.alex, pair.code, step=FIRST).revision == 1
    assert own(pair).is_in and own(pair).body == AnswerBody(passed=True)
    pair.answer(pair.alex, FIRST, "strain")
    assert not own(pair).body.passed
    commands.pass_(pair.alex, pair.code, step=FIRST)
    assert own(pair).body == AnswerBody(passed=True)  # nothing of the answer is left


def test_a_change_of_pick_drops_the_earlier_decision(pair: Pair) -> None:
    pair.answer(pair.alex, FIRST, "rejecting", share={"reading": False})
    pair.answer(pair.alex, FIRST, "rejecting")
    assert own(pair).body.share == {"reading": False}
    pair.answer(pair.alex, FIRST, "caring")
    assert own(pair).body.share == {}


def test_a_decision_alone_leaves_the_answer_as_it_is(pair: Pair) -> None:
    pair.answer(pair.alex, MEANING, "us_mild")
    commands.answer(pair.alex, pair.code, step=MEANING, base=1, raw=None, share={"meaning": True})
    assert own(pair, step=MEANING).body == AnswerBody({"meaning": {"pick": "us_mild"}}, {"meaning": True})


def test_there_is_nothing_to_decide_about_a_step_that_is_open(pair: Pair) -> None:
    draft(pair, 0, "Perhaps")
    for step in (FIRST, MEANING):
        with pytest.raises(rules.Unready):
            commands.answer(pair.alex, pair.code, step=step, base=0, raw=None, share={"reading": True})


def test_a_step_of_a_later_round_or_of_no_session_is_unknown(pair: Pair) -> None:
    later = pair.state(pair.alex).layout.of_round("more")[0].id
    for step in (later, "no-such.step", ""):
        with pytest.raises(rules.UnknownStep):
            commands.pass_(pair.alex, pair.code, step=step)


@pytest.mark.parametrize(
    "raw", [{}, {"reading": ""}, {"reading": "no-such"}, {"sure": "50"}, {"meaning": "strain"}]
)
def test_what_makes_no_answer_is_unclear_and_changes_nothing(pair: Pair, raw: dict[str, Any]) -> None:
    with pytest.raises(Unclear):
        commands.answer(pair.alex, pair.code, step=FIRST, base=0, raw=raw, share={})
    assert not pair.stored()["answers"]


def test_what_i_enter_opens_with_my_own_key_alone(pair: Pair) -> None:
    pair.answer(pair.alex, FIRST, "other", **_own_words())
    sealed = bytes(Answer.objects.get().own_sealed)
    alex, sam = (pair.state(who) for who in pair.both)
    place = bound(pair.code, 1, FIRST, "own")
    opened: Any = vault.open_sealed(alex.keys.own, sealed, place)
    assert opened["parts"]["reading"]["words"] == OWN_WORDS["words"]
    for key in (alex.keys.couple, sam.keys.couple, sam.keys.own):
        with pytest.raises(vault.Unreadable):
            vault.open_sealed(key, sealed, place)


def test_one_seat_sees_nothing_of_the_others_answers(pair: Pair) -> None:
    pair.answer_round(pair.alex)
    assert len(pair.state(pair.alex).own) == 6
    assert pair.state(pair.sam).own == {} and pair.state(pair.sam).facts.mine == frozenset()


def _own_words() -> dict[str, str]:
    return {f"reading.{name}": text for name, text in OWN_WORDS.items()}


def test_a_late_pass_does_not_pass_what_came_after_it(pair: Pair) -> None:
    commands.pass_(pair.alex, pair.code, step=FIRST, base=0)
    pair.answer(pair.alex, FIRST, "caring")
    with pytest.raises(rules.Stale):
        commands.pass_(pair.alex, pair.code, step=FIRST, base=0)
    assert not pair.state(pair.alex).own[FIRST].body.passed
