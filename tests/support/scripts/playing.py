"""Two scripted people who play an exercise to its end, at the level of use cases.

    scripts = play(pair, share_all=False)      # {"alex": Script, "sam": Script}: what each entered, and did

What they enter is `answer_script.py`'s, how they go on is `playthrough.py`'s; no socket is needed, so a test
can look at pages or at an export afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping

from exercises.rules import Stage
from tests.support.couples.paired import Pair
from tests.support.scripts.answer_script import Name, Script
from tests.support.scripts.playthrough import Play


def play(pair: Pair, *, share_all: bool = False, share_line: bool = True) -> Mapping[Name, Script]:
    """From where they stand to the end of it. share_line: what they take along is for both to see."""
    playing = Play(pair, share_all=share_all, share_line=share_line)
    for _ in playing.to_the_end():
        pass
    assert [pair.stage(who) for who in pair.both] == [Stage.FINISHED] * 2
    return playing.scripts
