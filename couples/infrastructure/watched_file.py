"""A SQLite connection that notices when its file is not there any more, or another is in its place.

SQLite itself does not: whoever was connected goes on writing into a file without a name, which nobody ever
reads again, and whoever connects anew makes an empty one. Nothing may be acknowledged that is then lost, so
a process keeps to the file that it began with.
"""

from __future__ import annotations

import os
import sqlite3
from typing import Any

from couples.infrastructure.trouble import FileGone

_began_with: dict[str, tuple[int, int]] = {}  # a file's path -> its device and number


class WatchedFile(sqlite3.Connection):
    """For `sqlite3.connect(…, factory=WatchedFile)`. Each use looks first: one question to the system."""

    def __init__(self, database: str, *args: Any, **options: Any) -> None:
        self._path = os.path.abspath(database)
        if self._path in _began_with:
            self._look()  # before SQLite would make an empty one
        super().__init__(database, *args, **options)
        _began_with.setdefault(self._path, _number_of(self._path))

    def cursor(self, *args: Any, **options: Any) -> Any:
        self._look()
        return super().cursor(*args, **options)

    def _look(self) -> None:
        if _number_of(self._path) != _began_with[self._path]:
            raise FileGone("the file of the database is not the one that this process began with")


def _number_of(path: str) -> tuple[int, int]:
    try:
        found = os.stat(path)
    except FileNotFoundError:
        return 0, 0
    return found.st_dev, found.st_ino
