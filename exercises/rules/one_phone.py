"""What two people who share a phone do alone, and what one tap says for both of them. Pure.

They look at the cards together, so whoever taps there taps for both. What is each one's own to say stays so:
what is shown, whether one's words came back as they were meant, a line, a letter.
"""

from __future__ import annotations

from exercises.rules.facts import Stage
from exercises.rules.words import (
    Breathe,
    Next,
    RoundWord,
    Said,
    Start,
    TalkEvent,
    TalkWord,
    TogetherWord,
    Way,
)

# Everywhere else the two look together, or there is nothing of one's own.
_ALONE = {Stage.LOBBY, Stage.STEP, Stage.PREVIEW, Stage.TAKEAWAY}
# Preview: once both have said it, that they are looking now.
_OF_A_ROUND = {RoundWord.PREVIEW, RoundWord.TENDER, RoundWord.MORE, RoundWord.ENOUGH, RoundWord.REST}


def is_alone(stage: Stage) -> bool:
    """Whether what is shown at this stage is for whoever stands there, and not for the other."""
    return stage in _ALONE


def is_of_both(word: Said) -> bool:
    """Whether one tap says this for both. What counts from whoever says it alone is said by one anyway."""
    match word:
        case TalkWord(event=event):
            return isinstance(event, Way | Breathe) or event is TalkEvent.DONE
        case TogetherWord(event=event):
            return isinstance(event, Start)
        case _:
            return isinstance(word, Next) or word in _OF_A_ROUND
