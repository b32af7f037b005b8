"""What a process of this machine's uses: memory, processor time, open files."""

from __future__ import annotations

import os
from pathlib import Path

PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
TICKS = os.sysconf("SC_CLK_TCK")


def resident_kb(pid: int) -> int:
    """How much of its memory is really there."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE_BYTES // 1024


def most_resident_kb(pid: int) -> int:
    """How much that has been at most."""
    status = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))


def cpu_seconds(pid: int) -> float:
    """What it has taken from the processors so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def open_files(pid: int) -> int:
    """How many descriptors it has open, sockets included."""
    return len(list(Path(f"/proc/{pid}/fd").iterdir()))
