"""What one tap says for both of two people who share a phone. Pure.

They look at the cards together, so whoever taps there taps for both. What is each one's own to say stays so:
what is shown, whether one's words came back as they were meant, a line, a letter.
"""

from __future__ import annotations

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

# Preview: once both have said it, that they are looking now.
_OF_A_ROUND = {RoundWord.PREVIEW, RoundWord.TENDER, RoundWord.MORE, RoundWord.ENOUGH, RoundWord.REST}


def is_of_both(word: Said) -> bool:
    """Whether one tap says this for both. What counts from whoever says it alone is said by one anyway."""
    match word:
        case TalkWord(event=event):
            return isinstance(event, Way | Breathe) or event is TalkEvent.DONE
        case TogetherWord(event=event):
            return isinstance(event, Start)
        case _:
            return isinstance(word, Next) or word in _OF_A_ROUND
