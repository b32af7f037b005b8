"""Templates show what a screen holds: no rules, no inline code, no verdicts, nothing unescaped."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import get_args

import pytest
from django.template.loader import get_template

from exercises import screens
from exercises.content.kinds import KINDS
from exercises.language import wording_lint
from exercises.rules import Stage
from exercises.screens import Card, Option, PartInput, Person, SessionView
from exercises.templatetags import marks, tracks

TEMPLATES = Path(__file__).parents[2] / "templates"
STATIC = TEMPLATES.parent / "static"
NAMES = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))
PANEL_FOLDERS = ("panels", "stages", "kinds", "cards")

SAM, ROBIN = Person("a", "Sam"), Person("b", "Robin")
ROGUE = Person("b", '<img src=x onerror="alert(1)">')

# Shipped word for word; "must" is the reader's own there.
SAFETY = (
    "This is for two people who both want to be here and can say no to each other. It is not for you two "
    "right now if you are afraid of how your partner may react, if you have been hurt, threatened, forced or "
    "watched, or if you feel you must answer in a certain way. Talking more openly can then make things less "
    "safe.",
    "You can leave at any time.",
)


def source(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def words_of(name: str) -> str:
    """What a person may read of a template: its text, its titles and its labels."""
    text = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}", " ", source(name), flags=re.DOTALL)
    labels = re.findall(r'(?:aria-label|title|alt|placeholder)="([^"]*)"', text)
    return " ".join([re.sub(r"<[^>]*>", " ", text), *labels])


# ---- as they are written --------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_a_template_compiles(name: str) -> None:
    get_template(name)


@pytest.mark.parametrize("name", NAMES)
def test_a_template_has_no_inline_style_or_script(name: str) -> None:
    text = source(name)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+\s*=|javascript:", text, re.IGNORECASE)
    scripts = re.findall(r"<script([^>]*)>(.*?)</script>", text)
    assert all("src=" in attributes and not body for attributes, body in scripts)


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith(PANEL_FOLDERS)])
def test_a_panel_needs_no_request(name: str) -> None:
    assert not re.search(r"\brequest\b|csrf|{%\s*(extends|static)\b", source(name))


@pytest.mark.parametrize("name", [name for name in NAMES if name != "pages/safety_text.html"])
def test_a_template_passes_the_wording_lint(name: str) -> None:
    assert wording_lint.found_in(words_of(name)) == ()
    assert "!" not in re.sub(r"<!doctype", "", words_of(name))


def test_the_safety_text_is_shipped_word_for_word() -> None:
    text = " ".join(words_of("pages/safety_text.html").split())
    assert all(sentence in text for sentence in SAFETY)
    assert "search for a domestic abuse helpline and your country, on a device that only you use." in text


def test_nobody_calls_it_end_to_end() -> None:
    assert not [name for name in NAMES if re.search(r"end.to.end", words_of(name), re.IGNORECASE)]


def test_every_stage_and_every_kind_has_its_template() -> None:
    for screen in get_args(screens.Screen):
        get_template(next(field.default for field in dataclasses.fields(screen) if field.name == "template"))
    for kind in KINDS:
        get_template(f"kinds/{kind}.html")


def test_every_icon_and_every_static_file_that_a_template_names_is_there() -> None:
    texts = [source(name) for name in NAMES]
    assert {icon for text in texts for icon in re.findall(r'{% icon "(\w+)"', text)} <= set(marks.ICONS)
    files = {file for text in texts for file in re.findall(r"{% static '([^']+)'", text)}
    assert all((STATIC / file).is_file() for file in files - {"css/meant.css"})  # joined at collect time


def test_every_stylesheet_fills_layers_of_the_one_order() -> None:
    files = {path.stem: path.read_text(encoding="utf-8") for path in (STATIC / "css").glob("*.css")}
    order = re.search(r"@layer ([\w, ]+);", files["reset"])
    assert order is not None
    for text in files.values():
        assert set(re.findall(r"@layer (\w+) {", text)) <= set(order[1].split(", "))
        assert text.count("{") == text.count("}")
        assert "http" not in text


# ---- as they are rendered -------------------------------------------------------------------------


def seen(stage: Stage, screen: screens.Screen, partner: Person = ROBIN) -> SessionView:
    return SessionView("abc", "cpl", "An exercise", stage, SAM, partner, True, True, 1, None, None, screen)


def rendered(view: SessionView, panel: str = "stage") -> str:
    return get_template(f"panels/{panel}.html").render({"seen": view, "screen": view.screen})


def step(sends: bool = False, **changes: object) -> screens.Step:
    options = (Option("strain", "Robin is worn out."), Option("caring", "Robin is at ease.", chosen=True))
    template = "kinds/choose_reading.html"
    pick = PartInput("reading", "choose_reading", "", template, sends, options, own_words=True)
    sure = PartInput("sure", "scale", "", "kinds/scale.html", True, (Option("20", "just a guess"),))
    plain = screens.Step(
        "quiet.receiver", 3, "receiver", "What I read", "Over dinner, Robin goes quiet.", "The first thing.",
        (pick,), None if sends else sure, (), "Doesn’t come up with us", "phone.receiver", False,
    )  # fmt: skip
    return dataclasses.replace(plain, **changes)  # type: ignore[arg-type]


def card(reader: Person = SAM, actor: Person = ROBIN, **changes: object) -> Card:
    plain = Card(
        "When Robin goes quiet", "Quiet", reader, actor, "I’ve upset Robin.", "", "I’m worn out.", "far",
        "Far apart", "", "What is it?", False, 28.0, 50.0, 6.0, "Far apart.",
    )  # fmt: skip
    return dataclasses.replace(plain, **changes)  # type: ignore[arg-type]


def reveal(shown: Card | None, **changes: object) -> screens.Reveal:
    plain = screens.Reveal("first", shown, 1, 1, False, False, False, "next-1", folded=False)
    return dataclasses.replace(plain, **changes)  # type: ignore[arg-type]


def test_a_reading_is_a_radio_and_a_tile_in_the_dock_sends_it() -> None:
    html = rendered(seen(Stage.STEP, step()))
    for name, value in (("command", "answer"), ("step", "quiet.receiver"), ("base", "3")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in html
    assert 'name="parts.reading" value="caring" required checked' in html
    assert re.search(r'class="dock">.*form="step" name="parts\.sure" value="20"', html, re.DOTALL)
    assert re.search(r'name="parts\.reading" value="na" formnovalidate', html)
    assert re.search(r'name="command" value="pass" formnovalidate', html)
    assert 'href="?at=phone.receiver" data-at="phone.receiver"' in html


def test_where_a_tap_sends_each_option_is_a_button_and_the_one_that_stands_is_marked() -> None:
    html = rendered(seen(Stage.STEP, step(sends=True)))
    assert re.search(r'<button [^>]*name="parts\.reading" value="caring" aria-current="true"', html)
    assert re.search(r'<button [^>]*name="parts\.reading" value="other">Send</button>', html)
    assert 'type="radio"' not in html and 'class="dock"' not in html


def test_the_buttons_of_a_form_come_after_the_hidden_command_so_that_theirs_counts() -> None:
    html = rendered(seen(Stage.STEP, step()))
    assert html.index('name="command" value="answer"') < html.index('name="command" value="pass"')


def test_a_tender_line_without_a_fate_is_asked_about_and_one_with_it_is_checked() -> None:
    def preview(fate: str) -> str:
        tender = screens.Tender("share.quiet.sender.meaning", fate)
        line = screens.PreviewLine("quiet.sender", 2, False, "It hurts.", "", False, tender, ())
        cue = screens.CueLines("Quiet over dinner", (line,))
        return rendered(seen(Stage.PREVIEW, screens.Preview("first", (cue,), int(not fate), False)))

    assert " checked" not in preview("") and "undecided" in preview("")
    assert 'value="keep" checked' in preview("keep") and "undecided" not in preview("keep")


def test_a_covered_card_holds_nothing_of_the_face() -> None:
    html = rendered(seen(Stage.REVEAL, reveal(card(), count=2)))
    back = html[html.index('<article class="face back" hidden>') : html.index('<article class="face">')]
    assert "You’ve both answered." in back and "worn out" not in back
    assert html.index("When Robin goes quiet") < html.index("I’ve upset Robin.") < html.index("I’m worn out.")
    assert 'name="what" value="next-1"' in html


def test_where_nothing_can_be_compared_a_folded_topic_is_not_denied() -> None:
    nothing, kept = "Nothing to compare this time", "One card waits until you are both ready."
    plain, folded = (rendered(seen(Stage.REVEAL, reveal(None, folded=folded))) for folded in (False, True))
    assert nothing in plain and kept not in plain
    assert kept in folded and nothing not in folded


@pytest.mark.parametrize(("count", "said"), [(0, "There is one card, a"), (2, "There is one more card, a")])
def test_a_tender_one_is_one_more_only_beside_other_cards(count: int, said: str) -> None:
    done = screens.CardsDone("first", count, "", True, screens.Fold(mine=False, card=None))
    assert f"{said} sensitive one." in rendered(seen(Stage.REVEAL, done))


@pytest.mark.parametrize(
    ("moments", "said"), [(1, "One moment,"), (3, "Three moments,"), (8, "Eight moments,"), (9, "9 moments,")]
)
def test_the_lobby_says_how_many_moments_there_are(moments: int, said: str) -> None:
    assert f"{said} 15 minutes" in rendered(seen(Stage.LOBBY, screens.Lobby("", 15, moments)))


def test_here_and_away_are_said_by_the_partner_panel_alone() -> None:
    view = seen(Stage.WAITING, screens.Waiting("first", False, False, True))
    away = dataclasses.replace(view, here=False)
    assert rendered(view) == rendered(away)
    assert rendered(view, "progress") == rendered(away, "progress")
    assert rendered(view, "partner") != rendered(away, "partner")


def test_a_name_is_text_wherever_it_stands() -> None:
    for screen in (
        screens.Waiting("first", False, False, True),
        screens.Preview("first", (), 0, False),
        reveal(card(actor=ROGUE), alone=True),
        screens.Takeaway("takeaway", 0, ROGUE.name, 160),
        screens.Finished(ROGUE.name, True, ROGUE.name),
    ):
        view = seen(Stage.FINISHED, screen, ROGUE)
        html = rendered(view) + rendered(view, "partner")
        assert "<img" not in html and "&lt;img" in html


def test_what_people_wrote_finds_its_own_direction() -> None:
    html = get_template("cards/pair.html").render({"card": card(reading="لقد أزعجتهم")})
    assert '<p class="says" dir="auto">لقد أزعجتهم</p>' in html


# ---- the marks ------------------------------------------------------------------------------------


def test_a_track_draws_the_gap_from_the_reading_to_the_meaning() -> None:
    html = tracks.track(card())
    assert '<line class="gap" x1="28%" x2="50%"' in html
    assert '<rect class="spread mark-a" x="22%" width="12%"' in html
    assert "viewBox" not in html and "style" not in html


def test_marks_in_one_place_touch_instead_of_hiding_each_other() -> None:
    html = tracks.track(card(closeness="same", reading_at=50, meaning_at=50))
    assert 'class="gap' not in html and 'x="-8"' in html and 'x="8"' in html


def test_the_shade_ends_where_the_axis_ends() -> None:
    assert '<rect class="spread mark-a" x="0%" width="26%"' in tracks.track(card(reading_at=6, spread=20))


def test_how_sure_is_one_to_three_of_the_persons_shapes() -> None:
    assert marks.pips("a", 2).count('class="on"') == 2 and marks.pips("a", 2).count("<circle") == 3
    assert marks.pips("b", 1).count('class="on"') == 1 and marks.pips("b", 1).count("<path") == 3
