"""Picks: one of a cue's five readings, own words, or "doesn't come up".

Pure. What `choose_reading`, `own_meaning`, `forecast` and `predict` have in common. A pick is plain JSON:
{"pick": "strain"}, {"pick": "other", "words": …, "cat": "external", "t": -1} or {"pick": "na"}.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from exercises.comparison.answers import NOT_APPLICABLE, OTHER, Category
from exercises.content.answer_body import FormFields
from exercises.content.cues import Cue, Reading, in_voice
from exercises.content.kinds import own_words
from exercises.content.kinds.base import Kind, Unclear, one
from exercises.content.kinds.ideas import Ideas
from exercises.content.kinds.parts import FEW_WORDS, P, Value
from exercises.language.typography import ME, Names, curly, typeset
from exercises.screens import Option, PartInput

_NOT_APPLICABLE_WORDS = {
    "receiver": "Doesn't come up with us",
    "sender": "I don't do this",
    "expected": "Doesn't come up with us",
    "calm": "Doesn't come up with us",
}


class PickKind(Kind[P]):
    """A kind whose value is a pick."""

    needs_cue = True
    own_fields = own_words.FIELDS

    def clean(self, part: P, raw: FormFields, cue: Cue | None) -> Value | None:
        picked = one(raw, part.id)
        if picked == NOT_APPLICABLE:
            return {"pick": NOT_APPLICABLE}
        if picked == OTHER or (not picked and one(raw, f"{part.id}.words").strip()):
            return own_words.clean(part.id, raw)  # words alone are meant as an answer, too
        if not picked:
            return None
        if picked not in {reading.id for reading in _of(cue).readings}:
            raise Unclear("Nothing is lost. Choose one of the readings, or use your own words.", part.id)
        return {"pick": picked}

    def to_raw(self, part: P, value: dict[str, Any]) -> dict[str, str | list[str]]:
        return own_words.to_raw(part.id, value) if value["pick"] == OTHER else {part.id: value["pick"]}

    def says(self, part: P, value: dict[str, Any], cue: Cue | None, voice: str, names: Names) -> str:
        return says(value, _of(cue), voice, names)

    def made_up(self, part: P, ideas: Ideas) -> Value | None:
        return {"pick": ideas.reading()}

    def longest(self, part: P) -> int:
        return own_words.LIMIT + FEW_WORDS

    def _filled(
        self, part: P, cue: Cue | None, voice: str, raw: FormFields, names: Names, order: Sequence[Reading]
    ) -> PartInput:
        cue = _of(cue)
        picked, words = one(raw, part.id), one(raw, f"{part.id}.words")
        return PartInput(
            **self._shell(part, names),
            options=tuple(
                Option(reading.id, _told(reading, voice, names), reading.id == picked)
                for reading in order or cue.readings
            ),
            own_words=True,
            own_words_chosen=picked == OTHER or (not picked and bool(words.strip())),
            words=words,
            about=own_words.about(voice, one(raw, f"{part.id}.about")),
            feel=own_words.feel(voice, one(raw, f"{part.id}.feel")),
            limit=own_words.LIMIT,
        )


def says(value: Mapping[str, Any], cue: Cue, voice: str, names: Names | None = None) -> str:
    """Return what a pick says as a sentence. Own words stay as their owner typed them."""
    if value["pick"] == OTHER:
        return str(value["words"])
    if value["pick"] == NOT_APPLICABLE:
        return not_applicable(voice)
    return _told(cue.reading(value["pick"]), voice, names)


def not_applicable(voice: str) -> str:
    """Return the words of "doesn't come up with us" in this voice."""
    return curly(_NOT_APPLICABLE_WORDS[voice])


def threat_of(value: Mapping[str, Any], cue: Cue | None) -> int | None:
    """Return the threat of a pick, -2..2; None for "doesn't come up"."""
    if value["pick"] == OTHER:
        return int(value["t"])
    return None if value["pick"] == NOT_APPLICABLE else _of(cue).reading(value["pick"]).threat


def category_of(value: Mapping[str, Any], cue: Cue | None) -> Category | None:
    """Return the category of a pick; None for "doesn't come up"."""
    if value["pick"] == OTHER:
        category: Category = value["cat"]
        return category
    return None if value["pick"] == NOT_APPLICABLE else _of(cue).reading(value["pick"]).category


def _told(reading: Reading, voice: str, names: Names | None) -> str:
    """A reading in this voice. What I expect is a sentence of the other's, in which I am the partner."""
    names = names or {}
    if voice == "expected" and ME in names:
        names = {**names, "partner": names[ME]}
    return typeset(in_voice(reading, voice), names)


def _of(cue: Cue | None) -> Cue:
    if cue is None:
        raise TypeError("a pick needs its cue")  # loading content makes sure that there is one
    return cue
