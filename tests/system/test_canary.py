"""A stolen copy of the data folder and the logs: what two people entered is nowhere in it.

The deck has random ids, so that a pick left in the clear could not hide among ordinary words.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.support.http.visitors import RemoteVisitor
from tests.support.processes.app import App
from tests.support.processes.crashes import crashes_in
from tests.support.processes.searching import files, found

CATEGORIES = {"external": -1, "strain": 0, "caring": -2, "us_mild": 1, "rejecting": 2}


def random_id(prefix: str) -> str:
    return prefix + secrets.token_hex(6)


@dataclass
class Deck:
    exercise: str
    cues: dict[str, dict[str, str]]  # cue id -> category -> reading id


def write_deck(folder: Path) -> Deck:
    """One exercise of two cues, each with five readings, under ids that stand nowhere else."""
    deck = Deck(random_id("e"), {})
    for kind in ("cues", "exercises"):
        (folder / kind).mkdir(parents=True)
    lines = ["theme: canary", "cues:"]
    for _ in range(2):
        cue = random_id("c")
        deck.cues[cue] = {category: random_id("r") for category in CATEGORIES}
        lines += [
            f"- id: {cue}", "  section: ambiguous", "  sensitivity: low",
            '  title: "When {sender} hums"', "  short: Humming",
            '  stem: {receiver: "{partner} hums.", sender: "I hum."}',
            f"  opener: What is in a hum like {cue}?", "  readings:",
        ]  # fmt: skip
        for category, threat in CATEGORIES.items():
            lines += [
                f"  - id: {deck.cues[cue][category]}", f"    category: {category}", f"    threat: {threat}",
                f"    receiver: Somebody hums, {category}.", f"    sender: I hum, {category}.",
            ]  # fmt: skip
    (folder / "cues/canary.yaml").write_text("\n".join(lines) + "\n")
    (folder / f"exercises/{deck.exercise}.yaml").write_text(
        f"""id: {deck.exercise}
section: ambiguous
title: Humming
minutes: 5
evidence: C
purpose: To hum.
rounds:
- id: first
  cues: [{", ".join(deck.cues)}]
  screens:
  - voice: receiver
    prompt: My first thought would be ...
    parts:
    - {{id: reading, kind: choose_reading, visibility: shared}}
  - voice: sender
    prompt: When I do this, it usually means ...
    parts:
    - {{id: meaning, kind: own_meaning, visibility: shared}}
"""
    )
    return deck


def post(person: RemoteVisitor, code: str, **fields: str) -> None:
    answer = person.ask(f"/s/{code}/", {name.replace("__", "."): value for name, value in fields.items()})
    assert answer.status == 303, (answer.status, answer.text)


def answer_step(person: RemoteVisitor, code: str, step: str, **parts: str) -> None:
    post(
        person,
        code,
        command="answer",
        step=step,
        base="0",
        **{f"parts.{name}": v for name, v in parts.items()},
    )


def test_nothing_that_was_entered_stands_in_the_clear(start_app: Callable[..., App], folder: Path) -> None:
    deck = write_deck(folder / "deck")
    app = start_app(EXERCISES_PATH=str(folder / "deck"))
    first_name, second_name = random_id("Alex"), random_id("Sam")
    words, takeaway, draft = random_id("words "), random_id("line "), random_id("draft ")
    secret: dict[str, str] = {
        "a name": first_name, "the other name": second_name, "own words": words,
        "a takeaway": takeaway, "a draft": draft,
    }  # fmt: skip

    alex, sam = RemoteVisitor(first_name, app.origin), RemoteVisitor(second_name, app.origin)
    code = alex.start(deck.exercise)
    link = alex.link()
    sam.open("/join/")
    sam.press("Look at it", fill={"The link": link})
    secret["the claim id"] = dict(sam.page.fields_of("Join").fields)["claim_id"]
    sam.press("Join", fill={"Your first name": second_name})
    assert sam.code == code
    post(alex, code, command="ready", round="", what="begin", on="1")
    for person in (alex, sam):
        for number, (cue, readings) in enumerate(deck.cues.items()):
            pick = readings["external" if person is alex else "strain"]
            secret[f"pick {number} of {person.name}"] = pick
            if person is alex and number == 0:
                post(
                    person,
                    code,
                    command="draft",
                    step=f"{cue}.receiver",
                    base="0",
                    **{"parts.reading.words": draft},
                )
                post(
                    person, code, command="answer", step=f"{cue}.receiver", base="1",
                    **{"parts.reading": "other", "parts.reading.words": words,
                       "parts.reading.about": "strain", "parts.reading.feel": "0"},
                )  # fmt: skip
            else:
                answer_step(person, code, f"{cue}.receiver", reading=pick)
            answer_step(person, code, f"{cue}.sender", meaning=pick)
        post(person, code, command="ready", round="first", what="preview", on="1")
    assert "Card 1 of" in alex.open(f"/s/{code}/").text
    number = 1
    while "Next time" not in alex.open(f"/s/{code}/").text:
        for person in (alex, sam):
            post(person, code, command="ready", round="first", what=f"next-{number}", on="1")
        number += 1
    post(
        alex,
        code,
        command="answer",
        step="takeaway",
        base="0",
        **{"parts.line": takeaway, "share.takeaway.line": "share"},
    )
    shown = sam.open(f"/s/{code}/comparison/").text
    assert words in shown and first_name in shown, "what was entered is really in use"

    for person in (alex, sam):
        for pair in person.cookie_header.split("; "):
            secret[f"a token of {person.name}"] = pair.partition("=")[2]
    secret["the invite"] = link.partition("#")[2].partition(".")[2]

    assert len(secret) == 5 + 4 + 2 + 2 and all(len(text) > 8 for text in secret.values())
    # The search can find: a code is in the clear, and so is every reading in the kept content.
    assert found(app.data_dir, code)
    kept = b"".join(path.read_bytes() for path in (app.data_dir / "content").iterdir())
    assert all(reading.encode() in kept for readings in deck.cues.values() for reading in readings.values())
    assert any(path.name.endswith("-wal") for path, _ in files(app.data_dir)), (
        "the log of the database is looked at"
    )
    assert any(path.name.endswith(".log") for path, _ in files(app.data_dir)), "the server's log is looked at"

    assert {what: where for what, text in secret.items() if (where := found(app.data_dir, text))} == {}
    app.stop()
    assert {what: where for what, text in secret.items() if (where := found(app.data_dir, text))} == {}
    assert not crashes_in(app.log())
