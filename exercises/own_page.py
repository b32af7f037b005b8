"""The page for its owner alone: one's own answers beside each other, and beside what was opened."""

from __future__ import annotations

from collections.abc import Iterator

from exercises import built_on, cards, kinds, offers, overview, own_checkin, sheets, talks
from exercises.comparison import summaries, words
from exercises.comparison.opened import READER
from exercises.comparison.summaries import Private
from exercises.kinds import predict, rate
from exercises.reveals import Revealed
from exercises.rules import other
from exercises.screens import Noted, OwnPage, Twice
from exercises.sitting import Sitting
from exercises.typography import typeset

PROJECTED = words.PROJECTION


def of(sitting: Sitting) -> OwnPage:
    """Nothing of it is ever shown to the other seat. Sentences only, never numbers. Raises nothing."""
    bodies = {step: own.body for step, own in sitting.own.items() if own.is_in}
    rounds = overview.revealed_rounds(sitting)
    first_calm: list[Twice] = []
    excuse: list[Twice] = []
    guesses: list[Twice] = []
    gaps: list[int] = []
    for opened in rounds:
        own_cues = [offers.own_of(sitting.layout, cue.cue, bodies) for cue in opened.comparison.cues]
        topics = [t for t in overview.visible(sitting, opened) if cards.POSITION[READER[t.dir]] == sitting.me]
        theirs = {cue.cue: (cue.b if sitting.me == 1 else cue.a).meaning for cue in opened.offers}
        private = summaries.private(own_cues, theirs, {topic.cue for topic in topics})
        gaps += [topic.compared.gap for topic in topics]
        first_calm += _first_against_calm(sitting, private)
        excuse += _excuse_against_suspect(sitting, private)
        guesses += _guesses(sitting, opened, private)
    partner = cards.person(sitting, other(sitting.me))
    lean = words.lean_sentence(summaries.lean(gaps), partner.name)
    guesses += _free_guesses(sitting)
    return OwnPage(
        tuple(first_calm),
        tuple(excuse),
        tuple(guesses),
        lean,
        noted=tuple(_noted(sitting)),
        checkin=own_checkin.of(sitting),
        comparison=sitting.content.exercise.comparison == "page",
    )


def _noted(sitting: Sitting) -> Iterator[Noted]:
    """What I gave to plain steps and what stays with me, in the order in which it was asked."""
    names = sitting.names_for(sitting.me)
    for step in sitting.layout.steps.values():
        own = sitting.own.get(step.id)
        if not step.is_plain or own is None or not own.is_in:
            continue
        for part in step.parts:
            value = own.body.parts.get(part.id)
            if value is None or part.visibility != "self" or isinstance(part, predict.Part | rate.Part):
                continue
            label = typeset(part.prompt or step.screen.prompt, {**names, "item": step.item_name})
            yield Noted(label, kinds.lines(part, value, names))
    for title, text in talks.unopened(sitting):
        yield Noted(f"{title}: my letter, which was not opened", (text,))


def _free_guesses(sitting: Sitting) -> Iterator[Twice]:
    """What I guessed that the other would say to a plain step, beside what they shared of it."""
    theirs = other(sitting.me)
    partner = cards.person(sitting, theirs)
    names = {"partner": partner.name}
    for step in sitting.layout.steps.values():
        own = sitting.own.get(step.id)
        part = step.main
        if not step.is_plain or own is None or not own.is_in or not isinstance(part, predict.Part):
            continue
        value, said = own.body.parts.get(part.id), built_on.words(sitting, part.of, theirs)
        if value is not None and said:
            yield Twice(
                title=sheets.title_of(step, names),
                left_label="My guess",
                left=kinds.words(part, value, None, "", names),
                right_label=f"{partner.name} says",
                right="; ".join(said),
            )


def _first_against_calm(sitting: Sitting, private: Private) -> Iterator[Twice]:
    for on_cue in private.hot_minus_calm:
        if on_cue.value:
            yield _twice(sitting, on_cue.cue, ("receiver", "My first thought"), ("calm", "My calm guess"))


def _excuse_against_suspect(sitting: Sitting, private: Private) -> Iterator[Twice]:
    for on_cue in private.double_standard:
        if on_cue.value:
            yield _twice(
                sitting,
                on_cue.cue,
                ("sender", "When I do it"),
                ("receiver", "When they do it, I first think"),
            )


def _guesses(sitting: Sitting, opened: Revealed, private: Private) -> Iterator[Twice]:
    partner = cards.person(sitting, other(sitting.me))
    for guess in private.guessed:
        theirs = cards.said(
            sitting,
            opened,
            other(sitting.me),
            f"{guess.cue}.sender",
            partner=cards.person(sitting, sitting.me).name,
        )
        label = "My calm guess" if not guess.projected else f"My calm guess. {PROJECTED}"
        yield Twice(
            title=_title(sitting, guess.cue),
            left_label=label,
            left=_mine(sitting, guess.cue, "calm"),
            right_label=f"{partner.name} says it usually means",
            right=theirs,
        )


def _twice(sitting: Sitting, cue: str, left: tuple[str, str], right: tuple[str, str]) -> Twice:
    return Twice(
        title=_title(sitting, cue),
        left_label=left[1],
        left=_mine(sitting, cue, left[0]),
        right_label=right[1],
        right=_mine(sitting, cue, right[0]),
    )


def _mine(sitting: Sitting, cue: str, voice: str) -> str:
    spec = sitting.layout.steps[f"{cue}.{voice}"]
    value = sitting.own[spec.id].body.parts[spec.pick.id]
    return kinds.says(value, spec.moment, spec.voice, sitting.names_for(sitting.me))


def _title(sitting: Sitting, cue: str) -> str:
    return typeset(sitting.content.cues[cue].short)
