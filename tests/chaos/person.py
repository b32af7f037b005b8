"""One of two people at their tabs: reads the screen and does what it asks for, drawn from a seed.

    alex = Person(seat, tabs, history, rng)
    done = await alex.play(seconds=30)         # to the end of the exercise; False where it took longer

They write in their own words, choose, pass, keep, change an answer, take back that they were ready, and now
and then say a thing twice. What they write is a token of the history.
"""

from __future__ import annotations

import asyncio
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from time import monotonic

from tests.chaos.history import History
from tests.chaos.outbox import Command
from tests.chaos.tab import Seat, Tab

STEP = re.compile(
    r'<form id="(step|takeaway)".*?name="step" value="([^"]+)".*?name="base" value="(\d+)"', re.S
)
PART = re.compile(r'name="parts\.(reading|meaning)"')
PICK = re.compile(r'name="parts\.(?:reading|meaning)" value="(external|strain|caring)"')
TILE = re.compile(r'name="parts\.(sure)" value="(\w+)"')
LINE = re.compile(r'data-step="([^"]+)" data-base="(\d+)"')
NEXT = re.compile(
    r'name="round" value="([^"]+)">\s*<input type="hidden" name="what" value="(next-\d+|enough)"'
)
TAKE_BACK = 'name="on" value="0"'

PATIENCE_SECONDS = 1.0  # then the screen is taken for what it is, and the deed is done anew


@dataclass
class Person:
    seat: Seat
    tabs: Sequence[Tab]
    history: History
    rng: random.Random
    think: tuple[float, float] = (0.0, 0.02)  # between two deeds, in seconds
    finished: bool = False
    _took_back: bool = False
    _changes: int = 0
    _acted: dict[str, tuple[str, float]] = field(default_factory=dict)

    async def play(self, seconds: float) -> bool:
        ends = monotonic() + seconds
        while not self.finished and monotonic() < ends:
            if any(tab.over for tab in self.tabs):
                return False
            await asyncio.sleep(self.rng.uniform(*self.think))
            tab = self.rng.choice([tab for tab in self.tabs if tab.heard] or list(self.tabs))
            if tab.outbox.busy:
                await tab.until(lambda tab=tab: not tab.outbox.busy or tab.over, 0.5)  # type: ignore[misc]
                continue
            before = tab.etags.get("stage")
            if not self._due(tab) or not await self._act(tab):
                await tab.until(lambda t=tab, b=before: t.etags.get("stage") != b, 0.2)  # type: ignore[misc]
        return self.finished

    def _due(self, tab: Tab) -> bool:
        """Whether this screen has not had its deed yet, or had it long ago and in vain."""
        etag, at = self._acted.get(tab.label, ("", 0.0))
        return etag != tab.etags.get("stage") or monotonic() - at > PATIENCE_SECONDS

    async def _act(self, tab: Tab) -> bool:
        """Do what the screen asks for, and wait for the reply. False where it asks for nothing."""
        commands = self._deed(tab.html.get("stage", ""))
        if not commands:
            return False
        self._acted[tab.label] = (tab.etags["stage"], monotonic())
        replied = len(tab.replies)
        for command in commands:
            tab.send(command)
        last = tab.outbox.entries[-1].command if tab.outbox.entries else None
        await tab.until(lambda: not tab.outbox.busy or bool(tab.over), PATIENCE_SECONDS)
        acked = [reply for reply in tab.replies[replied:] if reply["type"] == "ack"]
        if last and acked and acked[-1]["ref"] == last["ref"]:
            if self.rng.random() < 0.15:
                tab.repeat(last)
            if last.get("step") == "takeaway":
                self.finished = True
        return True

    # ---- what a screen asks for

    def _deed(self, stage: str) -> list[Command]:
        if found := STEP.search(stage):
            return self._answer(stage, *found.groups())
        if 'id="preview"' in stage:
            lines = LINE.findall(stage)
            if lines and self._changes < 2 and self.rng.random() < 0.2:
                self._changes += 1
                step, base = self.rng.choice(lines)
                part = "reading" if step.endswith("receiver") else "meaning"
                return [self._own_words(step, int(base), part, {"sure": "50"} if part == "reading" else {})]
            return [_ready("first", "preview")]
        if found := NEXT.search(stage):
            return [_ready(*found.groups())]
        if TAKE_BACK in stage and not self._took_back and self.rng.random() < 0.05:
            self._took_back = True
            return [_ready("first", "preview", on=False)]
        if "Next time" in stage or "comparison/" in stage and "<form id=" not in stage:
            self.finished = self._is_through()
        return []

    def _is_through(self) -> bool:
        """A lost reply to the last thing that there was to do: its screen has gone all the same."""
        return any(
            each["command"].get("step") == "takeaway" for each in self.history.all("sent", self.seat.who)
        )

    def _answer(self, stage: str, form: str, step: str, base: str) -> list[Command]:
        chance = self.rng.random()
        if chance < 0.1:
            return [{"type": "pass", "step": step, "base": int(base)}]
        if form == "takeaway":
            token = self._token(step, "kept")
            return [
                {"type": "answer", "step": step, "base": int(base), "parts": {"line": token}, "share": {}}
            ]
        part = PART.search(stage)
        assert part, stage
        tile = TILE.findall(stage)[:1]
        fixed = dict(tile)
        picks = PICK.findall(stage)
        if chance < 0.3 and picks:
            parts = {part[1]: self.rng.choice(picks), **fixed}
            return [{"type": "answer", "step": step, "base": int(base), "parts": parts, "share": {}}]
        words = self._own_words(step, int(base), part[1], fixed)
        if chance < 0.5:
            typed = {**words["parts"], f"{part[1]}.words": self._token(step, "draft")}
            return [{"type": "draft", "step": step, "base": int(base), "parts": typed}, words]
        return [words]

    def _own_words(self, step: str, base: int, part: str, fixed: dict[str, str]) -> Command:
        shared = self.rng.random() < 0.7
        token = self._token(step, "shared" if shared else "kept")
        parts = {part: "other", f"{part}.words": token, f"{part}.about": "strain", f"{part}.feel": "0"}
        return {"type": "answer", "step": step, "base": base, "parts": parts | fixed, "share": {part: shared}}

    def _token(self, step: str, fate: str) -> str:
        return self.history.token(self.seat.who, step, fate, self.rng.getrandbits(32))


def _ready(round_: str, what: str, *, on: bool = True) -> Command:
    return {"type": "ready", "round": round_, "what": what, "on": on}
