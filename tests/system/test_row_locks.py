"""What comes second waits for what came first, and is done with it in view: on PostgreSQL, row by row.

The first is done and not yet committed when the second begins. Without its lock the second would look at
what was there before, and undo, double or miss what the first has done.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from couples import seats
from couples.access import Holder
from couples.invites import InviteGone, new_claim_id
from exercises import commands, rules
from exercises.models import Answer, PairedSession
from tests.support.couples.paired import CORE, FIRST, Pair, start_alone, start_together
from tests.support.couples.two_seats import link_of
from tests.support.processes.transactions import one_after_the_other

pytestmark = pytest.mark.usefixtures("on_postgresql")


@pytest.fixture
def pair() -> Pair:
    return start_together()


def test_of_two_drafts_the_second_is_stale(pair: Pair) -> None:
    def draft(words: str) -> Callable[[], object]:
        raw: dict[str, str | list[str]] = {"reading.words": words}
        return lambda: commands.draft(pair.alex, pair.code, step=FIRST, base=0, raw=raw)

    assert isinstance(one_after_the_other(draft("one"), draft("two")), rules.Stale)


def test_of_two_answers_the_second_is_stale(pair: Pair) -> None:
    def answer(pick: str) -> Callable[[], object]:
        raw: dict[str, str | list[str]] = {"reading": pick}
        return lambda: commands.answer(pair.alex, pair.code, step=FIRST, base=0, raw=raw, share={})

    assert isinstance(one_after_the_other(answer("strain"), answer("caring")), rules.Stale)


def test_a_pass_that_knew_of_no_answer_takes_none_away(pair: Pair) -> None:
    passed = one_after_the_other(
        lambda: pair.answer(pair.alex, FIRST),
        lambda: commands.pass_(pair.alex, pair.code, step=FIRST, base=0),
    )
    assert isinstance(passed, rules.Stale)
    assert not pair.state(pair.alex).own[FIRST].body.passed


def test_two_releases_are_one_reveal(pair: Pair) -> None:
    pair.come_to("preview")
    for who in pair.both:
        pair.arrive(who)
    one_after_the_other(lambda: pair.release(pair.alex), lambda: pair.release(pair.sam))
    assert pair.milestones() == [("first", "reveal")]


@pytest.mark.parametrize("by_page", [False, True], ids=["by socket", "by page"])
def test_two_arrivals_are_one_reveal(pair: Pair, by_page: bool) -> None:
    pair.come_to("waiting")
    one_after_the_other(
        lambda: pair.arrive(pair.alex),
        lambda: commands.arrive_by_page(pair.sam, pair.code) if by_page else pair.arrive(pair.sam),
    )
    assert pair.milestones() == [("first", "reveal")]


def test_a_whole_preview_after_an_answer_was_changed_is_refused(pair: Pair) -> None:
    pair.come_to("preview")
    bases = {step: own.revision for step, own in pair.state(pair.alex).own.items()}
    released = one_after_the_other(
        lambda: pair.answer(pair.alex, FIRST, "caring"),
        lambda: commands.release(pair.alex, pair.code, round="first", shares={}, apart=False, bases=bases),
    )
    assert isinstance(released, rules.Changed)


def test_a_stop_leaves_nothing_of_an_answer_before_it(pair: Pair) -> None:
    one_after_the_other(lambda: pair.answer(pair.alex, FIRST), lambda: commands.stop(pair.sam, pair.code))
    assert not Answer.objects.filter(session__code=pair.code).exists()


def test_two_who_begin_the_same_again_begin_one_session(pair: Pair) -> None:
    pair.come_to("closed")

    def again(who: Holder) -> Callable[[], object]:
        return lambda: commands.start(CORE, holder=who, couple_code=pair.couple_code, earlier=pair.code)

    one_after_the_other(again(pair.alex), again(pair.sam))
    assert PairedSession.objects.filter(couple__code=pair.couple_code).count() == 2


def test_of_two_first_lines_for_the_glossary_the_second_is_stale(pair: Pair) -> None:
    def keep(means: str) -> Callable[[], object]:
        return lambda: commands.keep_line(
            pair.alex, pair.couple_code, cue=FIRST.partition(".")[0], means=means, helps="", base=0
        )

    assert isinstance(one_after_the_other(keep("I am tired."), keep("I am hungry.")), rules.Stale)


def test_two_who_want_it_kept_longer_have_agreed(pair: Pair) -> None:
    before = seats.couple_of(pair.alex, pair.couple_code).expires
    one_after_the_other(
        lambda: seats.keep_for(pair.alex, pair.couple_code, 90),
        lambda: seats.keep_for(pair.sam, pair.couple_code, 90),
    )
    assert seats.couple_of(pair.alex, pair.couple_code).expires > before


def test_of_two_renewed_links_one_is_open_and_it_is_the_later() -> None:
    _, couple_code, alex = start_alone()
    refused = one_after_the_other(
        lambda: seats.renew_invite(alex, couple_code), lambda: seats.renew_invite(alex, couple_code)
    )
    assert refused is None
    link = link_of(couple_code, alex)
    assert seats.claim(link, new_claim_id(), "Sam", Holder(())).first_time


def test_of_two_claims_one_gets_the_seat() -> None:
    _, couple_code, alex = start_alone()
    link = link_of(couple_code, alex)

    def claim(name: str) -> Callable[[], object]:
        return lambda: seats.claim(link, new_claim_id(), name, Holder(()))

    assert isinstance(one_after_the_other(claim("Sam"), claim("Robin")), InviteGone)
    assert seats.couple_of(alex, couple_code).names == {1: "Alex", 2: "Sam"}
