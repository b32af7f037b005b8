"""Talks about cards, as one of the two sees them: the offer, the way to it, and the talk itself."""

from __future__ import annotations

from couples.positions import FIRST, SECOND, other
from exercises import rules
from exercises.content.answer_body import FormFields
from exercises.language.typography import typeset
from exercises.presenters.session import card_questions, cue_cards, plain_cards, ring_card
from exercises.queries import people, reveals, talks
from exercises.queries.revealed_round import RevealedRound
from exercises.queries.session_state import SessionState
from exercises.rules import RoundMilestone, Stage, Talk, Way, Where
from exercises.rules.turns import holder, may_happen, next_event
from exercises.rules.words import Breathe, Card, RestCard, TalkCard, TalkEvent, TenderCard, TurnEvent
from exercises.screens import (
    AskedOfMe,
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

NOTHING = "Nothing to compare this time"
At = tuple[str, TalkCard]  # a card of a round
BREATH_S, IN_S, OUT_S = 60, 4, 6  # ten slow breaths, as in the breathing exercise
BREATH_NOTE = "You can also just look out of the window."


def card_before(state: SessionState, where: Where) -> At | None:
    """The card that this seat stands at, which says by itself what was asked of it."""
    if where.stage is not Stage.REVEAL or where.round is None:
        return None
    if state.facts.reached(where.round.id, RoundMilestone.CLOSED):
        return None
    return where.round.id, Card(rules.card_number(state.facts, state.me, where.round))


def offer(state: SessionState, round_id: str, card: TalkCard) -> TalkOffer | None:
    """The way into a talk about this card; None once the session has ended, or while another talk goes on."""
    facts = state.facts
    if not facts.open or not state.joined or rules.going_on(facts) is not None:
        return None
    talk = rules.latest(facts, round_id, card)
    if rules.is_over(facts, talk):
        return None  # they have talked about it as often as can be counted
    return _offer(state, talk)


def asked_of_me(state: SessionState, beside: At | None) -> AskedOfMe | None:
    """What the other would like to talk about with me, unless that card (or what I asked for) is before me.

    beside: the card on the screen.
    """
    facts = state.facts
    talk = rules.asked_of(facts, state.me)
    if talk is None or not facts.open or rules.current(facts, state.me) is not None:
        return None
    if (talk.round, talk.card) == beside or talk == rules.asked(facts, state.me):
        return None
    return AskedOfMe(_offer(state, talk), subject(state, talk.round, talk.card).title)


def screen(state: SessionState, typed: FormFields | None, beside: At | None = None) -> TalkScreen | None:
    """The talk that this seat is in, or would like to be in; None where there is none.

    beside: the card on the screen, which says by itself that a talk about it was asked for.
    typed: fields of a letter that were refused, to be shown again as they were typed.
    """
    facts, me = state.facts, state.me
    talk = rules.current(facts, me)
    if talk is None:
        asked = rules.asked(facts, me)
        if asked is None or (asked.round, asked.card) == beside:
            return None
        return TalkAsked(_offer(state, asked), subject(state, asked.round, asked.card))
    about = subject(state, talk.round, talk.card)
    done, end = str(talk.word(TalkEvent.DONE)), str(talk.word(TalkEvent.END))
    written = state.own.get(talk.letter)
    if talk in rules.opened_letters(facts):
        return LettersOpen(talk.round, about, _letters(state, talk), done)
    if rules.is_over(facts, talk):
        return Talked(talk.round, about, done, unsent=written is not None)
    if rules.way_of(facts, talk) is not Way.WRITE:
        return _aloud(state, talk, about)
    letter = talk.word(TalkEvent.LETTER)
    if facts.has_said(me, talk.round, letter):
        return LetterSent(talk.round, about, str(letter), end)
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


def subject(state: SessionState, round_id: str, card: TalkCard) -> Subject:
    """What stands on this card: its title and its question."""
    opened = reveals.revealed(state, round_id)
    comparison = opened.comparison
    ring = (
        ring_card.present_ring(state, opened)
        or ring_card.present_instead(state, opened)
        or ring_card.present_no_ring(opened)
    )
    if ring is not None:
        return Subject(ring.title, ring.opener)
    at = -1 if isinstance(card, TenderCard) else card.number - 1
    if isinstance(card, TenderCard) and comparison.when_ready is not None:
        topic = comparison.when_ready
    elif isinstance(card, RestCard):
        topic = comparison.rest[at]
    elif at < len(comparison.cards):
        topic = comparison.cards[at]
    else:
        return _of_sheet(state, opened, at - len(comparison.cards))
    made = cue_cards.card(state, opened, topic)
    return Subject(made.title, made.opener, card=made)


def letters(state: SessionState) -> tuple[Letters, ...]:
    """All letters that the two have opened, talk by talk."""
    return tuple(
        Letters(subject(state, talk.round, talk.card).title, _letters(state, talk))
        for talk in rules.opened_letters(state.facts)
    )


def unopened(state: SessionState) -> tuple[tuple[str, str], ...]:
    """My letters that were never opened, each with the title of its card."""
    return tuple(
        (subject(state, talk.round, talk.card).title, str(draft or own.body.parts.get(LETTER)))
        for talk in rules.opened(state.facts)
        if rules.is_over(state.facts, talk) and talk not in rules.opened_letters(state.facts)
        if (own := state.own.get(talk.letter)) is not None
        if (draft := (own.body.draft or {}).get(LETTER, "")) or own.body.parts.get(LETTER)
    )


def _of_sheet(state: SessionState, opened: RevealedRound, at: int) -> Subject:
    if not 0 <= at < len(opened.sheets):
        return Subject(NOTHING, card_questions.asked_with_nothing(state, opened))
    made = plain_cards.plain_card(state, opened, at)
    asked = made.opener or plain_cards.question_of(state)
    asked = asked or card_questions.asked_with_nothing(state, opened)
    return Subject(made.title, asked, sheet=made)


def _offer(state: SessionState, talk: Talk) -> TalkOffer:
    facts, me = state.facts, state.me
    return TalkOffer(
        round=talk.round,
        name=talk.name,
        again=talk.number > 1,
        can_write=talks.can_write(state),
        mine=rules.chosen(facts, me, talk),
        theirs=rules.chosen(facts, other(me), talk) if rules.asked_of(facts, me) == talk else None,
    )


def _aloud(state: SessionState, talk: Talk, about: Subject) -> TalkAloud:
    floor, plan, begins, me = talks.floor(state, talk), talk.turns, state.begins, state.me
    others = other(me) in state.here
    has_it = holder(plan, begins, max(1, floor.number))
    way = rules.way_of(state.facts, talk)
    assert way is not None, "a talk that goes on was opened in some way"

    def word(event: TurnEvent | None) -> str:
        allowed = event is not None and may_happen(plan, floor, event, me, begins, others)
        return str(talk.word(event)) if event is not None and allowed else ""

    return TalkAloud(
        round=talk.round,
        name=talk.name,
        about=about,
        way=way,
        holder=None if floor.over else people.person(state, has_it),
        mine=not floor.over and has_it == me,
        says_back=plan.is_saying_back(floor.number),
        number=min(max(1, floor.number), plan.floors),
        count=plan.floors,
        ends_at=floor.ends_at,
        left_seconds=-(-floor.left_ms // 1_000),
        paused=floor.paused,
        pause_word=word(next_event(floor, "resume") or next_event(floor, "pause")),
        minute_word=word(next_event(floor, "minute")),
        hand_word=word(next_event(floor, "floor")),
        end_word=str(talk.word(TalkEvent.END)),
        breath=_breath(state, talk, floor.pauses) if floor.paused else None,
    )


def _breath(state: SessionState, talk: Talk, pause: int) -> Breath:
    word = talk.word(Breathe(pause))
    return Breath(
        round=talk.round,
        word=str(word),
        said=state.facts.has_said(state.me, talk.round, word),
        starts_at=state.milestones.get((talk.round, word)),
        seconds=BREATH_S,
        breathe_in=IN_S,
        breathe_out=OUT_S,
        note=typeset(BREATH_NOTE),
    )


def _letters(state: SessionState, talk: Talk) -> tuple[Letter, ...]:
    """Both letters. Of the two people each comes first in every other talk."""
    found = state.letters(talk)
    first_begins = (state.begins == FIRST) == bool(talk.number % 2)
    order = (FIRST, SECOND) if first_begins else (SECOND, FIRST)
    return tuple(
        Letter(people.person(state, position), found[position]) for position in order if position in found
    )
