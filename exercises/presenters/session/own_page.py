"""The page for its owner alone: one's own answers beside each other, and beside what was opened."""

from __future__ import annotations

from collections.abc import Iterator

from couples.positions import other
from exercises.comparison import summaries, words
from exercises.comparison.summaries import Private
from exercises.content import kinds
from exercises.language.typography import typeset
from exercises.presenters.session import checkin, guess_cards, plain_cards, talk_screens
from exercises.queries import earlier_answers, guesses, people, picks, reveals
from exercises.queries.revealed_round import RevealedRound
from exercises.queries.session_state import SessionState
from exercises.screens import BeforeAfter, OwnPage, PrivateNote, Showable
from exercises.steps import sharing
from exercises.steps.form_fields import share_field
from exercises.steps.layout import StepSpec


def present_own_page(state: SessionState) -> OwnPage:
    """Nothing of it is ever shown to the other seat. Sentences only, never numbers. Raises nothing."""
    bodies = {step: own.body for step, own in state.own.items() if own.is_in}
    rounds = reveals.revealed_rounds(state)
    first_calm: list[BeforeAfter] = []
    excuse: list[BeforeAfter] = []
    guessed: list[BeforeAfter] = []
    gaps: list[int] = []
    for opened in rounds:
        own_cues = [sharing.own_answers(state.layout, cue.cue, bodies) for cue in opened.comparison.cues]
        mine = [t for t in reveals.all_open(state, opened) if t.reader == state.me]
        theirs = {cue.cue: cue.of(other(state.me)).meaning for cue in opened.offers}
        private = summaries.private(own_cues, theirs, {topic.cue for topic in mine})
        gaps += [topic.compared.gap for topic in mine]
        first_calm += _first_against_calm(state, private)
        excuse += _excuse_against_suspect(state, private)
        guessed += _guesses(state, opened, private, [topic.cue for topic in mine])
    partner = people.person(state, other(state.me))
    lean = words.lean_sentence(summaries.lean(gaps), partner.name)
    guessed += _free_guesses(state)
    return OwnPage(
        tuple(first_calm),
        tuple(excuse),
        tuple(guessed),
        lean,
        noted=tuple(_noted(state)),
        checkin=checkin.present_checkin(state),
        comparison=state.content.exercise.comparison == "page",
    )


def _noted(state: SessionState) -> Iterator[PrivateNote]:
    """What I gave to plain steps and what stays with me, in the order in which it was asked."""
    names = state.names_for(state.me)
    for step in state.layout.steps.values():
        own = state.own.get(step.id)
        if not step.is_plain or own is None or not own.is_in:
            continue
        for part in step.parts:
            value = own.body.parts.get(part.id)
            if value is None or part.visibility != "self" or not kinds.is_noted(part):
                continue
            label = typeset(part.prompt or step.screen.prompt, {**names, "item": step.item_name})
            yield PrivateNote(label, kinds.lines(part, value, names))
    for title, text in talk_screens.unopened(state):
        yield PrivateNote(f"{title}: my letter, which was not shown", (text,))


def _free_guesses(state: SessionState) -> Iterator[BeforeAfter]:
    """What I guessed that the other would say to a plain step, beside what they shared of it."""
    theirs = other(state.me)
    partner = people.person(state, theirs)
    for step in state.layout.steps.values():
        part, guess = guesses.part_of(step), guesses.given(state, step)
        if not step.is_plain or part is None or guess is None:
            continue
        if said := earlier_answers.words(state, kinds.guesses_at(part), theirs):
            yield BeforeAfter(
                title=plain_cards.title_of(step, {"partner": partner.name}),
                left_label="I guessed",
                left=guess_cards.words_of(state, step, guess, state.me),
                right_label=f"{partner.name} says",
                right="; ".join(said),
                show=_show(state, step),
            )


def _first_against_calm(state: SessionState, private: Private) -> Iterator[BeforeAfter]:
    first, calm = ("receiver", "My first thought"), ("calm", "On a calm day I guess")
    for on_cue in private.hot_minus_calm:
        if on_cue.value:
            yield _twice(state, on_cue.cue, first, calm)


def _excuse_against_suspect(state: SessionState, private: Private) -> Iterator[BeforeAfter]:
    partner = people.person(state, other(state.me)).name
    for on_cue in private.double_standard:
        if on_cue.value:
            suspect = ("receiver", f"When {partner} does it, I first think")
            yield _twice(state, on_cue.cue, ("sender", "When I do it"), suspect)


def _guesses(
    state: SessionState, opened: RevealedRound, private: Private, cues: list[str]
) -> Iterator[BeforeAfter]:
    """My calm guesses about these moments, each beside what the other says."""
    theirs = other(state.me)
    partner, me = people.person(state, theirs).name, people.person(state, state.me).name
    projected = {guess.cue for guess in private.guessed if guess.projected}
    for cue in cues:
        spec = state.layout.steps.get(f"{cue}.calm")
        guess = guesses.given(state, spec) if spec is not None else None
        if spec is None or guess is None:
            continue
        yield BeforeAfter(
            title=_title(state, cue),
            left_label="On a calm day I guessed",
            left=guess_cards.words_of(state, spec, guess, state.me),
            right_label=f"{partner} says it usually means",
            right=picks.said(state, opened, theirs, f"{cue}.sender", partner=me),
            note=words.PROJECTION if cue in projected else "",
            show=_show(state, spec),
        )


def _show(state: SessionState, spec: StepSpec) -> Showable | None:
    """What it takes to show this guess. None once the session has ended with the guess kept."""
    part = guesses.part_of(spec)
    assert part is not None, "it is a guess"
    shown = guesses.shown(state, spec, state.me) is not None
    if not shown and not state.facts.open:
        return None
    return Showable(spec.id, state.own[spec.id].revision, share_field(spec.id, part), shown)


def _twice(state: SessionState, cue: str, left: tuple[str, str], right: tuple[str, str]) -> BeforeAfter:
    return BeforeAfter(
        title=_title(state, cue),
        left_label=left[1],
        left=_mine(state, cue, left[0]),
        right_label=right[1],
        right=_mine(state, cue, right[0]),
    )


def _mine(state: SessionState, cue: str, voice: str) -> str:
    spec = state.layout.steps[f"{cue}.{voice}"]
    value = state.own[spec.id].body.parts[spec.pick.id]
    return kinds.says(value, spec.required_cue, spec.voice, state.names_for(state.me))


def _title(state: SessionState, cue: str) -> str:
    return typeset(state.content.cues[cue].short)
