"""Every worked situation, on real pages and in real frames: a seat gets nothing that was not opened."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from exercises.rules import Stage
from tests.support.http.seated import OF_COUPLE, OF_SESSION, pages_of
from tests.support.scripts.answer_script import Name, may_be_seen
from tests.support.scripts.playthrough import NAMES, OTHER, Play
from tests.support.scripts.situations import SITUATIONS, Situation
from tests.support.socket.tabs import Tab, off_loop

OVER = object()


def allowed(situation: Situation, play: Play, name: Name, step: str, part: str) -> bool:
    """Whether the other may have seen this: as the situation says, or as the content's own marks have it."""
    if (name, step, part) in play.shown:
        return True
    if situation.opened is not None:
        return f"{name} {step}.{part}" in situation.opened | play.opened
    spec = play.pair.state(play.pair.alex).layout.steps.get(step)
    found = spec.part(part) if spec is not None else None
    deed = play.scripts[name].deeds.get(step, "share")
    return spec is not None and found is not None and may_be_seen(spec, found, deed)


def what_it_says(play: Play, name: Name, pages: tuple[str, ...]) -> list[str]:
    return list(pages_of(play.pair, play.who(name), pages).values())


def own_steps(play: Play, name: Name, looked: set[tuple[Name, str]]) -> list[str]:
    """Every step of the round that this seat is about to show, as it stands; each round once."""
    where = play.pair.where(play.who(name))
    if where.stage is not Stage.PREVIEW or where.round is None or (name, where.round.id) in looked:
        return []
    looked.add((name, where.round.id))
    return what_it_says(play, name, tuple(f"/s/{{code}}/?at={step}" for step in where.round.steps))


@pytest.mark.parametrize("name", SITUATIONS)
async def test_a_seat_gets_nothing_of_the_other_that_was_not_opened(
    name: str, own_deck: Path, transactional_db: None
) -> None:
    situation = SITUATIONS[name]
    play = await off_loop(situation.begin)()
    seen: dict[Name, list[str]] = {"alex": [], "sam": []}
    looked: set[tuple[Name, str]] = set()
    async with Tab(play.pair, play.pair.alex) as alex, Tab(play.pair, play.pair.sam) as sam:
        tabs = {"alex": alex, "sam": sam}
        for tab in tabs.values():
            await tab.hello()
        plot: Iterator[None] = situation.plot(play)
        while await off_loop(next)(plot, OVER) is not OVER:
            for each in NAMES:
                seen[each] += await off_loop(what_it_says)(play, each, OF_SESSION)
                seen[each] += await off_loop(own_steps)(play, each, looked)
        for each in NAMES:
            seen[each] += await off_loop(what_it_says)(play, each, OF_COUPLE)
        for tab in tabs.values():
            await tab.hello(etags={})
        for each in NAMES:
            seen[each] += [html.unescape(repr(json.loads(frame))) for frame in tabs[each].frames]
    assert play.written, "nothing was written, so this would show nothing"
    for writer, reader in OTHER.items():
        for (who, step, part), texts in play.written.items():
            if who != writer:
                continue
            for text in set(texts):
                where = f"{writer}'s {step}.{part}"
                found = [got for got in seen[reader] if text in got]
                assert any(text in got for got in seen[writer]), f"{where}: not even its owner was shown it"
                if not await off_loop(allowed)(situation, play, writer, step, part):
                    assert not found, f"{reader} was shown {where}, which was not opened"
                elif situation.opened is not None or (who, step, part) in play.shown:
                    assert found, f"{reader} was never shown {where}, which was opened"
