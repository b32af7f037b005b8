"""A refusal loses nothing: what was typed is on the page that says no."""

from __future__ import annotations

import pytest

from exercises import commands
from tests.support.couples.paired import start_together
from tests.support.http.seated import seated
from tests.support.http.visitors import Couple, Visitor

STEP = "quiet-at-dinner.receiver"
WORDS = "counting the plates again"
FIELDS = {
    "command": "answer",
    "step": STEP,
    "parts.reading": "other",
    "parts.reading.words": WORDS,
    "parts.reading.about": "strain",
    "parts.reading.feel": "0",
}


def test_a_step_shows_again_what_was_typed(couple: Couple) -> None:
    answer = couple.alex.ask(couple.path, {**FIELDS, "base": "0", "parts.reading.about": ""})
    assert answer.status == 422
    assert WORDS in answer.text and 'id="step"' in answer.text


def test_a_stage_without_a_field_for_it_shows_it_beside(couple: Couple) -> None:
    couple.alex.open(couple.path)
    couple.alex.answer_all()
    couple.alex.show_ours(tender="keep")
    assert WORDS not in couple.alex.page.html
    answer = couple.alex.ask(couple.path, {**FIELDS, "base": "1"})
    assert answer.status == 422
    assert WORDS in answer.text and "What you typed" in answer.text


def test_a_script_gets_the_reason_and_the_newer_revision(couple: Couple) -> None:
    couple.alex.ask(couple.path, {**FIELDS, "base": "0"})
    answer = couple.alex.ask(
        couple.path, {**FIELDS, "base": "0", "parts.reading.feel": "1"}, accept="application/json"
    )
    assert answer.status == 422
    assert '"stale"' in answer.text and '"revision": 1' in answer.text


@pytest.mark.parametrize("command", ["", "peek", "answer", "ready"])
def test_a_form_that_is_none_of_ours_is_refused_and_the_stage_is_shown(couple: Couple, command: str) -> None:
    answer = couple.alex.ask(couple.path, {"command": command})
    assert answer.status == 422
    assert 'id="step"' in answer.text


def test_a_stranger_gets_the_plain_404(couple: Couple) -> None:
    answer = Visitor("stranger").ask(couple.path, {**FIELDS, "base": "0"})
    assert answer.status == 404
    assert WORDS not in answer.text


def test_a_letter_that_is_refused_stands_in_its_field_once(db: None) -> None:
    pair = start_together()
    pair.reveal()
    for who in pair.both:
        pair.say(who, "talk-1.card-1.write")
    alex = seated(pair, pair.alex)
    words = "A long letter. " * 100
    fields = {"command": "answer", "step": "first.talk-1.card-1.letter", "base": "0", "parts.letter": words}
    answer = alex.ask(f"/s/{pair.code}/", fields)
    assert answer.status == 422 and "1200 characters" in answer.text
    assert answer.text.count(words.strip()) == 1


def test_words_without_a_space_are_shown_again_too(db: None) -> None:
    pair = start_together()
    pair.reveal()
    for who in pair.both:
        pair.say(who, "talk-1.card-1.write")
    step = "first.talk-1.card-1.letter"
    commands.answer(pair.sam, pair.code, step=step, base=0, raw={"letter": "Yes."}, share={})
    commands.answer(pair.alex, pair.code, step=step, base=0, raw={"letter": "Yes."}, share={})
    answer = seated(pair, pair.alex).ask(
        f"/s/{pair.code}/", {"command": "answer", "step": step, "base": "0", "parts.letter": "我很累。"}
    )
    assert answer.status == 422 and "我很累。" in answer.text
