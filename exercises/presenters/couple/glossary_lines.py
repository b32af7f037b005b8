"""The glossary: what each of the two usually means when they do something, and what helps them then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from exercises.comparison.opened import Topic
from exercises.content import kinds
from exercises.content.cues import Cue
from exercises.content.kinds import NOT_APPLICABLE
from exercises.language.typography import Names, typeset
from exercises.queries import people, reveals, ring_exit
from exercises.queries.couple_sessions import CoupleSessions
from exercises.queries.glossary import LONGEST, KeptLine, kept_lines
from exercises.queries.revealed_round import RevealedRound
from exercises.queries.session_state import SessionState
from exercises.screens import GlossaryLine
from exercises.steps import sharing


def lines(ours: CoupleSessions) -> tuple[GlossaryLine, ...]:
    """Every line of both, the newest first. One query."""
    return tuple(_line(ours, kept) for kept in kept_lines(ours))


def offered(ours: CoupleSessions, kept: tuple[GlossaryLine, ...]) -> tuple[GlossaryLine, ...]:
    """What I could put into it: my meanings that a card has shown, and what is behind my part of a ring. The
    newest first, each moment once.

    Nothing of it is in the glossary before I confirm it, and what is there already is not offered again.
    """
    found = {line.cue: line for line in kept if line.mine}
    there = set(found)
    for state in ours.states:
        for line in _said(state):
            found.setdefault(line.cue, line)
    return tuple(line for cue, line in found.items() if cue not in there)


def when(cue: Cue, names: Names) -> str:
    """The moment in the voice of the one who does it: "When I go quiet over dinner"."""
    return _when({"acts": cue.acts, "short": cue.short}, names)


def title(cue: Cue) -> str:
    """The moment in nobody's voice: "Quiet over dinner"."""
    return typeset(cue.short)


def _line(ours: CoupleSessions, kept: KeptLine) -> GlossaryLine:
    texts = kept.texts
    return GlossaryLine(
        cue=kept.cue,
        person=ours.person(kept.position),
        when=_when(texts, ours.names_for(kept.position)),
        means=texts["means"],
        helps=texts["helps"],
        mine=kept.position == ours.me,
        revision=kept.revision,
        title=typeset(texts["short"]),
    )


def _when(texts: Mapping[str, str], names: Names) -> str:
    if texts["acts"]:
        return f"When {typeset(texts['acts'], names)}"
    short = typeset(texts["short"], names)
    return f"With {short}" if short.startswith("“") else f"With “{short}”"


# ---- worth keeping ------------------------------------------------------------------------------------


def _said(state: SessionState) -> Iterator[GlossaryLine]:
    """My meanings in one session, as far as cards about them were opened; with the wish beside each."""
    for seen in reveals.revealed_rounds(state):
        for topic in reveals.all_open(state, seen):
            if topic.actor == state.me:
                yield from _meant(state, seen, topic)
    yield from _stepped_out(state)


def _stepped_out(state: SessionState) -> Iterator[GlossaryLine]:
    """What I think when I do what the other reads in our ring, and what makes it easier to do otherwise."""
    found = ring_exit.ring_exit(state)
    if found is not None:
        yield GlossaryLine(
            cue=found.cue.id,
            person=people.person(state, state.me),
            when=when(found.cue, state.names_for(state.me)),
            means=found.means,
            helps=found.helps,
            mine=True,
            title=title(found.cue),
        )


def _meant(state: SessionState, seen: RevealedRound, topic: Topic) -> Iterator[GlossaryLine]:
    spec = state.layout.steps[f"{topic.cue}.sender"]
    value = seen.part(state.me, spec.id, spec.pick.id)
    if value is None or value["pick"] == NOT_APPLICABLE:
        return
    names = state.names_for(state.me)
    wish = seen.part(state.me, spec.id, sharing.part_of(spec, "words")) or ""
    yield GlossaryLine(
        cue=topic.cue,
        person=people.person(state, state.me),
        when=when(spec.required_cue, names),
        means=kinds.says(value, spec.required_cue, spec.voice, names),
        helps=wish if len(wish) <= LONGEST else "",
        mine=True,
        title=title(spec.required_cue),
    )
