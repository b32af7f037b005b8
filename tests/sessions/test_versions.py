"""Versions: mine rises when my view may have changed, and tells the other nothing of what I do alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from couples import live
from couples.access import Holder
from exercises import commands
from exercises.rules import TAKEAWAY_STEP
from tests.support.couples.paired import CORE, FIRST, MEANING, Pair

Does = Callable[[Pair, Holder], object]


def _draft(pair: Pair, who: Holder) -> object:
    return commands.draft(who, pair.code, step=FIRST, base=0, raw={"reading": "caring"})


def _decide(pair: Pair, who: Holder) -> object:
    return commands.answer(who, pair.code, step=FIRST, base=1, raw=None, share={"reading": False})


ALONE: dict[str, tuple[str, Does]] = {
    "a draft": ("step", _draft),
    "an answer": ("step", lambda pair, who: pair.answer(who, FIRST)),
    "a pass": ("step", lambda pair, who: commands.pass_(who, pair.code, step=FIRST)),
    "a decision": ("preview", _decide),
    "apart": ("preview", lambda pair, who: pair.say(who, "apart")),
    "a release": ("preview", lambda pair, who: pair.release(who)),
    "next": ("reveal", lambda pair, who: pair.say(who, "next-1")),
    "rest": ("closed", lambda pair, who: pair.say(who, "rest")),
    "more": ("closed", lambda pair, who: pair.say(who, "more")),
    "enough": ("closed", lambda pair, who: pair.say(who, "enough")),
    "a takeaway": ("takeaway", lambda pair, who: pair.take_along(who, share=True)),
    "a passed takeaway": (
        "takeaway",
        lambda pair, who: commands.pass_(who, pair.code, step=TAKEAWAY_STEP),
    ),
}
TOGETHER = ["a release", "next", "rest", "more", "enough", "a takeaway"]


@pytest.mark.parametrize("who", [0, 1], ids=["alex", "sam"])
@pytest.mark.parametrize("reached, does", ALONE.values(), ids=ALONE)
def test_what_i_do_alone_raises_my_version_only(pair: Pair, reached: str, does: Does, who: int) -> None:
    pair.come_to(reached)
    before = pair.versions()
    does(pair, pair.both[who])
    after = pair.versions()
    assert after[who] == before[who] + 1
    assert after[1 - who] == before[1 - who]


@pytest.mark.parametrize("reached, does", [ALONE[name] for name in TOGETHER], ids=TOGETHER)
def test_what_the_second_of_us_completes_raises_both(pair: Pair, reached: str, does: Does) -> None:
    pair.come_to(reached)
    does(pair, pair.alex)
    before = pair.versions()
    does(pair, pair.sam)
    assert all(after > earlier for after, earlier in zip(pair.versions(), before, strict=True))


def test_a_reopening_raises_mine_only(pair: Pair) -> None:
    pair.come_to("preview")
    pair.release(pair.sam)
    before = pair.versions()
    pair.say(pair.sam, "preview", on=False)
    assert pair.versions() == (before[0], before[1] + 1)


def test_a_begin_raises_mine_only(pair: Pair) -> None:
    again = commands.start(CORE, holder=pair.alex, couple_code=pair.couple_code)
    other = Pair(again.code, pair.couple_code, pair.alex, pair.sam)
    before = other.versions()
    other.begin()
    assert other.versions() == before  # with the same couple it was said already


def test_a_stop_raises_both(pair: Pair) -> None:
    before = pair.versions()
    commands.stop(pair.alex, pair.code)
    assert pair.versions() == (before[0] + 1, before[1] + 1)


def test_an_arrival_raises_a_version_only_when_it_reveals(pair: Pair) -> None:
    pair.come_to("waiting")
    before = pair.versions()
    pair.arrive(pair.alex)
    assert pair.versions() == before
    pair.arrive(pair.sam)
    assert pair.versions() == (before[0] + 1, before[1] + 1)
    pair.arrive(pair.sam)
    assert pair.versions() == (before[0] + 1, before[1] + 1)


def test_an_arrival_is_told_to_every_page_of_the_couple_but_the_one_that_arrived(
    pair: Pair, django_capture_on_commit_callbacks: Callable[..., list[Callable[[], None]]]
) -> None:
    with django_capture_on_commit_callbacks() as announcements:
        for _ in range(2):  # whoever is here already is no news
            commands.arrive(pair.alex, pair.code, "one-lease", 60)
    told = [(getattr(each, "func", None), getattr(each, "keywords", None)) for each in announcements]
    assert told == [(live.announce, {"but": "one-lease"})]


def test_an_arrival_by_a_page_is_told_without_a_name(
    pair: Pair, django_capture_on_commit_callbacks: Callable[..., list[Callable[[], None]]]
) -> None:
    with django_capture_on_commit_callbacks() as announcements:
        commands.arrive_by_page(pair.alex, pair.code)
    assert [getattr(each, "keywords", None) for each in announcements] == [{"but": ""}]


@pytest.mark.parametrize(
    "reached, word",
    [("step", "begin"), ("waiting", "preview"), ("reveal", "next-1"), ("closed", "more"), ("closed", "rest")],
)
def test_a_word_said_twice_changes_nothing(pair: Pair, reached: str, word: str) -> None:
    pair.come_to(reached)
    for who in pair.both:
        pair.arrive(who)
    round_id = "" if word == "begin" else "first"
    pair.say(pair.alex, word, round_id)
    before = pair.stored()
    pair.say(pair.alex, word, round_id)
    assert pair.stored() == before


def test_a_decision_about_a_tender_line_raises_mine_only(pair: Pair) -> None:
    pair.answer_round(pair.alex, picks={MEANING: "us_mild"})
    before = pair.versions()
    pair.answer(pair.alex, MEANING, "us_mild", share={"meaning": True})
    assert pair.versions() == (before[0] + 1, before[1])
