"""Panels: what a seat sees, rendered. A page and a socket use the same function and templates.

A panel's etag comes from the facts of the view, not from its HTML: what I am typing and the name a
step was first shown with are not among them, so neither can make a panel be swapped under my hands.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.template.loader import get_template

from exercises import screens
from exercises.screens import SessionView


@dataclass(frozen=True)
class Panel:
    html: str
    etag: str

    def to_json(self) -> dict[str, str]:
        return {"html": self.html, "etag": self.etag}


def render(seen: SessionView, known: Mapping[str, str] | None = None) -> dict[str, Panel]:
    """The panels whose etag differs from the known one; all of them when nothing is known."""
    known = known or {}
    context = {"seen": seen, "screen": seen.screen}
    return {
        name: Panel(get_template(f"panels/{name}.html").render(context), etag)
        for name, etag in etags(seen).items()
        if known.get(name) != etag
    }


def etags(seen: SessionView) -> dict[str, str]:
    return {
        "stage": _etag(seen, seen.stage, *_stage_facts(seen), *_marks(seen), *_partner(seen)),
        "progress": _etag(seen, seen.progress, seen.asked_of_me, seen.you.mark),
        "partner": _etag(seen, seen.partner, seen.joined, seen.here, seen.one_phone, seen.my_turn),
    }


def _etag(seen: SessionView, *facts: object) -> str:
    return hashlib.blake2b(repr((seen.code, int(seen.position), *facts)).encode(), digest_size=9).hexdigest()


def _marks(seen: SessionView) -> tuple[object, ...]:
    """Shapes may be swapped by the other. That never moves what somebody is typing on."""
    typed_on = isinstance(seen.screen, screens.Step | screens.Takeaway | screens.WriteLetter)
    return () if typed_on else (seen.you.mark,)


def _partner(seen: SessionView) -> tuple[object, ...]:
    """A place to rest names the other as the bar does. No step or preview changes under somebody's hands.

    What both do together says while nobody has joined; there nothing is typed.
    """
    screen = seen.screen
    if isinstance(screen, screens.Lobby | screens.Waiting | screens.Finished):
        return (seen.partner, seen.joined)
    together = isinstance(screen, screens.Step) and (screen.breath or screen.floor)
    return (seen.joined,) if together else ()


def _stage_facts(seen: SessionView) -> tuple[object, ...]:
    match seen.screen:
        case screens.Step() as step:
            return (step.ref, step.answered, step.passed, step.nothing, step.breath, _floor(step))
        case screens.Takeaway():
            return ()
        case screens.WriteLetter() as letter:
            return (letter.ref,)
        case screens.TalkAloud() as talk:
            return tuple(replace(talk, left_seconds=0).__dict__.values())
        case screens.Reveal() as reveal:
            at = (reveal.round, reveal.number, reveal.count)
            return (*at, reveal.said_next, reveal.alone, reveal.apart, reveal.folded, reveal.talk)
        case screens.CardsDone() as done:
            fold = done.fold and (done.fold.mine, done.fold.card is not None)
            return (done.round, done.through, done.further, fold)
        case screen:
            return (screen,)


def _floor(step: screens.Step) -> tuple[object, ...] | None:
    """The turns without what runs by itself: the screen counts that down."""
    floor = step.floor
    return None if floor is None else tuple(replace(floor, left_seconds=0).__dict__.values())
