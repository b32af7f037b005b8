"""How much memory an app that a test serves has in use: what was handed out and is still held by somebody.

What the system counts as resident is more: what was once free stays with the process, so that number follows
the most that was ever needed at one instant, and grows with each coincidence. Whether something is kept for
ever shows only here. `entry.py` has the app tell it on a signal, after a search for garbage.

    app = launch_app(folder, as_shipped=False, **ALL_COUNTED)
    in_use_kb(app)
"""

from __future__ import annotations

import ctypes
import gc
import os
import signal
from pathlib import Path

from tests.support.processes.app import App
from tests.support.processes.process import until

ALL_COUNTED = {"PYTHONMALLOC": "malloc"}  # else Python takes small objects from a store of its own
TOLD = "memory-in-use"
PATIENCE_SECONDS = 30
NAMES = "arena ordblks smblks hblks hblkhd usmblks fsmblks uordblks fordblks keepcost"


class _Mallinfo(ctypes.Structure):
    """What glibc's mallinfo2 returns."""

    _fields_ = [(name, ctypes.c_size_t) for name in NAMES.split()]


def install(data_dir: Path) -> None:
    """Have this process write the number into its data folder whenever it is asked."""

    def tell(*_: object) -> None:
        ask = ctypes.CDLL("libc.so.6").mallinfo2  # not before: only a long run needs it to be there
        ask.restype = _Mallinfo
        gc.collect()
        found = ask()
        written = data_dir / f"{TOLD}.new"
        written.write_text(str((found.uordblks + found.hblkhd) // 1024))
        written.rename(data_dir / TOLD)  # whole, or not there

    signal.signal(signal.SIGUSR1, tell)


def in_use_kb(app: App) -> int:
    """What it has in use now."""
    told = app.data_dir / TOLD
    told.unlink(missing_ok=True)
    os.kill(app.pid, signal.SIGUSR1)
    until(told.exists, "the app to say how much memory it uses", PATIENCE_SECONDS)
    return int(told.read_text())
