"""Which words of a seat both of the two know of by now. Pure.

Whatever is not among them is its owner's alone, and goes with what that seat has not shown.
"""

from __future__ import annotations

from exercises.rules.facts import WHOLE, Facts, Signal
from exercises.rules.stages import both_chose
from exercises.rules.words import (
    Card,
    Next,
    RoundMilestone,
    RoundWord,
    SessionWord,
    TalkEvent,
    TalkWord,
)

_COMES_TRUE = {
    RoundWord.PREVIEW: RoundMilestone.REVEAL,
    RoundWord.TENDER: RoundMilestone.TENDER_OPEN,
    RoundWord.FOR_GOOD: RoundMilestone.TENDER_AWAY,
    RoundWord.REST: RoundMilestone.REST_OPEN,
}


def is_known_to_both(facts: Facts, said: Signal) -> bool:
    """Whether something that both can see has come of this word.

    That somebody has begun, how, and that they have gone on from a talk that is over, is nothing to hide.
    """
    round_id, word = said.round, said.word
    match word:
        case SessionWord.BEGIN | SessionWord.EACH | TalkWord(event=TalkEvent.DONE):
            return True
        case SessionWord.TAKEAWAY:
            return facts.both_said(WHOLE, word)
        case RoundWord.APART | RoundWord.TOGETHER:
            return facts.both_said(round_id, word)
        case RoundWord.MORE | RoundWord.ENOUGH | RoundWord.YES | RoundWord.ALMOST:
            return both_chose(facts, round_id)
        case RoundWord():
            return facts.reached(round_id, _COMES_TRUE[word])
        case Next(card=number):
            turned = facts.reached(round_id, Card(number + 1))
            return turned or facts.reached(round_id, RoundMilestone.CLOSED)
        case TalkWord(talk=talk, card=card, event=TalkEvent.LETTER):
            return facts.reached(round_id, TalkWord(talk, card, TalkEvent.LETTERS))
        case _:
            return facts.reached(round_id, word)
