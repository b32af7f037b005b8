"""The pulse looks after every socket of a process: one that fails leaves the others as they are."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import pytest

from exercises.queries.session_status import SessionStatus
from exercises.web import pulse
from exercises.web.protocol import Close
from tests.support.couples.paired import Pair

OF_EACH = 5  # which of them comes first is chance; that all who fail come last has one chance in 250
PATIENCE_SECONDS = 5.0


@dataclass(eq=False)
class Watched:
    """A socket that is always behind, and says when it was asked to look again."""

    code: str
    lease: str
    looked: asyncio.Event = field(default_factory=asyncio.Event)

    def has_to_end(self, glance: SessionStatus | None) -> Close | None:
        return None

    def is_behind(self, glance: SessionStatus) -> bool:
        return True

    async def refresh(self) -> None:
        self.looked.set()

    async def end(self, code: Close) -> None:
        raise AssertionError("nothing is over")


class FailsAtItsEnd(Watched):
    def has_to_end(self, glance: SessionStatus | None) -> Close | None:
        return Close.OVER

    async def end(self, code: Close) -> None:
        raise ConnectionResetError


class FailsToLook(Watched):
    async def refresh(self) -> None:
        raise ConnectionResetError


@pytest.mark.parametrize("kind", [FailsAtItsEnd, FailsToLook])
async def test_one_that_fails_keeps_no_other_from_what_it_missed(
    pair: Pair, kind: type[Watched], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pulse, "BEAT_SECONDS", 0.05)
    beats = pulse.Pulse()
    sockets = [each(pair.code, f"{n}") for n in range(OF_EACH) for each in (kind, Watched)]
    for each in sockets:
        beats.join(each)
    well = [each for each in sockets if type(each) is Watched]
    await asyncio.wait_for(asyncio.gather(*(each.looked.wait() for each in well)), PATIENCE_SECONDS)
    for each in sockets:
        beats.leave(each)
