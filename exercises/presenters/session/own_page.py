"""The page for its owner alone: one's own answers beside each other, and beside what was opened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exercises.comparison import summaries, words
from exercises.comparison.summaries import Private
from exercises.content import kinds
from exercises.content.kinds import predict, rate
from exercises.language.typography import typeset
from exercises.presenters.session import checkin, guess_cards, plain_cards, talk_screens
from exercises.queries import earlier_answers, guesses, people, picks, reveals
from exercises.queries.reveals import Revealed
from exercises.queries.session_state import Sitting
from exercises.rules import other
from exercises.screens import Noted, OwnPage, Showable, Twice
from exercises.steps import sharing
from exercises.steps.form_fields import share_field
from exercises.steps.layout import StepSpec


def of(sitting: Sitting, found: Iterable[Sitting] | None = None) -> OwnPage:
    """Nothing of it is ever shown to the other seat. Sentences only, never numbers. Raises nothing.

    found: as `own_checkin.of` has it.
    """
    bodies = {step: own.body for step, own in sitting.own.items() if own.is_in}
    rounds = reveals.revealed_rounds(sitting)
    first_calm: list[Twice] = []
    excuse: list[Twice] = []
    guessed: list[Twice] = []
    gaps: list[int] = []
    for opened in rounds:
        own_cues = [sharing.own_of(sitting.layout, cue.cue, bodies) for cue in opened.comparison.cues]
        mine = [t for t in reveals.all_open(sitting, opened) if people.POSITION[t.reader] == sitting.me]
        theirs = {cue.cue: (cue.b if sitting.me == 1 else cue.a).meaning for cue in opened.offers}
        private = summaries.private(own_cues, theirs, {topic.cue for topic in mine})
        gaps += [topic.compared.gap for topic in mine]
        first_calm += _first_against_calm(sitting, private)
        excuse += _excuse_against_suspect(sitting, private)
        guessed += _guesses(sitting, opened, private, [topic.cue for topic in mine])
    partner = people.person(sitting, other(sitting.me))
    lean = words.lean_sentence(summaries.lean(gaps), partner.name)
    guessed += _free_guesses(sitting)
    return OwnPage(
        tuple(first_calm),
        tuple(excuse),
        tuple(guessed),
        lean,
        noted=tuple(_noted(sitting)),
        checkin=checkin.of(sitting, found),
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
    for title, text in talk_screens.unopened(sitting):
        yield Noted(f"{title}: my letter, which was not opened", (text,))


def _free_guesses(sitting: Sitting) -> Iterator[Twice]:
    """What I guessed that the other would say to a plain step, beside what they shared of it."""
    theirs = other(sitting.me)
    partner = people.person(sitting, theirs)
    for step in sitting.layout.steps.values():
        part, guess = guesses.part_of(step), guesses.given(sitting, step)
        if not step.is_plain or part is None or guess is None:
            continue
        if said := earlier_answers.words(sitting, part.of, theirs):
            yield Twice(
                title=plain_cards.title_of(step, {"partner": partner.name}),
                left_label="I guessed",
                left=guess_cards.words_of(sitting, step, guess, sitting.me),
                right_label=f"{partner.name} says",
                right="; ".join(said),
                show=_show(sitting, step),
            )


def _first_against_calm(sitting: Sitting, private: Private) -> Iterator[Twice]:
    first, calm = ("receiver", "My first thought"), ("calm", "On a calm day I guess")
    for on_cue in private.hot_minus_calm:
        if on_cue.value:
            yield _twice(sitting, on_cue.cue, first, calm)


def _excuse_against_suspect(sitting: Sitting, private: Private) -> Iterator[Twice]:
    partner = people.person(sitting, other(sitting.me)).name
    for on_cue in private.double_standard:
        if on_cue.value:
            suspect = ("receiver", f"When {partner} does it, I first think")
            yield _twice(sitting, on_cue.cue, ("sender", "When I do it"), suspect)


def _guesses(sitting: Sitting, opened: Revealed, private: Private, cues: list[str]) -> Iterator[Twice]:
    """My calm guesses about these moments, each beside what the other says."""
    theirs = other(sitting.me)
    partner, me = people.person(sitting, theirs).name, people.person(sitting, sitting.me).name
    projected = {guess.cue for guess in private.guessed if guess.projected}
    for cue in cues:
        spec = sitting.layout.steps.get(f"{cue}.calm")
        guess = guesses.given(sitting, spec) if spec is not None else None
        if spec is None or guess is None:
            continue
        yield Twice(
            title=_title(sitting, cue),
            left_label="On a calm day I guessed",
            left=guess_cards.words_of(sitting, spec, guess, sitting.me),
            right_label=f"{partner} says it usually means",
            right=picks.said(sitting, opened, theirs, f"{cue}.sender", partner=me),
            note=words.PROJECTION if cue in projected else "",
            show=_show(sitting, spec),
        )


def _show(sitting: Sitting, spec: StepSpec) -> Showable | None:
    """What it takes to show this guess. None once the session has ended with the guess kept."""
    part = guesses.part_of(spec)
    assert part is not None, "it is a guess"
    shown = guesses.shown(sitting, spec, sitting.me) is not None
    if not shown and not sitting.facts.open:
        return None
    return Showable(spec.id, sitting.own[spec.id].revision, share_field(spec.id, part), shown)


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
