"""Print what each card of each exercise said, for three kinds of couples: to be read aloud, from end to end.

    make transcript                                 # every exercise
    make transcript ARGS="the-loop chosen-for"      # these

alike: both pick the same. apart: one reads darkly what the other means kindly, or by a reason. mixed: own
words, things left out, things that don't come up. `couples_of_three_kinds.py` has what they pick, `words.py`
what they write. They play to the end by use cases, on a data folder that is gone afterwards. A card stands
here as Robin sees it; of the pages beside the cards, only what stands on no card.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent.parent), str(HERE)]

if TYPE_CHECKING:
    from tests.support.couples.paired import Pair
    from tests.support.http.html_page import Element
    from tests.support.scripts.playthrough import Play

FOLLOW_UP, ITS_PLANS = "follow-up", "if-then-pact"
DAYS = 30  # after which a plan is looked at again
LINES = ("h1", "h2", "h3", "p", "li", "td", "caption")  # elements that are a line of their own
NOT_A_WORD = ("Put the phones down. We’ll wait.",)  # stands on every card


def transcript(slugs: list[str]) -> Iterator[str]:
    from couples_of_three_kinds import KINDS

    from exercises import library

    known = library.load(library.SHIPPED)
    for slug in slugs or [*(each.slug for each in known.listed()), FOLLOW_UP]:
        yield from ("", f"# {known.exercise(slug).title} ({slug})")
        for kind in KINDS:
            yield from ("", f"## {kind}")
            yield from played(slug, kind)


def played(slug: str, kind: str) -> Iterator[str]:
    """What two people of this kind come to see of this exercise."""
    from exercises.rules import NotYet
    from tests.support.couples.paired import start_together

    if slug == FOLLOW_UP:
        pact = start_together("Robin", "Sam", exercise=ITS_PLANS)
        for _ in told(pact, ITS_PLANS, kind).to_the_end():
            pass
        try:
            pair = looked_at_again(pact)
        except NotYet:
            yield "(Nobody has shown a plan.)"
            return
    else:
        pair = start_together("Robin", "Sam", exercise=slug)
    seen: dict[str, list[str]] = {}

    def look() -> bool:
        for title, html in on_screen(pair):
            seen.setdefault(title, lines(html))
        return False

    for _ in told(pair, slug, kind).until(look):
        look()
    for title, card in [*seen.items(), *((title, lines(html)) for title, html in beside(pair))]:
        yield f"\n[{title}]"
        yield from card


def told(pair: Pair, slug: str, kind: str) -> Play:
    from couples_of_three_kinds import Told

    from tests.support.scripts.playthrough import NAMES, Play

    play = Play(pair, share_all=True, share_line=True)
    play.scripts = {name: Told(name, kind != "mixed", slug=slug, couple=kind) for name in NAMES}
    return play


def looked_at_again(pact: Pair) -> Pair:
    """The exercise that looks at the plans of this one, so long afterwards."""
    from exercises import commands
    from exercises.models import Milestone
    from tests.support.couples.paired import Pair

    for each in Milestone.objects.filter(session__code=pact.code):
        Milestone.objects.filter(pk=each.pk).update(at=each.at - DAYS * 24 * 3600 * 1000)
    started = commands.start(FOLLOW_UP, holder=pact.alex, couple_code=pact.couple_code, earlier=pact.code)
    return Pair(started.code, pact.couple_code, pact.alex, pact.sam)


# ---- what is seen ---------------------------------------------------------------------------------------


def on_screen(pair: Pair) -> Iterator[tuple[str, str]]:
    """The card that Robin has on the screen, and what it is: at most one."""
    from django.template.loader import render_to_string

    from exercises.presenters.session import session_view
    from exercises.screens import CardsDone, Reveal

    view = session_view.present(pair.state(pair.alex), origin="http://localhost")
    screen = view.screen
    if isinstance(screen, Reveal):
        name, part = (
            ("ring", screen.ring) if screen.ring
            else ("no_ring", screen.no_ring) if screen.no_ring
            else ("card", screen.card) if screen.card
            else ("sheet", screen.sheet) if screen.sheet
            else ("nothing", None)
        )  # fmt: skip
        context = {"seen": view, "screen": screen, name.replace("no_ring", "ring"): part}
        html = render_to_string(f"cards/{name}.html", context)
        yield f"{screen.round}, {screen.number} of {screen.count}", html
    elif isinstance(screen, CardsDone) and screen.fold is not None:
        if screen.fold.card is None:
            for who in pair.both:
                pair.say(who, "tender", screen.round)
            yield from on_screen(pair)
        else:
            context = {"seen": view, "screen": screen, "card": screen.fold.card}
            yield f"{screen.round}, the sensitive one", render_to_string("cards/card.html", context)


def beside(pair: Pair) -> Iterator[tuple[str, str]]:
    """What stands on no card: what then, what each would feel, and what only Robin sees."""
    from django.template.loader import render_to_string
    from django.utils.html import format_html, format_html_join

    from exercises.presenters.session import comparison_page, last_screens, own_page

    state = pair.state(pair.alex)
    if last_screens.has_comparison(state):
        page = comparison_page.present_comparison(state)
        for facing in page.facing:
            yield "what then", render_to_string("cards/facing.html", {"entry": facing})
        for felt in page.feelings:
            context = {"entry": felt, "first": page.first, "second": page.second}
            yield "what each would feel", render_to_string("cards/felt.html", context)
    own = own_page.present_own_page(state)
    for entry in (*own.first_against_calm, *own.excuse_against_suspect, *own.guesses):
        said = (entry.title, f"{entry.left_label}: {entry.left}", f"{entry.right_label}: {entry.right}")
        yield "only for Robin", format_html_join("", "<p>{}</p>", ((each,) for each in (*said, entry.note)))
    if own.lean:
        yield "only for Robin", format_html("<p>{}</p>", own.lean)


def lines(html: str) -> list[str]:
    """The text of it, a line for each element that is one; a question has an arrow before it."""
    from tests.support.http.html_page import Page

    found = (line.replace(" ’s", "’s") for line in _lines(Page(html).root))
    return [line for line in found if line.strip() not in NOT_A_WORD]


def _lines(element: Element) -> Iterator[str]:
    from tests.support.http.html_page import SILENT

    for child in element.children:
        if isinstance(child, str) or child.tag in SILENT or "hidden" in child.attributes:
            continue
        if not (child.tag in LINES or _has_words(child)) or any(each.tag in LINES for each in _within(child)):
            yield from _lines(child)
        elif child.text:
            looks = child.attributes.get("class", "").split()
            lead = "-> " if "ask" in looks else "     " if "says" in looks or child.tag == "li" else "   "
            yield f"{'' if child.tag == 'h1' else lead}{child.text}"


def _within(element: Element) -> Iterator[Element]:
    return (each for each in element.walk() if each is not element)


def _has_words(element: Element) -> bool:
    return any(isinstance(child, str) and child.strip() for child in element.children)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("slug", nargs="*", help="an exercise; every one, if none is named")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="meant-") as data:
        os.environ.update(DATA_DIR=data, DJANGO_SETTINGS_MODULE="couples.wiring.settings", EXERCISES_PATH="")
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        for line in transcript(options.slug):
            print(line, flush=True)


if __name__ == "__main__":
    main()
