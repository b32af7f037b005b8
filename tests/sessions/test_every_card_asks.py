"""Every card of every exercise asks the two something, and none asks what another has asked."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from typing import Any

import pytest
from django.template.loader import render_to_string

from couples.infrastructure.refusals import Refused
from exercises import library
from exercises.comparison import questions
from exercises.content.kinds import Part
from exercises.language import wording_lint
from exercises.language.typography import typeset
from exercises.library import openers
from exercises.presenters.session import talk_screens
from exercises.presenters.session.comparison_page import present_comparison
from exercises.queries import reveals
from exercises.rules.words import Card as CardName
from exercises.screens import PlainCard, Reveal
from exercises.steps.layout import StepSpec
from tests.support.couples.paired import Pair, start_together
from tests.support.scripts.answer_script import Script
from tests.support.scripts.every_day import each_make
from tests.support.scripts.playthrough import NAMES, Play

SHIPPED = tuple(each.slug for each in library.load(library.SHIPPED).listed())


def sheets_of_all_rounds(pair: Pair) -> dict[str, PlainCard]:
    """The plain cards that alex comes to on the way to the end, where both share everything, by step."""
    found: dict[str, PlainCard] = {}

    def look() -> bool:
        state = pair.state(pair.alex)
        screen = pair.screen(pair.alex)
        if isinstance(screen, Reveal) and screen.sheet is not None:
            opened = reveals.revealed(state, screen.round)
            found[opened.sheets[screen.number - len(opened.comparison.cards) - 1].id] = screen.sheet
        return False

    for _ in Play(pair, share_all=True).until(look):
        look()
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("slug", SHIPPED)
def test_every_card_about_both_asks_and_says_what_was_asked(slug: str) -> None:
    pair = start_together(exercise=slug)
    found = sheets_of_all_rounds(pair)
    exercise = library.current().exercise(slug)
    expected = {
        screen.id for each in exercise.rounds for screen in each.screens if openers.has_card(each, screen)
    }
    seen = {pair.state(pair.alex).layout.steps[step].screen.id for step in found}
    assert seen == expected, "the check counts on just the cards that come"
    asked = [sheet.opener for sheet in found.values()]
    assert all(asked) and len(set(asked)) == len(asked), asked
    for sheet in found.values():
        assert sheet.asked and sheet.asked != sheet.title
        assert not any("{" in words for words in (sheet.title, sheet.asked, sheet.opener))


def test_a_turned_question_ends_in_one_question_mark_also_where_somebody_asks() -> None:
    names = {"sender": "Alex", "receiver": "Sam"}
    titles = [typeset(cue.title, names) for cue in library.current().cues.values()]
    assert any(title.endswith("?”") for title in titles), "some moments are a question themselves"
    for asked in (questions.turned(title) for title in titles):
        assert asked.count("?") == 1 and asked.endswith(("?", "?”")), asked


def test_where_two_say_what_they_see_in_each_other_nobody_is_the_only_one(db: None) -> None:
    pair = start_together(exercise="how-i-think-you-see-me")
    for who in pair.both:
        pair.fill_in(who, "guess", guess="kind")
        pair.fill_in(who, "see", {"see": True}, see=["kind", "brave"])
        pair.arrive(who)
        pair.release(who)
    [part] = pair.screen(pair.alex).sheet.parts
    assert [[line.text for line in side.lines] for side in part.sides] == [["kind", "brave"]] * 2
    card = render_to_string(part.template, {"part": part})
    assert "Alex" in card and "Sam" in card and "only" not in card


# ---- whole sessions -----------------------------------------------------------------------------------

ABOUT_MOMENTS = tuple(
    each.slug
    for each in library.load(library.SHIPPED).listed()
    if any(round.compares for round in each.rounds)
)
CHOSEN = ("choose_reading", "own_meaning", "forecast")


@dataclass
class Picker(Script):
    """Picks a reading of each moment: with `alike` the same as the other does, else as chance has it."""

    chance: Random = field(default_factory=Random)
    alike: str = ""

    def raw(self, spec: StepSpec, part: Part) -> dict[str, Any]:
        if spec.cue is None or part.kind not in CHOSEN:
            return super().raw(spec, part)
        pick = self.alike or self.chance.choice((*(each.id for each in spec.cue.readings), "other"))
        return super().raw(spec, part) if pick == "other" else {part.id: pick}


def session_of(slug: str, pick: str, chance: Random) -> Pair:
    """A session at its end, with all of it opened: the sensitive ones and the rest, too."""
    pair = start_together(exercise=slug)
    play = Play(pair, share_all=True)
    play.scripts = {name: Picker(name, True, chance=chance, alike=pick) for name in NAMES}
    for _ in play.to_the_end():
        for plan in pair.state(pair.alex).layout.rounds:
            if (plan.id, "closed") in pair.milestones():
                for who in pair.both:
                    with suppress(Refused):  # there is no sensitive one, or it is open
                        pair.say(who, "tender", plan.id)
                    with suppress(Refused):
                        pair.say(who, "rest", plan.id)
    return pair


def questions_of(pair: Pair) -> list[str]:
    """What every card of a session asks, also those that were opened last."""
    page = present_comparison(pair.state(pair.alex))
    asked = [*(card.opener for card in (*page.cards, *page.rest)), *(sheet.opener for sheet in page.sheets)]
    return asked + ([page.ring.opener] if page.ring is not None else [])


@pytest.mark.django_db
@pytest.mark.parametrize("pick", ["", "strain", "caring", "us_mild"])
@pytest.mark.parametrize("slug", each_make(*ABOUT_MOMENTS))
def test_no_question_comes_twice_in_a_session_however_much_the_two_agree(slug: str, pick: str) -> None:
    asked = questions_of(session_of(slug, pick, Random(f"{slug} {pick}")))
    assert all(asked) and [each for each in asked if asked.count(each) > 1] == []
    assert [each for each in asked if [*openers.slips(each.removesuffix("”"))]] == []


def test_one_card_asks_what_told_them_and_the_others_what_their_moment_has_for_it(db: None) -> None:
    pair = session_of("two-sides-of-a-cue", "strain", Random(0))
    asked = questions_of(pair)
    cues = pair.state(pair.alex).content.cues.values()
    own = {typeset(cue.opener_alike) for cue in cues}
    assert asked[0] == questions.WHAT_TOLD[0] and len(own & set(asked)) >= 4


def test_two_rounds_with_nothing_to_compare_ask_two_things(db: None) -> None:
    pair, asked = start_together(), []
    for round_id in ("first", "more"):
        for who in pair.both:
            pair.pass_all(who, round_id)
            pair.arrive(who)
            pair.release(who, round_id)
        screen = pair.screen(pair.alex)
        assert isinstance(screen, Reveal) and screen.card is None
        asked.append(screen.nothing)
        assert talk_screens.subject(pair.state(pair.alex), round_id, CardName(1)).question == screen.nothing
        pair.close(round_id)
        for who in pair.both:
            if round_id == "first":
                pair.say(who, "more")
    assert all(asked) and len(set(asked)) == 2


@pytest.mark.parametrize("asked", [*questions.WHAT_TOLD, *questions.NOTHING])
def test_what_the_app_asks_is_one_short_question_to_both(asked: str) -> None:
    assert [*openers.slips(asked)] == [] and not wording_lint.found_in(asked)
    assert all(
        typeset(asked) not in (cue.opener, cue.opener_alike) for cue in library.current().cues.values()
    )
