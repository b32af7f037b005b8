"""One run: two people who go through a session while their lines break, and what is looked at afterwards.

games = [await seat_two(there, "17.0", rng) for …]
await asyncio.gather(*(game.play(seconds=40) for game in games))
await game.look_back()                    # then game.history is whole, and the checker may have it
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from tests.chaos.asking import Caller
from tests.chaos.history import History, tokens_in
from tests.chaos.house import House
from tests.chaos.person import Person
from tests.chaos.proxy import Line
from tests.chaos.tab import Seat, Tab
from tests.support.http.html_page import Form
from tests.support.http.visitors import RemoteVisitor

HASTE = 20  # in a run the browser's seconds are a twentieth
REST_SECONDS = 20  # a hint that was lost is repaired within 15
MOST_FAULTS = 4
PAUSE = (0.0, 0.8)  # before the next thing happens to a line, in seconds
WATCHED = ("stage", "progress")  # `partner` says who is here, and a look of ours is somebody who is here


@dataclass
class Game:
    there: House
    history: History
    rng: random.Random
    seats: list[Seat]
    couple: str
    think: tuple[float, float] = (0.0, 0.1)
    haste: float = HASTE
    tabs: list[Tab] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    finished: bool = False
    _lines: contextlib.AsyncExitStack = field(default_factory=contextlib.AsyncExitStack)
    lines: list[Line] = field(default_factory=list)

    async def open(self) -> None:
        """Each takes a line of their own, and one tab or two."""
        for seat in self.seats:
            line = await self._lines.enter_async_context(Line(self._port))
            self.lines.append(line)
            labels = "ab" if self.rng.random() < 0.3 else "a"
            tabs = [
                Tab(seat, line.port, self.history, self._chance(), haste=self.haste, label=each)
                for each in labels
            ]
            for tab in tabs:
                tab.open()
            self.tabs += tabs
            self.people.append(Person(seat, tabs, self.history, self._chance(), self.think))

    async def play(self, seconds: float, *, faults: int | None = None) -> None:
        """Both go through it. The lines are hurt so often; at random, if it is not said."""
        most = self.rng.randrange(MOST_FAULTS + 1) if faults is None else faults
        trouble = asyncio.create_task(self._trouble(most))
        done = await asyncio.gather(*(person.play(seconds) for person in self.people))
        trouble.cancel()
        await asyncio.gather(trouble, return_exceptions=True)
        self.finished = all(done)

    async def look_back(self, *, erase: bool = False) -> None:
        """What the tabs show at rest, what is stored, and nothing of it once it is erased."""
        for tab in self.tabs:
            await self._rest(tab)
        await self.note_stored()
        if erase:
            await self._erase(self.rng.choice(self.seats))

    async def close(self) -> None:
        await asyncio.gather(*(tab.close() for tab in self.tabs))
        await self._lines.aclose()

    # ---- what happens to the lines

    async def _trouble(self, most: int) -> None:
        for _ in range(most):
            await asyncio.sleep(self.rng.uniform(*PAUSE))
            at = self.rng.randrange(len(self.lines))
            name, fault = self.rng.choice(sorted(self._faults(self.lines[at]).items()))
            self.history.note("fault", self.seats[at].who, kind=name)
            fault()

    def _faults(self, line: Line) -> dict[str, Callable[[], None]]:
        long = self.rng.uniform(0.1, 0.8)
        return {
            "drop": line.drop,
            "reset": line.reset,
            "half-close": line.half_close,
            "freeze": lambda: line.freeze(long),
            "delay": lambda: line.delay(long / 8, long),
            "swallow replies": lambda: line.swallow_replies(long),
        }

    # ---- what is looked at

    async def _rest(self, tab: Tab) -> None:
        """Wait until it shows what a fresh look shows; for as long as a lost hint takes to be repaired."""
        fresh: dict[str, str] = {}
        ends = asyncio.get_running_loop().time() + REST_SECONDS
        while asyncio.get_running_loop().time() < ends:
            fresh = await self._fresh(tab)
            if tab.heard and not tab.outbox.busy and _shown(tab) == fresh:
                break
            await tab.until(lambda wanted=fresh: _shown(tab) == wanted, 0.3)  # type: ignore[misc]
        shows = _shown(tab)
        self.history.note("rests", tab.seat.who, tab.label, shows=shows, fresh=fresh)

    async def _fresh(self, tab: Tab) -> dict[str, str]:
        reply = await self._ask(tab.seat, f"/s/{tab.seat.code}/")
        body = reply.json or {"panels": {}}
        return {name: body["panels"].get(name, {}).get("etag", "gone") for name in WATCHED}

    async def note_stored(self) -> None:
        """What is in the database for each of the two by now."""
        cookies = [re.findall(r"(seat-[\w-]+)=([^;]+)", seat.cookies)[0] for seat in self.seats]
        found = await asyncio.to_thread(
            self.there.act, "tests.support.scripts.what_is_stored:stored", code=self.seats[0].code,
            cookies=cookies,
        )  # fmt: skip
        for seat, each in zip(self.seats, found, strict=True):
            self.history.note("stored", seat.who, found=each)

    async def _erase(self, by: Seat) -> None:
        path = f"/us/{self.couple}/erase/"
        reply = await self._caller(by).ask(path, {"confirm": "erase"}, accept="text/html", patience=30)
        assert reply.status == 200, reply
        self.history.note("erased", by.who)
        for seat in self.seats:
            for path in (f"/s/{seat.code}/", f"/s/{seat.code}/comparison/", f"/us/{self.couple}/"):
                reply = await self._ask(seat, path)
                self.history.note("asked", seat.who, path=path, status=reply.status)
        await self.note_stored()

    async def _ask(self, seat: Seat, path: str) -> Any:
        """Straight to the app. It may be restarting: asked again until it answers."""
        while True:
            with contextlib.suppress(OSError, TimeoutError):
                reply = await self._caller(seat).ask(path)
                if reply.status < 500:
                    tokens = tokens_in(reply.text)
                    self.history.note("page", seat.who, path=path, status=reply.status, tokens=tokens)
                    return reply
            await asyncio.sleep(0.1)

    def _caller(self, seat: Seat) -> Caller:
        return Caller(self._port(), seat.origin, seat.cookies)

    def _port(self) -> int:
        """Any of the processes may serve any request."""
        return self.rng.choice(self.there.ports)

    def _chance(self) -> random.Random:
        return random.Random(self.rng.getrandbits(64))


def _shown(tab: Tab) -> dict[str, str]:
    """A version may rise without anything to show: then nothing is sent."""
    return {name: tab.etags.get(name, "") for name in WATCHED}


# ---- sitting down ---------------------------------------------------------------------------


async def seat_two(there: House, name: str, rng: random.Random, **options: Any) -> Game:
    """A couple at its first step, come there by pages; now and then somebody else had the link, too."""
    history = History(name)
    seats, couple = await asyncio.to_thread(_sit_down, there, history, random.Random(rng.getrandbits(64)))
    return Game(there, history, rng, seats, couple, **options)


def _sit_down(there: House, history: History, rng: random.Random) -> tuple[list[Seat], str]:
    origin = there.origin(rng.randrange(len(there.ports)))
    alex = RemoteVisitor("alex", origin)
    code = alex.start()
    sam = _claim(alex.link(), origin, history, rng)
    alex.open(f"/s/{code}/")
    if "Begin" in alex.page.buttons:
        alex.begin()
    seats = [Seat(who, code, each.cookie_header, origin) for who, each in (("alex", alex), ("sam", sam))]
    return seats, alex.couple


def _claim(link: str, origin: str, history: History, rng: random.Random) -> RemoteVisitor:
    """Whoever got the seat. Chance has it whether one comes, two at once, or one whose reply was lost."""
    callers = [RemoteVisitor("sam", origin) for _ in range(2 if rng.random() < 0.3 else 1)]
    forms = [_look(each, link) for each in callers]
    if rng.random() < 0.2:
        callers.append(RemoteVisitor("sam", origin))
        forms.append(forms[0])
        callers[-1].path = callers[0].path
    with ThreadPoolExecutor(len(callers)) as pool:
        list(pool.map(lambda one: one[0].submit(one[1]), zip(callers, forms, strict=True)))
    got = [re.match(r"/s/\w+/", each.path.removeprefix(origin)) is not None for each in callers]
    for each, form, won in zip(callers, forms, got, strict=True):
        history.note("claimed", each.name, link=link[-8:], claim=dict(form.fields)["claim_id"], got=won)
    assert any(got), f"nobody got the seat: {[(each.status, each.page.text[:200]) for each in callers]}"
    return callers[got.index(True)]


def _look(person: RemoteVisitor, link: str) -> Form:
    person.open("/join/")
    person.press("Look at it", fill={"The link": link})
    form = person.page.fields_of("Join")
    form.fields = [pair for pair in form.fields if pair[0] != "name"] + [("name", "Sam")]
    return form
