"""What happened in one run, in its order: everything sent and heard, by whom, and when.

    history = History("17")
    history.note("sent", who="sam", tab="a", ref=1, command={...})
    history.all("ack", who="sam")

A text that somebody writes is a token that stands nowhere else, so that it is found wherever it comes out.
The checker (checker.py) reads nothing but this.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

TOKEN = re.compile(r"zq[0-9a-f]{12}zq")

# What is noted, and with which details.
KINDS: Mapping[str, str] = {
    "wrote": "token, step, fate: shared, kept or draft; before it is sent",
    "sent": "ref, command; each time that it is sent",
    "ack": "ref, version, revision",
    "refused": "ref, reason",
    "panels": "version, etags, tokens, card, reveal_at",
    "page": "path, status, tokens",
    "opened": "a socket is open",
    "closed": "code",
    "fault": "kind",
    "claimed": "link, claim, got",
    "rests": "shows, fresh: the etags of a tab, and those of a fresh look",
    "stored": "what is in the database for this seat",
    "erased": "by whom; the answer has come",
    "asked": "path, status: after an erase",
}


@dataclass(frozen=True)
class Event:
    at: float  # seconds since the run began
    what: str
    who: str
    tab: str
    details: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.details[name]

    def get(self, name: str, default: Any = None) -> Any:
        return self.details.get(name, default)


@dataclass
class History:
    name: str
    events: list[Event] = field(default_factory=list)
    _began: float = field(default_factory=time.monotonic)
    _tokens: Iterator[int] = field(default_factory=lambda: count(1))

    def note(self, what: str, who: str = "", tab: str = "", **details: Any) -> None:
        assert what in KINDS, what
        self.events.append(Event(time.monotonic() - self._began, what, who, tab, details))

    def token(self, who: str, step: str, fate: str, salt: int) -> str:
        """A text of this person's that stands nowhere else."""
        token = f"zq{salt % 2**32:08x}{next(self._tokens):04x}zq"
        self.note("wrote", who, token=token, step=step, fate=fate)
        return token

    def all(self, what: str, who: str | None = None, tab: str | None = None) -> list[Event]:
        return [
            each
            for each in self.events
            if each.what == what and who in (None, each.who) and tab in (None, each.tab)
        ]

    def save(self, path: Path) -> None:
        """One event a line, to be read when the checker has complained."""
        lines = (json.dumps([round(e.at, 4), e.what, e.who, e.tab, dict(e.details)]) for e in self.events)
        path.write_text("\n".join(lines) + "\n")


def tokens_in(text: str) -> list[str]:
    return sorted(set(TOKEN.findall(text)))
