"""Recorded rounds as JSON: reads the raw answers of both people, writes the comparison.

This is what `manage.py compare` and the worked examples speak. Nobody but the two may hold such a record:
it has in it what each of them kept, and everything that is private to one of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from couples.positions import FIRST, Position
from exercises.comparison.answers import (
    CATEGORIES,
    NOT_APPLICABLE,
    OTHER,
    PASSED,
    Guess,
    Meaning,
    Own,
    Reading,
    Unfit,
)
from exercises.comparison.cues import Direction
from exercises.comparison.offered import reduce
from exercises.comparison.opened import (
    ACTOR,
    DIRS,
    READER,
    CueOffers,
    Dir,
    Offers,
    RoundComparison,
    Topic,
    compare_round,
)
from exercises.comparison.summaries import private

PICKS = (*CATEGORIES, OTHER, NOT_APPLICABLE, PASSED)
SENSE = ("pick", "t", "cat")
# Feelings and the wish are part of a record, but nothing is compared with them; a guess may carry a share
# and it means nothing.
FIELDS = {
    "r": (*SENSE, "cert", "feelings", "next", "matter", "share"),
    "s": (*SENSE, "share", "wish"),
    "p": (*SENSE, "share"),
}


class Malformed(ValueError):
    """The record cannot be read; the text says in which cue and field, and what is needed there."""


@dataclass(frozen=True)
class RecordedCue:
    """One cue as both answered it."""

    cue: str
    first: Own
    second: Own

    def of(self, position: Position) -> Own:
        return self.first if position == FIRST else self.second

    def offers(self) -> CueOffers:
        return CueOffers(self.cue, _offers(self.first), _offers(self.second))


def compare_recorded(data: object) -> dict[str, Any]:
    """The whole way: recorded answers in, the comparison as plain JSON out. Raises Malformed."""
    recorded = parse(data)
    return render(recorded, compare_round([each.offers() for each in recorded]))


def parse(data: object) -> tuple[RecordedCue, ...]:
    """The cues of one round, in order. Raises Malformed."""
    if not isinstance(data, list):
        raise Malformed("a list of cues is needed")
    recorded: list[RecordedCue] = []
    for number, item in enumerate(data, start=1):
        try:
            fields = _object(item, "", ("id", "A", "B"))
            cue = fields.get("id")
            if not isinstance(cue, str) or not cue:
                raise Unfit("id", "needs the cue's id")
            if any(cue == earlier.cue for earlier in recorded):
                raise Unfit("id", "is there twice")
            recorded.append(RecordedCue(cue, _own(cue, fields, "A"), _own(cue, fields, "B")))
        except Unfit as unfit:
            raise Malformed(f"{_cue_name(number, item)}: {unfit}") from None
    return tuple(recorded)


def render(recorded: Sequence[RecordedCue], comparison: RoundComparison) -> dict[str, Any]:
    """The comparison with both people's private parts."""
    topics = {
        "shared_first": _names(comparison.shared_first),
        "start_here": _names(comparison.start_here),
        "then": _names(*comparison.then),
        "when_ready": _names(comparison.when_ready),
    }
    return {
        "cues": [
            {"id": each.cue, "AB": _direction(each.ab), "BA": _direction(each.ba)} for each in comparison.cues
        ],
        "topics": topics,
        "opened": _names(*comparison.opened),
        "summary": {dir: _summary(recorded, comparison, dir) for dir in DIRS},
    }


def _own(cue: str, fields: Mapping[str, object], letter: str) -> Own:
    if letter not in fields:
        raise Unfit(letter, "is missing")
    answers = _object(fields[letter], letter, tuple(FIELDS))
    r, s, p = (_answer(answers, letter, part) for part in FIELDS)
    return Own(cue, cast("Reading | None", r), cast("Meaning | None", s), cast("Guess | None", p))


def _answer(answers: Mapping[str, object], letter: str, part: str) -> Reading | Meaning | Guess | None:
    if answers.get(part) is None:
        return None
    where = f"{letter}.{part}"
    fields = dict(_object(answers[part], where, FIELDS[part]))
    if fields.get("pick") not in PICKS:
        raise Unfit(f"{where}.pick", f"needs one of {', '.join(PICKS)}")
    share = fields.pop("share", fields["pick"] == PASSED or None)  # what was passed has nothing to share
    if part != "p" and not isinstance(share, bool):
        raise Unfit(f"{where}.share", "needs true or false")
    fields.pop("feelings", None)
    fields.pop("wish", None)
    given: dict[str, Any] = fields
    try:
        if part == "r":
            return Reading(**given, share=cast("bool", share))
        if part == "s":
            return Meaning(**given, share=cast("bool", share))
        return Guess(**given)
    except Unfit as unfit:
        raise Unfit(f"{where}.{unfit.field}", unfit.why) from None


def _object(value: object, where: str, allowed: Sequence[str]) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise Unfit(where or "cue", f"needs an object with {', '.join(allowed)}")
    for name in value:
        if name not in allowed:
            path = f"{where}.{name}" if where else str(name)
            raise Unfit(path, f"is unknown here; known are {', '.join(allowed)}")
    return value


def _cue_name(number: int, item: object) -> str:
    cue = item.get("id") if isinstance(item, dict) else None
    return f"cue {number} ({cue})" if isinstance(cue, str) and cue else f"cue {number}"


def _offers(own: Own) -> Offers:
    return Offers(reading=reduce(own.reading), meaning=reduce(own.meaning))


def _names(*topics: Topic | None) -> list[dict[str, str]]:
    return [{"cue": topic.cue, "dir": topic.dir} for topic in topics if topic]


def _direction(direction: Direction) -> dict[str, Any]:
    if direction.status == "not_compared":
        return {"status": direction.status}
    if direction.status == "not_applicable":
        return {"status": direction.status, "both": direction.both}
    return {
        "status": direction.status,
        "gap": direction.gap,
        "distance": direction.distance,
        "tier": direction.tier,
        "kind": direction.kind,
        "word": direction.word,
        "band": direction.band,
        "confident_gap": direction.confident_gap,
        "open_question": direction.open_question,
        "priority": direction.priority,
    }


def _summary(recorded: Sequence[RecordedCue], comparison: RoundComparison, dir: Dir) -> dict[str, Any]:
    own = private(
        [each.of(READER[dir]) for each in recorded],
        {each.cue: reduce(each.of(ACTOR[dir]).meaning) for each in recorded},
        {topic.cue for topic in comparison.opened if topic.dir == dir},
    )
    return {
        "private": {
            "guesses": own.guesses,
            "hits": own.hits,
            "projection": own.projection,
            "hot_minus_calm": [{"cue": each.cue, "value": each.value} for each in own.hot_minus_calm],
            "double_standard": [{"cue": each.cue, "value": each.value} for each in own.double_standard],
        },
    }
