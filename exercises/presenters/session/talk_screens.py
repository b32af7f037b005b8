"""Talks about cards, as one of the two sees them: the offer, the way to it, and the talk itself."""

from __future__ import annotations

from exercises import rules
from exercises.content.answer_body import Raw
from exercises.language.typography import typeset
from exercises.presenters.session import cue_cards, plain_cards, ring_card
from exercises.queries import people, reveals
from exercises.queries.session_state import Sitting
from exercises.queries.talks import _can_write, _state
from exercises.rules import Position, Talk, other
from exercises.rules.turns import holder, may_happen, next_word
from exercises.screens import (
    Breath,
    Letter,
    Letters,
    LetterSent,
    LettersOpen,
    Subject,
    TalkAloud,
    TalkAsked,
    Talked,
    TalkOffer,
    TalkScreen,
    WriteLetter,
)
from exercises.steps.layout import LETTER, LETTER_MAX

NOTHING = Subject("Nothing to compare this time", "What did you notice while answering?")
BREATH_S, IN_S, OUT_S = 60, 4, 6  # ten slow breaths, as in the breathing exercise
BREATH_NOTE = "You can also just look out of the window."


def offer(sitting: Sitting, round_id: str, card: str) -> TalkOffer | None:
    """The way into a talk about this card; None once the session has ended, or while another talk goes on."""
    facts = sitting.facts
    if not facts.open or not sitting.joined or rules.going_on(facts) is not None:
        return None
    talk = rules.latest(facts, round_id, card)
    if rules.is_over(facts, talk):
        return None  # they have talked about it as often as can be counted
    return TalkOffer(round_id, talk.name, again=talk.number > 1, can_write=_can_write(sitting))


def screen(sitting: Sitting, typed: Raw | None) -> TalkScreen | None:
    """The talk that this seat is in, or would like to be in; None where there is none.

    typed: fields of a letter that were refused, to be shown again as they were typed.
    """
    facts, me = sitting.facts, sitting.me
    talk = rules.current(facts, me)
    if talk is None:
        asked = rules.asked(facts, me)
        return _asked(sitting, asked) if asked is not None else None
    about = subject(sitting, talk.round, talk.card)
    done, end = talk.word("done"), talk.word("end")
    written = sitting.own.get(talk.letter)
    if talk in rules.opened_letters(facts):
        return LettersOpen(talk.round, about, _letters(sitting, talk), done)
    if rules.is_over(facts, talk):
        return Talked(talk.round, about, done, unsent=written is not None)
    if rules.way_of(facts, talk) != "write":
        return _aloud(sitting, talk, about)
    if facts.has_said(me, talk.round, talk.word("letter")):
        return LetterSent(talk.round, about, talk.word("letter"), end)
    fields = typed or (written.body.draft if written is not None else None) or {}
    text = fields.get(LETTER) or (written.body.parts.get(LETTER, "") if written is not None else "")
    return WriteLetter(
        round=talk.round,
        about=about,
        ref=talk.letter,
        base=written.revision if written is not None else 0,
        text=text if isinstance(text, str) else "",
        limit=LETTER_MAX,
        end_word=end,
    )


def subject(sitting: Sitting, round_id: str, card: str) -> Subject:
    """What stands on this card: its title and its question."""
    opened = reveals.revealed(sitting, round_id)
    comparison = opened.comparison
    ring = ring_card.of(sitting, opened) or ring_card.none(opened)
    if ring is not None:
        return Subject(ring.title, ring.opener)
    kind, _, number = card.partition("-")
    at = int(number or 0) - 1
    if kind == "tender" and comparison.when_ready is not None:
        topic = comparison.when_ready
    elif kind == "rest":
        topic = comparison.rest[at]
    elif at < len(comparison.cards):
        topic = comparison.cards[at]
    else:
        return _of_sheet(sitting, opened, at - len(comparison.cards))
    made = cue_cards.card(sitting, opened, topic)
    return Subject(made.title, made.opener)


def letters(sitting: Sitting) -> tuple[Letters, ...]:
    """All letters that the two have opened, talk by talk."""
    return tuple(
        Letters(subject(sitting, talk.round, talk.card).title, _letters(sitting, talk))
        for talk in rules.opened_letters(sitting.facts)
    )


def unopened(sitting: Sitting) -> tuple[tuple[str, str], ...]:
    """My letters that were never opened, each with the title of its card."""
    return tuple(
        (subject(sitting, talk.round, talk.card).title, str(draft or own.body.parts.get(LETTER)))
        for talk in rules.opened(sitting.facts)
        if rules.is_over(sitting.facts, talk) and talk not in rules.opened_letters(sitting.facts)
        if (own := sitting.own.get(talk.letter)) is not None
        if (draft := (own.body.draft or {}).get(LETTER, "")) or own.body.parts.get(LETTER)
    )


def _of_sheet(sitting: Sitting, opened: reveals.Revealed, at: int) -> Subject:
    if not 0 <= at < len(opened.sheets):
        return NOTHING
    made = plain_cards.sheet(sitting, opened, at)
    asked = made.opener or plain_cards.question_of(sitting)
    return Subject(made.title, asked or NOTHING.question)


def _asked(sitting: Sitting, talk: Talk) -> TalkAsked:
    facts, me = sitting.facts, sitting.me
    way = rules.chosen(facts, me, talk)
    assert way is not None, "a talk that was asked for was asked for in some way"
    both = any(each == talk for each, _, _ in rules.both_asked(facts))
    return TalkAsked(
        round=talk.round,
        name=talk.name,
        about=subject(sitting, talk.round, talk.card),
        way=way,
        theirs=rules.chosen(facts, other(me), talk) if both else None,
        can_write=_can_write(sitting),
    )


def _aloud(sitting: Sitting, talk: Talk, about: Subject) -> TalkAloud:
    state, plan, begins, me = _state(sitting, talk), talk.turns, sitting.begins, sitting.me
    others = other(me) in sitting.here
    has_it = holder(plan, begins, max(1, state.number))
    way = rules.way_of(sitting.facts, talk)
    assert way is not None, "a talk that goes on was opened in some way"

    def word(event: str) -> str:
        return talk.word(event) if event and may_happen(plan, state, event, me, begins, others) else ""

    return TalkAloud(
        round=talk.round,
        name=talk.name,
        about=about,
        way=way,
        holder=None if state.over else people.person(sitting, has_it),
        mine=not state.over and has_it == me,
        says_back=plan.is_saying_back(state.number),
        number=min(max(1, state.number), plan.floors),
        count=plan.floors,
        ends_at=state.ends_at,
        left_seconds=-(-state.left_ms // 1_000),
        paused=state.paused,
        pause_word=word(next_word(state, "resume") or next_word(state, "pause")),
        minute_word=word(next_word(state, "minute")),
        hand_word=word(next_word(state, "floor")),
        end_word=talk.word("end"),
        breath=_breath(sitting, talk, state.pauses) if state.paused else None,
    )


def _breath(sitting: Sitting, talk: Talk, pause: int) -> Breath:
    word = talk.word(f"breathe-{pause}")
    return Breath(
        round=talk.round,
        word=word,
        said=sitting.facts.has_said(sitting.me, talk.round, word),
        starts_at=sitting.moments.get((talk.round, word)),
        seconds=BREATH_S,
        breathe_in=IN_S,
        breathe_out=OUT_S,
        note=typeset(BREATH_NOTE),
    )


def _letters(sitting: Sitting, talk: Talk) -> tuple[Letter, ...]:
    """Both letters. Of the two people each comes first in every other talk."""
    found = sitting.letters(talk)
    order: tuple[Position, Position] = (1, 2) if (sitting.begins == 1) == bool(talk.number % 2) else (2, 1)
    return tuple(
        Letter(people.person(sitting, position), found[position]) for position in order if position in found
    )
