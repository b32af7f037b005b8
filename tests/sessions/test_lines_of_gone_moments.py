"""A line of the glossary about a moment that is told nowhere any more, but was in something that was done."""

from __future__ import annotations

from pathlib import Path

import pytest

from couples.infrastructure.refusals import NotHere
from exercises import commands, library
from exercises.models import GlossaryLine
from exercises.presenters.couple import keepsakes
from tests.support.couples.paired import start_together
from tests.support.scripts.broken_decks import ONE_CUE
from tests.support.scripts.every_kind import EVERY_KIND

MOMENT = "deck-one"


def test_a_moment_of_something_done_can_be_kept_when_its_deck_is_gone(own_deck: Path, db: None) -> None:
    deck, cues = own_deck / "every-kind.yaml", own_deck / "cues" / "deck.yaml"
    cues.parent.mkdir()
    cues.write_text(ONE_CUE)
    deck.write_text(EVERY_KIND.replace("quiet-at-dinner", MOMENT))
    library.current.cache_clear()
    pair = start_together(exercise="every-kind")
    deck.unlink()
    cues.unlink()
    library.current.cache_clear()
    assert MOMENT in pair.state(pair.alex).content.cues and MOMENT not in library.current().cues
    commands.keep_line(pair.alex, pair.couple_code, cue=MOMENT, means="I am tired.", helps="", base=0)
    [line] = keepsakes.keepsakes_page(pair.sam, pair.couple_code).glossary
    assert line.means == "I am tired."


def test_a_moment_of_nothing_that_was_done_is_not_here(db: None) -> None:
    pair = start_together()
    with pytest.raises(NotHere):
        commands.keep_line(pair.alex, pair.couple_code, cue="no-such", means="I am tired.", helps="", base=0)
    assert not GlossaryLine.objects.exists()
