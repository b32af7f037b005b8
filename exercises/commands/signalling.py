"""Signals: the words a seat says about a round, and what they bring about."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from couples.access import Holder
from couples.positions import other
from exercises import rules
from exercises.commands.persistence import (
    Outcome,
    apply_due_milestones,
    empty,
    empty_both,
    raise_versions,
    release_steps,
    say,
    take_back_both,
    write,
)
from exercises.content.answer_body import AnswerBody
from exercises.queries.circumstances import SessionCircumstances
from exercises.queries.loading import load
from exercises.queries.session_state import OwnAnswer, SessionState
from exercises.rules import RoundWord, Signal, Way
from exercises.rules.words import Later, Next, OfTalk, Said, TalkEvent
from exercises.steps import sharing


def ready(holder: Holder, code: str, *, round: str, word: Said | None, on: bool = True) -> Outcome:
    """Say one word about a round, or take it back. None, which is no word, is refused as any unknown one.

    Of two who share a phone one tap says for both what is said of a page that they look at together.
    """
    if holder.beside and word is not None and rules.is_of_both(word):
        return _ready_both(holder, code, round, word, on)
    return _say_all(holder, code, round=round, word=word, on=on)


def _ready_both(holder: Holder, code: str, round: str, word: Said, on: bool) -> Outcome:
    with transaction.atomic():
        state = load(holder, code, lock=True)
        if not state.one_phone:
            return _say_all(holder, code, round=round, word=word, on=on)
        if word is not RoundWord.PREVIEW:
            _say_all(holder.turned().with_both(), code, round=round, word=word, on=on)
            return _say_all(holder.with_both(), code, round=round, word=word, on=on)
        if not on or not state.facts.both_said(round, word):  # what each of them shows is theirs alone to say
            return _say_all(holder, code, round=round, word=word, on=on)
        looking = apply_due_milestones(load(holder.with_both(), code))
        if looking.milestones != state.milestones:
            looking = raise_versions(looking, both=True)
    return Outcome(looking)


def release(
    holder: Holder,
    code: str,
    *,
    round: str,
    shares: Mapping[str, Mapping[str, bool]],
    apart: bool,
    together: bool = False,
    bases: Mapping[str, int] | None = None,
    all_of_mine: bool = False,
) -> Outcome:
    """A whole preview at once, as a form sends it: all decisions by step, when to look, "show ours".

    bases: the revision of each line as the preview showed it; raises Changed if one is another by now.
    all_of_mine: every box counts as ticked; what was decided singly stays as it was decided.
    """
    return _say_all(
        holder, code, round=round, word=RoundWord.PREVIEW, on=True, shares=shares, bases=bases,
        unnamed=all_of_mine, when={RoundWord.APART: apart, RoundWord.TOGETHER: together},
    )  # fmt: skip


def _say_all(
    holder: Holder,
    code: str,
    *,
    round: str,
    word: Said | None,
    on: bool,
    shares: Mapping[str, Mapping[str, bool]] | None = None,
    bases: Mapping[str, int] | None = None,
    when: Mapping[RoundWord, bool] | None = None,
    unnamed: bool = False,
) -> Outcome:
    with transaction.atomic():
        state = load(holder, code, lock=True)
        before = state.facts
        if not rules.may_say(state.facts, state.me, round, word, on, SessionCircumstances(state)):
            return Outcome(state)
        assert word is not None, "what is no word is refused"
        if shares is not None:
            state = _decide(state, round, shares, bases or {}, unnamed)
        for wish, wished in (when or {}).items():
            state = say(state, round, wish, wished)
        if word is RoundWord.PREVIEW:
            steps = [step.id for step in state.layout.of_round(round)]
            if on:
                sharing.all_decided(state.layout, {step: state.own[step].body for step in steps})
                release_steps(state, *steps)
            else:
                empty(state, steps)
        talk = rules.talk_of(round, word)
        if talk is not None:
            state = _before_word_of_talk(state, *talk, on)
        if isinstance(word, Next) and on:
            state = _take_back_what_was_asked(state)
        state = say(state, round, word, on)
        if isinstance(word, Later):  # the last word of this topic: to see it, both tap anew
            state = take_back_both(state, round, RoundWord.TENDER)
        state = apply_due_milestones(state, Signal(state.me, round, word))
        after = state.facts
        if after != before:  # a tap may be repeated to go on alone; else it is no news
            theirs = other(state.me)
            news = rules.news_for(after, theirs) != rules.news_for(before, theirs)
            state = raise_versions(state, both=news)
    return Outcome(state)


def _before_word_of_talk(state: SessionState, talk: rules.Talk, event: OfTalk, on: bool) -> SessionState:
    """A person asks for one talk at a time, in one way. A letter taken back, or left, stays covered."""
    if isinstance(event, Way) and on:
        return _take_back_what_was_asked(state)
    if event is TalkEvent.LETTER and not on:
        empty(state, [talk.letter])
    elif event is TalkEvent.END:
        empty_both(state, talk.letter)
    return state


def _take_back_what_was_asked(state: SessionState) -> SessionState:
    """Who goes on, or asks for another talk, no longer asks for the one that they asked for."""
    before = rules.asked(state.facts, state.me)
    way = rules.chosen(state.facts, state.me, before) if before is not None else None
    return state if before is None or way is None else say(state, before.round, before.word(way), False)


def _decide(
    state: SessionState,
    round_id: str,
    shares: Mapping[str, Mapping[str, bool]],
    bases: Mapping[str, int],
    unnamed: bool,
) -> SessionState:
    """Write down a whole preview's decisions. A box that isn't named was not ticked: it is `unnamed`."""
    for step in state.layout.of_round(round_id):
        own = state.own.get(step.id)
        if own is None or not own.is_in:
            raise rules.Unready
        if bases.get(step.id, own.revision) != own.revision:
            raise rules.Changed
        body = own.body
        boxes = {part.id: unnamed for part in sharing.boxes(step)}
        decided = AnswerBody(
            body.parts, body.decided(body.parts, {**boxes, **shares.get(step.id, {})}), body.passed
        )
        if decided.share != body.share:
            state = write(state, step.id, OwnAnswer(own.state, own.revision + 1, decided))
    return state
