"""What a card about a moment asks the two, and never twice in a session.

Where they see it apart it is the question of the moment. Where it was read as it is meant there is something
to learn as well, so one card of a session asks what gave it away; the others ask what the moment has
for this.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

# Of what was read as it is meant. More than the cards of one session need, since none comes twice.
WHAT_TOLD = (
    "How can you two tell, and when is it harder?",
    "What have you learned about each other that made this one easy?",
    "How did the two of you find out what this means?",
    "Which small sign do you both know by now?",
    "What would somebody make of this who doesn’t know you two?",
)
TURNED = "What changes when {moment}"
ABOUT = "{title}: what changes?"
# What the first card without an answer on it asks, and those after it.
NOTHING = (
    "What did you notice while answering?",
    "What would the two of you rather talk about?",
    "Which moment of this week comes to mind instead?",
)


@dataclass(frozen=True)
class Asking:
    """What a card may ask. apart, alike: the moment's own, which may be the same one. title: of the card.

    as_meant: it was read as it is meant.
    """

    apart: str
    alike: str
    title: str
    as_meant: bool = False


def question(card: Asking, asked: Collection[str], told: Sequence[str] = WHAT_TOLD) -> str:
    """The first that was not asked yet, at last the other way round.

    told: what may be asked of what was read as it is meant.
    """
    found = (each for each in _in_turn(card, asked, told) if each not in asked)
    return next(found, turned(card.title))


def turned(title: str) -> str:
    """What a card asks where the card of the other direction has asked its moment's question."""
    moment = title.removeprefix("When ")
    if moment == title:
        return ABOUT.format(title=title)
    ends = "" if moment.endswith("?”") else "?"  # one mark is enough
    return TURNED.format(moment=moment) + ends


def where_nothing(before: int) -> str:
    """What a card with nothing to compare asks. before: how many such cards came before it."""
    return NOTHING[before % len(NOTHING)]


def _in_turn(card: Asking, asked: Collection[str], told: Sequence[str]) -> Iterator[str]:
    if not card.as_meant:
        yield card.apart
    elif any(each in asked for each in told):
        yield card.alike
        yield from told
    else:
        yield from (*told[:1], card.alike)
