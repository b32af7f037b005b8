"""Then and now: what both had opened both times, for either of the two, and nothing else of either time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from couples.access import Holder
from exercises import commands, library
from exercises.library import snapshot_store
from exercises.models import Answer, PairedSession
from exercises.presenters.session import comparison_page, then_and_now
from exercises.screens import Recurring, ThenAndNow, Words
from tests.support.couples.paired import FIRST, MEANING, Pair, start_together

QUIET = ("When Sam goes quiet over dinner", "When Alex goes quiet over dinner")
KIND = "unprompted-compliment.receiver"


def once_more(pair: Pair) -> Pair:
    slug = pair.state(pair.alex).session.exercise
    started = commands.start(slug, holder=pair.alex, couple_code=pair.couple_code, earlier=pair.code)
    return Pair(started.code, pair.couple_code, pair.alex, pair.sam)


def found(pair: Pair, who: Holder) -> ThenAndNow | None:
    return then_and_now.present_then_and_now(pair.state(who))


def titles(pair: Pair, who: Holder) -> list[str]:
    both = found(pair, who)
    return [entry.title for entry in both.moments] if both else []


def said(entry: Recurring) -> dict[tuple[str, str], tuple[Words, Words]]:
    return {(each.person.name, each.about): (each.then, each.now) for each in entry.said}


def one(text: str) -> Words:
    return Words((text,))


# ---- moments ------------------------------------------------------------------------------------------


def test_a_moment_stands_there_as_it_was_said_then_and_as_it_is_said_now(pair: Pair) -> None:
    pair.reveal(picks={pair.alex: {FIRST: "us_mild"}})
    pair.close()
    again = once_more(pair)
    again.reveal(picks={pair.alex: {FIRST: "external"}})
    again.close()
    for who in pair.both:
        both = found(again, who)
        assert both is not None and both.code == pair.code and both.steps == ()
        entry = next(each for each in both.moments if each.title == QUIET[0])
        assert said(entry) == {
            ("Alex", "first thought"): (
                one("I’ve done something to upset Sam."),
                one("Sam’s mind is on something from today."),
            ),
            ("Sam", "says it usually means"): (one("I’m worn out."), one("I’m worn out.")),
        }
        assert [each.same for each in entry.said] == [False, True]
        assert [each.guess for each in entry.said] == [True, False]


def reworded(pair: Pair) -> None:
    """The session keeps readings that said it in other words than they do now, each under the same id."""
    before = library.current().cues["quiet-at-dinner"]
    readings = tuple(
        each.model_copy(update={"receiver": f"Once: {each.id}.", "sender": f"Once I: {each.id}."})
        for each in before.readings
    )
    cues = {**library.current().cues, before.id: before.model_copy(update={"readings": readings})}
    row = PairedSession.objects.get(code=pair.code)
    exercise = snapshot_store.read(row.content_digest).exercise
    row.content_digest = snapshot_store.store(exercise, replace(library.current(), cues=cues))
    row.save()


def test_what_we_say_in_other_words_now_is_not_shown_as_something_else(pair: Pair) -> None:
    reworded(pair)
    pair.reveal(picks={pair.alex: {FIRST: "us_mild"}, pair.sam: {FIRST: "strain"}})
    pair.close()
    again = once_more(pair)
    again.reveal(picks={pair.alex: {FIRST: "us_mild"}, pair.sam: {FIRST: "caring"}})
    again.close()
    both = found(again, again.alex)
    assert both is not None
    mine, sams = (next(each for each in both.moments if each.title == title).said for title in QUIET)
    assert [each.same for each in mine] == [True, True]
    assert [each.now for each in mine] == [one("I’ve done something to upset Sam."), one("I’m worn out.")]
    [sam_reads, alex_means] = sams
    assert not sam_reads.same and sam_reads.then == one("Once: strain."), "another pick is another"
    assert alex_means.same


def test_the_earlier_time_looks_back_at_nothing(pair: Pair) -> None:
    pair.come_to("closed")
    again = once_more(pair)
    again.come_to("closed")
    assert found(pair, pair.alex) is None and found(again, pair.alex) is not None


def test_nothing_is_there_before_both_times_are_opened(pair: Pair) -> None:
    pair.come_to("waiting")
    again = once_more(pair)
    again.come_to("waiting")
    assert found(again, pair.alex) is None
    for who in pair.both:
        again.arrive(who)
    assert found(again, pair.alex) is None, "the earlier one is still covered"
    for who in pair.both:
        pair.arrive(who)
    assert found(again, pair.alex) is not None


def test_a_card_that_i_have_not_come_to_is_not_there_yet(pair: Pair) -> None:
    pair.come_to("closed")
    again = once_more(pair)
    for who in pair.both:
        again.answer_round(who)
        again.say(who, "apart")
        again.release(who)
    again.say(pair.alex, "next-1")
    assert (len(titles(again, pair.alex)), len(titles(again, pair.sam))) == (2, 1)
    assert set(titles(again, pair.sam)) < set(titles(again, pair.alex))


HIDING: dict[str, Callable[[Pair, Holder, str], object]] = {
    "kept": lambda run, who, step: run.answer(
        who, step, share={run.state(who).layout.steps[step].pick.id: False}
    ),
    "passed": lambda run, who, step: commands.pass_(who, run.code, step=step),
}


@pytest.mark.parametrize("step, title", [(FIRST, QUIET[1]), (MEANING, QUIET[0])])
@pytest.mark.parametrize("time", ["then", "now"])
def test_what_the_partner_kept_or_passed_in_one_of_the_two_is_not_there(
    db: None, time: str, step: str, title: str
) -> None:
    """For alex, of what sam did. Shared both times it is there: so this can fail."""
    shown: dict[str, tuple[object, object]] = {}
    for hide in ("shared", *HIDING):
        then = start_together()
        now = None
        for run_name in ("then", "now"):
            run = then if run_name == "then" else (now := once_more(then))
            for who in run.both:
                run.answer_round(who)
                if who == run.sam and run_name == time and hide in HIDING:
                    HIDING[hide](run, who, step)
                run.release(who)
                run.arrive(who)
            run.close()
        assert now is not None
        both = [found(now, who) for who in now.both]
        shown[hide] = tuple(each.moments if each is not None else () for each in both)  # type: ignore[assignment]
        there = [title in [entry.title for entry in moments] for moments in shown[hide]]  # type: ignore[attr-defined]
        assert there == ([True, True] if hide == "shared" else [False, False])
    assert shown["kept"] == shown["passed"], "nobody can tell one from the other"


def test_a_tender_topic_stays_folded_until_both_have_opened_it_both_times(pair: Pair) -> None:
    pair.reveal_a_hurt()
    pair.close()
    again = once_more(pair)
    again.reveal_a_hurt()
    again.close()
    tender = QUIET[1]
    for run in (again, pair):
        assert tender not in titles(again, pair.alex) + titles(again, pair.sam)
        for who in pair.both:
            run.say(who, "tender")
    assert tender in titles(again, pair.alex) and tender in titles(again, pair.sam)


def test_the_rest_is_there_once_both_have_asked_for_it_both_times(pair: Pair) -> None:
    pair.come_to("closed")
    again = once_more(pair)
    again.come_to("closed")
    few = titles(again, pair.sam)
    for run in (again, pair):
        assert titles(again, pair.sam) == few
        for who in pair.both:
            run.say(who, "rest")
    assert len(few) == 4 and len(titles(again, pair.sam)) == 6


def further(pair: Pair, run: Pair, **shared: Any) -> None:
    """Three more: alex and sam both say what they would feel, do and like, and share what is named."""
    run.come_to("closed")
    for who in run.both:
        run.say(who, "more")
    for who, name in ((run.alex, "alex"), (run.sam, "sam")):
        for spec in run.state(who).layout.of_round("more"):
            if spec.voice == "receiver":
                fields = {"feelings": ["calm", name], "next": "ask gently"}
                fields["feelings"] = ["calm", "tense"] if name == "alex" else ["calm", "sad"]
                share = {part: part in shared[name] for part in ("feelings", "next")}
                run.answer(who, spec.id, share=share, **fields)  # type: ignore[arg-type]
            elif spec.voice == "sender":
                run.answer(who, spec.id, share={"wish": "wish" in shared[name]}, wish=f"{name} would like")
            else:
                run.answer(who, spec.id)
        run.release(who, "more")
    run.close("more")


ALL = ("feelings", "next", "wish")


@pytest.mark.parametrize("time", ["then", "now"])
@pytest.mark.parametrize("kept", ["", "feelings", "next", "wish"])
def test_what_stands_beside_a_moment_is_there_if_it_was_shared_both_times(
    pair: Pair, kept: str, time: str
) -> None:
    without = tuple(part for part in ALL if part != kept)
    further(pair, pair, alex=ALL, sam=without if time == "then" else ALL)
    again = once_more(pair)
    further(pair, again, alex=ALL, sam=without if time == "now" else ALL)
    both = found(again, pair.alex)
    assert both is not None
    told = {(each.person.name, each.about) for entry in both.moments for each in entry.said} - {
        (name, about) for name in ("Alex", "Sam") for about in ("first thought", "says it usually means")
    }
    wanted = {
        (name, about)
        for name in ("Alex", "Sam")
        for part, about in zip(ALL, ("would feel", "would most likely", "would welcome"), strict=True)
        if part != kept or (name == "Alex" and part != "feelings")  # feelings stand beside each other or not
    }
    assert told == wanted


# ---- plain steps --------------------------------------------------------------------------------------


def test_of_plain_steps_only_what_the_same_person_shared_both_times(db: None, own_deck: Path) -> None:
    def play(run: Pair, words: str, sam_shares: bool) -> None:
        for who, name, share in ((run.alex, "alex", True), (run.sam, "sam", sam_shares)):
            run.fill_in(who, "kind-word", {"word": share}, word=f"{name} {words}")
            run.fill_in(who, "moment", {"moment": True}, moment=f"{name} saw {words}")
            whose = "mostly me" if name == "alex" else "mostly you"
            run.fill_in(who, "area.money", {"now": True}, now=whose, fine="50")
            run.pass_all(who, "alone")
            run.arrive(who)
            run.release(who, "alone")
        run.close("alone")

    then = start_together(exercise="every-kind")
    play(then, "then", sam_shares=True)
    now = once_more(then)
    play(now, "now", sam_shares=False)
    for who in then.both:
        both = found(now, who)
        assert both is not None and both.moments == ()
        assert {entry.title: list(said(entry).values()) for entry in both.steps} == {
            "A kind word": [(one("alex then"), one("alex now"))],
            "A moment": [
                (one("alex saw then"), one("alex saw now")),
                (one("sam saw then"), one("sam saw now")),
            ],
            "Money": [(one("mostly Alex"), one("mostly Alex"))] * 2,
        }
        assert "sam then" not in repr(both), "what sam keeps now has nothing to stand beside"


# ---- when the earlier one is not what it was ------------------------------------------------------------


def erased(pair: Pair) -> None:
    PairedSession.objects.filter(code=pair.code).delete()


def lost(pair: Pair) -> None:
    digest = PairedSession.objects.get(code=pair.code).content_digest
    (Path(settings.DATA_DIR) / "content" / f"{digest}.json").unlink()
    snapshot_store.read.cache_clear()


def torn(pair: Pair) -> None:
    Answer.objects.filter(session__code=pair.code).update(shared_sealed=b"\x01" + b"0" * 300)


def emptied(pair: Pair) -> None:
    PairedSession.objects.filter(code=pair.code).update(choice_sealed=b"")


@pytest.mark.parametrize("damage", [erased, lost, torn, emptied])
def test_an_earlier_one_that_is_gone_or_damaged_takes_nothing_of_the_later_one_away(
    pair: Pair, damage: Callable[[Pair], None]
) -> None:
    pair.come_to("closed")
    again = once_more(pair)
    again.come_to("closed")
    if damage is lost:  # both began with the same content
        row = PairedSession.objects.get(code=again.code)
        exercise = snapshot_store.read(row.content_digest).exercise
        other = exercise.model_copy(update={"minutes": exercise.minutes + 1})
        row.content_digest = snapshot_store.store(other, library.current())
        row.save()
    alone = comparison_page.present_comparison(again.state(pair.alex))
    assert found(again, pair.alex) is not None
    damage(pair)
    assert found(again, pair.alex) is found(again, pair.sam) is None
    assert comparison_page.present_comparison(again.state(pair.alex)) == alone


def test_an_earlier_session_of_another_exercise_stands_beside_nothing(pair: Pair) -> None:
    pair.come_to("closed")
    started = commands.start(
        "how-i-come-across", holder=pair.alex, couple_code=pair.couple_code, earlier=pair.code
    )
    other = Pair(started.code, pair.couple_code, pair.alex, pair.sam)
    assert other.state(pair.alex).earlier == pair.code
    other.reveal(other.state(pair.alex).layout.rounds[0].id)
    assert found(other, pair.alex) is None


def test_of_a_session_that_was_stopped_what_had_been_opened_stands_there(pair: Pair) -> None:
    pair.come_to("closed")
    commands.stop(pair.sam, pair.code)
    again = once_more(pair)
    again.come_to("closed")
    assert len(titles(again, pair.alex)) == 4


def test_swapping_what_is_then_and_what_is_now_swaps_the_words_and_nothing_else(db: None) -> None:
    picks = ({FIRST: "us_mild", KIND: "caring"}, {FIRST: "external", KIND: "strain"})
    seen = []
    for order in (picks, picks[::-1]):
        then = start_together()
        then.reveal(picks={then.alex: order[0]})
        then.close()
        now = once_more(then)
        now.reveal(picks={now.alex: order[1]})
        now.close()
        both = found(now, now.sam)
        assert both is not None
        seen.append({entry.title: said(entry) for entry in both.moments})
    common = seen[0].keys() & seen[1].keys()
    assert len(common) > 2
    for title in common:
        assert {key: (b, a) for key, (a, b) in seen[0][title].items()} == seen[1][title]
