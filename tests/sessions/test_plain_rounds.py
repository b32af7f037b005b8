"""Rounds of plain steps: what is offered, what builds on what, and what nobody but its owner ever sees."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from couples.access import Holder
from couples.infrastructure.refusals import Refused
from exercises import commands, library
from exercises.library import snapshot_store
from exercises.presenters.couple import timeline
from exercises.presenters.session import own_page
from exercises.queries import loading
from exercises.rules import Stage
from exercises.screens import CardsDone, PlainCard, Preview, Reveal, Step
from tests.support.couples.paired import Pair, start_together

SHARED = {
    "word": {"word": True},
    "soft": {"soft": True},
    "moment": {"moment": True},
}


@pytest.fixture
def pair(db: None, own_deck: Path) -> Pair:
    """Two people at the deck that uses every kind; both have a first step before them."""
    return start_together(exercise="every-kind")


def first_round(pair: Pair, who: Holder, name: str, *, share: bool = True) -> None:
    """A moment, an ask, a kind word, an area; everything else is passed."""
    both = "mostly me" if name == "alex" else "mostly you"
    pair.fill_in(who, "area.money", {"now": share}, now=both, fine="50")
    pair.fill_in(who, "area.time", {"now": share}, now="together" if name == "alex" else "mostly me")
    pair.fill_in(who, "look", {"look_at": share}, look_at="Free time")
    pair.fill_in(who, "moment", {"moment": share}, moment=f"{name} saw a light go out.")
    pair.fill_in(who, "asking", {"soft": share}, soft__1=f"{name} at the door", soft__2="small")
    pair.fill_in(who, "kind-word", {"word": share}, word=f"{name} is a good listener")
    pair.pass_all(who, "alone")


def open_first(pair: Pair, *, alex: bool = True, sam: bool = True) -> None:
    for who, name, share in ((pair.alex, "alex", alex), (pair.sam, "sam", sam)):
        first_round(pair, who, name, share=share)
        pair.arrive(who)
        pair.release(who, "alone")


def go_on(pair: Pair, round_id: str, word: str = "more") -> None:
    pair.close(round_id)
    for who in pair.both:
        pair.say(who, word, round_id)


def pass_through(pair: Pair, *rounds: str) -> None:
    """Both pass everything in these rounds, and tap on to their ends."""
    for round_id in rounds:
        for who in pair.both:
            pair.pass_all(who, round_id)
            pair.release(who, round_id)
        pair.close(round_id)


def sheets_of(pair: Pair, who: Holder, round_id: str) -> list[PlainCard]:
    """Every sheet of a round, tapped through in step."""
    found = []
    number = 1
    while isinstance(screen := pair.screen(who), Reveal):
        if screen.sheet is not None:
            found.append(screen.sheet)
        for each in pair.both:
            pair.say(each, f"next-{number}", round_id)
        number += 1
    return found


def told(sheet: PlainCard) -> list[str]:
    return [line.text for part in sheet.parts for side in part.sides for line in side.lines]


# ---- preview and cards ----------------------------------------------------------------------------------


def test_the_preview_lists_what_can_be_shown_and_nothing_that_is_mine_alone(pair: Pair) -> None:
    first_round(pair, pair.alex, "alex", share=False)
    preview = pair.screen(pair.alex)
    assert isinstance(preview, Preview)
    offered = {part.field: part.on for sheet in preview.sheets for part in sheet.parts}
    assert offered == {
        "share.area.money.now": False,
        "share.area.time.now": False,
        "share.look.look_at": False,
        "share.moment.moment": False,
        "share.asking.soft": False,
        "share.kind-word.word": False,
    }
    assert "fine" not in repr(preview), "how all right it is stays with its owner"


def test_a_whole_preview_turns_off_what_is_not_ticked(pair: Pair) -> None:
    for who, name in ((pair.alex, "alex"), (pair.sam, "sam")):
        first_round(pair, who, name)
        pair.arrive(who)
    ticked = {"kind-word": {"word": True}}
    for who in pair.both:
        commands.release(who, pair.code, round="alone", shares=ticked, apart=False)
    (only,) = sheets_of(pair, pair.sam, "alone")
    assert told(only) == ["alex is a good listener", "sam is a good listener"]


def test_areas_that_both_see_alike_come_first_and_of_the_others_only_what_was_chosen(pair: Pair) -> None:
    open_first(pair)
    titles = [sheet.title for sheet in sheets_of(pair, pair.alex, "alone")]
    assert titles[0] == "Money"
    assert "Free time" in titles and titles.index("Free time") > 0
    assert "One to look at" not in titles, "which one was chosen is no card of its own"


def test_an_area_that_is_seen_differently_and_that_nobody_chose_is_on_no_card(pair: Pair) -> None:
    for who, name in ((pair.alex, "alex"), (pair.sam, "sam")):
        first_round(pair, who, name)
        commands.pass_(who, pair.code, step="look", base=1)
        pair.arrive(who)
    for who in pair.both:
        pair.release(who, "alone")
    titles = [sheet.title for sheet in sheets_of(pair, pair.alex, "alone")]
    assert "Money" in titles and "Free time" not in titles


def test_every_card_asks_and_none_asks_what_another_one_has_asked(pair: Pair) -> None:
    open_first(pair)
    questions = [sheet.opener for sheet in sheets_of(pair, pair.alex, "alone")]
    for who in pair.both:
        pair.say(who, "more", "alone")
    for who in pair.both:
        pair.fill_in(who, "answer", {"reply": True}, reply="Gladly")
        pair.pass_all(who, "both")
        pair.release(who, "both")
    questions += [sheet.opener for sheet in sheets_of(pair, pair.alex, "both")]
    assert len(questions) > 5 and all(questions) and len(set(questions)) == len(questions)
    assert questions[0] == "Money: what would each of you like here?"


def test_a_card_says_what_was_asked_and_names_whom_an_answer_is_about(pair: Pair) -> None:
    open_first(pair)
    money, *others = sheets_of(pair, pair.alex, "alone")
    assert (money.title, money.asked) == ("Money", "Who decides?")
    assert told(money) == ["mostly Alex", "mostly Alex"], "alex says: mostly me; sam says: mostly Alex"
    assert [part.line for part in money.parts] == ["You both see it this way."]
    (time,) = [sheet for sheet in others if sheet.title == "Free time"]
    assert sorted(told(time)) == ["mostly Sam", "together"]
    assert [part.line for part in time.parts] == ["You see it differently."]
    (word,) = [sheet for sheet in others if sheet.title == "A kind word"]
    assert word.asked == "A kind word I remember", "what the screen asked, where nothing else is written"


def test_what_only_one_of_them_shows_is_compared_with_nothing(pair: Pair) -> None:
    open_first(pair, sam=False)
    lines = [part.line for sheet in sheets_of(pair, pair.sam, "alone") for part in sheet.parts]
    assert lines and not any(lines)


def test_who_comes_first_alternates(pair: Pair) -> None:
    open_first(pair)
    sheets = sheets_of(pair, pair.alex, "alone")
    first = [sheet.parts[0].sides[0].person.mark for sheet in sheets]
    assert first == ["a", "b", "a", "b", "a"][: len(first)]


# ---- what builds on the other's words -------------------------------------------------------------------


def test_a_step_about_the_others_words_shows_them_once_they_are_opened(pair: Pair) -> None:
    open_first(pair)
    go_on(pair, "alone")
    step = pair.screen(pair.alex, at="answer")
    assert isinstance(step, Step) and step.about is not None
    assert (step.about.person.name, step.about.lines) == ("Sam", ("sam is a good listener",))


@pytest.mark.parametrize("kept", [True, False], ids=["kept", "passed"])
def test_where_the_other_shared_nothing_there_is_nothing_to_answer_and_no_telling_why(
    pair: Pair, kept: bool
) -> None:
    first_round(pair, pair.sam, "sam", share=False)
    if not kept:
        for step in ("moment", "asking", "kind-word"):
            commands.pass_(pair.sam, pair.code, step=step, base=1)
    first_round(pair, pair.alex, "alex")
    for who in pair.both:
        pair.arrive(who)
        pair.release(who, "alone")
    go_on(pair, "alone")
    step = pair.screen(pair.alex, at="answer")
    assert (step.nothing, step.takes, step.can_pass, step.about, step.parts) == (True, False, False, None, ())
    pair.fill_in(pair.alex, "answer")
    assert pair.state(pair.alex).own["answer"].is_in


def test_stories_about_one_moment_stand_by_what_they_are_about_each_with_its_writer(pair: Pair) -> None:
    open_first(pair)
    go_on(pair, "alone")
    mine = {"mine__1__words": "Rain", "mine__1__about": "external"}
    mine |= {"mine__2__words": "A long week", "mine__2__about": "strain"}
    pair.fill_in(pair.alex, "mine", {"mine": True}, **mine)
    theirs = {"theirs__1__words": "Tired eyes", "theirs__1__about": "strain"}
    theirs |= {"theirs__2__words": "A surprise", "theirs__2__about": "caring"}
    pair.fill_in(pair.sam, "theirs", {"theirs": True}, **theirs)
    for who in pair.both:
        pair.pass_all(who, "both")
        pair.release(who, "both")
    stories = sheets_of(pair, pair.sam, "both")[0]
    (about_alex,) = stories.parts
    assert about_alex.by is not None
    assert (about_alex.by.name, about_alex.label) == ("Alex", "alex saw a light go out.")
    assert about_alex.both == (), "nobody is credited with what the other one wrote"
    by_group = {
        group.words: [(side.person.name, line.text) for side in group.sides for line in side.lines]
        for group in about_alex.groups
    }
    assert by_group == {
        "You both thought of tiredness or stress": [("Alex", "A long week"), ("Sam", "Tired eyes")],
        "Something outside the two of you": [("Alex", "Rain")],
        "Care": [("Sam", "A surprise")],
    }
    assert next(iter(by_group)).startswith("You both"), "what both thought of comes first"
    assert [(side.person.name, line.text, line.tag) for side in about_alex.sides for line in side.lines] == [
        ("Alex", "Rain", "something outside the two of you"),
        ("Alex", "A long week", "tiredness or stress"),
        ("Sam", "Tired eyes", "tiredness or stress"),
        ("Sam", "A surprise", "care"),
    ]
    # The person concerned may mark which are ever true: it is Sam whom Alex saw.
    ever = pair.screen(pair.sam, at="ever")
    assert [option.label for option in ever.parts[0].options] == [
        "Rain",
        "A long week",
        "Tired eyes",
        "A surprise",
    ]
    assert pair.screen(pair.alex, at="ever").nothing, "about Sam's moment nobody has found a story"
    pair.fill_in(pair.sam, "ever", {"ever": True}, ever=["Rain", "Tired eyes"])
    with pytest.raises(Refused):
        pair.fill_in(pair.sam, "ever", {"ever": True}, ever=["Something else"])


def test_what_is_sometimes_true_names_the_moment_that_it_is_about(pair: Pair) -> None:
    open_first(pair)
    go_on(pair, "alone")
    rows = {"theirs__1__words": "Tired eyes", "theirs__1__about": "strain"}
    for who in pair.both:
        pair.fill_in(who, "theirs", {"theirs": True}, **rows)
        pair.pass_all(who, "both")
        pair.release(who, "both")
    pair.close("both")
    for who in pair.both:
        pair.fill_in(who, "ever", {"ever": True}, ever=["Tired eyes"])
        pair.pass_all(who, "floor")
        pair.release(who, "floor")
    (card,) = sheets_of(pair, pair.sam, "floor")
    found = {
        part.by.name: (part.label, [side.person.name for side in part.sides])
        for part in card.parts
        if part.by is not None
    }
    assert found == {
        "Alex": ("alex saw a light go out.", ["Sam"]),
        "Sam": ("sam saw a light go out.", ["Alex"]),
    }
    assert [part.both for part in card.parts] == [(), ()], "the same words about two moments are two things"


def test_words_are_said_back_until_they_fit(pair: Pair) -> None:
    open_first(pair)
    go_on(pair, "alone")
    pass_through(pair, "both", "floor")
    step = pair.screen(pair.alex, at="say")
    assert step.about.lines == ("When this happened: sam at the door", "I felt: small")
    pair.fill_in(pair.alex, "say", {"back": True}, back="You stood at the door.")
    pair.pass_all(pair.sam, "back")
    for who in pair.both:
        pair.release(who, "back")
    pair.close("back")
    asked = pair.screen(pair.sam)
    assert isinstance(asked, CardsDone) and asked.said_back is not None
    assert asked.said_back.lines[0].text == "You stood at the door."
    assert asked.confirm == ("Yes, that is it", "Almost")
    assert pair.screen(pair.alex).said_back is None, "Sam has said nothing back"
    pair.say(pair.sam, "almost", "back")
    pair.say(pair.alex, "yes", "back")
    again = pair.screen(pair.alex)
    assert isinstance(again, Step) and again.ref == "say-2"
    assert again.again == "Sam says: “Almost”. Try once more."
    assert again.parts[0].words == "You stood at the door.", "one goes on from what one had"


def test_who_had_shown_nothing_is_told_nothing_of_how_it_came_back(pair: Pair) -> None:
    open_first(pair)
    go_on(pair, "alone")
    pass_through(pair, "both", "floor")
    pair.fill_in(pair.alex, "say", {"back": True}, back="You stood at the door.")
    pair.fill_in(pair.sam, "say", {"back": False}, back="Kept to myself.")
    for who in pair.both:
        pair.release(who, "back")
    pair.close("back")
    pair.say(pair.sam, "almost", "back")
    pair.say(pair.alex, "yes", "back")
    assert pair.screen(pair.sam).again == "", "Alex has never seen it, and said nothing of it"
    assert pair.screen(pair.alex).again


def test_the_preview_hints_at_the_very_words_at_which_the_field_does(pair: Pair) -> None:
    pair.fill_in(pair.alex, "asking", soft__1="You always ignored me", soft__2="small")
    pair.pass_all(pair.alex, "alone")
    (asking,) = [sheet for sheet in pair.screen(pair.alex).sheets if sheet.step == "asking"]
    assert asking.parts[0].hint == "“always” tells a story. What would a camera have seen?"


# ---- what is mine alone ---------------------------------------------------------------------------------


def test_my_own_page_has_what_stays_with_me_and_the_others_has_none_of_it(pair: Pair) -> None:
    open_first(pair)
    mine = own_page.present_own_page(pair.state(pair.alex))
    assert ("How all right is it?", ("3 of 5 (not at all to completely)",)) in [
        (noted.title, noted.lines) for noted in mine.noted
    ]
    assert "How all right" in repr(mine)
    theirs = own_page.present_own_page(loading.load(pair.sam, pair.code))
    assert len([n for n in theirs.noted if n.title == "How all right is it?"]) == 1, "only Sam's own"


def test_a_guess_stands_beside_what_they_said_once_the_cards_are_through(pair: Pair) -> None:
    for who, name in ((pair.alex, "alex"), (pair.sam, "sam")):
        pair.fill_in(who, "ways", {"ways": True}, ways=["get busy", "go quiet"])
        pair.fill_in(who, "guess-ways", guess_ways="get busy")
        first_round(pair, who, name)
        pair.arrive(who)
    for who in pair.both:
        pair.release(who, "alone")
    assert not own_page.present_own_page(pair.state(pair.alex)).guesses, "the card has not come yet"
    pair.close("alone")
    (guess,) = own_page.present_own_page(pair.state(pair.alex)).guesses
    assert (guess.left, guess.right) == ("get busy", "get busy; go quiet")


def test_one_not_yet_at_the_gate_ends_it_kindly_for_both(pair: Pair) -> None:
    open_first(pair)
    pair.close("alone")
    pair.say(pair.alex, "more", "alone")
    assert pair.stage(pair.alex) is Stage.WAITING
    pair.say(pair.sam, "enough", "alone")
    for who in pair.both:
        assert pair.screen(who).stopped == "A good place to stop."


# ---- the deck itself ------------------------------------------------------------------------------------


def test_a_deck_that_is_edited_in_the_middle_changes_nothing_for_the_two(pair: Pair, own_deck: Path) -> None:
    first_round(pair, pair.alex, "alex")
    before = pair.screen(pair.alex)
    file = own_deck / "every-kind.yaml"
    edited = file.read_text().replace("name: A kind word", "name: Something else")
    file.write_text(edited.replace("- id: moment\n", "- id: other\n"))
    library.current.cache_clear()
    assert pair.screen(pair.alex) == before
    file.unlink()
    library.current.cache_clear()
    assert pair.screen(pair.alex) == before
    pair.fill_in(pair.sam, "moment", {"moment": True}, moment="It goes on as it began.")


def test_stories_for_ones_own_moment_are_shown_even_where_no_moment_was(pair: Pair) -> None:
    open_first(pair, alex=False, sam=False)
    go_on(pair, "alone")
    stories = {"mine__1__words": "Rain", "mine__1__about": "external"}
    stories |= {"mine__2__words": "A long week", "mine__2__about": "strain"}
    pair.fill_in(pair.alex, "mine", {"mine": True}, **stories)
    for who in pair.both:
        pair.pass_all(who, "both")
        pair.release(who, "both")
    (card,) = sheets_of(pair, pair.sam, "both")
    assert told(card) == ["Rain", "A long week"]


def test_what_was_not_said_back_cannot_be_almost_it(pair: Pair) -> None:
    open_first(pair)
    go_on(pair, "alone")
    pass_through(pair, "both", "floor", "back")
    with pytest.raises(Refused):
        pair.say(pair.sam, "almost", "back")
    for who in pair.both:
        pair.say(who, "yes", "back")
        pair.say(who, "yes", "back")  # a late resend
    assert pair.stage(pair.sam) is Stage.TAKEAWAY


def test_a_session_whose_content_is_lost_keeps_nobody_from_the_rest(pair: Pair, settings: Any) -> None:
    open_first(pair)
    for file in (Path(settings.DATA_DIR) / "content").iterdir():
        file.unlink()
    snapshot_store.read.cache_clear()
    (entry,) = timeline.timeline_page(pair.alex, pair.couple_code).entries
    assert (entry.url, entry.state) == ("", "Can’t be shown at the moment")
    commands.start("small-asks", holder=pair.alex, couple_code=pair.couple_code)
