"""Then and now: a session beside the earlier one that it looks back at, as one of the two sees both.

Reads only, and only through what the comparison page of either session shows to this seat: a direction or a
part that is not open in both is in none of it. Nothing is counted and no line says how the two compare.

Whether somebody says the same is told by what they picked, not by how we put it: an earlier session keeps the
words it began with. The same pick stands there in the words of today, both times.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from couples.infrastructure.refusals import NotHere
from couples.infrastructure.vault import Unreadable
from couples.positions import BOTH, Position, other
from exercises import library
from exercises.comparison.opened import Topic
from exercises.content import kinds
from exercises.content.kinds import Adds, Part, Value
from exercises.language.typography import typeset
from exercises.library import Exercise
from exercises.library.snapshot_store import ContentDamaged
from exercises.presenters.session import comparison_page, cue_cards, plain_cards
from exercises.queries import earlier_answers, people, reveals
from exercises.queries.loading import load_sibling
from exercises.queries.picks import _main
from exercises.queries.revealed_round import RevealedRound
from exercises.queries.session_state import SessionState
from exercises.screens import Again, Card, Person, Recurring, SaidTwice, ThenAndNow, Words
from exercises.steps import sharing, stories
from exercises.steps.layout import StepSpec

Direction = tuple[str, str]  # a cue, and who reads whom

READS = (True, "’s", "first thought")  # guess, ending, about
MEANS = (False, "", "says it usually means")
EXPECTS = (True, "", "expected this first thought")
MOVES = (False, "", "would most likely")
WELCOMES = (False, "", "would welcome")
FEELS = (False, "", "would feel")


def again(exercise: Exercise, code: str, *, joined: bool) -> Again | None:
    """What doing this exercise again starts; None while nobody has joined, or where it is no longer there.

    code: of the session in which it was done.
    """
    there = library.current().exercises.get(exercise.slug)
    return Again(exercise.slug, code) if joined and there is not None and there.listed else None


def present_then_and_now(
    state: SessionState, found: Mapping[str, SessionState] | None = None
) -> ThenAndNow | None:
    """This session beside the earlier run of the same exercise; None where nothing was open in both.

    Also None when the earlier one is gone or can't be read: then this one stands for itself, as it would
    without it. found: the sessions of the couple by code, where there are some already; else it is read.
    """
    if not state.earlier:
        return None
    try:
        before = load_sibling(state, state.earlier) if found is None else found.get(state.earlier)
        if before is None:
            return None
        if not _comparable(before, state):
            return None
        both = ThenAndNow(before.code, tuple(_moments(before, state)), tuple(_steps(before, state)))
    except (NotHere, ContentDamaged, Unreadable):
        return None
    return both if both.moments or both.steps else None


def _comparable(before: SessionState, now: SessionState) -> bool:
    exercises = (before.content.exercise, now.content.exercise)
    return exercises[0].slug == exercises[1].slug and all(each.comparison == "page" for each in exercises)


# ---- moments ------------------------------------------------------------------------------------------


def _moments(before: SessionState, now: SessionState) -> Iterator[Recurring]:
    """Each direction that is open in both, in the order of the later one."""
    earlier, later = _Opened(before), _Opened(now)
    for direction, card in later.cards.items():
        if direction in earlier.cards:
            yield Recurring(card.title, tuple(_said_of_moment(earlier, later, direction)))


class _Opened:
    """What one session has opened about moments, for this seat."""

    def __init__(self, state: SessionState) -> None:
        rounds = reveals.revealed_rounds(state)
        self._topics: dict[Direction, tuple[RevealedRound, Topic]] = {
            (topic.cue, topic.dir): (opened, topic)
            for opened in rounds
            for topic in reveals.all_open(state, opened)
        }
        self._state = state
        self.cards: dict[Direction, Card] = {
            direction: cue_cards.card(state, opened, topic)
            for direction, (opened, topic) in self._topics.items()
        }
        shown = [(opened, t) for opened in rounds for t in reveals.visible(state, opened)]
        self._felt = {cue: felt for cue, *felt in comparison_page.felt_by_both(state, shown)}
        self._shown = {(topic.cue, topic.dir) for _, topic in shown}

    def pick(self, direction: Direction, voice: str) -> str:
        """The id of the reading that was picked in this voice, or `kinds.OTHER`."""
        opened, topic = self._topics[direction]
        who = topic.reader if voice == "receiver" else topic.actor
        return str(_main(self._state, opened, who, f"{topic.cue}.{voice}")["pick"])

    def moves(self, direction: Direction) -> str:
        return self._extra(direction, "receiver", "move")

    def wishes(self, direction: Direction) -> str:
        return self._extra(direction, "sender", "words")

    def feels(self, direction: Direction) -> tuple[str, ...]:
        """What the reader would feel, where both have said so of this moment."""
        opened, topic = self._topics[direction]
        if topic.cue not in self._felt:
            return ()
        return tuple(self._felt[topic.cue][topic.reader - 1])

    def _extra(self, direction: Direction, voice: str, adds: Adds) -> str:
        if direction not in self._shown:  # what was opened last has a card and nothing beside it
            return ""
        opened, topic = self._topics[direction]
        who = topic.reader if voice == "receiver" else topic.actor
        return str(comparison_page.extra(self._state, opened, who, f"{topic.cue}.{voice}", adds) or "")


def _said_of_moment(then: _Opened, now: _Opened, direction: Direction) -> Iterator[SaidTwice]:
    before, later = then.cards[direction], now.cards[direction]
    for person, words, voice, said_then, said_now in (
        (later.reader, READS, "receiver", before.reading, later.reading),
        (later.actor, MEANS, "sender", before.meaning, later.meaning),
        (later.actor, EXPECTS, "expected", before.expected, later.expected),
    ):
        if said_then and said_now:
            is_same = then.pick(direction, voice) == now.pick(direction, voice) != kinds.OTHER
            yield _twice(person, words, said_now if is_same else said_then, said_now)
    felt = then.feels(direction), now.feels(direction)
    if all(felt):
        yield SaidTwice(later.reader, *FEELS, Words(felt[0]), Words(felt[1]))
    for person, words, which in (
        (later.reader, MOVES, _Opened.moves),
        (later.actor, WELCOMES, _Opened.wishes),
    ):
        said = which(then, direction), which(now, direction)
        if all(said):
            yield _twice(person, words, *said)


def _twice(person: Person, words: tuple[bool, str, str], then: str, now: str) -> SaidTwice:
    return SaidTwice(person, *words, Words((then,)), Words((now,)))


# ---- plain steps --------------------------------------------------------------------------------------


def _steps(before: SessionState, now: SessionState) -> Iterator[Recurring]:
    """Each plain step of which both sessions show something of the same person, part by part."""
    earlier = _shown_steps(before)
    for id, (opened, step) in _shown_steps(now).items():
        if id in earlier:
            then_opened, then_step = earlier[id]
            said = tuple(_said_of_step(before, then_opened, then_step, now, opened, step))
            if said:
                yield Recurring(plain_cards.title_of(step, {}), said)


def _shown_steps(state: SessionState) -> Mapping[str, tuple[RevealedRound, StepSpec]]:
    """The plain steps of which this seat has come to a card. Two lists of stories stand on one card."""
    found: dict[str, tuple[RevealedRound, StepSpec]] = {}
    for opened in reveals.revealed_rounds(state):
        ids = {step.id for step in reveals.visible_steps(state, opened)}
        own, others = stories.parts_of(state.layout.of_round(opened.round))
        if own is not None and others is not None and others.step in ids:
            ids.add(own.step)
        found |= {step.id: (opened, step) for step in state.layout.of_round(opened.round) if step.id in ids}
    return found


def _said_of_step(
    before: SessionState,
    then: RevealedRound,
    then_step: StepSpec,
    later: SessionState,
    now: RevealedRound,
    step: StepSpec,
) -> Iterator[SaidTwice]:
    parts = sharing.offerable(step)
    for part in parts:
        then_part = then_step.part(part.id)
        if then_part is None or not kinds.is_alike(then_part, part):
            continue
        label = typeset(part.prompt) if len(parts) > 1 else ""
        for position in BOTH:
            earlier = _words(before, then, then_step, then_part, position)
            current = _words(later, now, step, part, position)
            if earlier is not None and current is not None:
                if _value(then, then_step, then_part, position) == _value(now, step, part, position):
                    earlier = replace(earlier, lines=current.lines)
                if not (earlier.to and current.to):
                    earlier, current = Words(earlier.lines), Words(current.lines)
                yield SaidTwice(people.person(later, position), False, "", label, earlier, current)


def _value(opened: RevealedRound, step: StepSpec, part: Part, position: Position) -> Value | None:
    found: Value | None = opened.part(position, step.id, part.id)
    return found


def _words(
    state: SessionState, opened: RevealedRound, step: StepSpec, part: Part, position: Position
) -> Words | None:
    value = _value(opened, step, part, position)
    if value is None:
        return None
    about = kinds.about(part)
    to = earlier_answers.words(state, about, other(position)) if about else ()
    return Words(plain_cards.said(state, part, value, position), to)
