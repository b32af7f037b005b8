"""One person and a pretend partner: it goes along with everything, to the end of every exercise."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from couples.access import Holder
from couples.positions import FIRST, SECOND
from exercises import commands, library
from exercises.commands.pretend import keep_up
from exercises.content import kinds
from exercises.queries.session_state import SessionState
from exercises.rules import RoundWord, Stage, Way, going_on, parse_said
from exercises.rules.words import TalkEvent
from tests.support.couples.alone import let_pass, try_alone
from tests.support.couples.paired import Pair, start_together
from tests.support.scripts.every_kind import EVERY_KIND
from tests.support.scripts.playthrough import Play

pytestmark = pytest.mark.django_db

SHIPPED = tuple(each.slug for each in library.load(library.SHIPPED).listed())
MOST_DEEDS = 120
A_TURN_S = 10  # longer than it takes to begin, and than the pretend partner then keeps the floor
TALK = "talk-1.card-1"
LETTER = f"first.{TALK}.letter"


def play_alone(pair: Pair, upto: Stage = Stage.FINISHED) -> None:
    """alex does what the screen asks for, until there."""
    play = Play(pair, share_line=True)
    for _ in range(MOST_DEEDS):
        if pair.stage(pair.alex) is upto:
            return
        if not play.go_on("alex"):
            let_pass(pair, A_TURN_S)  # it is the pretend partner's turn to speak
        pair.arrive(pair.alex)
    raise AssertionError(f"no end is in sight: {pair.where(pair.alex)}, {pair.screen(pair.alex)}")


def say(pair: Pair, what: str, *, on: bool = True) -> SessionState:
    """alex says it of the first round as a page would: by a command, upon which the partner does its part."""
    command = commands.Ready("first", parse_said(what), on)
    return commands.dispatch(pair.alex, pair.code, command).state


def has_said(pair: Pair, what: str) -> bool:
    """Whether the pretend partner has said this of the first round."""
    word = parse_said(what)
    assert word is not None
    return pair.state(pair.sam).facts.has_said(SECOND, "first", word)


@pytest.mark.parametrize("slug", SHIPPED)
def test_the_pretend_partner_plays_every_exercise_to_its_end(slug: str) -> None:
    pair = try_alone(slug)
    play_alone(pair)
    mine, its = pair.state(pair.alex), pair.state(pair.sam)
    assert [pair.stage(who) for who in pair.both] == [Stage.FINISHED, Stage.FINISHED]
    given = {step: own.body.parts for step, own in its.own.items() if step in its.layout.steps}
    assert given.keys() == mine.own.keys() - {"takeaway"}, "it has answered what alex has answered"
    silent = [step for step, parts in given.items() if its.layout.steps[step].main and not parts]
    assert silent == [], "alex shared everything, so there is nothing that it could not be about"


def test_a_deck_of_one_s_own_with_every_kind_is_played_too(
    settings: Any, tmp_path: Path, own_content: None
) -> None:
    (tmp_path / "every-kind.yaml").write_text(EVERY_KIND)
    settings.EXERCISES_PATH = str(tmp_path)
    pair = try_alone("every-kind")
    play_alone(pair)
    its = pair.state(pair.sam)
    silent = [step for step, own in its.own.items() if own.body.passed]
    assert silent == [], "what is written nowhere for this deck is said in words that go anywhere"


@pytest.fixture
def own_content() -> Iterator[None]:
    """What the process serves is read anew, and anew afterwards."""
    library.current.cache_clear()
    yield
    library.current.cache_clear()


def test_it_never_goes_first() -> None:
    pair = try_alone()
    state = pair.state(pair.alex)
    assert pair.state(pair.sam).own == {}
    for number, spec in enumerate(state.layout.of_round("first"), start=1):
        assert spec.main is not None
        raw: dict[str, str | list[str]] = {spec.main.id: "strain"}
        commands.dispatch(pair.alex, pair.code, commands.Answer(spec.id, 0, raw))
        assert len(pair.state(pair.sam).own) == number
    assert pair.stage(pair.sam) is Stage.PREVIEW and not has_said(pair, "preview")
    assert say(pair, "preview").facts.both_said("first", RoundWord.PREVIEW), "once alex has shown theirs"
    assert pair.stage(pair.alex) is Stage.REVEAL and not has_said(pair, "next-1")
    assert say(pair, "next-1") and has_said(pair, "next-1")
    assert pair.milestones("card-2") == [("first", "card-2")]


def test_typing_is_no_cue_for_it() -> None:
    pair = try_alone()
    step = pair.state(pair.alex).layout.of_round("first")[0].id
    draft = commands.Draft(step, 0, {"reading": "other", "reading.words": "x"})
    commands.dispatch(pair.alex, pair.code, draft)
    assert pair.state(pair.sam).own == {}


def test_a_worry_of_its_stands_beside_what_alex_means_and_it_means_no_harm() -> None:
    pair = try_alone()
    play_alone(pair, Stage.PREVIEW)
    state = pair.state(pair.sam)
    threats: dict[str, list[int]] = {"receiver": [], "sender": []}
    for spec in state.layout.of_round("first"):
        threat = kinds.threat_of(state.own[spec.id].body.parts[spec.pick.id], spec.required_cue)
        assert threat is not None
        threats[spec.voice].append(threat)
    assert 1 in threats["receiver"] and max(threats["receiver"]) == 1, "and none is too sore for a first card"
    assert max(threats["sender"]) <= 0


def test_what_it_says_back_is_what_alex_wrote() -> None:
    pair = try_alone("breathe-then-ask")
    play_alone(pair)
    state = pair.state(pair.sam)
    assert "zalex.soft.soft.1" in state.own["back"].body.parts["back"]


def test_it_talks_back_in_letters_another_one_each_time() -> None:
    pair = try_alone()
    play_alone(pair, Stage.REVEAL)
    say(pair, f"{TALK}.write")
    talk = going_on(pair.state(pair.alex).facts)
    assert talk is not None, "the talk has begun at one tap"
    assert LETTER not in pair.state(pair.sam).own
    written: dict[str, str | list[str]] = {"letter": "I was only tired."}
    commands.dispatch(pair.alex, pair.code, commands.Answer(LETTER, 0, written))
    state = pair.state(pair.alex)
    both = state.letters(talk)
    assert both[FIRST] == "I was only tired." and len(both[SECOND]) > 80
    say(pair, f"{TALK}.done")
    say(pair, "talk-2.card-1.write")
    again: dict[str, str | list[str]] = {"letter": "One thing more."}
    commands.dispatch(pair.alex, pair.code, commands.Answer("first.talk-2.card-1.letter", 0, again))
    second = going_on(pair.state(pair.alex).facts)
    assert second is None, "both letters are there"
    own = pair.state(pair.sam).own
    assert own[LETTER].body.parts != own["first.talk-2.card-1.letter"].body.parts


def test_aloud_it_takes_its_turns_and_leaves_alex_theirs() -> None:
    pair = try_alone()
    play_alone(pair, Stage.REVEAL)
    say(pair, f"{TALK}.{Way.ROOM}")
    floors = []
    for _ in range(20):
        screen = pair.screen(pair.alex)
        if screen.holder is None:
            break
        floors.append(screen.mine)
        if screen.mine:
            say(pair, screen.hand_word)
        else:
            before = pair.milestones(f"{TALK}.floor")
            pair.arrive(pair.alex)
            assert pair.milestones(f"{TALK}.floor") == before, "it has only begun to speak"
            let_pass(pair, A_TURN_S)
            pair.arrive(pair.alex)
            assert pair.milestones(f"{TALK}.floor") != before
    assert sorted(floors) == [False, False, True, True], "two turns for each"
    say(pair, f"{TALK}.{TalkEvent.END}")
    assert going_on(pair.state(pair.alex).facts) is None


def test_what_needs_both_opens_at_one_tap() -> None:
    pair = try_alone()
    state = pair.state(pair.alex)
    for spec in state.layout.of_round("first"):
        pair.answer(pair.alex, spec.id, "rejecting", share={spec.pick.id: True})
        pair.arrive(pair.alex)
    say(pair, "preview")
    assert pair.screen(pair.alex).folded, "a hurt of alex's is folded away"
    say(pair, "tender")
    assert pair.milestones("tender-open") == [("first", "tender-open")]
    play = Play(pair)
    while pair.milestones("closed") == []:
        play.go_on("alex")
        pair.arrive(pair.alex)
    say(pair, "rest")
    assert pair.milestones("rest-open") == [("first", "rest-open")]


def test_each_when_we_can_is_fine_with_it() -> None:
    pair = try_alone()
    play_alone(pair, Stage.PREVIEW)
    commands.dispatch(pair.alex, pair.code, commands.Release("first", apart=True, all_of_mine=True))
    assert has_said(pair, "apart") and pair.stage(pair.alex) is Stage.REVEAL
    play_alone(pair)


def test_enough_is_enough_for_it() -> None:
    pair = try_alone()
    play_alone(pair, Stage.REVEAL)
    while pair.milestones("closed") == []:
        say(pair, pair.screen(pair.alex).next_word)
    say(pair, "enough")
    assert not has_said(pair, "more")
    assert [pair.stage(who) for who in pair.both] == [Stage.TAKEAWAY, Stage.TAKEAWAY]


def test_where_alex_has_stopped_it_does_nothing_more() -> None:
    pair = try_alone()
    play_alone(pair, Stage.REVEAL)
    commands.dispatch(pair.alex, pair.code, commands.Stop())
    before = pair.stored()
    pair.arrive(pair.alex)
    assert pair.stored() == before


def test_a_browser_with_one_of_the_seats_moves_nobody() -> None:
    pair = try_alone()
    one = Holder(pair.alex.tokens[:1])
    step = pair.state(one).layout.of_round("first")[0].id
    outcome = commands.dispatch(one, pair.code, commands.Answer(step, 0, {"reading": "strain"}))
    assert outcome.state.me == FIRST and pair.state(pair.sam).own == {}
    outcome = commands.dispatch(pair.sam, pair.code, commands.Answer(step, 0, {"reading": "strain"}))
    assert outcome.state.me == SECOND, "and the second seat is never played for"
    assert pair.state(one).own.keys() == {step} and len(pair.state(pair.sam).own) == 1


def test_two_people_are_asked_nothing_more_for_its_sake() -> None:
    pair = start_together()
    state = pair.state(pair.alex)
    with CaptureQueriesContext(connection) as asked:
        assert keep_up(pair.alex, state) is state
    assert len(asked) == 0
