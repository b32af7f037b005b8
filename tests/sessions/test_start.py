"""How a session begins: a lobby for whoever starts with somebody new, the first step for everybody else."""

from __future__ import annotations

import pytest

from couples import seats
from couples.access import Holder
from couples.infrastructure.refusals import NotHere, Refused
from couples.invites import new_claim_id
from couples.models import Couple
from exercises import commands, rules
from exercises.models import PairedSession
from exercises.queries import loading
from exercises.rules import RoundWord, SessionWord, Stage, stage_of
from tests.support.couples.paired import CORE, FIRST, Pair, start_alone, start_together


def stage(who: Holder, code: str) -> Stage:
    seated = loading.load(who, code)
    return stage_of(seated.facts, seated.me).stage


def test_whoever_starts_has_the_first_seat_and_a_lobby(db: None) -> None:
    code, couple_code, alex = start_alone()
    seated = loading.load(alex, code)
    assert seated.me == 1 and not seated.joined and seated.couple_code == couple_code
    assert stage(alex, code) is Stage.LOBBY


def test_begin_leads_to_the_first_step_also_alone(db: None) -> None:
    code, _, alex = start_alone()
    commands.ready(alex, code, round="", word=SessionWord.BEGIN)
    assert stage(alex, code) is Stage.STEP
    outcome = commands.answer(alex, code, step=FIRST, base=0, raw={"reading": "strain"}, share={})
    assert outcome.revision == 1


def test_nothing_can_be_answered_from_the_lobby(db: None) -> None:
    code, _, alex = start_alone()
    with pytest.raises(rules.NotYet):
        commands.answer(alex, code, step=FIRST, base=0, raw={"reading": "strain"}, share={})


def test_a_claim_leads_straight_to_the_first_step(pair: Pair) -> None:
    assert pair.state(pair.sam).me == 2
    assert pair.where(pair.sam) == rules.Where(Stage.STEP, pair.state(pair.sam).layout.rounds[0])


def test_a_claim_does_not_begin_for_the_other(db: None) -> None:
    code, couple_code, alex = start_alone()
    seated = loading.load(alex, code)
    link = seats.invite_link(seated.seat, seated.keys)
    assert link is not None
    sam = Holder((seats.claim(link, new_claim_id(), "Sam", Holder(())).token,))
    assert stage(alex, code) is Stage.LOBBY and stage(sam, code) is Stage.STEP
    assert loading.load(alex, code).joined


def test_both_are_asked_the_same_in_the_same_order(pair: Pair) -> None:
    alex, sam = (pair.state(who) for who in pair.both)
    assert list(alex.layout.steps) == list(sam.layout.steps) and alex.order_key == sam.order_key
    assert list(alex.layout.steps)[0] == FIRST


@pytest.mark.parametrize("starter", ["alex", "sam"])
def test_with_the_same_couple_again_nobody_sees_a_lobby(pair: Pair, starter: str) -> None:
    again = commands.start(CORE, holder=getattr(pair, starter), couple_code=pair.couple_code)
    assert again.token is None and again.couple_code == pair.couple_code and again.code != pair.code
    assert stage(pair.alex, again.code) is stage(pair.sam, again.code) is Stage.STEP


def test_with_the_same_couple_again_the_questions_are_others(pair: Pair) -> None:
    again = commands.start(CORE, holder=pair.sam, couple_code=pair.couple_code)
    before = {step.cue.id for step in pair.state(pair.alex).layout.steps.values()}
    after = {step.cue.id for step in loading.load(pair.alex, again.code).layout.steps.values()}
    assert before.isdisjoint(after)


def test_while_nobody_has_joined_a_second_session_has_a_lobby_too(db: None) -> None:
    _, couple_code, alex = start_alone()
    again = commands.start(CORE, holder=alex, couple_code=couple_code)
    assert stage(alex, again.code) is Stage.LOBBY


def test_a_stranger_starts_nothing_with_somebody_elses_couple(pair: Pair, stranger: Holder) -> None:
    for nobody in (stranger, Holder(())):
        with pytest.raises(NotHere):
            commands.start(CORE, holder=nobody, couple_code=pair.couple_code)
    assert PairedSession.objects.count() == 1


@pytest.mark.parametrize("slug, name, days", [("no-such", "Alex", 30), (CORE, " ", 30), (CORE, "Alex", 2)])
def test_a_start_that_is_refused_leaves_nothing_behind(db: None, slug: str, name: str, days: int) -> None:
    with pytest.raises(Refused):
        commands.start(slug, holder=Holder(()), name=name, days=days)
    assert not Couple.objects.exists() and not PairedSession.objects.exists()


def test_a_stranger_and_an_unknown_code_look_alike(pair: Pair, stranger: Holder) -> None:
    for who, code in ((stranger, pair.code), (Holder(()), pair.code), (pair.alex, "0" * 32)):
        for command in (
            lambda who=who, code=code: loading.load(who, code),
            lambda who=who, code=code: commands.pass_(who, code, step=FIRST),
            lambda who=who, code=code: commands.draft(who, code, step=FIRST, base=0, raw={}),
            lambda who=who, code=code: commands.ready(who, code, round="first", word=RoundWord.PREVIEW),
            lambda who=who, code=code: commands.arrive(who, code, "tab", 60),
            lambda who=who, code=code: commands.stop(who, code),
        ):
            with pytest.raises(NotHere):
                command()
    assert not pair.stored()["answers"]


def test_whoever_holds_seats_of_two_couples_sits_at_each_with_the_right_one(pair: Pair) -> None:
    other = start_together("Kim", "Alex")
    alex = Holder((*pair.alex.tokens, *other.sam.tokens))
    assert loading.load(alex, pair.code).me == 1
    assert loading.load(alex, other.code).me == 2
