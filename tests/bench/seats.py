"""Seats for the bench: couples that sit down over real HTTP, and answer over real sockets.

    people = await sit_down(app, couples=24)      # every step of the round is in; each looks at the preview
    took = await people[0].change()               # another answer to one of them, in milliseconds

One answer is the frame written until both its ack and the stage that it led to are here: by then the
server has checked, sealed and stored it (`synchronous=FULL`) and rendered this seat's panels.
"""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import websockets
from websockets.asyncio.client import ClientConnection

from couples.infrastructure.limits import Bucket
from tests.support.http import visitors
from tests.support.http.html_page import Page
from tests.support.processes.app import App

PATIENCE_SECONDS = 20
# What a socket may say before it is closed for flooding is 20 at once and 2 a second; a little less here.
AT_ONCE, PER_SECOND = 18, 1.9
UNDER_WAY = 4  # couples that sit down at the same time


@dataclass(frozen=True)
class Step:
    """One step as its form has it: the fields that stay, and what can be picked."""

    ref: str
    part: str
    picks: tuple[str, ...]
    fixed: dict[str, str]


@dataclass
class Seat:
    socket: ClientConnection
    steps: list[Step] = field(default_factory=list)
    revisions: dict[str, int] = field(default_factory=dict)
    allowance: Bucket = field(default_factory=lambda: Bucket(AT_ONCE, PER_SECOND))
    first_answers: list[float] = field(default_factory=list)  # each in ms
    _refs: count[int] = field(default_factory=lambda: count(1))

    async def sit(self) -> None:
        """Look at the page, then answer every step for the first time."""
        self.allowance.take()
        await self.socket.send(json.dumps({"type": "hello", "protocol": 1, "etags": {}}))
        stage = (await self._hear())["panels"]["stage"]["html"]
        while step := _step(Page(stage)):
            self.steps.append(step)
            self.revisions[step.ref] = 0
            took, stage = await self._answer(step)
            self.first_answers.append(took)

    def may_speak(self) -> bool:
        return self.allowance.take()

    async def change(self) -> float:
        """Change an answer that is in, each time another one. How long it took, in ms."""
        step = self.steps[sum(self.revisions.values()) % len(self.steps)]
        return (await self._answer(step))[0]

    async def _answer(self, step: Step) -> tuple[float, str]:
        base, ref = self.revisions[step.ref], next(self._refs)
        pick = step.picks[base % len(step.picks)]
        frame = {"type": "answer", "ref": ref, "step": step.ref, "base": base,
                 "parts": {**step.fixed, step.part: pick}}  # fmt: skip
        text = json.dumps(frame)
        if base == 0:
            self.allowance.take()
        began = time.perf_counter()
        await self.socket.send(text)
        acked, stage = False, None
        while not acked or stage is None:
            heard = await self._hear()
            if heard["type"] == "ack":
                acked, self.revisions[step.ref] = True, heard["revision"]
            elif acked and "stage" in heard["panels"]:
                stage = heard["panels"]["stage"]["html"]
        return (time.perf_counter() - began) * 1000, stage

    async def _hear(self) -> dict[str, Any]:
        """The next message. A news of the partner's presence is one, too."""
        heard: dict[str, Any] = json.loads(await asyncio.wait_for(self.socket.recv(), PATIENCE_SECONDS))
        assert heard["type"] in {"panels", "ack"}, heard
        return heard


def _step(page: Page) -> Step | None:
    """What there is to answer on this stage; None when it is no step."""
    if not page.all("form", id="step"):
        return None
    ref = page.all("input", name="step")[0].attributes["value"]
    radios = [each.attributes for each in page.all("input", type="radio")]
    options = radios or [each.attributes for each in page.all("button", class_="choice")]
    tiles = [each.attributes for each in page.all("button", class_="tile")]
    name = options[0]["name"]
    picks = tuple(each["value"] for each in options if each["name"] == name and each["value"] != "other")
    fixed = {tiles[0]["name"].removeprefix("parts."): tiles[0]["value"]} if tiles else {}
    return Step(ref, name.removeprefix("parts."), picks, fixed)


async def sit_down(app: App, couples: int) -> list[Seat]:
    """So many couples, each of the two with an open socket and every step in."""
    slots = asyncio.Semaphore(UNDER_WAY)

    async def one() -> list[Seat]:
        async with slots:
            people = [visitors.RemoteVisitor(name, app.origin) for name in ("alex", "sam")]
            code = await asyncio.to_thread(visitors.sit_down, *people)
            return [Seat(await _connect(app, code, person.cookie_header)) for person in people]

    seats = [seat for both in await asyncio.gather(*(one() for _ in range(couples))) for seat in both]
    for seat in seats:  # one after the other: their times count
        await seat.sit()
    return seats


async def _connect(app: App, code: str, cookies: str) -> ClientConnection:
    url = f"ws://127.0.0.1:{app.port}/ws/s/{code}/"
    return await websockets.connect(
        url, origin=app.origin, additional_headers={"Cookie": cookies}, compression=None
    )
