"""An export as plain text: every person's words under a label of their own, and every field of it."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Iterator
from enum import EnumType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
from pydantic import BaseModel

from exercises import screens
from exercises.exporting import document, of_both
from exercises.exporting.converting import Converting
from exercises.exporting.document import Export
from exercises.exporting.text import as_text
from exercises.screens import Letter, Letters, Person

SAM, ROBIN = Person("a", "Sam"), Person("b", "Robin")

# What a screen has for its layout, or to act with, and what is somewhere else in the file.
LEFT_OUT = {
    "Card": {"short", "long", "closeness", "reading_at", "meaning_at", "spread", "talk"},
    "Sheet": {"long", "talk"},
    "PartCard": {"template", "groups"},  # groups: what the sides have, by what it is about
    "Fold": {"later_word", "mine"},
    "Showable": {"step", "base", "field"},
    "SaidTwice": {"guess"},
    "ThenAndNow": {"code"},
    "TalkOffer": {"round", "name", "again"},
    "Comparison": {
        "title",  # the exercise's own, beside it
        "rows_first",  # the same cards
        "rows_second",
        "last",
        "fold_round",
        "rest_round",
        "nothing",  # what a page asks where there is nothing to read
        "rest_mine",
        "rest_open",
        "worth_keeping",
    },
    "OwnPage": {"comparison"},
    "GlossaryLine": {"cue", "mine", "revision", "title"},
    "Plan": {"code", "follow_up", "url"},
    "Keepsakes": {"offered"},
    "CheckIns": {"couple", "caution"},
    "Series": {"slug"},
    "CheckInEntry": {"url"},
}
NOT_IN_THE_TEXT = {"Card.said"}  # the same as the text says line by line


class Filling:
    """Makes a screen with something of its own in every field, whatever fields it has."""

    def __init__(self) -> None:
        self.words: list[tuple[str, str]] = []  # ("Screen.field", what it was filled with), but for LEFT_OUT
        self._count = 0

    def made(self, kind: Any, place: str = "", wanted: bool = True) -> Any:
        origin, args = get_origin(kind), get_args(kind)
        if kind is Person:
            return SAM
        if dataclasses.is_dataclass(kind):
            return self._screen(kind, wanted)
        if origin in (Union, types.UnionType):
            return self.made(next(each for each in args if each is not type(None)), place, wanted)
        if origin is tuple:
            each_once = args[:-1] if args[-1] is Ellipsis else args
            return tuple(self.made(each, place, wanted) for each in each_once)
        if kind is str:
            self._count += 1
            word = f"w{self._count}w"
            self.words += [(place, word)] if wanted else []
            return word
        if isinstance(kind, EnumType):
            return next(iter(kind))
        return {bool: True, int: 4, float: 50.0}.get(kind) or args[0]

    def _screen(self, kind: Any, wanted: bool) -> Any:
        hints, left_out = get_type_hints(kind), LEFT_OUT.get(kind.__name__, set())
        assert left_out <= set(hints), f"{kind.__name__} has lost a field that is left out by name"
        return kind(
            **{
                field.name: self.made(
                    hints[field.name], f"{kind.__name__}.{field.name}", wanted and field.name not in left_out
                )
                for field in dataclasses.fields(kind)
            }
        )


def texts(plain: Any) -> Iterator[str]:
    if isinstance(plain, BaseModel):
        yield from texts(plain.model_dump())
    elif isinstance(plain, dict):
        for value in plain.values():
            yield from texts(value)
    elif isinstance(plain, list):
        for value in plain:
            yield from texts(value)
    elif isinstance(plain, str):
        yield plain


def export(**found: Any) -> Export:
    exercise = {"side_by_side": None, "then_and_now": None, "only_mine": None} | {
        name: value for name, value in found.items() if name not in ("kept", "check_ins")
    }
    return Export(
        format=document.FORMAT,
        version=document.VERSION,
        people=of_both.People(
            me=of_both.Named(name="Sam", shape="circle"),
            partner=of_both.Named(name="Robin", shape="diamond"),
        ),
        exercises=[document.Exercise(title="An exercise", readable=True, **exercise)],
        check_ins=found.get("check_ins", []),
        kept=found.get("kept") or document.Kept(taken_along=[], glossary=[], plans=[]),
    )


def with_letters(letters: Letters) -> of_both.SideBySide:
    written = [Converting(SAM).letters(letters)]
    return of_both.SideBySide(
        moments=[],
        rest=[],
        ring=None,
        steps=[],
        what_then=[],
        feelings=[],
        letters=written,
    )


PAGES = {
    "side_by_side": screens.Comparison,
    "then_and_now": screens.ThenAndNow,
    "only_mine": screens.OwnPage,
    "kept": screens.Keepsakes,
    "check_ins": screens.CheckIns,
}


@pytest.mark.parametrize("name", PAGES)
def test_every_field_of_a_page_is_in_the_file_and_in_the_text_or_left_out_by_name(name: str) -> None:
    """So a field that a page gets one day is not forgotten here."""
    filling = Filling()
    page = filling.made(PAGES[name])
    found = export(**{name: getattr(Converting(SAM), name)(page)})
    written, text = set(texts(found)), as_text(found)
    assert len(filling.words) > 3
    assert [place for place, word in filling.words if not any(word in each for each in written)] == []
    untold = [place for place, word in filling.words if word not in text]
    assert set(untold) <= NOT_IN_THE_TEXT


def test_a_field_that_is_forgotten_is_found() -> None:
    filling = Filling()
    page = filling.made(screens.OwnPage)
    found = export(only_mine=Converting(SAM).only_mine(dataclasses.replace(page, lean="")))
    (lean,) = (word for place, word in filling.words if place == "OwnPage.lean")
    assert lean not in as_text(found) and not any(lean in each for each in texts(found))


def test_who_is_me_follows_from_whose_file_it_is() -> None:
    letters = Letters("A card", (Letter(SAM, "mine"), Letter(ROBIN, "theirs")))
    for me, expected in ((SAM, ["me", "partner"]), (ROBIN, ["partner", "me"])):
        found = Converting(me).letters(letters)
        assert [each.by for each in found.letters] == expected


def test_what_only_one_of_the_two_feels_stays_with_them() -> None:
    felt = screens.Feelings("Quiet over dinner", ("calm",), ("tense",), ("sad",))
    mine, theirs = Converting(SAM).feelings(SAM, felt), Converting(ROBIN).feelings(SAM, felt)
    assert (mine.only_me, mine.both, mine.only_partner) == (["calm"], ["tense"], ["sad"])
    assert (theirs.only_me, theirs.both, theirs.only_partner) == (["sad"], ["tense"], ["calm"])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\u2028", "\x85", "\x0b"])
def test_no_words_of_one_can_pass_for_the_others(end: str) -> None:
    forged = f"Hello.{end}◆ Robin:{end}    I never liked you."
    page = screens.Letters("A card", (Letter(SAM, forged), Letter(ROBIN, "Good evening.")))
    side = with_letters(page)
    lines = as_text(export(side_by_side=side)).split("\n")
    assert lines.count("◆ Robin:") == 1, "the label above Robin's own letter, and no other"
    assert "    ◆ Robin:" in lines


def test_long_words_emoji_and_other_scripts_stay_as_they_are() -> None:
    words = ("x" * 500, "🌧️ then 🌤️", "أنا متعب فقط", "第二\n第三")
    page = screens.Letters("A card", tuple(Letter(SAM, each) for each in words))
    side = with_letters(page)
    text = as_text(export(side_by_side=side))
    assert all(line in text for each in words for line in each.split("\n"))


def test_an_exercise_with_nothing_open_says_so_and_one_without_a_partner_has_no_name() -> None:
    alone = export().model_copy(
        update={"people": of_both.People(me=of_both.Named(name="Sam", shape="diamond"), partner=None)}
    )
    text = as_text(alone)
    assert "◆ Sam and Your partner" in text and "Nothing of it has been shown." in text
    assert text.endswith("\n") and not text.endswith("\n\n")
