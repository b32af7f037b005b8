"""How the one who acts expects to be taken, on the card, and how that compares with the two picks."""

from __future__ import annotations

from exercises.comparison import words
from exercises.comparison.opened import Topic
from exercises.comparison.said import Said, means_us
from exercises.content import kinds
from exercises.presenters.session import card_order
from exercises.presenters.session.picked import both, says
from exercises.queries.people import people
from exercises.queries.picks import _main, said
from exercises.queries.revealed_round import RevealedRound
from exercises.queries.session_state import SessionState


def on_card(state: SessionState, revealed: RevealedRound, topic: Topic) -> tuple[str, str]:
    """What was expected, and the one sentence about it; "" each where there is none.

    What touches the two of them has a line of its own, a plain moment has none, and no sentence stands twice
    in a session: six cards that all say "thought it was clear" would be a score.
    """
    if _expected(state, revealed, topic) is None:
        return "", ""
    reader, actor = people(state, topic)
    expected = said(state, revealed, topic.actor, _step(topic), partner=actor.name)
    three = _compared(state, revealed, topic)
    if three is None:
        return expected, ""
    earlier = (_compared(state, each, card) for each, card in card_order.before(state, revealed, topic))
    same = words.of_expectation(*three)
    count = sum(each is not None and words.of_expectation(*each) == same for each in earlier)
    return expected, words.expected_line(*three, reader=reader.name, actor=actor.name, before=count)


def _compared(state: SessionState, revealed: RevealedRound, topic: Topic) -> tuple[Said, Said, Said] | None:
    """What was read, meant and expected, where a card may say something about it."""
    expected, cue = _expected(state, revealed, topic), state.content.cues[topic.cue]
    if expected is None or cue.plain:
        return None
    read, meant = both(state, revealed, topic)
    return None if means_us(meant) else (read, meant, expected)


def _expected(state: SessionState, revealed: RevealedRound, topic: Topic) -> Said | None:
    """What was expected, where that was asked for and shared."""
    step = _step(topic)
    pick = _main(state, revealed, topic.actor, step) if step in state.layout.steps else None
    if pick is None or pick["pick"] == kinds.NOT_APPLICABLE:
        return None
    return says(state.content.cues[topic.cue], pick)


def _step(topic: Topic) -> str:
    return f"{topic.cue}.expected"
