"""What the pages of worked situations say, checked by content; and which of them are one and the same."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from exercises import library
from exercises.presenters.session import session_view
from exercises.rules import Stage
from exercises.web import panels
from tests.support.couples.paired import start_together
from tests.support.http.html_page import Page
from tests.support.http.seated import OF_SESSION, pages_of
from tests.support.scripts.answer_script import Name, may_be_seen
from tests.support.scripts.every_day import each_make
from tests.support.scripts.playthrough import NAMES, OTHER, Play
from tests.support.scripts.situations import (
    ALL_THREE,
    ARABIC,
    EMOJI,
    HEBREW,
    LETTER,
    LONG,
    SITUATIONS,
    SIXTY,
    Situation,
    to_the_end,
)

NOTHING = ("Nothing to compare this time.", "What did you notice while answering?")


def played(name: str) -> Play:
    play = SITUATIONS[name].begin()
    for _ in SITUATIONS[name].plot(play):
        pass
    return play


class Look:
    """What one of the two finds on their pages."""

    def __init__(self, play: Play, name: Name = "alex") -> None:
        found = pages_of(play.pair, play.who(name), OF_SESSION).values()
        self.session, self.comparison, self.own = map(Page, found)

    @property
    def titles(self) -> list[str]:
        return [each.text for each in self.comparison.all("h3")]


@pytest.fixture(autouse=True)
def deck(own_deck: Path, db: None) -> None:
    """Every situation may use the deck with every kind in it."""


def test_identical() -> None:
    look = Look(played("identical"))
    assert look.comparison.text.count("Sam read it the way Alex says it’s meant.") == 2
    assert look.comparison.text.count("Alex read it the way Sam says it’s meant.") == 2
    assert {each.text for each in look.comparison.all("p", class_="tag")} == {"Read as meant"}
    assert "Alex reads: mixed, just a guess. Sam means: mixed. Read as meant." in look.comparison.text
    for word in ("Hurts", "Mixed", "Nothing to worry about"):
        assert word in look.comparison.text
    assert "note to self" in look.session.text


@pytest.mark.parametrize("name", ["everything passed", "one keeps everything", "nothing in common"])
@pytest.mark.parametrize("who", NAMES)
def test_where_nothing_can_be_compared_there_is_a_question_all_the_same(name: str, who: Name) -> None:
    look = Look(played(name), who)
    for words in NOTHING:
        assert words in look.comparison.text
    assert look.titles == [] and "Three more?" in look.session.text
    assert not look.comparison.all("table")


def test_who_kept_everything_has_a_page_of_their_own() -> None:
    look = Look(played("one keeps everything"))
    assert "When I do it" in look.own.text and "When Sam does it, I first think" in look.own.text
    assert not re.search(r"\b\d+\b", look.own.by_id("main").text), "sentences, never numbers"


def test_one_moment_is_two_cards() -> None:
    look = Look(played("one moment"))
    assert look.titles == ["When Alex goes quiet over dinner", "When Sam goes quiet over dinner"]
    assert [each.text for each in look.comparison.all("p", class_="tag")] == ["Close", "Far apart"]
    for words in ("Only you two can tell whether it is the same.", "Sam says it usually has another reason."):
        assert words in look.comparison.text


def test_one_direction_is_one_card_and_one_row() -> None:
    look = Look(played("one direction"))
    assert look.titles == ["When Sam goes quiet over dinner"]
    assert [each.text for each in look.comparison.all("caption")] == ["When Sam does it"]


def test_far_apart_is_said_without_a_verdict() -> None:
    look = Look(played("far apart"))
    assert [each.text for each in look.comparison.all("p", class_="tag")].count("Far apart") == 3
    row = "Alex reads: hurts, just a guess. Sam means: nothing to worry about. Far apart."
    assert row in look.comparison.text
    assert not re.search(r"\b(wrong|right|correct|mistaken|score of)\b", look.comparison.text)


def test_what_was_gone_through_is_folded_and_what_came_last_is_not() -> None:
    def in_the_fold(look: Look) -> list[str]:
        (fold,) = [e for e in look.comparison.all("details") if "seen" in e.attributes.get("class", "")]
        return [each.text for each in fold.walk() if each.tag == "h3"]

    look = Look(played("far apart"))
    assert in_the_fold(look) == look.titles
    page = look.comparison.html
    assert page.index("At a glance") < page.index("The cards, once more")
    opened = Look(played("tender, opened")).comparison
    assert opened.all("h3") and not [
        e for e in opened.all("details") if "seen" in e.attributes.get("class", "")
    ]


def test_the_rest_stands_below_what_was_opened_before() -> None:
    look = Look(played("the rest is opened"))
    assert len(look.titles) == 6
    assert look.comparison.text.index("The rest") > look.comparison.text.index(look.titles[3])
    assert "Show the rest" not in look.comparison.buttons


@pytest.mark.parametrize(
    "who, says", [("alex", "You have tapped. You see it"), ("sam", "There is one card, a sensitive one.")]
)
def test_a_tender_topic_alone_stays_in_its_fold(who: Name, says: str) -> None:
    look = Look(played("only tender"), who)
    assert says in look.comparison.text
    assert look.titles == [] and {"Not today"} <= set(look.comparison.buttons)
    assert "a sensitive one" in look.session.text.lower()


def test_a_tender_topic_that_both_opened_is_a_card_like_the_others() -> None:
    look = Look(played("tender, opened"), "sam")
    assert look.titles == ["When Sam goes quiet over dinner"]
    assert "Not today" not in look.comparison.buttons


@pytest.mark.parametrize("who", NAMES)
def test_a_tender_topic_that_was_put_away_leaves_nothing_behind(who: Name) -> None:
    look = Look(played("tender, put away"), who)
    assert look.titles == [] and "ensitive one" not in look.session.text + look.comparison.text
    for words in (*NOTHING, "There is nothing more here."):
        assert words in look.comparison.text


def test_the_second_round_sets_everything_beside_each_other() -> None:
    look = Look(played("all of the second round"), "sam")
    text = look.comparison.text
    for words in ("What then, and what would help", "would most likely", "would welcome",
                  "What each would feel", "Both of you tense", "Alex only calm", "Sam only sad"):  # fmt: skip
        assert words in text
    assert text.count("Alex on a calm day guessed") == 1
    assert "Sam for next time" in look.session.text and "zalex" not in look.session.text
    mine = Look(played("all of the second round")).own.text
    for words in ("First thought, and on a calm day", "When I do it, and when Sam does",
                  "What I guessed, and what Sam says", "You have shown this guess."):  # fmt: skip
        assert words in mine


def test_a_lean_is_said_to_its_owner_alone() -> None:
    play = played("a lean")
    alex, sam = Look(play), Look(play, "sam")
    assert (
        "In this set, your first thought was often a little more worried than what Sam says" in alex.own.text
    )
    assert "A handful of moments is too few to call it a habit." in alex.own.text
    for page in (alex.session, alex.comparison, sam.session, sam.comparison, sam.own):
        assert "worried than" not in page.text


def test_who_is_ahead_sees_more_and_the_other_nothing_of_that() -> None:
    play = played("one is ahead")
    assert len(Look(play).titles) == 4 and len(Look(play, "sam").titles) == 1


def test_after_a_stop_there_is_what_both_had_opened() -> None:
    look = Look(played("stopped behind a reveal"))
    assert "What you have both shown is still here to look back at." in look.session.text
    assert len(look.titles) == 2 and "Show the rest" not in look.comparison.buttons


def test_names_and_words_from_right_to_left_find_their_own_direction() -> None:
    look = Look(played("right to left"), "sam")
    assert HEBREW in look.comparison.text and ARABIC in look.comparison.text
    says = [each for each in look.comparison.elements if "says" in each.attributes.get("class", "").split()]
    assert says and all(each.attributes.get("dir") == "auto" for each in says)
    assert {each.text for each in look.comparison.all("bdi")} == {"נועה", "عبد الرحمن"}


def test_a_name_of_sixty_characters_and_an_emoji_are_never_cut() -> None:
    look = Look(played("emoji and a name of sixty"))
    for name in (EMOJI, SIXTY):
        assert name in look.comparison.text
    assert "🫶" * 80 in look.comparison.html


def test_letters_are_whole_in_the_page_and_fold_without_a_script() -> None:
    look = Look(played("letters"))
    folded = [each for each in look.comparison.all("div") if "lengthy" in each.attributes.get("class", "")]
    assert [each.children[0].text for each in folded] == [LETTER[:399]] * 2  # type: ignore[union-attr]
    assert len(look.comparison.all("summary")) == 2, "one for each letter"
    first, second = (
        [each.text for each in box.walk() if "by" in each.attributes.get("class", "")]
        for box in [b for b in look.comparison.all("div") if "two" in b.attributes.get("class", "").split()][
            :2
        ]
    )
    assert (first, second) == (["Alex", "Sam"], ["Sam", "Alex"]), "the order alternates"


def test_words_without_an_end_are_whole() -> None:
    assert LONG[:160] in Look(played("words without an end")).comparison.text
    assert LONG[:399] in Look(played("letters without an end"), "sam").comparison.text


def test_expectations_stand_against_readings() -> None:
    look = Look(played("how each expects to be taken"))
    assert look.comparison.text.count("expected this first thought") == len(look.titles) > 2


def test_every_kind_has_a_card_of_its_own() -> None:
    look = Look(played("every kind, all shared"))
    assert len(look.comparison.all("h3")) > 10
    assert "Nothing to compare" not in Look(played("every kind, each way")).comparison.text
    for words in ("Both of you", "hears", "answers", "On a calm day I guessed", "I guessed"):
        assert words in look.comparison.text + look.own.text


def test_a_look_for_oneself_has_no_page_for_two() -> None:
    play = played("a look for oneself")
    assert Look(play).comparison.text == "" and "My check-in" in Look(play).own.text
    assert "5 of 6" in Look(play, "sam").own.text and "5 of 6" not in Look(play).own.text


def test_a_gate_that_stays_shut_ends_kindly() -> None:
    look = Look(played("a gate stays shut"))
    assert "A good place to stop for today." in look.session.text
    assert look.titles


# ---- what is one and the same to the other --------------------------------------------------------------


def seen_by_sam(alex_does: str) -> str:
    """All that sam sees at each point, when alex does this with everything and sam shares it all."""
    play = Play(start_together())
    deeds = {"keep": ("own keep", "own:2 keep"), "pass": ("pass", "pass"), "na": ("na", "na")}
    found: list[str] = []

    def look() -> None:
        if play.pair.stage(play.pair.sam) is Stage.STEP:
            return  # sam's own steps: their readings stand in another order in each session
        found.extend(pages_of(play.pair, play.pair.sam, OF_SESSION).values())
        view = session_view.present(play.pair.state(play.pair.sam), origin="")
        found.append(str(panels.etags(replace(view, code="", couple=""))))

    for _ in play.round("first", dict.fromkeys(ALL_THREE, (*deeds[alex_does], "own", "own"))):
        look()
    play.both("rest")
    look()
    play.both("enough")
    look()
    # An etag has the session's code in it, and a card turns over when it does: when, and by which clock.
    same = re.sub(r'\s*data-(etag|reveal-at|now)="\w+"', "", "\n".join(found))
    return same.replace(play.pair.code, "code").replace(play.pair.couple_code, "couple")


def test_what_was_kept_passed_or_never_comes_up_is_byte_for_byte_the_same_to_the_other() -> None:
    kept = seen_by_sam("keep")
    assert NOTHING[0] in kept and "zsam" in kept, "there is something to compare these by"
    assert seen_by_sam("pass") == kept
    assert seen_by_sam("na") == kept


# ---- every exercise there is ----------------------------------------------------------------------------


@pytest.mark.parametrize("slug", each_make(*(each.slug for each in library.load(library.SHIPPED).listed())))
def test_no_page_of_an_exercise_holds_what_its_owner_kept(slug: str) -> None:
    situation = Situation(to_the_end, None, exercise=slug, share_all=False)
    play = situation.begin()
    for _ in to_the_end(play):
        pass
    layout = play.pair.state(play.pair.alex).layout
    seen = {name: "\n".join(pages_of(play.pair, play.who(name)).values()) for name in NAMES}
    for (name, step, part), texts in play.written.items():
        spec = layout.steps.get(step)
        found = spec.part(part) if spec is not None else None
        deed = play.scripts[name].deeds.get(step, "keep")
        if spec is None or found is None or not may_be_seen(spec, found, deed):
            assert not [text for text in texts if text in seen[OTHER[name]]], (name, step, part, deed)
