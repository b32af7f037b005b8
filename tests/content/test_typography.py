"""Straight quotes become curly, names are filled in and can do nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.language.typography import UNNAMED, curly, fill, typeset, unknown_placeholders

PIECES = st.lists(
    st.sampled_from(["{partner}", "{sender}", "{receiver}", "{", "}", "a", " ", "'", '"', "...", "é"])
)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("I'm worn out.", "I’m worn out."),
        ('says "It\'s fine" and', "says “It’s fine” and"),
        ('"ok"', "“ok”"),
        ('says: "I\'m proud of you."', "says: “I’m proud of you.”"),
        ('Where does "my way" matter?', "Where does “my way” matter?"),
        ("'tis late", "’tis late"),
        ("after two days' wait", "after two days’ wait"),
        ("she said 'not now' and left", "she said ‘not now’ and left"),
        ('("quoted")', "(“quoted”)"),
        ("usually means ...", "usually means …"),
    ],
)
def test_quotes_and_dots_are_typographic(typed: str, shown: str) -> None:
    assert curly(typed) == shown


def test_the_apostrophe_behind_a_name_closes() -> None:
    assert typeset("reaches for {receiver}'s hand", {"receiver": "Sam"}) == "reaches for Sam’s hand"


def test_names_stay_as_their_owners_typed_them() -> None:
    assert typeset('{partner} says "hi"', {"partner": 'O\'Brien "Bo"'}) == 'O\'Brien "Bo" says “hi”'


def test_a_name_is_never_read_as_a_template() -> None:
    names = {"partner": "{sender}", "sender": "{partner.__class__}"}
    assert fill("{partner} and {sender}", names) == "{sender} and {partner.__class__}"


def test_until_somebody_has_joined_they_are_my_partner() -> None:
    assert typeset("Over dinner, {partner} goes quiet.") == "Over dinner, my partner goes quiet."
    assert typeset("{partner} goes quiet.", {"partner": ""}) == "My partner goes quiet."
    assert typeset("Late. {partner} sends nothing.") == "Late. My partner sends nothing."
    assert typeset("When {sender} is late", {"sender": UNNAMED}) == "When your partner is late"


def test_a_name_written_from_right_to_left_does_not_reorder_the_sentence() -> None:
    assert typeset("{partner}'s hand", {"partner": "שרה"}) == "\u2068שרה\u2069’s hand"
    assert typeset("{partner}'s hand", {"partner": "Sam\u202e"}) == "\u2068Sam\u202e\u2069’s hand"


def test_only_the_three_names_can_be_filled_in() -> None:
    assert unknown_placeholders("{partner} {sender}") == ()
    assert unknown_placeholders("{name} and {") == ("{name}", "{")


@given(PIECES.map("".join))
def test_setting_a_text_twice_changes_nothing(text: str) -> None:
    assert curly(curly(text)) == curly(text)


@given(PIECES.map("".join), st.text(max_size=20))
def test_filling_in_never_fails_and_keeps_the_rest(text: str, name: str) -> None:
    shown = fill(text, {"partner": name, "sender": name, "receiver": name})
    assert not {"{partner}", "{sender}", "{receiver}"} & set(unknown_placeholders(shown.replace(name, "")))
