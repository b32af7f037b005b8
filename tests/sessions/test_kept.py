"""What the two keep, each as they see it: lines taken along, plans, the glossary, what could go into it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from couples import seats
from couples.access import Holder
from couples.infrastructure.refusals import NotHere
from couples.infrastructure.vault import Unreadable
from exercises import commands
from exercises.content.kinds import Unclear
from exercises.models import GlossaryLine as Row
from exercises.models import PairedSession
from exercises.presenters.couple import keepsakes
from exercises.rules import Stale
from exercises.screens import GlossaryLine, Keepsakes, TakenAlong
from tests.support.couples.paired import MEANING, Pair, start_together

QUIET = "quiet-at-dinner"
PACT = "if-then-pact"
MOST_QUERIES = 7


def seen(pair: Pair, who: Holder) -> Keepsakes:
    return keepsakes.keepsakes_page(who, pair.couple_code)


def keep(
    pair: Pair, who: Holder, means: str = "I’m worn out.", helps: str = "", base: int = 0, cue: str = QUIET
) -> None:
    commands.keep_line(who, pair.couple_code, cue=cue, means=means, helps=helps, base=base)


def lines(pair: Pair, who: Holder) -> list[tuple[str, str, str]]:
    return [(line.person.name, line.means, line.helps) for line in seen(pair, who).glossary]


def plans(pair: Pair, who: Holder) -> list[tuple[str, str, bool]]:
    return [(plan.person.name, plan.text, plan.only_mine) for plan in seen(pair, who).plans]


# ---- lines taken along --------------------------------------------------------------------------------


def test_a_line_that_was_shared_is_for_both_once_both_have_finished(pair: Pair) -> None:
    pair.come_to("takeaway")
    pair.take_along(pair.alex, "I ask first.", share=True)
    mine = TakenAlong(
        seen(pair, pair.alex).taken[0].person, "I ask first.", "What I read, what you mean", False
    )
    assert seen(pair, pair.alex).taken == (mine,)
    assert seen(pair, pair.sam).taken == ()  # sam has not finished
    pair.take_along(pair.sam, "I say it.", share=True)
    both = {"I ask first.", "I say it."}
    assert {line.line for line in seen(pair, pair.alex).taken} == both
    assert {line.line for line in seen(pair, pair.sam).taken} == both


def test_a_line_that_was_kept_is_only_for_its_owner(pair: Pair) -> None:
    pair.come_to("takeaway")
    pair.take_along(pair.alex, "Only I know.", share=False)
    pair.take_along(pair.sam, "I say it.", share=True)
    assert [(line.line, line.only_mine) for line in seen(pair, pair.alex).taken] == [
        ("Only I know.", True), ("I say it.", False),
    ]  # fmt: skip
    assert [line.line for line in seen(pair, pair.sam).taken] == ["I say it."]


def test_who_took_nothing_along_has_no_line(pair: Pair) -> None:
    pair.come_to("takeaway")
    for who in pair.both:
        commands.pass_(who, pair.code, step="takeaway")
    assert seen(pair, pair.alex).taken == ()


def test_a_stranger_finds_nothing(pair: Pair, stranger: Holder) -> None:
    pair.come_to("finished")
    for who in (stranger, Holder(())):
        with pytest.raises(NotHere):
            seen(pair, who)


def test_nothing_is_left_of_an_erased_couple(pair: Pair) -> None:
    pair.come_to("finished")
    keep(pair, pair.alex)
    seats.erase(pair.sam, pair.couple_code)
    for who in pair.both:
        with pytest.raises(NotHere):
            seen(pair, who)
        with pytest.raises(NotHere):
            keep(pair, who)
    assert not Row.objects.exists()


# ---- plans --------------------------------------------------------------------------------------------


@pytest.fixture
def pact(db: None) -> Pair:
    """Both are at their first step of the pact."""
    return start_together(exercise=PACT)


def plan(pair: Pair, who: Holder, then: str, share: bool = True, when: str = "it goes quiet") -> None:
    """Answer the pact: a moment, a plan, nothing more."""
    (first,) = [step for step in pair.state(who).layout.of_round("first") if step.id == "cue"]
    pair.fill_in(who, "cue", cue=first.parts[0].options[0])  # type: ignore[union-attr]
    pair.fill_in(who, "plan", share={"plan": share}, plan__if=when, plan__then=then)
    commands.pass_(who, pair.code, step="help")


def open_both(pair: Pair) -> None:
    for who in pair.both:
        pair.arrive(who)
        pair.release(who)


def test_plans_are_there_once_a_card_has_shown_them(pact: Pair) -> None:
    plan(pact, pact.alex, "ask how it was")
    plan(pact, pact.sam, "say that I’m tired")
    assert plans(pact, pact.alex) == plans(pact, pact.sam) == []
    open_both(pact)
    own = "If it goes quiet, then I first ask how it was"
    assert plans(pact, pact.alex) == [("Alex", own, False)]  # the card about plans is the second one
    pact.close()
    both = {("Alex", own, False), ("Sam", "If it goes quiet, then I first say that I’m tired", False)}
    assert set(plans(pact, pact.alex)) == set(plans(pact, pact.sam)) == both


def test_a_kept_plan_is_never_seen_by_the_other(pact: Pair) -> None:
    plan(pact, pact.alex, "breathe in zecret", share=False)
    plan(pact, pact.sam, "say that I’m tired")
    open_both(pact)
    pact.close()
    assert ("Alex", "If it goes quiet, then I first breathe in zecret", True) in plans(pact, pact.alex)
    assert "zecret" not in repr(seen(pact, pact.sam))
    assert [name for name, _, _ in plans(pact, pact.sam)] == ["Sam"]


def test_plans_of_a_session_that_was_stopped_before_they_were_opened_are_gone(pact: Pair) -> None:
    plan(pact, pact.alex, "ask how it was")
    plan(pact, pact.sam, "say that I’m tired")
    commands.stop(pact.sam, pact.code)
    assert plans(pact, pact.alex) == plans(pact, pact.sam) == []


def test_what_an_ended_session_had_opened_stays(pact: Pair) -> None:
    plan(pact, pact.alex, "ask how it was")
    plan(pact, pact.sam, "say that I’m tired")
    open_both(pact)
    pact.close()
    commands.stop(pact.sam, pact.code)
    assert len(plans(pact, pact.alex)) == len(plans(pact, pact.sam)) == 2


def test_a_session_whose_content_is_damaged_keeps_nobody_from_the_rest(pair: Pair) -> None:
    pair.come_to("finished")
    row = PairedSession.objects.get(code=pair.code)
    second = commands.start("two-sides-of-a-cue", holder=pair.alex, couple_code=pair.couple_code)
    PairedSession.objects.filter(code=second.code).update(content_digest="0" * 64)
    assert not (Path(settings.DATA_DIR) / "content" / f"{'0' * 64}.json").exists()
    assert [line.line for line in seen(pair, pair.alex).taken] == ["Ask first."]
    assert row.code == pair.code


# ---- the glossary -------------------------------------------------------------------------------------


def test_both_read_a_line_and_only_its_owner_can_change_it(pair: Pair) -> None:
    keep(pair, pair.alex, helps="Ask me once.")
    for who in pair.both:
        assert lines(pair, who) == [("Alex", "I’m worn out.", "Ask me once.")]
    assert [line.mine for who in pair.both for line in seen(pair, who).glossary] == [True, False]


def test_the_partner_can_neither_change_nor_remove_it(pair: Pair) -> None:
    keep(pair, pair.alex)
    (line,) = seen(pair, pair.sam).glossary
    with pytest.raises(Stale):  # sam's own line about this moment is at no revision yet
        keep(pair, pair.sam, "Something else.", base=line.revision)
    commands.remove_line(pair.sam, pair.couple_code, cue=line.cue, base=line.revision)
    assert lines(pair, pair.alex) == [("Alex", "I’m worn out.", "")]
    keep(pair, pair.sam, "I’m thinking.")  # a line of sam's own stands beside it
    assert set(lines(pair, pair.alex)) == {("Alex", "I’m worn out.", ""), ("Sam", "I’m thinking.", "")}


def test_a_line_can_be_changed_and_taken_out_again(pair: Pair) -> None:
    keep(pair, pair.alex)
    keep(pair, pair.alex, "I’m listening.", base=1)
    assert lines(pair, pair.sam) == [("Alex", "I’m listening.", "")]
    commands.remove_line(pair.alex, pair.couple_code, cue=QUIET, base=2)
    commands.remove_line(pair.alex, pair.couple_code, cue=QUIET, base=2)
    assert lines(pair, pair.alex) == lines(pair, pair.sam) == []


@pytest.mark.parametrize("base", [-1, 0, 1, 3])
def test_what_is_based_on_something_older_replaces_nothing(pair: Pair, base: int) -> None:
    keep(pair, pair.alex)
    keep(pair, pair.alex, "I’m listening.", base=1)
    with pytest.raises(Stale) as refused:
        keep(pair, pair.alex, "An older thought.", base=base)
    assert refused.value.revision == 2
    with pytest.raises(Stale):
        commands.remove_line(pair.alex, pair.couple_code, cue=QUIET, base=base)
    assert lines(pair, pair.alex) == [("Alex", "I’m listening.", "")]


def test_the_same_again_changes_nothing_whatever_its_base(pair: Pair) -> None:
    for base in (0, 0, 7):
        keep(pair, pair.alex, "  I’m worn out.\r\n", base=base)
    assert [line.revision for line in seen(pair, pair.alex).glossary] == [1]


@pytest.mark.parametrize("means", ["", "  \n", "\u200b", "a" * 501, "half \ud800", "a\x00b"])
def test_what_cannot_be_read_is_refused(pair: Pair, means: str) -> None:
    with pytest.raises(Unclear):
        keep(pair, pair.alex, means)
    assert not Row.objects.exists()


def test_a_moment_that_there_is_not_is_not_there(pair: Pair) -> None:
    for cue in ("no-such-moment", "", "../x", "Quiet over dinner"):
        with pytest.raises(NotHere):
            keep(pair, pair.alex, cue=cue)


def test_a_stranger_can_keep_and_remove_nothing(pair: Pair, stranger: Holder) -> None:
    keep(pair, pair.alex)
    for who in (stranger, Holder(())):
        with pytest.raises(NotHere):
            keep(pair, who, "Not yours.", base=1)
        with pytest.raises(NotHere):
            commands.remove_line(who, pair.couple_code, cue=QUIET, base=1)
    assert lines(pair, pair.alex) == [("Alex", "I’m worn out.", "")]


def test_a_line_of_any_length_is_sealed_to_one_size_and_says_nothing_in_the_clear(pair: Pair) -> None:
    keep(pair, pair.alex, "zecret")
    keep(pair, pair.sam, '"' * 500, "\U0001f9e1" * 500)
    sizes = {len(row.sealed) for row in Row.objects.all()}
    assert len(sizes) == 1
    assert b"zecret" not in b"".join(bytes(row.sealed) for row in Row.objects.all())


def test_the_line_of_one_does_not_open_as_the_others(pair: Pair) -> None:
    keep(pair, pair.alex)
    keep(pair, pair.sam, "I’m thinking.")
    first, second = Row.objects.order_by("pk")
    Row.objects.filter(pk=first.pk).update(sealed=second.sealed)
    with pytest.raises(Unreadable):
        seen(pair, pair.alex)


# ---- worth keeping ------------------------------------------------------------------------------------


def offered(pair: Pair, who: Holder) -> tuple[GlossaryLine, ...]:
    return seen(pair, who).offered


def test_nothing_is_offered_before_a_card_has_shown_it(pair: Pair) -> None:
    for stage in ("preview", "waiting"):
        pair.come_to(stage)
        assert offered(pair, pair.alex) == offered(pair, pair.sam) == ()


def test_my_meanings_are_offered_to_me_once_their_cards_have_been_seen(pair: Pair) -> None:
    pair.reveal(picks={pair.alex: {MEANING: "caring"}})
    pair.close()
    mine = {line.cue: line for line in offered(pair, pair.alex)}
    assert mine[QUIET].means == "I’m at ease and don’t need to talk."
    assert mine[QUIET].person.name == "Alex" and mine[QUIET].mine
    assert {line.person.name for line in offered(pair, pair.sam)} == {"Sam"}


def test_a_meaning_that_was_kept_is_not_offered(pair: Pair) -> None:
    for who in pair.both:
        pair.answer_round(who)
    pair.answer(pair.alex, MEANING, "strain", share={"meaning": False})
    open_both(pair)
    pair.close()
    assert QUIET not in {line.cue for line in offered(pair, pair.alex)}


def test_what_does_not_come_up_is_not_offered(pair: Pair) -> None:
    pair.reveal(picks={pair.alex: {MEANING: "na"}})
    pair.close()
    assert QUIET not in {line.cue for line in offered(pair, pair.alex)}


def test_what_is_kept_is_not_offered_again_and_comes_back_when_it_is_taken_out(pair: Pair) -> None:
    pair.come_to("closed")
    keep(pair, pair.alex, "In other words.")
    assert QUIET not in {line.cue for line in offered(pair, pair.alex)}
    assert QUIET in {line.cue for line in offered(pair, pair.sam)}
    commands.remove_line(pair.alex, pair.couple_code, cue=QUIET, base=1)
    assert QUIET in {line.cue for line in offered(pair, pair.alex)}


def test_a_wish_that_was_shared_comes_along_and_one_that_was_kept_does_not(pair: Pair) -> None:
    pair.come_to("closed")
    for who in pair.both:
        pair.say(who, "more")
    for who in pair.both:
        for spec in pair.state(who).layout.of_round("more"):
            wish = {"wish": f"Ask {spec.required_cue.id}."} if spec.voice == "sender" else {}
            pair.answer(who, spec.id, share={"wish": who == pair.alex} if wish else {}, **wish)
    for who in pair.both:
        pair.arrive(who)
        pair.release(who, "more")
    pair.close("more")
    helped = {line.cue: line.helps for line in offered(pair, pair.alex) if line.helps}
    assert helped and all(helps == f"Ask {cue}." for cue, helps in helped.items())
    assert not [line for line in offered(pair, pair.sam) if line.helps]


# ---- always as much -----------------------------------------------------------------------------------


def test_it_costs_the_same_however_much_there_is(
    pair: Pair, django_assert_num_queries: Callable[[int], Any]
) -> None:
    pair.come_to("finished")
    keep(pair, pair.alex)
    with django_assert_num_queries(MOST_QUERIES):
        seen(pair, pair.sam)
    for _ in range(3):
        code = commands.start("two-sides-of-a-cue", holder=pair.alex, couple_code=pair.couple_code).code
        again = Pair(code, pair.couple_code, pair.alex, pair.sam)
        again.come_to("finished")
        for who in again.both:
            again.depart(who)
    for number, who in enumerate(pair.both):
        keep(pair, who, f"Another {number}.", cue="unprompted-compliment")
    with django_assert_num_queries(MOST_QUERIES):
        assert len(seen(pair, pair.sam).taken) == 4


def test_of_the_other_only_what_was_opened_is_read(pair: Pair) -> None:
    pair.come_to("waiting")
    alex = pair.state(pair.alex).seat.pk
    with CaptureQueriesContext(connection) as found:
        seen(pair, pair.alex)
    asked = [each["sql"] for each in found if '"exercises_answer"' in each["sql"]]
    assert len(asked) == 1 and f'"exercises_answer"."seat_id" = ({alex})' in asked[0]
    assert "shared_sealed" not in asked[0]
    for who in pair.both:
        pair.arrive(who)
    with CaptureQueriesContext(connection) as found:
        seen(pair, pair.alex)
    shared = [each["sql"] for each in found if '"exercises_answer"."shared_sealed"' in each["sql"]]
    assert len(shared) == 1 and "own_sealed" not in shared[0]


def test_a_plan_says_where_it_was_made(pact: Pair) -> None:
    plan(pact, pact.alex, "ask how it was")
    plan(pact, pact.sam, "say that I’m tired")
    open_both(pact)
    pact.close()
    assert {(each.exercise, each.code) for each in seen(pact, pact.alex).plans} == {
        ("A plan for next time", pact.code)
    }
