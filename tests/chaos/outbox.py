"""The commands of a tab that wait for their reply: as the browser's Queue does (static/js/)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

Command = dict[str, Any]


@dataclass
class Entry:
    command: Command
    sends: int = 0
    flying: bool = False

    @property
    def key(self) -> str:
        return key_of(self.command)


class Outbox:
    """In the order of their refs. Of each step, and of each word about a round, one is under way; a word
    about a round waits for all that came before it.
    """

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._last_ref = 0

    def add(self, command: Command) -> None:
        same = [entry for entry in self.entries if entry.key == key_of(command)]
        if same and _saying(same[-1].command) == _saying(command):
            return
        gone = [entry for entry in same if not entry.sends and _is_whole(entry.command)]
        if _is_whole(command):
            self.entries = [entry for entry in self.entries if entry not in gone]
        self._last_ref += 1
        self.entries.append(Entry({**command, "ref": self._last_ref}))

    def due(self) -> list[Entry]:
        """What may be sent now."""
        found, keys = [], set()
        for place, entry in enumerate(self.entries):
            free = entry.key not in keys and (entry.command["type"] != "ready" or place == 0)
            keys.add(entry.key)
            if free and not entry.flying:
                found.append(entry)
        return found

    def resume(self) -> None:
        """Count as not sent what was under way, so that it is sent again, unchanged."""
        for entry in self.entries:
            entry.flying = False

    def take(self, ref: int | None, revision: int | None = None) -> Command | None:
        """Take out what was replied to. What waits behind it is based on the revision that it made."""
        taken = next((entry for entry in self.entries if entry.command["ref"] == ref), None)
        if taken is None:
            return None
        self.entries.remove(taken)
        for entry in self.entries:
            if (
                revision is not None
                and entry.key == taken.key
                and not entry.sends
                and "base" in entry.command
            ):
                entry.command["base"] = revision
        return taken.command

    def drop_words(self) -> None:
        """Take out every word that waits: it was said of something that has just been refused."""
        self.entries = [e for e in self.entries if e.command["type"] != "ready" or e.sends]

    @property
    def busy(self) -> bool:
        return any(entry.command["type"] != "draft" for entry in self.entries)


def key_of(command: Command) -> str:
    return str(command.get("step") or f"{command.get('round')} {command.get('what')}")


def _saying(command: Command) -> str:
    return json.dumps({k: v for k, v in command.items() if k not in ("ref", "base")}, sort_keys=True)


def _is_whole(command: Command) -> bool:
    return command["type"] != "answer" or "parts" in command
