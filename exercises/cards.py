"""Cards: one opened direction each, with both names and all texts final."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from couples.shapes import mark_of
from exercises import kinds, screens
from exercises.comparison import words
from exercises.comparison.opened import Topic
from exercises.cues import Cue
from exercises.library import CUES_OPENER
from exercises.reveals import Revealed
from exercises.rules import Position
from exercises.screens import Card, Closeness, Person
from exercises.sitting import Sitting
from exercises.typography import typeset

CLOSENESS: Mapping[str, Closeness] = {"read_as_meant": "same", "close": "close", "far_apart": "far"}
SPREAD = {"guessing": 20.0, "leaning": 13.0, "sure": 6.0}  # percent of the axis: wider is less sure
AXIS_MIDDLE, AXIS_STEP = 50.0, 22.0  # percent; the five threats stand at 6, 28, 50, 72 and 94
LONG_FROM = 285  # characters on a card from which the smaller type keeps the question on a phone's screen
AXIS_WORDS = {
    2: "hurts", 1: "a little sore", 0: "mixed", -1: "little to worry about", -2: "nothing to worry about",
}  # fmt: skip
SURE_WORDS = {"guessing": "just a guess", "leaning": "leaning", "sure": "quite sure"}
POSITION: Mapping[str, Position] = {"A": 1, "B": 2}


def person(sitting: Sitting, position: Position) -> Person:
    """One of the two as a page names them; whoever has not joined is "Your partner"."""
    mark = mark_of(position, swapped=sitting.session.couple.shapes_swapped)
    return Person(mark, sitting.names.get(position) or "Your partner")


def people(sitting: Sitting, topic: Topic) -> tuple[Person, Person]:
    """The one who reads and the one who acts."""
    return person(sitting, POSITION[topic.reader]), person(sitting, POSITION[topic.actor])


def cards(sitting: Sitting, revealed: Revealed, topics: Iterable[Topic]) -> tuple[Card, ...]:
    return tuple(card(sitting, revealed, topic) for topic in topics)


def card(sitting: Sitting, revealed: Revealed, topic: Topic) -> Card:
    cue = sitting.content.cues[topic.cue]
    reader, actor = people(sitting, topic)
    compared = topic.compared
    named = {"sender": actor.name, "receiver": reader.name}
    reading = said(sitting, revealed, POSITION[topic.reader], f"{cue.id}.receiver", partner=actor.name)
    meaning = said(sitting, revealed, POSITION[topic.actor], f"{cue.id}.sender", partner=reader.name)
    asked = sitting.content.exercise.opener
    opener = typeset(cue.opener if asked == CUES_OPENER else asked, named)
    title = typeset(cue.title, named)
    reads = sitting.layout.steps[f"{cue.id}.receiver"]
    asks_how_sure = any(part.visibility == "shared_as_band" for part in reads.parts)
    read_at, meant_at = _threats(sitting, revealed, topic)
    gap_word = words.gap_word(compared)
    expected, expected_line = _expected(sitting, revealed, topic)
    line = words.line(compared, reader.name, actor.name, cue.plain)
    if cue.plain or compared.tier == 2:
        expected_line = ""  # what touches the two of them has a line of its own; a plain cue has none
    elif expected_line:
        line = ""  # one line a card
    return Card(
        title=title,
        short=typeset(cue.short, named),
        reader=reader,
        actor=actor,
        reading=reading,
        felt=words.felt(compared, reader.name, cue.plain),
        meaning=meaning,
        closeness=CLOSENESS[compared.word],
        gap_word=gap_word,
        line=line,
        opener=opener,
        long=sum(map(len, (title, reading, meaning, line, expected, expected_line, opener))) > LONG_FROM,
        reading_at=AXIS_MIDDLE - AXIS_STEP * read_at,
        meaning_at=AXIS_MIDDLE - AXIS_STEP * meant_at,
        spread=SPREAD[compared.band] if asks_how_sure else 0.0,
        said=(
            f"{reader.name} reads: {AXIS_WORDS[read_at]}"
            f"{', ' + SURE_WORDS[compared.band] if asks_how_sure else ''}. "
            f"{actor.name} means: {AXIS_WORDS[meant_at]}. {gap_word}."
        ),
        expected=expected,
        expected_line=expected_line,
    )


def _expected(sitting: Sitting, revealed: Revealed, topic: Topic) -> tuple[str, str]:
    """How the one who acts expects to be taken, and how that compares; "" where it was not shared."""
    step, actor = f"{topic.cue}.expected", POSITION[topic.actor]
    if step not in sitting.layout.steps:
        return "", ""
    expects = _main(sitting, revealed, actor, step)
    if expects is None or expects["pick"] == kinds.NOT_APPLICABLE:
        return "", ""
    reader, acting = people(sitting, topic)
    picks = [
        _main(sitting, revealed, POSITION[topic.reader], f"{topic.cue}.receiver")["pick"],
        _main(sitting, revealed, actor, f"{topic.cue}.sender")["pick"],
        expects["pick"],
    ]
    said_as = said(sitting, revealed, actor, step, partner=acting.name)
    return said_as, words.expected_line(*picks, reader=reader.name, actor=acting.name)


def said(sitting: Sitting, revealed: Revealed, position: Position, step: str, *, partner: str) -> str:
    """What this seat's released pick for this step says, in its own voice."""
    spec = sitting.layout.steps[step]
    body = _main(sitting, revealed, position, step)
    return kinds.says(body, spec.moment, spec.voice, {"partner": partner})


def title(cue: Cue, reader: screens.Person, actor: screens.Person) -> str:
    return typeset(cue.title, {"sender": actor.name, "receiver": reader.name})


def _threats(sitting: Sitting, revealed: Revealed, topic: Topic) -> tuple[int, int]:
    read = _main(sitting, revealed, POSITION[topic.reader], f"{topic.cue}.receiver")
    meant = _main(sitting, revealed, POSITION[topic.actor], f"{topic.cue}.sender")
    return read["t"], meant["t"]


def _main(sitting: Sitting, revealed: Revealed, position: Position, step: str) -> Any:
    return revealed.part(position, step, sitting.layout.steps[step].pick.id)
