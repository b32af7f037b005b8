"""The clock of an app that a test serves. No part of the app, which has no setting for this and no way to it.

`manage.py serve` runs on this machine's clock, and what both are to see at once lies a second and a half
ahead, or three. A test that is not about these waits would only sit through them. So `entry.py` puts another
clock in, before the app starts, and only where the data folder says that it is a test's:

    mark(data_dir)                # made by whoever starts the app; without it `install` refuses
    forward(data_dir, 3_700)      # from now on it is 3.7 s later, for every process on this folder
    leave_untouched(data_dir, 7_201)    # nobody has touched an open page for two hours and a second more

Days are left alone: what expires does so by Django's clock, which nothing here touches.
"""

from __future__ import annotations

import time
from pathlib import Path
from types import ModuleType
from urllib.parse import urlsplit

SOON_MS = 300  # both phones hear of it in time, on a machine that is busy
BEAT_SECONDS = 1
GRACE_SECONDS = 3

_MARK = "clock-of-a-test"  # holds how many milliseconds it is ahead
_SHIPPED = "as-far-ahead-as-shipped"
_UNTOUCHED = "untouched-for"  # how many seconds, in all


class Refused(SystemExit):
    """This is not an app that a test serves."""


def mark(data_dir: Path) -> None:
    """Say of a data folder that it is a test's. One that is marked keeps its time."""
    if not (data_dir / _MARK).exists():
        _set(data_dir, 0)


def forward(data_dir: Path, milliseconds: int) -> None:
    """Move the clock of every process on this folder. It never goes back."""
    assert milliseconds >= 0
    _set(data_dir, ahead(data_dir) + milliseconds)


def ahead(data_dir: Path) -> int:
    """How many milliseconds it is ahead of this machine's."""
    return int((data_dir / _MARK).read_text())


def leave_untouched(data_dir: Path, seconds: int) -> None:
    """Let every page that is open now have been left alone for so much longer."""
    _write(data_dir / _UNTOUCHED, untouched(data_dir) + seconds)


def untouched(data_dir: Path) -> int:
    path = data_dir / _UNTOUCHED
    return int(path.read_text()) if path.exists() else 0


def as_far_ahead_as_shipped(data_dir: Path, on: bool) -> None:
    """Whether what both are to see at once lies as far ahead as it does for people."""
    (data_dir / _SHIPPED).unlink(missing_ok=True)
    if on:
        (data_dir / _SHIPPED).touch()


def install() -> None:
    """Put the clock into this process, whose app is set up but not serving yet, or refuse."""
    from django.conf import settings

    from couples import presence
    from exercises.rules import clock
    from exercises.web import pulse

    data_dir = Path(settings.DATA_DIR)
    if not (data_dir / _MARK).is_file():
        raise Refused(f"{data_dir} is no data folder of a test. Serve it with manage.py.")
    elsewhere = [each for each in settings.PUBLIC_ORIGINS if urlsplit(each).hostname not in _HERE]
    if elsewhere:
        raise Refused(f"{elsewhere[0]} can be reached by others. Serve it with manage.py.")
    _replace(clock, "now_ms", lambda: time.time_ns() // 1_000_000 + ahead(data_dir))
    shipped = clock.ahead_ms

    def ahead_ms(what: str) -> int:
        usual: int = shipped(what)
        return usual if (data_dir / _SHIPPED).exists() else min(usual, SOON_MS)

    _replace(clock, "ahead_ms", ahead_ms)
    _replace(pulse, "BEAT_SECONDS", BEAT_SECONDS)
    _replace(presence, "GRACE_SECONDS", GRACE_SECONDS)

    from exercises.web import consumers  # not before: it goes by the beat

    usual_now = consumers.now
    _replace(consumers, "now", lambda: usual_now() + untouched(data_dir))


_HERE = {"127.0.0.1", "localhost", "::1"}


def _replace(module: ModuleType, name: str, new: object) -> None:
    if not hasattr(module, name):
        raise Refused(f"{module.__name__} has no {name} any more. Put the clock in where it is now.")
    setattr(module, name, new)


def _set(data_dir: Path, ahead: int) -> None:
    _write(data_dir / _MARK, ahead)


def _write(path: Path, number: int) -> None:
    new = path.with_suffix(".new")
    new.write_text(str(number))
    new.replace(path)  # whoever reads it meanwhile reads the one or the other
