"""Two people with two tabs each, over sockets of this process, for code that is not async itself.

    tabs = FourTabs(pair)
    tabs.open(("alex", 0))
    reply = tabs.send(("alex", 0), {"type": "pass", "ref": 1, "step": "quiet-at-dinner.receiver"})
    tabs.settle()                             # every hint has been dealt with
    tabs.heard["sam"]                         # every text that the server has sent to sam
    tabs.close()

A tab keeps its name, its panels, etags and bases while its connections come and go, as a page does.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from couples.access import Holder
from couples.infrastructure import vault
from tests.support.couples.paired import Pair
from tests.support.socket.tabs import MARK, PROTOCOL, Closed, Tab, off_loop

Place = tuple[str, int]  # who, and which of their tabs
Frame = Mapping[str, Any]

REPLACED = 4409
PATIENCE_SECONDS = 60.0  # for a reply; it is there in milliseconds, but for a machine that others use, too


class NamedTab(Tab):
    """One connection of a tab. What the tab had of the one before it, it has."""

    def __init__(self, pair: Pair, who: str, name: str, before: NamedTab | None = None) -> None:
        super().__init__(pair, pair.alex if who == "alex" else pair.sam)
        self.name = name
        if before is not None:
            self.etags, self.html = dict(before.etags), dict(before.html)
            self.version = before.version

    async def greet(self) -> None:
        """Say hello and hear all up to its reply."""
        hello = {"type": "hello", "protocol": PROTOCOL, "tab": self.name, "etags": self.etags}
        await self.send(json.dumps(hello))
        await self.mark()

    async def mark(self) -> None:
        """Hear all that was sent before now."""
        await self.send(MARK)
        while not _is_mark(await self.hear()):
            pass
        self.frames.pop()  # it was no news

    async def put(self, frame: Frame) -> dict[str, Any]:
        await self.send(json.dumps(frame))
        while True:
            heard = await self.hear()
            if heard.get("ref") == frame["ref"]:
                return heard

    async def put_unheard(self, frame: Frame) -> None:
        """The server has replied, and nothing of it has come to the tab."""
        await self.send(json.dumps(frame))
        while True:
            output = await self.wire.receive_output(PATIENCE_SECONDS)
            if output["type"] == "websocket.close":
                return
            self.frames.append(output["text"])
            if json.loads(output["text"]).get("ref") == frame["ref"]:
                return

    def leftovers(self) -> None:
        """What the server sent and nobody heard counts as sent all the same."""
        queue = self.wire.output_queue
        while not queue.empty():
            self.frames.append(queue.get_nowait().get("text", ""))


class FourTabs:
    """heard: all that was sent to each of the two. ends: the codes with which sockets were closed."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair
        self.tabs: dict[Place, NamedTab] = {}
        self.heard: dict[str, list[str]] = {"alex": [], "sam": []}
        self.ends: list[tuple[Place, int]] = []
        self._before: dict[Place, NamedTab] = {}  # of tabs without a connection, the last one
        self._half_open: dict[Place, NamedTab] = {}  # given up by the tab, and the server knows nothing of it
        self._runner = asyncio.Runner()

    def open(self, place: Place) -> None:
        """Connect, if this tab is not. Whatever the tab had left half open is closed by the server then."""
        if place in self.tabs:
            return
        before = self._before.pop(place, None)
        tab = NamedTab(self.pair, place[0], f"{place[0].encode().hex():0>30}{place[1]:02}", before)
        self.tabs[place] = tab
        self._runner.run(self._open(place, tab))
        self._collect()

    async def _open(self, place: Place, tab: NamedTab) -> None:
        await self._or_closed(place, tab.__aenter__())
        if place in self.tabs:
            await self._or_closed(place, tab.greet())
        if place in self.tabs and place in self._half_open:
            left = self._half_open.pop(place)
            code = await left.closed()
            self.heard[place[0]] += left.frames
            assert code == REPLACED, f"the connection before it ended with {code}"
            await _all_gone([left])

    def send(self, place: Place, frame: Frame) -> dict[str, Any] | None:
        """Its reply; None where the server hung up instead."""
        reply: dict[str, Any] | None = self._runner.run(self._or_closed(place, self.tabs[place].put(frame)))
        self._collect()
        return reply

    def send_unheard(self, place: Place, frame: Frame) -> None:
        """Send, and lose the connection before the reply: it is done, and the tab does not know."""
        self._runner.run(self.tabs[place].put_unheard(frame))
        self.drop(place, goodbye=False)

    def look(self, place: Place) -> None:
        """Ask once more for what differs."""
        self._runner.run(self._or_closed(place, self.tabs[place].greet()))
        self._collect()

    def meanwhile(self, deed: Callable[[], object]) -> None:
        """Have this done as another tab's command would be, one after the other with what the app is at.

        Done while the app's loop stands still, it would come between a look that was made before it and the
        frame about it: in no server do these lie apart.
        """
        self._runner.run(off_loop(deed)())
        self._collect()

    def settle(self) -> None:
        """Every tab has heard all there is.

        A hint lies in its mailbox before the reply to its cause has come. So it is dealt with after the
        first mark at the latest, and has come before the second.
        """
        self._runner.run(self._settle())
        self._collect()

    async def _settle(self) -> None:
        for _ in range(2):
            for place, tab in list(self.tabs.items()):
                await self._or_closed(place, tab.mark())

    def drop(self, place: Place, *, goodbye: bool) -> None:
        """The connection goes; without a goodbye the server takes it for alive."""
        self._before[place] = tab = self.tabs.pop(place)
        if goodbye:
            self._runner.run(tab.wire.disconnect(timeout=PATIENCE_SECONDS))
        else:
            self._half_open[place] = tab
        self._collect_from(place, tab)

    def leave(self, who: str) -> None:
        """Every connection of this person's ends, also those that only the server takes for alive."""
        for tabs in (self.tabs, self._half_open):
            for place in [place for place in tabs if place[0] == who]:
                self._before[place] = tab = tabs.pop(place)
                self._runner.run(tab.wire.disconnect(timeout=PATIENCE_SECONDS))
                tab.leftovers()
                self._collect_from(place, tab)

    def strangers_end(self, who: str) -> int:
        """The code with which somebody is closed who has a token of their own in this person's cookie."""
        cookies = re.sub("=[^;]+", f"={vault.to_text(bytes(32))}", self.pair.cookies(self._holder(who)))
        stranger = Tab(self.pair, None, cookies=cookies)
        code = self._runner.run(_end_of(stranger))
        assert not stranger.frames, "a stranger was sent something"
        return code

    def _holder(self, who: str) -> Holder:
        return self.pair.alex if who == "alex" else self.pair.sam

    def close(self) -> None:
        everybody = [*self.tabs.items(), *self._half_open.items()]
        self._runner.run(_all_gone([tab for _, tab in everybody]))
        for place, tab in everybody:
            self._collect_from(place, tab)
        self.tabs, self._half_open = {}, {}
        self._runner.close()

    async def _or_closed(self, place: Place, doing: Any) -> Any:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                return await doing
        except Closed as closed:
            tab = self.tabs.pop(place)
            self.heard[place[0]] += tab.frames
            self.ends.append((place, closed.code))
            await _all_gone([tab])
            return None

    def _collect(self) -> None:
        for place, tab in self.tabs.items():
            self._collect_from(place, tab)

    def _collect_from(self, place: Place, tab: NamedTab) -> None:
        self.heard[place[0]] += tab.frames
        tab.frames.clear()


async def _end_of(tab: Tab) -> int:
    async with tab:
        return await tab.closed()


async def _all_gone(tabs: list[NamedTab]) -> None:
    """As a process ends that is killed: no goodbye, and the server's side of it is over."""
    for tab in tabs:
        tab.wire.stop()
    await asyncio.gather(*(tab.wire.future for tab in tabs), return_exceptions=True)
    for tab in tabs:
        tab.leftovers()


def _is_mark(heard: dict[str, Any]) -> bool:
    return bool(heard["type"] == "refused" and heard["ref"] is None and heard["reason"] == "bad_message")
