"""The glossary: what each of the two usually means when they do something, and what helps them then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from exercises.comparison.opened import Topic
from exercises.content import kinds
from exercises.content.cues import Cue
from exercises.content.kinds import NOT_APPLICABLE
from exercises.language.typography import Names, typeset
from exercises.models import GlossaryLine as Row
from exercises.queries import people, reveals, ring_exit
from exercises.queries.couple_sessions import Sittings
from exercises.queries.glossary import LONGEST, opened
from exercises.queries.reveals import Revealed
from exercises.queries.session_state import Sitting
from exercises.rules import Position, other
from exercises.screens import GlossaryLine
from exercises.steps import sharing


def lines(sat: Sittings) -> tuple[GlossaryLine, ...]:
    """Every line of both, the newest first. One query."""
    positions = {seat.pk: position for position, seat in sat.seats.items()}
    rows = Row.objects.filter(couple=sat.couple).order_by("-pk")
    return tuple(_line(sat, row, positions[row.seat_id]) for row in rows if row.seat_id in positions)


def offered(sat: Sittings, kept: tuple[GlossaryLine, ...]) -> tuple[GlossaryLine, ...]:
    """What I could put into it: my meanings that a card has shown, and what is behind my part of a ring. The
    newest first, each moment once.

    Nothing of it is in the glossary before I confirm it, and what is there already is not offered again.
    """
    found = {line.cue: line for line in kept if line.mine}
    there = set(found)
    for sitting in sat.found:
        for line in _said(sitting):
            found.setdefault(line.cue, line)
    return tuple(line for cue, line in found.items() if cue not in there)


def when(cue: Cue, names: Names) -> str:
    """The moment in the voice of the one who does it: "When I go quiet over dinner"."""
    return _when({"acts": cue.acts, "short": cue.short}, names)


def title(cue: Cue) -> str:
    """The moment in nobody's voice: "Quiet over dinner"."""
    return typeset(cue.short)


def _line(sat: Sittings, row: Row, position: Position) -> GlossaryLine:
    texts = opened(sat.keys, sat.couple.code, position, row)
    return GlossaryLine(
        cue=row.cue,
        person=sat.person(position),
        when=_when(texts, {"partner": sat.names.get(other(position), "")}),
        means=texts["means"],
        helps=texts["helps"],
        mine=position == sat.me,
        revision=row.revision,
        title=typeset(texts["short"]),
    )


def _when(texts: Mapping[str, str], names: Names) -> str:
    if texts["acts"]:
        return f"When {typeset(texts['acts'], names)}"
    short = typeset(texts["short"], names)
    return f"With {short}" if short.startswith("“") else f"With “{short}”"


# ---- worth keeping ------------------------------------------------------------------------------------


def _said(sitting: Sitting) -> Iterator[GlossaryLine]:
    """My meanings in one session, as far as cards about them were opened; with the wish beside each."""
    for seen in reveals.revealed_rounds(sitting):
        for topic in reveals.all_open(sitting, seen):
            if people.POSITION[topic.actor] == sitting.me:
                yield from _meant(sitting, seen, topic)
    yield from _stepped_out(sitting)


def _stepped_out(sitting: Sitting) -> Iterator[GlossaryLine]:
    """What I think when I do what the other reads in our ring, and what makes it easier to do otherwise."""
    found = ring_exit.of(sitting)
    if found is not None:
        yield GlossaryLine(
            cue=found.cue.id,
            person=people.person(sitting, sitting.me),
            when=when(found.cue, sitting.names_for(sitting.me)),
            means=found.means,
            helps=found.helps,
            mine=True,
            title=title(found.cue),
        )


def _meant(sitting: Sitting, seen: Revealed, topic: Topic) -> Iterator[GlossaryLine]:
    spec = sitting.layout.steps[f"{topic.cue}.sender"]
    value = seen.part(sitting.me, spec.id, spec.pick.id)
    if value is None or value["pick"] == NOT_APPLICABLE:
        return
    names = sitting.names_for(sitting.me)
    wish = seen.part(sitting.me, spec.id, sharing.part_of(spec, "text")) or ""
    yield GlossaryLine(
        cue=topic.cue,
        person=people.person(sitting, sitting.me),
        when=when(spec.moment, names),
        means=kinds.says(value, spec.moment, spec.voice, names),
        helps=wish if len(wish) <= LONGEST else "",
        mine=True,
        title=title(spec.moment),
    )
