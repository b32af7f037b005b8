"""Every exercise, from start to takeaway, by two scripted people through the real socket application.

What each may have seen in the end follows from the content's own visibility marks and from what its owner
did with it. Both scripts share, keep and pass. A second run shares everything: so all is played, and every
text that never came in the first run is shown to be one that can come.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from couples.access import Holder
from exercises import library
from exercises.content import kinds
from exercises.presenters.session import session_view
from exercises.queries import earlier_answers
from exercises.queries.session_state import SessionState
from exercises.rules import TAKEAWAY_STEP, Stage
from exercises.screens import Breath, CardsDone, Floor, Reveal, Screen
from exercises.screens import Step as StepScreen
from exercises.steps.layout import StepSpec
from tests.support.couples.paired import Pair, start_together
from tests.support.scripts.answer_script import Script, may_be_seen
from tests.support.scripts.every_day import each_make
from tests.support.socket.tabs import Tab, off_loop

SHIPPED = tuple(each.slug for each in library.load(library.SHIPPED).listed())
MOST_DEEDS = 400  # far more than any exercise takes


@dataclass
class Player:
    """One of the two: a tab, a script, and what was in their frames before each reveal."""

    script: Script
    who: Holder
    tab: Tab
    pair: Pair
    before: dict[str, int] = field(default_factory=dict)  # by round: so many frames had come
    said_almost: bool = False
    cards: int = 0

    def view(self) -> tuple[SessionState, Stage, Screen]:
        state = self.pair.state(self.who)
        view = session_view.present(state, origin="http://testserver")
        return state, view.stage, view.screen

    async def act(self) -> bool:
        """Do one thing that the screen asks for. False when there is nothing to do but wait."""
        state, stage, screen = await off_loop(self.view)()
        where = await off_loop(self.pair.where)(self.who)
        round_id = where.round.id if where.round is not None else ""
        match stage:
            case Stage.LOBBY:
                return await self.did(self.tab.ready("begin", ""))
            case Stage.STEP:
                assert isinstance(screen, StepScreen)
                return await self.step(
                    screen, await off_loop(earlier_answers.complete_step)(state, screen.ref)
                )
            case Stage.PREVIEW:
                self.before[round_id] = len(self.tab.frames)
                return await self.did(self.tab.ready("preview", round_id))
            case Stage.REVEAL:
                return await self.card(screen, round_id)
            case Stage.TAKEAWAY:
                line = {"line": f"z{self.script.name}.takeaway"}
                return await self.did(self.tab.answer(TAKEAWAY_STEP, {"line": True}, **line))
            case _:
                return False

    async def step(self, screen: StepScreen, spec: StepSpec) -> bool:
        together: Breath | Floor | None = screen.breath or screen.floor
        if together is not None and not together.said:
            word = together.word if isinstance(together, Breath) else together.start_word
            return await self.did(self.tab.ready(word, together.round))
        if screen.floor is not None and not screen.floor.over:
            if screen.floor.hand_word:
                return await self.did(self.tab.ready(screen.floor.hand_word, screen.floor.round))
            return False
        if not screen.takes:
            return await self.did(self.tab.answer(spec.id, go="on"))
        if self.script.deed(spec) == "pass":
            return await self.did(self.tab.skip(spec.id))
        return await self.did(self.tab.answer(spec.id, self.script.shares(spec), **self.script.parts(spec)))

    async def card(self, screen: Screen, round_id: str) -> bool:
        if not isinstance(screen, CardsDone):
            assert isinstance(screen, Reveal)
            if screen.said_next:
                return False
            self.cards += any(face is not None for face in (screen.card, screen.sheet, screen.ring))
            return await self.did(self.tab.ready(screen.next_word, round_id))
        if screen.confirm:
            first = self.script.name == "sam" and screen.said_back is not None and not self.said_almost
            self.said_almost = True
            return await self.did(self.tab.ready("almost" if first else "yes", round_id))
        assert screen.further, "the cards are through, and nothing is asked"
        return await self.did(self.tab.ready("more", round_id))

    async def did(self, saying: Any) -> bool:
        reply = await saying
        assert reply["type"] == "ack", reply
        return True


async def play(pair: Pair, share_all: bool) -> list[Player]:
    players: list[Player] = []
    async with Tab(pair, pair.alex) as alex, Tab(pair, pair.sam) as sam:
        players = [
            Player(Script("alex", share_all), pair.alex, alex, pair),
            Player(Script("sam", share_all), pair.sam, sam, pair),
        ]
        for tab in (alex, sam):
            await tab.hello()
        for _ in range(MOST_DEEDS):
            done = [await player.act() for player in players]
            if not any(done):
                break
        stages = [await off_loop(pair.stage)(player.who) for player in players]
        assert stages == [Stage.FINISHED, Stage.FINISHED]
        for player in players:
            await player.tab.hello(etags={})
    return players


def sealed_parts(pair: Pair, step: StepSpec, position: int) -> set[str]:
    """What is sealed under the couple's key of this step: the ids of its parts."""
    body = pair.state(pair.alex).shared(step.round)[1 if position == 1 else 2].get(step.id)
    return set(body or ())


def check(pair: Pair, players: list[Player]) -> tuple[int, int]:
    """Hold everything that was entered against the marks. Returns how much was seen, and how much was not."""
    shown = hidden = 0
    layout = pair.state(pair.alex).layout
    for position, (player, other) in enumerate(zip(players, reversed(players), strict=True), start=1):
        frames = other.tab.frames
        for spec in layout.steps.values():
            if spec.id not in player.script.deeds:
                continue
            deed = player.script.deed(spec)
            seen_parts = {
                part.id for part in spec.parts if kinds.takes_answer(part) and may_be_seen(spec, part, deed)
            }
            plan = pair.state(pair.alex).facts.round(spec.round)
            assert plan is not None
            if not plan.private:
                assert sealed_parts(pair, spec, position) == seen_parts, (player.script.name, spec.id, deed)
            for part in spec.parts:
                for canary in player.script.canaries(spec, part):
                    where = [at for at, frame in enumerate(frames) if canary in frame]
                    if part.id not in seen_parts:
                        assert not where, f"{other.script.name} saw {canary}, which was {deed}"
                        hidden += 1
                    elif where:
                        assert where[0] >= other.before[spec.round], f"{canary} came before its reveal"
                        shown += 1
                    else:
                        assert not spec.is_plain, f"{other.script.name} never saw {canary}"
                    own = player.tab.frames
                    assert deed == "pass" or any(canary in frame for frame in own) or not seen_parts
    return shown, hidden


@pytest.mark.parametrize("slug", SHIPPED)
async def test_two_people_play_it_from_start_to_takeaway(
    slug: str, pair: Pair, transactional_db: None
) -> None:
    one = await off_loop(start_together)(exercise=slug)
    players = await play(one, share_all=False)
    await off_loop(check)(one, players)
    assert have_seen_as_many_cards(players)
    assert {deed for player in players for deed in player.script.deeds.values()} == {"share", "keep", "pass"}


@pytest.mark.parametrize("slug", each_make(*SHIPPED))
async def test_so_they_do_where_they_share_everything(slug: str, pair: Pair, transactional_db: None) -> None:
    one = await off_loop(start_together)(exercise=slug)
    players = await play(one, share_all=True)
    await off_loop(check)(one, players)
    assert have_seen_as_many_cards(players)
    has_cards = any(each.reveal != "none" for each in library.current().exercise(slug).rounds)
    assert all(player.cards for player in players) is has_cards


def have_seen_as_many_cards(players: list[Player]) -> bool:
    return len({player.cards for player in players}) == 1


async def test_a_deck_of_ones_own_that_uses_every_kind_plays_too(
    own_deck: None, pair: Pair, transactional_db: None
) -> None:
    one = await off_loop(start_together)(exercise="every-kind")
    used = {
        part.kind
        for each in library.current().exercise("every-kind").rounds
        for screen in each.screens
        for part in screen.all_parts
    }
    assert used == set(kinds.KINDS)
    players = await play(one, share_all=True)
    shown, hidden = await off_loop(check)(one, players)
    assert shown > 20 and hidden > 1
