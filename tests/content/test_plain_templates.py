"""Templates of plain steps, of what both do together, and of the sheets: each part of them, rendered."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
import yaml
from django.template.loader import get_template

from exercises import screens
from exercises.content import kinds
from exercises.content.kinds import Part
from exercises.library import SHIPPED, Exercise, load
from exercises.rules import Stage
from exercises.rules.checkin_words import CAUTION
from exercises.screens import Line, Option, PartCard, PartInput, Person, Side
from exercises.templatetags import numbers, tracks
from tests.support.scripts.every_kind import EVERY_KIND

SAM, ROBIN = Person("a", "Sam"), Person("b", "Robin")
OPTIONS = {"options": ("one thing", "another thing")}  # for parts that take theirs from elsewhere
NO_STEP = screens.Step(
    "quiet", 2, "", "Before you begin", "How quiet was it?", "", (), None, (), "", "before", False,
    template="stages/plain.html",
)  # fmt: skip
BREATH = screens.Breath("first", "settle.start", False, None, 120, 4, 6, "Stop if you feel dizzy.")
FLOOR = screens.Floor(
    "first", True, ROBIN, False, 1, 2, 90_000, 75, False, False, 2, "", "talk.pause-1", "", "", 2,
    ("What was the best part?",),
)  # fmt: skip


def exercises() -> Iterator[Exercise]:
    yield from load(SHIPPED).exercises.values()
    yield Exercise.model_validate(yaml.safe_load(EVERY_KIND))


def plain_parts() -> dict[str, Part]:
    """Every part of every plain step that there is, complete with options."""
    found: dict[str, Part] = {}
    for exercise in exercises():
        for each in (screen for round in exercise.rounds for screen in round.screens if not screen.voice):
            for part in each.all_parts:
                if getattr(part, "source", "") or (part.kind == "predict" and not part.free):
                    part = part.model_copy(update=OPTIONS)
                if not kinds.is_together(part):
                    found[f"{exercise.id}.{part.id}"] = part
    return found


PARTS = plain_parts()


def rendered(screen: screens.Screen, you: Person = SAM, partner: Person = ROBIN) -> str:
    view = screens.SessionView(
        "abc", "cpl", "Quiet", Stage.STEP, you, partner, True, True, 1, None, None, screen
    )
    return get_template("panels/stage.html").render({"seen": view, "screen": screen})


def step(*parts: PartInput, **changes: object) -> screens.Step:
    return dataclasses.replace(NO_STEP, parts=parts, **changes)  # type: ignore[arg-type]


def as_input(part: Part, **changes: object) -> PartInput:
    made = kinds.input(part, None, "", None, {"partner": "Robin"})
    return dataclasses.replace(made, **changes)  # type: ignore[arg-type]


def of_kind(kind: str) -> PartInput:
    return as_input(next(part for part in PARTS.values() if part.kind == kind))


class Labels(HTMLParser):
    """Collects the fields, those of them that nothing names, the ids twice used, and the empty legends."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.labelled = set(re.findall(r'<label [^>]*for="([^"]+)"', html))
        self.fields: list[dict[str, str | None]] = []
        self.unnamed: list[str] = []
        self.ids: list[str] = []
        self._labels = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        has = dict(attributes)
        self._labels += tag == "label"
        self.ids += [has["id"] or ""] if "id" in has else []
        if tag not in ("input", "textarea", "select") or has.get("type") == "hidden":
            return
        self.fields.append(has)
        if not (self._labels or has.get("aria-label") or has.get("id") in self.labelled):
            self.unnamed.append(str(has))

    def handle_endtag(self, tag: str) -> None:
        self._labels -= tag == "label"


# ---- inputs ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PARTS)
def test_every_field_has_a_label_and_every_group_says_what_is_asked(name: str) -> None:
    html = rendered(step(as_input(PARTS[name])))
    found = Labels(html)
    assert found.unnamed == []
    assert len(found.ids) == len(set(found.ids))
    assert "style=" not in html
    for legend in re.findall(r"<legend[^>]*>(.*?)</legend>", html, re.DOTALL):
        assert re.sub(r"<[^>]*>", "", legend).strip()
    for ids in re.findall(r'aria-labelledby="([^"]+)"', html):
        assert set(ids.split()) <= set(found.ids)


@pytest.mark.parametrize("name", [name for name, part in PARTS.items() if part.kind == "private_note"])
def test_nothing_in_a_private_note_has_a_name(name: str) -> None:
    html = get_template("kinds/private_note.html").render({"part": as_input(PARTS[name]), "screen": NO_STEP})
    assert Labels(html).fields
    assert not re.search(r"\sname=", html)
    assert 'type="button" data-note-clear hidden' in html
    assert '<span class="plainly"> It stays only as long as this page is open.</span>' in html


def test_a_row_of_numbers_stands_in_the_dock_between_its_two_ends() -> None:
    rate = of_kind("rate")
    html = rendered(step(dock=rate))
    dock = html[html.index('<div class="dock">') :]
    assert re.findall(r'class="tile" form="step" name="parts\.\w+" value="(\d)"', dock) == list("0123456")
    assert all(end.capitalize() in dock for end in rate.ends)
    assert dock.count('value="pass"') == 1 and html.count('value="pass"') == 1
    assert ">Send<" not in html


def test_the_heading_is_the_question_and_is_not_said_twice_to_the_eye() -> None:
    html = rendered(step(of_kind("recall")))
    assert 'data-focus><span class="vh">Before you begin: </span>How quiet was it?</h1>' in html
    assert re.search(r'<label class="vh" for="f-\w+">How quiet was it\?</label>', html)


def test_where_there_is_nothing_to_answer_one_only_goes_on() -> None:
    html = rendered(step(nothing=True, takes=False, can_pass=False))
    assert '<input type="hidden" name="parts.go" value="on">' in html and ">Go on</button>" in html
    assert "There is nothing here to answer this time." in html
    assert 'value="pass"' not in html and ">Send<" not in html


def test_what_the_other_shared_before_stands_above_the_field() -> None:
    html = rendered(step(of_kind("recall"), about=screens.Quote(ROBIN, ("One <b>.", "Two."))))
    quote = html[html.index("<blockquote") : html.index("</blockquote>")]
    assert 'class="voice own mark-b"' in quote and "Robin" in quote
    assert '<li dir="auto">One &lt;b&gt;.</li>' in quote
    assert html.index("</blockquote>") < html.index("<textarea")


@pytest.mark.parametrize(
    ("first", "how"), [("a word", "pills"), ("a sentence that is longer than a pill can be", "choices")]
)
def test_words_stand_beside_each_other_and_sentences_under_each_other(first: str, how: str) -> None:
    options = (Option(first, first, True, 2), Option("b", "b", True, 1), Option("c", "c"))
    for name in ("choose_one", "choose_many"):
        part = PartInput("x", name, "", f"kinds/{name}.html", options=options, at_most=2, ordered=True)
        assert f'<div class="{how}">' in rendered(step(part))
    html = rendered(step(part))
    assert 'data-ordered data-at-most="2"' in html and "Up to two" in html
    assert re.findall(r'data-order="(\d)"', html) == ["2", "1"]
    assert "data-hint hidden" in html


def test_where_an_option_sends_there_is_no_other_button_to_send_whatever_stands_before_it() -> None:
    options = (Option("a", "a"), Option("b", "b"))
    choice = PartInput("x", "choose_one", "", "kinds/choose_one.html", True, options)
    html = rendered(step(of_kind("read"), choice))
    assert html.count('<button class="choice" name="parts.x"') == 2
    assert ">Send<" not in html and html.count('value="pass"') == 1


@pytest.mark.parametrize("open_ones", [1, 2])
def test_an_answer_that_ends_open_has_one_field_for_its_words(open_ones: int) -> None:
    options = tuple(Option(f"I could {n} ...", f"I could {n} …") for n in range(open_ones))
    options = (Option("No", "No"), *options)
    part = PartInput("x", "respond", "", "kinds/respond.html", options=options, limit=160)
    html = rendered(step(part))
    assert html.count('name="parts.x.words"') == 1 and Labels(html).unnamed == []


def test_more_stories_than_are_asked_for_are_folded() -> None:
    boxes = tuple(screens.Box(f"x.{n}.words", str(n), "", 120, (Option("a", "a"),)) for n in (1, 2, 3))
    part = PartInput("x", "alternatives", "", "kinds/alternatives.html", fields=boxes, needed=2)
    html = rendered(step(part))
    at = [html.index(each) for each in ('name="parts.x.2.words"', "One more", 'name="parts.x.3.about"')]
    assert at == sorted(at)


def test_a_hint_has_its_words_and_its_place() -> None:
    part = PartInput("x", "text", "", "kinds/text.html", limit=160, hint_words=("always", 'the "one"'))
    html = rendered(step(part))
    assert 'data-hint-words="always|the &quot;one&quot;"' in html
    assert html.index("</textarea>") < html.index("data-hint hidden")


# ---- together -------------------------------------------------------------------------------------


def test_a_breath_begins_when_both_have_tapped() -> None:
    before, said = (rendered(step(breath=dataclasses.replace(BREATH, said=said))) for said in (False, True))
    assert "data-breath" not in before + said
    assert 'name="what" value="settle.start"' in before and 'value="1">Begin together</button>' in before
    assert 'value="0">Not yet</button>' in said
    running = rendered(step(breath=dataclasses.replace(BREATH, starts_at=9_000), takes=False, can_pass=False))
    assert 'data-breath data-starts-at="9000" data-seconds="120" data-in="4" data-out="6"' in running
    assert "data-breath-words" in running and ">Go on</button>" in running
    for html in (before, said, running):
        assert "In for four, out for six, about two minutes. Stop if you feel dizzy." in html


def test_whoever_listens_sees_who_has_the_floor_what_to_ask_and_what_is_left() -> None:
    html = rendered(step(floor=FLOOR))
    assert "</b>’s turn" in html and "Pick two to ask" in html and "What was the best part?" in html
    assert re.search(r'data-ends-at="90000" data-left="75">1:15</p>', html)
    assert re.findall(r'name="what" value="([^"]+)"', html) == ["talk.pause-1"]


def test_whoever_speaks_has_no_list_and_at_the_end_there_are_only_words() -> None:
    mine = dataclasses.replace(FLOOR, mine=True, left_seconds=0, hand_word="talk.floor-2")
    html = rendered(step(floor=mine))
    assert "your turn" in html and "What was the best part?" not in html
    assert "Time to hand over, when you’re ready</p>" in html and "Hand over</button>" in html


def test_a_pause_is_said_and_goes_on_by_a_button_of_its_own() -> None:
    html = rendered(step(floor=dataclasses.replace(FLOOR, paused=True, ends_at=None), takes=False))
    assert "Paused. Take your time." in html and "data-ends-at" not in html
    assert html.count(">Go on</button>") == 1 and ">Go on after the pause</button>" in html
    over = dataclasses.replace(FLOOR, holder=None, over=True, pause_word="")
    assert "You have both had your turn." in rendered(step(floor=over))


# ---- previews, cards, ends ------------------------------------------------------------------------


def test_each_part_of_a_sheet_is_ticked_or_not_and_the_step_can_be_changed() -> None:
    offered = screens.Extra("share.ask.easy", "", "x", True, ("one", "two"), "“always” tells a story.")
    asking, passed = ("Small", "ask", 4, (offered,), False), ("B", "b", 1, (), True)
    sheets = (screens.PlainLines(*asking), screens.PlainLines(*passed))
    html = rendered(screens.Preview("first", (), 0, False, sheets))
    assert '<li data-step="ask" data-base="4">' in html and 'name="base.ask" value="4"' in html
    assert 'type="checkbox" name="share.ask.easy" value="share" checked' in html
    assert 'href="?at=ask" data-at="ask"' in html and "“always” tells a story." in html
    assert ">Skipped<" in html and "What I read" not in html


def on_sheet(kind: str, *sides: Side, both: tuple[Line, ...] = ()) -> str:
    sheet = screens.PlainCard("A title", (PartCard(f"cards/{kind}.html", "", sides, both),), "", False)
    return rendered(screens.Reveal("first", None, 1, 1, False, False, False, "next-1", False, sheet))


def test_a_sheet_asks_its_question_only_where_it_has_one() -> None:
    html = on_sheet("text", Side(SAM, (Line("A < B"),)))
    assert "data-focus>A title</h1>" in html and "A &lt; B" in html
    assert "Put the phones down" not in html


def test_what_was_asked_stands_small_under_the_name_of_a_sheet() -> None:
    part = PartCard("cards/text.html", "", (Side(SAM, (Line("x"),)),))
    sheet = screens.PlainCard("A title", (part,), "Well?", False, asked="What helps each of you?")
    html = rendered(screens.Reveal("first", None, 1, 1, False, False, False, "next-1", False, sheet))
    html = html[html.index("A title</h1>") :]
    at = [html.index(each) for each in ("What helps each of you?</p>", "Sam", "Well?")]
    assert at == sorted(at)


def test_stories_stand_by_what_they_are_about_each_with_whoever_wrote_it() -> None:
    sam, robin = Side(SAM, (Line("A call"),)), Side(ROBIN, (Line("A < B"), Line("Late bus")))
    groups = (
        screens.StoryGroup("You both thought of care", (sam, robin)),
        screens.StoryGroup("Tiredness", (Side(SAM, (Line("A long week"),)),)),
    )
    part = PartCard("cards/alternatives.html", "A light went out.", (sam, robin), by=ROBIN, groups=groups)
    html = get_template("cards/alternatives.html").render({"part": part})
    said = ("Robin", "<span>tells</span>", "A light went out.", "You both thought of care", "Sam", "A call",
            "A &lt; B", "Late bus", "Tiredness", "A long week")  # fmt: skip
    places, start = [], 0
    for each in said:
        start = html.index(each, start)
        places.append(start)
    assert places == sorted(places) and html.count('class="box both"') == 1
    kept = get_template("cards/moment_told.html").render({"part": dataclasses.replace(part, label="")})
    assert "had a moment in mind" in kept and "quoted" not in kept


def test_what_both_have_stands_before_what_only_one_has() -> None:
    html = on_sheet("choose_many", Side(SAM, (Line("quiet"),)), both=(Line("busy"),))
    at = [html.index(each) for each in ("Both of you", "busy", "<span>only</span>", "quiet")]
    assert at == sorted(at)
    alone = on_sheet("choose_many", Side(SAM, (Line("quiet"),)))
    assert "only</span>" not in alone


@pytest.mark.parametrize(("you", "partner"), [(SAM, ROBIN), (ROBIN, SAM)])
def test_an_answer_stands_under_the_words_that_it_answers(you: Person, partner: Person) -> None:
    part = PartCard("cards/respond.html", "", (Side(SAM, (Line("Gladly"),), ("Sit with me",)),))
    view = screens.SessionView("a", "c", "x", Stage.REVEAL, you, partner, True, True, 1, None, None, NO_STEP)
    html = get_template("cards/respond.html").render({"part": part, "seen": view})
    assert re.findall(r'class="voice own mark-(\w)"', html) == ["b", "a"]
    assert html.index("Robin") < html.index("Sit with me") < html.index("Sam") < html.index("Gladly")


@pytest.mark.parametrize(
    "kind", ["choose_one", "if_then", "recall", "text", "paraphrase", "feelings", "alternatives"]
)
def test_every_card_shows_both_people(kind: str) -> None:
    html = on_sheet(kind, Side(SAM, (Line("mine", "a tag"),)), Side(ROBIN, (Line("theirs"), Line("more"))))
    assert all(each in html for each in ("Sam", "Robin", "mine", "a tag", "theirs", "more"))


def test_words_that_came_back_are_confirmed_by_whoever_meant_them() -> None:
    back = Side(ROBIN, (Line("You were alone."),), ("I felt alone.",))
    done = screens.CardsDone("back", 2, "", True, None, said_back=back, confirm=("Yes, that is it", "Almost"))
    html = rendered(done)
    assert html.index("I felt alone.") < html.index("You were alone.")
    assert re.findall(r'name="what" value="(\w+)"', html) == ["almost", "yes"]
    none = rendered(dataclasses.replace(done, said_back=None))
    assert re.findall(r'name="what" value="(\w+)"', none) == ["yes"] and ">Go on</button>" in none


def test_a_gate_that_ended_it_is_a_kind_first_line_and_what_is_not_there_is_not_linked() -> None:
    for screen in (
        screens.Takeaway("takeaway", 0, "", 160, "A good place to stop.", comparison=False),
        screens.Finished("", False, "", "A good place to stop.", comparison=False),
        screens.CardsDone("first", 2, "", True, None, comparison=False),
    ):
        html = rendered(screen)
        assert "comparison" not in html
        if hasattr(screen, "stopped"):
            assert html.index("A good place to stop.") < html.index("<h1")


def test_a_look_at_oneself_ends_with_the_same_words_whatever_it_says() -> None:
    low, high = (
        rendered(screens.Finished("", False, "", checkin=screens.CheckIn(items)))
        for items in ((("being understood", 0), ("having room", None)), (("being understood", 6),))
    )
    assert "0 of 6" in low and "left out" in low and low.count('class="along"') == 1
    ends = [html[html.index("</table>") :] for html in (low, high)]
    assert ends[0] == ends[1] and "Thank you for taking this moment" in ends[0]
    assert "All together" not in low and CAUTION not in low
    assert "If something here is hard" in low and 'href="/safety/"' in low


def test_a_gate_with_the_safety_page_can_be_left_alone() -> None:
    html = rendered(screens.Lobby("", 12, 0, gate=True))
    assert "You can leave at any time." in html and "About 12 minutes" in html
    assert re.search(r'href="/us/cpl/">Not now</a>\s*<button class="btn main"[^>]*>Go on<', html)


def test_how_one_expects_to_be_taken_has_ones_own_hollow_mark() -> None:
    card = screens.Card(
        "When Robin goes quiet", "Quiet", SAM, ROBIN, "I’ve upset Robin.", "", "I’m worn out.", "far",
        "Far apart", "", "What is it?", False, 28.0, 50.0, 6.0, "Far apart.", "Robin is tired.", "A line.",
    )  # fmt: skip
    reveal = screens.Reveal("first", card, 1, 1, False, False, False, "next-1", False)
    html = rendered(reveal)
    mark = r'<p class="by"><span class="who mark-b"><svg [^>]*><path class="mark mark-b guess"'
    assert re.search(r'class="voice expects mark-b">\s*' + mark, html)
    assert html.index("I’m worn out.") < html.index("Robin is tired.") < html.index("A line.")
    not_asked = dataclasses.replace(card, expected="", expected_line="")
    assert "expects" not in rendered(dataclasses.replace(reveal, card=not_asked))


# ---- words and marks ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(30, "half a minute"), (60, "a minute"), (120, "two minutes"), (600, "10 minutes")],
)
def test_a_time_is_said_as_people_say_it(seconds: int, said: str) -> None:
    assert numbers.minutes_in_words(seconds) == said


def test_a_mark_at_an_end_of_an_axis_is_inside_it() -> None:
    assert '<svg x="5%" y="50%"' in tracks.axis("a", 0) and '<svg x="95%" y="50%"' in tracks.axis("b", 6)
    assert tracks.axis("a", 3).count('class="tick"') == 7 and "style" not in tracks.axis("a", 3)
