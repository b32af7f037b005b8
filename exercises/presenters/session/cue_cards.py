"""Cards: one opened direction each, with both names and all texts final."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from exercises.comparison import words
from exercises.comparison.opened import Topic
from exercises.content import kinds
from exercises.language.typography import typeset
from exercises.library import CUES_OPENER
from exercises.queries.people import people
from exercises.queries.picks import _main, said
from exercises.queries.revealed_round import RevealedRound
from exercises.queries.session_state import SessionState
from exercises.screens import Card, Closeness

CLOSENESS: Mapping[str, Closeness] = {"read_as_meant": "same", "close": "close", "far_apart": "far"}
SPREAD = {"guessing": 20.0, "leaning": 13.0, "sure": 6.0}  # percent of the axis: wider is less sure
AXIS_MIDDLE, AXIS_STEP = 50.0, 22.0  # percent; the five threats stand at 6, 28, 50, 72 and 94
LONG_FROM = 285  # characters on a card from which the smaller type keeps the question on a phone's screen
AXIS_WORDS = {
    2: "hurts", 1: "a little sore", 0: "mixed", -1: "little to worry about", -2: "nothing to worry about",
}  # fmt: skip
SURE_WORDS = {"guessing": "just a guess", "leaning": "leaning", "sure": "quite sure"}


def cards(state: SessionState, revealed: RevealedRound, topics: Iterable[Topic]) -> tuple[Card, ...]:
    return tuple(card(state, revealed, topic) for topic in topics)


def card(state: SessionState, revealed: RevealedRound, topic: Topic) -> Card:
    cue = state.content.cues[topic.cue]
    reader, actor = people(state, topic)
    compared = topic.compared
    named = {"sender": actor.name, "receiver": reader.name}
    reading = said(state, revealed, topic.reader, f"{cue.id}.receiver", partner=actor.name)
    meaning = said(state, revealed, topic.actor, f"{cue.id}.sender", partner=reader.name)
    asked = state.content.exercise.opener
    opener = typeset(cue.opener if asked == CUES_OPENER else asked, named)
    title = typeset(cue.title, named)
    reads = state.layout.steps[f"{cue.id}.receiver"]
    asks_how_sure = any(part.visibility == "shared_as_band" for part in reads.parts)
    read_at, meant_at = _threats(state, revealed, topic)
    gap_word = words.gap_word(compared)
    expected, expected_line = _expected(state, revealed, topic)
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


def _expected(state: SessionState, revealed: RevealedRound, topic: Topic) -> tuple[str, str]:
    """How the one who acts expects to be taken, and how that compares; "" where it was not shared."""
    step, actor = f"{topic.cue}.expected", topic.actor
    if step not in state.layout.steps:
        return "", ""
    expects = _main(state, revealed, actor, step)
    if expects is None or expects["pick"] == kinds.NOT_APPLICABLE:
        return "", ""
    reader, acting = people(state, topic)
    picks = [
        _main(state, revealed, topic.reader, f"{topic.cue}.receiver")["pick"],
        _main(state, revealed, actor, f"{topic.cue}.sender")["pick"],
        expects["pick"],
    ]
    said_as = said(state, revealed, actor, step, partner=acting.name)
    return said_as, words.expected_line(*picks, reader=reader.name, actor=acting.name)


def _threats(state: SessionState, revealed: RevealedRound, topic: Topic) -> tuple[int, int]:
    read = _main(state, revealed, topic.reader, f"{topic.cue}.receiver")
    meant = _main(state, revealed, topic.actor, f"{topic.cue}.sender")
    return read["t"], meant["t"]
