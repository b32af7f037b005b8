"""The whole way of two people, whichever engines are in their phones: from home to erased for both.

Each does what the screen asks for, and looks again when there is nothing to do. What has to hold is asserted
on the way: what is chosen can be seen to be, both cards turn, both come to the end, both are erased.
"""

from __future__ import annotations

from tests.support.engines.hands import Hands
from tests.support.processes.process import until

MOST_SECONDS = 90  # for all that is between joining and the end, on a machine that may be busy
NAME = "input[name=name]"
CHOICE = "#stage .choice"
LINK = "#stage input[readonly]"
SAYING = "#stage form:has([name=what]{word}) button[value='1']"
NEXT = SAYING.format(word="[value^='next-']")
MORE = SAYING.format(word="[value=more]")
ENOUGH = SAYING.format(word="[value=enough]")

STAGE = """
const has = (css) => document.querySelector(`#stage ${css}`) !== null;
if (document.querySelector("#stage") === null) return "nowhere";
if (has("form#takeaway")) return "takeaway";
if (has("form#preview")) return "preview";
if (has("form#step") && has(".dock .tile")) return "tiles";
if (has("form#step")) return "step";
if (has("[data-turn]:not([data-turned])")) return "covered";
if (has("[data-turn]")) return "card";
if (has("[name=what][value=begin]")) return "lobby";
if (has(".dock [name=what][value=more]")) return "done";
return document.querySelector("#stage h1")?.innerText.startsWith("That’s all for today") ? "end" : "waiting";
"""
ETAG = "return document.querySelector('#stage')?.dataset.etag ?? ''"
ANOTHER = "const etag = document.querySelector('#stage')?.dataset.etag; return etag && etag !== ARGUMENTS[0]"
UNDECIDED = """
const groups = [...document.querySelectorAll("fieldset.tender")];
const group = groups.find((each) => !each.querySelector(":checked"));
return group ? `fieldset.tender:has([name='${group.querySelector("input").name}']) label` : null;
"""


def walk(alex: Hands, sam: Hands, *, further: bool) -> None:
    """From the home page to erased for both; with the further round, or with what is enough for today."""
    come_in(alex, sam)
    play(alex, sam, further=further)
    erase(alex, sam)


def come_in(alex: Hands, sam: Hands) -> None:
    """alex invites, sam opens the link and joins, and both are connected."""
    alex.open("/")
    alex.tap("main a", "Invite your partner")
    alex.arrives("/exercises/")
    alex.write(NAME, "Alex")
    alex.tap("main button", "Invite your partner")
    alex.arrives("/s/")
    alex.sees("#stage h1", "Invite your partner")
    sam.open(
        alex.ask(f"return document.querySelector('{LINK}').value").replace(alex.app.origin, sam.app.origin)
    )
    sam.sees("main h1", "One moment, two readings")
    assert "#" not in sam.address, "the secret is still in the address"
    sam.write(NAME, "Sam")
    sam.tap("main button", "Join")
    sam.arrives("/s/")
    for each in (alex, sam):
        each.connected()


def play(alex: Hands, sam: Hands, *, further: bool) -> None:
    """Both do what is before them, up to the end. Asserts that both saw a card turn, and what they chose."""
    stages: dict[str, set[str]] = {alex.name: set(), sam.name: set()}

    def go_on() -> bool:
        now = [each.ask(STAGE) for each in (alex, sam)]
        for each, stage, nth in zip((alex, sam), now, (0, 1), strict=True):
            stages[each.name].add(stage)
            _do_what_is_next(each, stage, nth, MORE if further else ENOUGH)
        return now == ["end", "end"]

    try:
        until(go_on, "the end", MOST_SECONDS)
    except AssertionError as failure:
        raise AssertionError(f"{failure}\n{alex.screen()}\n{sam.screen()}") from None
    for each in (alex, sam):
        assert {"tiles", "step", "preview", "card"} <= stages[each.name], f"{each} saw {stages[each.name]}"
        assert each.has(":root[data-follows=yes]"), f"{each} is told to look by hand"


def _do_what_is_next(person: Hands, stage: str, nth: int, after_the_cards: str) -> None:
    if stage == "lobby":
        _tap_away(person, "#stage .dock button", "Begin")
    elif stage == "tiles":
        _choose(person, nth)
        _tap_away(person, "#stage .dock .tile")
    elif stage == "step":
        _tap_away(person, "#stage button.choice", nth=nth)
    elif stage == "preview":
        _decide(person)
        _tap_away(person, "#stage .dock button", "I’m ready to show mine")
    elif stage == "card" and person.has(NEXT):
        _tap_away(person, NEXT)
    elif stage == "done" and person.has(after_the_cards):
        _tap_away(person, after_the_cards)
    elif stage == "takeaway":
        _tap_away(person, "#stage .dock button", "Nothing today")


def _tap_away(person: Hands, css: str, words: str = "", nth: int = 0) -> None:
    """Tap, and wait until another stage is there: what the tap was for has happened."""
    before = person.ask(ETAG)
    person.tap(css, words, nth)
    person.until(ANOTHER, f"another stage after {css} {words!r}", before)


def _choose(person: Hands, nth: int) -> None:
    """Choose a reading. It can be seen to be chosen: it has another ground and another edge than before."""
    option = f"{CHOICE}:nth-of-type({nth + 1})"
    look = ("background-color", "border-top-color")
    before = person.style_of(option, *look)
    person.tap(option)
    person.until("return document.querySelector(`${ARGUMENTS[0]} :checked`) !== null", "the choice", option)
    person.until(
        "return ARGUMENTS[1].every((each, n) => "
        "getComputedStyle(document.querySelector(ARGUMENTS[0])).getPropertyValue(ARGUMENTS[2][n]) !== each)",
        "a choice that can be seen",
        option,
        before,
        look,
    )


def _decide(person: Hands) -> None:
    """Show every line that has to be decided. Each choice comes back with the preview that it makes."""
    while group := person.ask(UNDECIDED):
        _tap_away(person, str(group), "Show it now")


def erase(alex: Hands, sam: Hands) -> None:
    """alex erases it for both, and sam, who is on the session's page, is told without doing anything."""
    sam.connected()  # or it is told later, and in other words
    alex.tap("#stage a", "The two of us")
    alex.arrives("/us/")
    sam.forgive("404", "not found")  # the socket finds nothing any more, on purpose
    alex.tap("main a, main summary", "Erase for both")
    alex.sees("main", "Names, answers and lines of both of you")
    alex.tap("label.check", "Names, answers and lines")
    alex.until("return document.querySelector('[value=erase]').checked", "the tick")
    alex.tap("main button", "Erase for both of us")
    alex.sees("main", "Erased for both of you")
    sam.sees("main h1", "Everything that was here is gone")
