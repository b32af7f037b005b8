"""A damaged file is reported by file, line and key, with what would be right; all errors at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from couples.infrastructure.refusals import NotHere
from exercises import library
from exercises.content.kinds import KINDS
from exercises.library import SHIPPED, ContentErrors
from tests.support.scripts.broken_decks import ONE_CUE

CORE = (SHIPPED / "exercises" / "two-sides-of-a-cue.yaml").read_text()
QUIET = (SHIPPED / "cues" / "quiet.yaml").read_text()
SMALL = """\
id: small
section: ambiguous
title: Small
minutes: 5
evidence: C
purpose: To be small.
rounds:
- id: first
  cues: 2
  screens:
  - voice: receiver
    prompt: My first thought
    parts:
    - {id: reading, kind: choose_reading, visibility: shared}
    - id: wish
      kind: text
      visibility: ask
      max: 100
"""


def errors(own: Path, beside: Path = SHIPPED) -> list[str]:
    """Every error, with the folder left out of it."""
    with pytest.raises(ContentErrors) as caught:
        library.load(beside, own)
    assert str(caught.value) == "\n".join(caught.value.lines)
    return [line.replace(f"{own}/", "") for line in caught.value.lines]


def replaced(text: str, old: str, new: str) -> str:
    assert text.count(old) >= 1
    return text.replace(old, new, 1)


def line_of(text: str, part: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if part in line)


def test_a_sound_folder_adds_to_what_is_shipped(own: Path) -> None:
    (own / "exercises" / "small.yaml").write_text(SMALL)
    (own / "smaller.yaml").write_text(SMALL.replace("id: small\n", "id: smaller\n"))
    (own / "cues" / "deck.yaml").write_text(ONE_CUE)
    (own / "README.md").write_text("notes are left alone: they must not be read")
    content = library.load(SHIPPED, own)
    assert content.exercises.keys() - library.load(SHIPPED).exercises.keys() == {"small", "smaller"}
    assert content.cues.keys() - library.load(SHIPPED).cues.keys() == {"deck-one"}
    assert content.cues["deck-one"].theme == "deck"


def test_an_exercise_that_is_not_there_is_not_here() -> None:
    with pytest.raises(NotHere):
        library.load(SHIPPED).exercise("nothing")


def test_content_cannot_be_changed_once_it_is_loaded() -> None:
    content = library.load(SHIPPED)
    with pytest.raises(ValueError, match="frozen"):
        content.exercise("two-sides-of-a-cue").title = "Mine"  # type: ignore[misc]
    with pytest.raises(TypeError):
        content.cues["mine"] = content.cues["small-gift"]  # type: ignore[index]


# ---- one damage, one line ----------------------------------------------------------------------

S = "rounds.0.screens.0"  # the one screen of SMALL

BROKEN = {
    "a key that is not known": ("max: 100", "max: 100\n      min: 2", 19, S + ".parts.1.min: is not known"),
    "a number that is too large": (
        "max: 100",
        "max: 9000",
        18,
        S + ".parts.1.max: at most 1200",
    ),
    "a word where a number belongs": ("max: 100", "max: many", 18, S + ".parts.1.max: a whole number"),
    "a number in quotes": ("max: 100", 'max: "100"', 18, S + ".parts.1.max: a whole number"),
    "yes where a number belongs": ("minutes: 5", "minutes: yes", 4, "minutes: a whole number"),
    "an unknown kind": ("kind: text", "kind: slider", 16, S + ".parts.1.kind: one of alternatives,"),
    "a kind that is missing": ("      kind: text\n", "", 15, S + ".parts.1.kind: one of"),
    "a visibility that the kind has not": (
        "visibility: ask",
        "visibility: device",
        17,
        S + ".parts.1.visibility: 'shared', 'ask' or 'self'",
    ),
    "a key that is missing": ("title: Small\n", "", 1, "title: is missing"),
    "a key that is missing further in": ("    prompt: My first thought\n", "", 11, S + ".prompt: is missing"),
    "a key that comes twice": (
        "minutes: 5",
        "minutes: 5\nminutes: 6",
        5,
        "minutes: once; it is there already",
    ),
    "a key that comes twice further in": (
        "kind: text",
        "kind: text\n      kind: text",
        17,
        S + ".parts.1.kind: once",
    ),
    "an id that is not the name of the file": (
        "id: small",
        "id: large",
        1,
        "id: small, like the name of the file",
    ),
    "an id with a space": (
        "- id: first",
        "- id: first one",
        8,
        "rounds.0.id: small letters and digits",
    ),
    "a part id that comes twice": ("- id: wish", "- id: reading", 15, S + ".parts.1.id: an id of its own"),
    "cues that are neither number nor ids": (
        "cues: 2",
        "cues: some",
        9,
        "rounds.0.cues: a number from 1 to 8",
    ),
    "more cues than a round may have": ("cues: 2", "cues: 99", 9, "rounds.0.cues: a number from 1 to 8"),
    "a cue that is not there": (
        "cues: 2",
        "cues: [quiet-at-dinner, moonlight]",
        9,
        "rounds.0.cues.1: the id of a cue; there is no moonlight",
    ),
    "a cue asked about twice": (
        "cues: 2",
        "cues: [small-gift, small-gift]",
        9,
        "rounds.0.cues.1: each cue once",
    ),
    "a theme that has no cue": (
        "cues: 2",
        "cues: 2\n  one_of: weather",
        10,
        "rounds.0.one_of: a theme that has a cue",
    ),
    "a placeholder that nobody fills in": (
        "My first thought",
        "What would {name} say?",
        12,
        S + ".prompt: {name} cannot be filled in",
    ),
    "an open brace": ("My first thought", "My { thought", 12, S + ".prompt: { cannot be filled in"),
    "a list where words belong": ("title: Small", "title: [Small]", 3, "title: words"),
    "a part that is no mapping": (
        "    - id: wish\n      kind: text\n      visibility: ask\n      max: 100\n",
        "    - text\n",
        15,
        S + ".parts.1",
    ),
    "a first part that makes no answer": (
        "    - {id: reading, kind: choose_reading, visibility: shared}\n",
        "",
        15,
        S + ".parts.0.kind: a part about the cue comes first",
    ),
    "a tag that would construct": (
        "title: Small",
        "title: !!python/object/apply:os.system [id]",
        3,
        "tags (!) are not read",
    ),
    "a tag of one's own": ("title: Small", "title: !secret Small", 3, "tags (!) are not read"),
    "an anchor": ("title: Small", "title: &title Small", 3, "anchors (&) and aliases (*) are not read"),
    "an alias": ("title: Small", "title: *title", 3, "anchors (&) and aliases (*) are not read"),
    "a merge key": ("title: Small", "title: Small\n<<: {max: 1}", 4, "<<: is not known"),
    "a bad indent": ("minutes: 5", " minutes: 5", 4, "valid YAML"),
    "a tab for an indent": ("  cues: 2", "\tcues: 2", 9, "valid YAML"),
    "a quote that is not closed": ("title: Small", 'title: "Small', 3, "valid YAML: a quote that is closed"),
    "a second document": ("minutes: 5", "---\nminutes: 5", 4, "valid YAML"),
    "a control character": ("title: Small", "title: Sm\x07all", 3, "text without control characters"),
    "a list as a key": ("title: Small", "? [a, b]\n: Small", 3, "a word as a key"),
}


@pytest.mark.parametrize("damage", BROKEN)
def test_a_damage_is_reported_with_its_line_and_key(own: Path, few: Path, damage: str) -> None:
    old, new, line, said = BROKEN[damage]
    (own / "exercises" / "small.yaml").write_text(replaced(SMALL, old, new))
    found = errors(own, beside=few)
    assert len(found) == 1, found
    assert found[0].startswith(f"exercises/small.yaml:{line}: "), found
    assert said in found[0]


VISIBILITIES = {
    "read": ("text: Once", ("self",)),
    "choose_one": ("options: [a, b]", ("shared", "ask", "self")),
    "choose_many": ("options: [a, b], max: 1", ("shared", "ask", "self")),
    "choose_reading": ("", ("shared", "self")),
    "own_meaning": ("", ("shared", "self")),
    "predict": ("of: id_1", ("self",)),
    "forecast": ("", ("shared", "self")),
    "scale": ("ends: [a, b]", ("shared_as_band", "self")),
    "feelings": ("", ("shared", "ask", "self")),
    "next_move": ("", ("shared", "ask", "self")),
    "matter": ("", ("self",)),
    "alternatives": ("min: 1, max: 1", ("shared", "ask")),
    "text": ("max: 9", ("shared", "ask", "self")),
    "private_note": ("", ("device",)),
    "breathe": ("seconds: 60", ("self",)),
    "turns": ("seconds: 60", ("self",)),
    "if_then": ("", ("shared", "ask", "self")),
    "rate": ("text: So, name: so, ends: [a, b]", ("self",)),
    "paraphrase": ("about: id_1", ("shared",)),
    "respond": ("about: id_1, options: [a, b]", ("shared", "ask")),
    "ready_gate": ("", ("self",)),
    "recall": ("max: 9", ("shared", "ask")),
}


def test_every_kind_is_in_that_table() -> None:
    assert VISIBILITIES.keys() == KINDS.keys()


@pytest.mark.parametrize("kind", VISIBILITIES)
def test_a_kind_is_visible_only_in_ways_that_the_preview_shows(own: Path, few: Path, kind: str) -> None:
    more, allowed = VISIBILITIES[kind]
    text = SMALL[: SMALL.index("  cues: 2")] + "  screens:\n  - id: one\n    prompt: One\n    parts:\n"
    every = ("shared", "ask", "self", "device", "shared_as_band")
    for at, visibility in enumerate(every):
        text += f"    - {{id: id_{at}, kind: {kind}, visibility: {visibility}, {more}}}\n"
    (own / "small.yaml").write_text(text)
    would_do = " or ".join(", ".join(f"'{each}'" for each in allowed).rsplit(", ", 1))
    assert errors(own, beside=few) == [
        f"small.yaml:{line_of(text, f'id: id_{at}')}: {S}.parts.{at}.visibility: {would_do}"
        for at, visibility in enumerate(every)
        if visibility not in allowed
    ]


@pytest.mark.parametrize("place", ["parts", "folded"])
def test_a_pick_that_is_not_the_main_one_stays_with_its_owner(own: Path, few: Path, place: str) -> None:
    """The preview shows the main pick of a screen; a second one would be released unseen."""
    more = "    - {id: again, kind: choose_reading, visibility: shared}\n"
    text = SMALL + (more if place == "parts" else f"    folded:\n{more}")
    (own / "small.yaml").write_text(text)
    at = 2 if place == "parts" else 0
    assert errors(own, beside=few) == [
        f"small.yaml:{line_of(text, 'id: again')}: {S}.{place}.{at}.visibility: "
        "self; the preview shows one pick a screen, the first part"
    ]
    (own / "small.yaml").write_text(text.replace(more, more.replace("shared", "self")))
    library.load(few, own)


def test_the_core_exercise_could_be_damaged_in_the_same_way(own: Path) -> None:
    broken = replaced(CORE, "of: meaning", "of: thoughts").replace(
        "id: two-sides-of-a-cue", "id: other-sides"
    )
    (own / "other-sides.yaml").write_text(broken)
    core = library.load(SHIPPED).exercise("two-sides-of-a-cue").rounds
    at, screen = next(
        (at, len(round.screens) - 1) for at, round in enumerate(core) if round.screens[-1].voice == "calm"
    )
    assert errors(own) == [
        f"other-sides.yaml:{line_of(broken, 'of: thoughts')}: rounds.{at}.screens.{screen}.parts.0.of: "
        "the id of an own_meaning part of this exercise, or of a choice"
    ]


def test_tiles_need_words_and_an_order(own: Path) -> None:
    (own / "two.yaml").write_text(
        CORE.replace("id: two-sides-of-a-cue", "id: two").replace("[20, 50, 80]", "[20, 80, 50]")
    )
    first = line_of(CORE, "[20, 50, 80]")
    assert errors(own)[0] == f"two.yaml:{first}: {S}.parts.1.tiles: two to seven rising numbers from 0 to 100"
    (own / "two.yaml").write_text(
        CORE.replace("id: two-sides-of-a-cue", "id: two").replace("[20, 50, 80]", "[20, 80]")
    )
    assert S + ".parts.1: words for each of the 2 tiles" in errors(own)[0]


# ---- cues --------------------------------------------------------------------------------------

BROKEN_CUES = {
    "a threat that comes twice": (
        "threat: -2",
        "threat: -1",
        "cues.0.readings: each threat from -2 to 2 exactly once",
    ),
    "a category that comes twice": (
        "category: caring",
        "category: strain",
        "cues.0.readings: five readings, one of each",
    ),
    "a mild one that is not mild": ("threat: 1\n", "threat: 2\n", "cues.0.readings: each threat from"),
    "a category that is not known": (
        "category: caring",
        "category: kind",
        "cues.0.readings.0.category: 'external',",
    ),
    "a reserved id": (
        "  - id: caring",
        "  - id: other",
        "cues.0.readings: each reading with an id of its own",
    ),
    "a threat in words": ("threat: -2", "threat: none", "cues.0.readings.0.threat: a whole number"),
    "a sensitivity that is not known": (
        "sensitivity: low",
        "sensitivity: tiny",
        "cues.0.sensitivity: 'low', 'medium' or 'high'",
    ),
    "a voice that is missing": (
        "    sender: Over dinner, I go quiet.\n",
        "",
        "cues.0.stem.sender: is missing",
    ),
}


@pytest.mark.parametrize("damage", BROKEN_CUES)
def test_a_damaged_cue_is_reported_with_its_line_and_key(own: Path, few: Path, damage: str) -> None:
    old, new, said = BROKEN_CUES[damage]
    text = QUIET.replace("theme: quiet", "theme: own").replace("- id: quiet", "- id: o-quiet")
    text = text.replace("- id: needs", "- id: o-needs").replace("- id: bad-day", "- id: o-bad-day")
    (own / "cues" / "own.yaml").write_text(replaced(text, old, new))
    found = errors(own, beside=few)
    assert len(found) == 1, found
    assert said in found[0]
    assert found[0].startswith("cues/own.yaml:")


def test_swapped_threats_break_the_promise_about_mild_and_rejecting(own: Path) -> None:
    swapped = (
        QUIET.replace("threat: 1\n", "threat: x\n")
        .replace("threat: 2\n", "threat: 1\n")
        .replace("threat: x\n", "threat: 2\n")
    )
    (own / "cues" / "quiet.yaml").write_text(swapped)
    assert "the threat of us_mild is always 1" in errors(own)[0]


def test_a_cue_that_is_there_already_says_where(own: Path) -> None:
    (own / "cues" / "quiet.yaml").write_text(QUIET)
    assert errors(own)[0] == (
        "cues/quiet.yaml:3: cues.0.id: an id of its own; quiet-at-dinner is in content/en/cues/quiet.yaml"
    )


def test_an_exercise_that_is_there_already_says_where(own: Path) -> None:
    (own / "two-sides-of-a-cue.yaml").write_text(CORE)
    assert errors(own) == [
        "two-sides-of-a-cue.yaml:3: id: an id of its own; "
        "two-sides-of-a-cue is in content/en/exercises/two-sides-of-a-cue.yaml"
    ]


def test_a_theme_is_written_once_at_the_top_of_its_file(own: Path) -> None:
    (own / "cues" / "gardens.yaml").write_text(
        QUIET.replace("- id: quiet-at-dinner", "- id: hedges\n  theme: hedges")
    )
    found = errors(own)
    assert found[0] == "cues/gardens.yaml:1: theme: gardens, like the name of the file"
    assert "cues/gardens.yaml:4: cues.0.theme: left out; the theme of the file is the theme" in found


def test_a_first_session_of_ones_own_needs_gentle_cues_that_exist(own: Path) -> None:
    (own / "first_session.yaml").write_text(
        "round_1:\n- quiet-at-dinner\n- message-from-an-ex\n- moonlight\n"
    )
    assert errors(own) == [
        "first_session.yaml:3: round_1.1: a cue of low sensitivity",
        "first_session.yaml:4: round_1.2: the id of a cue; there is no moonlight",
    ]


# ---- files -------------------------------------------------------------------------------------


def test_all_errors_of_all_files_come_at_once(own: Path) -> None:
    (own / "small.yaml").write_text(SMALL.replace("minutes: 5", "minutes: 0").replace("max: 100", "max: 0"))
    (own / "torn.yaml").write_text("id: [")
    (own / "cues" / "empty.yaml").write_text("")
    found = errors(own)
    assert [line.split(" ")[0] for line in found] == [
        "cues/empty.yaml:1:", "small.yaml:4:", "small.yaml:18:", "torn.yaml:1:",
    ]  # fmt: skip


def test_a_shipped_file_is_named_by_its_place_in_the_project(tmp_path: Path) -> None:
    copy = tmp_path / "content" / "en"
    shutil.copytree(SHIPPED, copy)
    (copy / "cues" / "phone.yaml").write_text("theme: phone\ncues: 3\n")
    with pytest.raises(ContentErrors) as caught:
        library.load(copy)
    assert caught.value.lines[0] == f"{copy}/cues/phone.yaml:2: cues: a list"
    assert str(SHIPPED) not in "".join(library.read(SHIPPED, tmp_path / "nothing").errors)


def test_a_file_that_is_not_utf8_says_in_which_line(own: Path) -> None:
    (own / "small.yaml").write_bytes(SMALL.encode().replace(b"To be small", b"To be \xff small"))
    assert errors(own) == ["small.yaml:6: text in UTF-8"]


def test_a_file_of_more_than_250_kilobytes_is_not_read(own: Path) -> None:
    (own / "small.yaml").write_text(SMALL + "#" * 250_000)
    assert errors(own) == ["small.yaml:1: at most 250 kB"]


def test_an_alias_bomb_does_not_go_off(own: Path) -> None:
    layers = ["a0: &a0 [lol]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    (own / "bomb.yaml").write_text("\n".join(layers))
    assert errors(own) == [
        "bomb.yaml:1: everything written out; anchors (&) and aliases (*) are not read, "
        "and words that begin so need quotes"
    ]


def test_nesting_has_an_end(own: Path) -> None:
    (own / "deep.yaml").write_text("id: " + "[" * 100_000)
    assert errors(own) == ["deep.yaml:1: at most 20 levels"]


def test_numbers_without_end_are_words(own: Path) -> None:
    (own / "small.yaml").write_text(SMALL.replace("minutes: 5", "minutes: " + "9" * 100_000))
    assert errors(own) == ["small.yaml:4: minutes: a whole number"]


@pytest.mark.parametrize("name", ["small.yml", "small.json"])
def test_a_file_under_another_ending_is_not_silently_left_out(own: Path, name: str) -> None:
    (own / name).write_text(SMALL)
    assert errors(own) == [f"{name}:1: a name that ends in .yaml"]


def test_a_list_with_nothing_in_it_says_so(own: Path) -> None:
    (own / "small.yaml").write_text(SMALL[: SMALL.index("rounds:")] + "rounds: []\n")
    assert errors(own) == ["small.yaml:7: rounds: at least 1 in the list"]


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ContentErrors) as caught:
        library.load(SHIPPED, tmp_path / "nowhere")
    assert caught.value.lines == (f"{tmp_path}/nowhere:1: a folder with content; there is none here",)


def test_content_needs_a_first_session(own: Path) -> None:
    with pytest.raises(ContentErrors, match="first_session.yaml:1: round_1: the cues of a first session"):
        library.load(own)


def test_words_to_reconsider_are_found_with_their_line_and_stop_nothing(own: Path) -> None:
    (own / "small.yaml").write_text(SMALL.replace("To be small", "You must be right, right now"))
    found = library.read(SHIPPED, own)
    assert found.library is not None
    assert found.wording == [
        f"{own}/small.yaml:6: purpose: other words than “must”",
        f"{own}/small.yaml:6: purpose: other words than “right”",
    ]
