"""The loop: a ring only from the whole of it, the same on both sides; else half of one, or two thoughts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from couples.access import Holder
from couples.infrastructure.refusals import Refused
from exercises import commands
from exercises.presenters.couple import keepsakes, timeline
from exercises.presenters.session import comparison_page, own_page
from exercises.rules import TAKEAWAY_STEP, Stage, UnknownStep
from exercises.screens import Half, NoRing, Person, PlainCard, Reveal, Ring, Step
from tests.support.couples.paired import Pair
from tests.support.couples.two_worlds import Everything, after
from tests.support.scripts.ring_picks import (
    ALEX,
    ALEX_THINKS,
    CUES,
    HALF,
    NO_RING,
    NONE,
    NOTHING,
    OPENER,
    SAM,
    SAM_THINKS,
    THOUGHTS,
    TITLE,
    Picks,
    answer,
    reveal,
    sit_down,
    step,
    step_out,
    thought,
    to_the_ring,
)

Deed = Callable[[Pair], None]
QUIET, ALONE, PHONE, UNANSWERED, MOOD = CUES


@pytest.fixture
def loop(db: None) -> Pair:
    return sit_down()


def idle(pair: Pair) -> None:
    """Do nothing."""


def stations(sheet: PlainCard) -> list[tuple[str, ...]]:
    """What stands on a card in place of a ring: the moment, who reads it, what they think, and would do."""
    return [
        (part.label, side.person.name, *(line.text for line in side.lines))
        for part in sheet.parts
        for side in part.sides
    ]


def theirs(found: Everything) -> str:
    """All of it that is about these two: without the pages that are the same for everybody."""
    return "\n".join(body.decode() for path, body in found.items() if path.startswith(("/s/", "/us/")))


# ---- the ring -----------------------------------------------------------------------------------------


def test_both_see_the_same_ring_in_their_own_words(loop: Pair) -> None:
    to_the_ring(loop)
    alex = Half(Person("a", "Alex"), "When Sam goes quiet over dinner", ALEX_THINKS, "pull away", mine=True)
    sam = Half(Person("b", "Sam"), "When Alex needs time alone", SAM_THINKS, "go quiet too", mine=False)
    screen = loop.screen(loop.alex)
    assert isinstance(screen, Reveal)
    assert screen.ring == Ring(TITLE, alex, sam, OPENER)
    turned = replace(screen.ring, first=replace(alex, mine=False), second=replace(sam, mine=True))
    assert loop.screen(loop.sam).ring == turned
    assert (screen.card, screen.sheet, screen.no_ring, screen.count) == (None, None, None, 1)


def test_with_the_picks_of_the_two_exchanged_it_is_turned_round(loop: Pair) -> None:
    to_the_ring(loop, alex=SAM, sam=ALEX)
    ring = loop.screen(loop.alex).ring
    assert ring.first.thinks == thought(ALONE, "us_mild", "Sam")
    assert ring.second.thinks == thought(QUIET, "us_mild", "Alex")
    assert (ring.first.does, ring.second.does) == ("go quiet too", "pull away")


def test_what_somebody_wrote_stands_in_it_as_they_wrote_it(loop: Pair) -> None:
    answer(loop, loop.alex, ALEX)
    words = 'I "always" think {partner} is cross.'
    loop.answer(
        loop.alex, step(QUIET), "other", share={"next": True}, next="pull away",
        **{"reading.words": words, "reading.about": "us_mild", "reading.feel": "1"},
    )  # fmt: skip
    answer(loop, loop.sam, SAM)
    reveal(loop)
    assert loop.screen(loop.sam).ring.first.thinks == words
    loop.close()
    own = loop.screen(loop.alex)
    assert (
        own.parts[0].given == 'I think “I "always" think {partner} is cross” when Sam goes quiet over dinner'
    )


def test_nothing_else_of_the_round_is_anywhere(loop: Pair) -> None:
    """Both shared everything; what is not in the ring is shown to nobody, not even once all is through."""
    to_the_ring(loop)
    step_out(loop)
    loop.close("out")
    for who in loop.both:
        commands.pass_(who, loop.code, step=TAKEAWAY_STEP)
    for who, name in ((loop.alex, "Alex"), (loop.sam, "Sam")):
        page = theirs(after(loop, who, idle))
        for cue in (PHONE, MOOD):
            assert thought(cue, "strain", name) not in page
        assert "ask gently" in page  # a way out, which is in sight; what they would do is not
        assert (ALEX_THINKS in page) and (SAM_THINKS in page)


# ---- no ring: whatever the reason, the same is there ----------------------------------------------------


def shares_all_but_no_ring(pair: Pair) -> None:
    answer(pair, pair.alex, NO_RING)


def keeps_a_reading(pair: Pair) -> None:
    answer(pair, pair.alex, ALEX)
    pair.answer(pair.alex, step(MOOD), share={"reading": False, "next": True}, next="ask gently")


def keeps_what_they_would_do(pair: Pair) -> None:
    answer(pair, pair.alex, ALEX)
    pair.answer(pair.alex, step(QUIET), "us_mild", share={"next": False}, next="pull away")


def keeps_every_move(pair: Pair) -> None:
    answer(pair, pair.alex, ALEX, share=False)


def keeps_everything(pair: Pair) -> None:
    for cue in CUES:
        pair.answer(pair.alex, step(cue), share={"reading": False})


def keeps_the_dinner(pair: Pair) -> None:
    answer(pair, pair.alex, ALEX)
    pair.answer(pair.alex, step(QUIET), "us_mild", share={"reading": False, "next": True}, next="pull away")


def passes_the_dinner(pair: Pair) -> None:
    answer(pair, pair.alex, ALEX)
    own = pair.state(pair.alex).own[step(QUIET)]
    commands.pass_(pair.alex, pair.code, step=step(QUIET), base=own.revision)


def knows_none_of_it(pair: Pair) -> None:
    answer(pair, pair.alex, NOTHING)


def passes_one(pair: Pair) -> None:
    answer(pair, pair.alex, ALEX)
    own = pair.state(pair.alex).own[step(PHONE)]
    commands.pass_(pair.alex, pair.code, step=step(PHONE), base=own.revision)


def passes_all(pair: Pair) -> None:
    pair.pass_all(pair.alex, "first")


def leaves_a_move_open(pair: Pair) -> None:
    answer(pair, pair.alex, {**ALEX, ALONE: ("strain", "")})


def is_hurt(pair: Pair) -> None:
    answer(pair, pair.alex, {QUIET: ("rejecting", "pull away")})


def would_check_up(pair: Pair) -> None:
    answer(pair, pair.alex, {QUIET: ("us_mild", "check up on them")})


def does_not_know_it(pair: Pair) -> None:
    answer(pair, pair.alex, {QUIET: ("na", "")})


# What Sam sees where Alex shows all of it and there is no ring, and what of Alex's looks just the same.
REASONS: dict[Deed, tuple[Deed, ...]] = {
    shares_all_but_no_ring: (
        keeps_a_reading, keeps_what_they_would_do, keeps_every_move, passes_one, leaves_a_move_open,
        would_check_up,
    ),
    does_not_know_it: (keeps_the_dinner, passes_the_dinner, is_hurt),
    knows_none_of_it: (keeps_everything, passes_all),
}  # fmt: skip
STANDS_THERE = {shares_all_but_no_ring: HALF, does_not_know_it: THOUGHTS, knows_none_of_it: NONE}


def then(deed: Deed, upto: str) -> Deed:
    """What Alex does, and what follows from it for both: up to the card, its end, or the very end."""

    def course(pair: Pair) -> None:
        deed(pair)
        answer(pair, pair.sam, SAM)
        reveal(pair)
        if upto != "card":
            pair.close()
        if upto == "finished":
            for who in pair.both:
                pair.take_along(who)

    return course


@pytest.mark.parametrize("upto", ["card", "closed", "finished"])
@pytest.mark.parametrize("whole", REASONS, ids=lambda deed: deed.__name__)
def test_a_kept_answer_and_no_ring_are_the_same_to_the_byte(loop: Pair, whole: Deed, upto: str) -> None:
    none = after(loop, loop.sam, then(whole, upto))
    for reason in REASONS[whole]:
        assert after(loop, loop.sam, then(reason, upto)) == none, reason.__name__
    assert (STANDS_THERE[whole] in theirs(none)) is (upto == "card" or whole is not knows_none_of_it)
    assert TITLE not in theirs(none) and "pull away" not in theirs(none)
    ring = after(loop, loop.sam, then(lambda pair: answer(pair, pair.alex, ALEX), "card"))
    assert TITLE in theirs(ring) and "pull away" in theirs(ring), "so this can fail"


def test_half_of_a_ring_says_what_one_thinks_and_would_do_and_what_that_is_to_the_other(loop: Pair) -> None:
    to_the_ring(loop, alex=NO_RING)
    for who in loop.both:
        screen = loop.screen(who)
        assert (screen.ring, screen.no_ring, screen.card, screen.count) == (None, None, None, 1)
        assert (screen.sheet.title, screen.sheet.opener) == (
            HALF, "Where could each of you turn this another way?",
        )  # fmt: skip
        assert stations(screen.sheet) == [
            ("When Alex needs time alone", "Sam", SAM_THINKS, "go quiet too"),
            ("When Sam goes quiet over dinner", "Alex", ALEX_THINKS),
        ]
    loop.close()
    assert [loop.stage(who) for who in loop.both] == [Stage.TAKEAWAY, Stage.TAKEAWAY]
    page = comparison_page.present_comparison(loop.state(loop.alex))
    assert [sheet.title for sheet in page.sheets] == [HALF] and page.sheets[0].talk is not None


def test_where_the_other_takes_it_lightly_half_of_a_ring_asks_what_helps(loop: Pair) -> None:
    to_the_ring(loop, sam={})
    sheet = loop.screen(loop.alex).sheet
    assert (sheet.title, sheet.opener) == (HALF, "What helps each of you then, so that it goes no further?")
    assert stations(sheet)[0] == ("When Sam goes quiet over dinner", "Alex", ALEX_THINKS, "pull away")


def test_after_half_of_a_ring_each_can_note_what_to_try_there(loop: Pair) -> None:
    to_the_ring(loop, alex=NO_RING)
    loop.close()
    sam, alex = loop.screen(loop.sam), loop.screen(loop.alex)
    ways = "For instance “ask gently” or “say how I feel”."
    assert sam.hint == f"One thing to try in place of “go quiet too”, if you like. {ways}"
    assert alex.hint == f"One thing to try when Sam goes quiet over dinner, if you like. {ways}"


def test_without_one_the_note_is_about_nothing_in_particular(loop: Pair) -> None:
    to_the_ring(loop, alex={QUIET: ("na", "")})
    loop.close()
    assert {loop.screen(who).hint for who in loop.both} == {""}


def test_else_two_first_thoughts_stand_side_by_side_with_a_question(loop: Pair) -> None:
    to_the_ring(loop, alex={QUIET: ("na", "")})
    (mine, theirs_) = stations(loop.screen(loop.sam).sheet)
    assert mine == ("When Sam needs time alone", "Alex", thought(ALONE, "strain", "Sam"))
    assert theirs_ == ("When Alex needs time alone", "Sam", SAM_THINKS)
    assert loop.screen(loop.sam).sheet == loop.screen(loop.alex).sheet
    assert loop.screen(loop.sam).sheet.opener.endswith("?")


def test_a_thought_that_hurts_is_on_no_card_of_these(loop: Pair) -> None:
    hurt: Picks = dict.fromkeys(CUES, ("rejecting", "pull away"))
    to_the_ring(loop, alex=hurt)
    assert loop.screen(loop.sam).no_ring is not None
    assert not [
        cue for cue in CUES if thought(cue, "rejecting", "Sam") in theirs(after(loop, loop.sam, idle))
    ]


def test_it_is_a_kind_card_with_a_question_and_the_end_is_a_good_one(loop: Pair) -> None:
    keeps_everything(loop)
    answer(loop, loop.sam, SAM)
    reveal(loop)
    screen = loop.screen(loop.sam)
    asks = "Which of these moments do the two of you know, and what helps then?"
    assert screen.no_ring == NoRing(NONE, asks)
    assert (screen.ring, screen.card, screen.sheet, screen.count) == (None, None, None, 1)
    loop.close()
    assert [loop.stage(who) for who in loop.both] == [Stage.TAKEAWAY, Stage.TAKEAWAY]


def test_what_does_not_come_up_hinders_no_ring(loop: Pair) -> None:
    to_the_ring(loop, alex={**ALEX, MOOD: ("na", "")}, sam={**SAM, PHONE: ("na", "be sharp")})
    assert loop.screen(loop.alex).ring is not None


# ---- what a release shows -----------------------------------------------------------------------------


def test_what_one_would_do_is_shown_unless_its_owner_keeps_it(loop: Pair) -> None:
    for who, picks in ((loop.alex, ALEX), (loop.sam, SAM)):
        for cue in CUES:
            reading, move = picks.get(cue, ("strain", "ask gently"))
            loop.answer(who, step(cue), reading, next=move)
    preview = loop.screen(loop.alex)
    assert preview.ring
    assert [extra.on for cue in preview.cues for line in cue.lines for extra in line.extras] == [True] * 5
    assert not preview.some_off, "so there is nothing to show with one tap more"
    own = loop.state(loop.alex).own[step(QUIET)]
    commands.answer(
        loop.alex, loop.code, step=step(QUIET), base=own.revision, raw=None, share={"next": False}
    )
    assert loop.screen(loop.alex).some_off
    reveal(loop)
    assert loop.screen(loop.sam).ring is None
    assert loop.state(loop.sam).shared("first")[1][step(QUIET)].keys() == {"reading"}
    assert loop.state(loop.sam).shared("first")[1][step(ALONE)].keys() == {"reading", "next"}


def test_what_is_left_open_is_named_before_it_is_shown(loop: Pair) -> None:
    answer(loop, loop.alex, {**ALEX, ALONE: ("strain", ""), MOOD: ("na", "")})
    lines = {cue.title: cue.lines[0].left_open for cue in loop.screen(loop.alex).cues}
    assert lines == {
        "Quiet over dinner": (),
        "Time alone": ("and then I would most likely …",),
        "The phone while talking": (),
        loop.state(loop.alex).content.cues[UNANSWERED].short: (),
        loop.state(loop.alex).content.cues[MOOD].short: (),
    }


def test_all_of_mine_ticks_every_box_and_leaves_what_was_decided_singly(loop: Pair) -> None:
    answer(loop, loop.alex, {**ALEX, PHONE: ("rejecting", "ask gently")}, share=False)
    kept = loop.state(loop.alex).own[step(MOOD)]
    commands.answer(
        loop.alex, loop.code, step=step(MOOD), base=kept.revision, raw=None, share={"reading": False}
    )
    tender = {step(PHONE): {"reading": False}}
    commands.release(loop.alex, loop.code, round="first", shares=tender, apart=False, all_of_mine=True)
    own = {cue: loop.state(loop.alex).own[step(cue)].body.share for cue in CUES}
    assert own == {
        QUIET: {"next": True},
        ALONE: {"next": True},
        PHONE: {"reading": False, "next": True},
        UNANSWERED: {"next": True},
        MOOD: {"reading": False, "next": True},
    }
    answer(loop, loop.sam, SAM)
    reveal(loop)
    opened = loop.state(loop.sam).shared("first")[1]
    assert [cue for cue in CUES if opened[step(cue)] is not None] == [QUIET, ALONE, UNANSWERED]


def test_with_all_of_theirs_from_both_there_is_a_ring(loop: Pair) -> None:
    for who, picks in ((loop.alex, ALEX), (loop.sam, SAM)):
        answer(loop, who, picks, share=False)
        loop.arrive(who)
        commands.release(who, loop.code, round="first", shares={}, apart=False, all_of_mine=True)
    assert loop.screen(loop.alex).ring is not None


# ---- stepping out -------------------------------------------------------------------------------------


def test_after_a_ring_each_plans_where_they_could_step_out(loop: Pair) -> None:
    to_the_ring(loop)
    loop.close()
    assert [loop.stage(who) for who in loop.both] == [Stage.STEP, Stage.STEP]
    for who, given in (
        (loop.alex, f"I think “{ALEX_THINKS[:-1]}” when Sam goes quiet over dinner"),
        (loop.sam, f"I think “{SAM_THINKS[:-1]}” when Alex needs time alone"),
    ):
        screen = loop.screen(who)
        assert isinstance(screen, Step) and screen.ring is not None and screen.ring.mine
        plan, easier = screen.parts
        assert plan.given == given
        assert [option.value for option in plan.options] == [
            "ask gently", "say how I feel", "move closer", "offer help", "think of other explanations",
        ]  # fmt: skip
        assert (plan.own_words, easier.prompt) == (True, "What would make that easier?")


def test_both_ways_out_stand_side_by_side_and_then_comes_the_line_to_take_along(loop: Pair) -> None:
    to_the_ring(loop)
    step_out(loop)
    sheet = loop.screen(loop.sam).sheet
    plans, easier = sheet.parts
    assert [(side.person.name, side.lines[0].text) for side in plans.sides] == [
        (
            "Alex",
            f"If I think “{ALEX_THINKS[:-1]}” when Sam goes quiet over dinner, then I first ask gently",
        ),
        (
            "Sam",
            f"If I think “{SAM_THINKS[:-1]}” when Alex needs time alone, then I first say that I’m tired",
        ),
    ]
    assert [(side.person.name, side.lines[0].text) for side in easier.sides] == [
        ("Alex", "A question is welcome.")
    ]
    loop.close("out")
    assert [loop.stage(who) for who in loop.both] == [Stage.TAKEAWAY, Stage.TAKEAWAY]


def test_a_plan_is_about_oneself_here_too(loop: Pair) -> None:
    to_the_ring(loop)
    loop.close()
    with pytest.raises(Refused):
        loop.fill_in(loop.alex, "step-out", plan__way="other", plan__then="you ask me gently")
    with pytest.raises(Refused):
        loop.fill_in(loop.alex, "step-out", plan__way="test them")
    loop.fill_in(loop.alex, "step-out", plan__way="move closer", plan__then="never mind")
    assert loop.state(loop.alex).own["step-out"].body.parts["plan"]["then"] == "move closer"


def test_it_is_among_the_plans_that_are_kept(loop: Pair) -> None:
    to_the_ring(loop)
    step_out(loop)
    for who in loop.both:
        plans = keepsakes.keepsakes_page(who, loop.couple_code).plans
        assert sorted(plan.text.rpartition(", ")[2] for plan in plans) == [
            "then I first ask gently",
            "then I first say that I’m tired",
        ]


def test_my_part_of_it_is_offered_for_my_glossary_and_kept_by_a_tap_of_mine(loop: Pair) -> None:
    to_the_ring(loop)
    assert keepsakes.keepsakes_page(loop.alex, loop.couple_code).offered == ()
    step_out(loop)
    (line,) = keepsakes.keepsakes_page(loop.alex, loop.couple_code).offered
    assert (line.cue, line.means, line.helps, line.mine) == (
        ALONE, f"I think “{ALEX_THINKS[:-1]}”", "A question is welcome.", True,
    )  # fmt: skip
    (theirs,) = keepsakes.keepsakes_page(loop.sam, loop.couple_code).offered
    assert (theirs.cue, theirs.helps) == (QUIET, "")
    loop.close("out")
    assert comparison_page.present_comparison(loop.state(loop.alex)).worth_keeping
    commands.keep_line(loop.alex, loop.couple_code, cue=line.cue, means=line.means, helps=line.helps, base=0)
    for who in loop.both:
        (there,) = keepsakes.keepsakes_page(who, loop.couple_code).glossary
        assert (there.person.name, there.means) == ("Alex", line.means)
    assert keepsakes.keepsakes_page(loop.alex, loop.couple_code).offered == ()


@pytest.mark.parametrize("deed", ["kept", "passed"])
def test_a_way_out_that_is_kept_is_offered_for_nothing(loop: Pair, deed: str) -> None:
    to_the_ring(loop)
    loop.close()
    if deed == "kept":
        loop.fill_in(loop.alex, "step-out", share={"plan": False}, plan__way="ask gently")
    else:
        commands.pass_(loop.alex, loop.code, step="step-out")
    loop.fill_in(loop.sam, "step-out", plan__way="move closer")
    for who in loop.both:
        loop.release(who, "out")
    assert keepsakes.keepsakes_page(loop.alex, loop.couple_code).offered == ()
    assert [side.person.name for part in loop.screen(loop.sam).sheet.parts for side in part.sides] == ["Sam"]


@pytest.mark.parametrize("alex", [NO_RING, ALEX], ids=["no ring", "not opened yet"])
def test_where_no_ring_was_opened_nobody_can_step_out_of_one(loop: Pair, alex: Picks) -> None:
    answer(loop, loop.alex, alex)
    answer(loop, loop.sam, SAM)
    if alex is NO_RING:
        reveal(loop)
        loop.close()
    for refused in (
        lambda: loop.fill_in(loop.alex, "step-out", plan__way="ask gently"),
        lambda: commands.pass_(loop.alex, loop.code, step="step-out"),
        lambda: commands.draft(loop.alex, loop.code, step="step-out", base=0, raw={"easier": "x"}),
        lambda: loop.release(loop.alex, "out"),
        lambda: loop.say(loop.alex, "next-1", "out"),
        lambda: loop.say(loop.alex, "apart", "out"),
    ):
        with pytest.raises(UnknownStep):
            refused()


# ---- around it ----------------------------------------------------------------------------------------


def test_a_tap_on_my_place_is_the_word_that_next_is_and_no_news_for_the_other(loop: Pair) -> None:
    to_the_ring(loop)
    before = loop.versions()
    loop.say(loop.alex, "next-1")
    assert loop.versions() == (before[0] + 1, before[1])
    assert (loop.screen(loop.alex).tap, loop.screen(loop.sam).tap) == (False, True)
    loop.depart(loop.sam)
    assert loop.screen(loop.alex).tap, "alone, my place goes on"
    loop.say(loop.alex, "next-1")
    assert loop.stage(loop.alex) is Stage.STEP


def test_each_when_they_can_they_come_to_the_same_ring(loop: Pair) -> None:
    answer(loop, loop.alex, ALEX)
    answer(loop, loop.sam, SAM)
    for who in loop.both:
        loop.say(who, "apart")
        loop.release(who)
    loop.say(loop.alex, "next-1")
    assert loop.screen(loop.sam).ring is not None
    assert not loop.screen(loop.alex).through
    loop.say(loop.sam, "next-1")
    assert [loop.stage(who) for who in loop.both] == [Stage.STEP, Stage.STEP]


def test_the_page_with_everything_has_the_ring_and_the_ways_out_and_no_rest_to_open(loop: Pair) -> None:
    to_the_ring(loop)
    step_out(loop)
    loop.close("out")
    page = comparison_page.present_comparison(loop.state(loop.alex))
    assert page.ring is not None and (page.ring.first.mine, page.ring.second.mine) == (True, False)
    assert [sheet.title for sheet in page.sheets] == ["Stepping out"]
    assert (page.cards, page.rest_round, page.facing) == ((), "", ())
    assert own_page.present_own_page(loop.state(loop.alex)).noted == ()


def test_who_stops_after_the_ring_leaves_it_to_look_back_at(loop: Pair) -> None:
    to_the_ring(loop)
    loop.close()
    loop.fill_in(loop.alex, "step-out", plan__way="ask gently")
    commands.stop(loop.sam, loop.code)
    for who in loop.both:
        page = comparison_page.present_comparison(loop.state(who))
        assert page.ring is not None and page.sheets == ()


def test_it_can_be_talked_about_like_any_card(loop: Pair) -> None:
    to_the_ring(loop)
    assert loop.screen(loop.alex).talk is not None
    for who in loop.both:
        loop.say(who, "talk-1.card-1.room")
    assert (loop.screen(loop.sam).about.title, loop.screen(loop.sam).about.question) == (TITLE, OPENER)


def test_it_compares_no_moments(loop: Pair) -> None:
    to_the_ring(loop)
    loop.close()
    found = timeline.timeline_page(loop.alex, loop.couple_code)
    assert found.next is not None and "compared" not in found.next.reason
    pact = commands.start("if-then-pact", holder=loop.alex, couple_code=loop.couple_code)
    choice = replace(loop, code=pact.code).state(loop.alex).layout.steps["cue"].part("cue")
    assert choice is not None and len(choice.options) == 3, "drawn, as for two who have compared nothing"


def test_a_stranger_finds_nothing_here(loop: Pair, stranger: Holder) -> None:
    to_the_ring(loop)
    with pytest.raises(Refused) as refused:
        loop.state(stranger)
    assert refused.value.status == 404
