"""What holds only itself is found in a process that serves, only less often; the start is left out of it."""

from __future__ import annotations

import subprocess
import sys

LATER = """
import gc, sys, weakref
from couples.infrastructure import garbage

class Ended:
    pass

garbage.search_seldom()
before, found = gc.get_freeze_count(), gc.get_stats()[0]["collections"]
ended = Ended()
ended.itself = ended
gone = weakref.ref(ended)
del ended
kept = [[] for _ in range(int(sys.argv[1]))]
print(before > 1_000, gone() is None, gc.get_stats()[0]["collections"] - found)
"""


def after(objects: int) -> list[str]:
    """Whether much was left out, whether what had ended is gone once so many more are there, and searches."""
    command = [sys.executable, "-c", LATER, str(objects)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()


def test_a_few_objects_are_no_reason_to_search_and_many_are() -> None:
    assert after(3_000) == ["True", "False", "0"]
    assert after(8_000) == ["True", "True", "1"]
