"""Cards: one opened direction each, with both names and all texts final."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from exercises.comparison import words
from exercises.comparison.opened import Topic
from exercises.comparison.said import Said, Word, word
from exercises.content.cues import Cue
from exercises.language.typography import typeset
from exercises.presenters.session import card_questions, expectations
from exercises.presenters.session.picked import both, is_unmarked
from exercises.queries.people import people
from exercises.queries.picks import said
from exercises.queries.revealed_round import RevealedRound
from exercises.queries.session_state import SessionState
from exercises.screens import Card, Closeness

CLOSENESS: Mapping[Word, Closeness] = {
    "read_as_meant": "same",
    "both_about_us": "close",
    "close": "close",
    "far_apart": "far",
}
SPREAD = {"guessing": 20.0, "leaning": 13.0, "sure": 6.0}  # percent of the axis: wider is less sure
AXIS_MIDDLE, AXIS_STEP = 50.0, 22.0  # percent; the five threats stand at 6, 28, 50, 72 and 94
LONG_FROM = 285  # characters on a card from which the smaller type keeps the question on a phone's screen
AXIS_WORDS = {
    2: "hurts", 1: "a little sore", 0: "mixed", -1: "little to worry about", -2: "nothing to worry about",
}  # fmt: skip
# The lines of which only the marks on readings can tell that they are true.
NEED_MARKS = (
    words.AS_MEANT, words.SAME_LIGHT, words.ANOTHER_REASON,
    words.MEANT_OTHERWISE, words.ABOUT_US_MEANT_OTHERWISE,
)  # fmt: skip
SURE_WORDS = {"guessing": "just a guess", "leaning": "leaning", "sure": "quite sure"}


def cards(state: SessionState, revealed: RevealedRound, topics: Iterable[Topic]) -> tuple[Card, ...]:
    return tuple(card(state, revealed, topic) for topic in topics)


def card(state: SessionState, revealed: RevealedRound, topic: Topic) -> Card:
    cue = state.content.cues[topic.cue]
    reader, actor = people(state, topic)
    compared, names = topic.compared, {"reader": reader.name, "actor": actor.name}
    named = {"sender": actor.name, "receiver": reader.name}
    reading = said(state, revealed, topic.reader, f"{cue.id}.receiver", partner=actor.name)
    meaning = said(state, revealed, topic.actor, f"{cue.id}.sender", partner=reader.name)
    read, meant = both(state, revealed, topic)
    near = word(read, meant)
    title = typeset(cue.title, named)
    opener = card_questions.asked_by(state, revealed, topic)
    reads = state.layout.steps[f"{cue.id}.receiver"]
    asks_how_sure = any(part.visibility == "shared_as_band" for part in reads.parts)
    expected, expected_line = expectations.on_card(state, revealed, topic)
    line = "" if expected_line else _line(cue, read, meant, names)  # one line a card
    return Card(
        title=title,
        short=typeset(cue.short, named),
        reader=reader,
        actor=actor,
        reading=reading,
        felt=words.felt(compared, reader.name, cue.plain),
        meaning=meaning,
        closeness=CLOSENESS[near],
        gap_word=words.GAP_WORDS[near],
        line=line,
        opener=opener,
        long=sum(map(len, (title, reading, meaning, line, expected, expected_line, opener))) > LONG_FROM,
        reading_at=AXIS_MIDDLE - AXIS_STEP * read.threat,
        meaning_at=AXIS_MIDDLE - AXIS_STEP * meant.threat,
        spread=SPREAD[compared.band] if asks_how_sure else 0.0,
        said=(
            f"{reader.name} reads: {AXIS_WORDS[read.threat]}"
            f"{', ' + SURE_WORDS[compared.band] if asks_how_sure else ''}. "
            f"{actor.name} means: {AXIS_WORDS[meant.threat]}. {words.GAP_WORDS[near]}."
        ),
        expected=expected,
        expected_line=expected_line,
    )


def _line(cue: Cue, read: Said, meant: Said, names: Mapping[str, str]) -> str:
    """The card's one line; "" on a plain card, and where only marks could tell that it is true."""
    line = "" if cue.plain else words.line(read, meant, **names)
    needs_marks = line in [each.format(**names) for each in NEED_MARKS]
    return "" if needs_marks and is_unmarked(cue) else line
