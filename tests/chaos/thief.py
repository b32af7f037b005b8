"""A thief who knows the code: what can be opened with a copy of everything that the server keeps?

The loot is a folder: the database with its log, the key file, kept content, logs, a dump of Redis. The thief
takes whatever in it could be a key or a token, derives from each what the app would, and tries all of it on
every wrap and every body. With somebody's cookies beside it, whatever these open is opened.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from couples.infrastructure import vault

DATABASE = "meant.sqlite3"
MARK_BYTES = 40  # of a stored blob; a page of SQLite may hold only its beginning in one piece
_TOKENS = re.compile(rb"(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])")
_KEYS = re.compile(rb"[0-9a-f]{64}")

# A row for each thing that is wrapped or sealed: what it is, whose couple, what it is bound to, the blob.
_WRAPS = """
    SELECT 'couple', couple.code, couple.code || '|' || position || '|couple', couple_key_wrap
      FROM couples_seat JOIN couples_couple couple ON couple.id = couple_id
    UNION ALL SELECT 'own', couple.code, couple.code || '|' || position || '|own', own_key_wrap
      FROM couples_seat JOIN couples_couple couple ON couple.id = couple_id
    UNION ALL
    SELECT 'couple', couple.code, couple.code || '|' || position || '|invite-couple', couple_key_wrap
      FROM couples_invite JOIN couples_couple couple ON couple.id = couple_id
    UNION ALL SELECT 'own', couple.code, couple.code || '|' || position || '|invite-own', own_key_wrap
      FROM couples_invite JOIN couples_couple couple ON couple.id = couple_id WHERE own_key_wrap IS NOT NULL
"""
_LOOKUPS = """
    SELECT token_lookup FROM couples_seat
    UNION SELECT lookup FROM couples_invite UNION SELECT lookup FROM couples_spent
"""
_BODIES = """
    SELECT 'name', couple.code, couple.code || '|' || position || '|profile', profile_sealed
      FROM couples_seat JOIN couples_couple couple ON couple.id = couple_id
    UNION ALL SELECT 'choice', couple.code, session.code || '|choice', choice_sealed
      FROM exercises_pairedsession session JOIN couples_couple couple ON couple.id = couple_id
    UNION ALL SELECT 'own', couple.code, session.code || '|' || position || '|' || step || '|own', own_sealed
      FROM exercises_answer answer JOIN exercises_pairedsession session ON session.id = session_id
      JOIN couples_seat seat ON seat.id = seat_id JOIN couples_couple couple ON couple.id = session.couple_id
    UNION ALL
    SELECT 'shared', couple.code, session.code || '|' || position || '|' || step || '|shared', shared_sealed
      FROM exercises_answer answer JOIN exercises_pairedsession session ON session.id = session_id
      JOIN couples_seat seat ON seat.id = seat_id JOIN couples_couple couple ON couple.id = session.couple_id
    UNION ALL SELECT 'line', couple.code, couple.code || '|' || position || '|glossary|' || cue, sealed
      FROM exercises_glossaryline line JOIN couples_seat seat ON seat.id = seat_id
      JOIN couples_couple couple ON couple.id = line.couple_id
"""


@dataclass(frozen=True)
class Blob:
    """Something wrapped or sealed: what of whom, the place that it is bound to, and its bytes."""

    what: str
    couple: str
    bound_to: str
    content: bytes


@dataclass(frozen=True)
class Loot:
    folder: Path
    said: Sequence[bytes] = ()  # whatever else was taken: settings, what went through Redis

    def wraps(self) -> list[Blob]:
        return list(self._blobs(_WRAPS))

    def bodies(self) -> list[Blob]:
        return list(self._blobs(_BODIES))

    def opened(self, cookies: Collection[str] = ()) -> list[Blob]:
        """Every body that opens, with these cookies' tokens or without any."""
        wraps, bodies = self.wraps(), self.bodies()
        keys = set(self._candidates([*wraps, *bodies]))
        tokens = keys | {vault.from_text(text) for text in cookies}
        for wrap in wraps:
            for token in tokens:
                try:
                    keys.add(vault.unwrap(wrap.content, token, wrap.bound_to))
                except vault.Unreadable:
                    continue
        return [body for body in bodies if any(_opens(body, key) for key in keys)]

    def still_holds(self, blobs: Iterable[Blob]) -> list[Blob]:
        """Those of these blobs that lie somewhere in the files, in a row or in what was left of one."""
        files = [path.read_bytes() for path in self._files()]
        return [blob for blob in blobs if any(blob.content[:MARK_BYTES] in data for data in files)]

    def _files(self) -> Iterator[Path]:
        yield from (
            path for path in sorted(self.folder.rglob("*")) if path.is_file() and path.parent.name != "static"
        )

    def _blobs(self, query: str) -> Iterator[Blob]:
        with closing(sqlite3.connect(self.folder / DATABASE)) as database:
            for what, couple, bound_to, content in database.execute(query):
                if content:
                    yield Blob(what, couple, bound_to, bytes(content))

    def _candidates(self, blobs: Iterable[Blob]) -> Iterator[bytes]:
        """What could be a key: 32 bytes that lie anywhere by themselves, and what the code makes of them."""
        found: set[bytes] = set()
        for data in [*(path.read_bytes() for path in self._files()), *self.said]:
            found |= {bytes.fromhex(each.decode()) for each in _KEYS.findall(data)}
            found |= set(_tokens_in(data))
            if len(data) < 1_000:  # a key file, a setting
                found |= {data.strip()[:32].ljust(32, b"\0"), sha256(data.strip()).digest()}
        with closing(sqlite3.connect(self.folder / DATABASE)) as database:
            found |= {bytes(row[0]) for row in database.execute(_LOOKUPS)}
        for blob in blobs:
            if len(blob.content) < 100:  # a wrap: were it none, it would be the key itself
                found |= {blob.content[:32], blob.content[12:44], blob.content[-32:]}
        yield from found
        for each in found:
            yield sha256(each).digest()
            for info in ("meant/v1/lookup", "meant/v1/seat"):
                yield vault.derive(each, info)


def _tokens_in(data: bytes) -> Iterator[bytes]:
    for text in _TOKENS.findall(data):
        try:
            yield vault.from_text(text.decode())
        except ValueError:
            continue


def _opens(body: Blob, key: bytes) -> bool:
    try:
        vault.open_sealed(key, body.content, body.bound_to)
    except vault.Unreadable:
        return False
    return True
