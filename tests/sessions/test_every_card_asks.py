"""Every card of every exercise asks the two something, and none asks what another has asked."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string

from exercises import library
from exercises.language.typography import typeset
from exercises.library import openers
from exercises.presenters.session import cue_cards
from exercises.queries import reveals
from exercises.screens import PlainCard, Reveal
from tests.support.couples.paired import Pair, start_together
from tests.support.scripts.playthrough import Play

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
    for asked in (cue_cards._turned(title) for title in titles):
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
