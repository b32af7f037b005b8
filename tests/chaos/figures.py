"""Every figure of `make chaos`: its name, the part that gives it, and its bar. Pure data and its reading."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Found = Mapping[str, float]


@dataclass(frozen=True)
class Figure:
    """One line at the end. A bar is a least or a most; what is counted (a least) shrinks with --scale."""

    name: str
    part: str
    least: float | None = None
    most: float | None = None

    def holds(self, value: float, scale: float) -> bool:
        if math.isnan(value):
            return False
        if self.least is not None and value < self._least(scale):
            return False
        return self.most is None or value <= self.most

    def bar(self, scale: float) -> str:
        if self.least is not None:
            return f"at least {self._least(scale):g}"
        return f"at most {self.most:g}" if self.most is not None else "for the record"

    def _least(self, scale: float) -> float:
        """Whoever runs a twentieth of it is held to a twentieth; to run more is no duty."""
        assert self.least is not None
        return max(1, round(self.least * min(scale, 1)))


FIGURES = (
    Figure("rules.examples", "rules", least=20_000),  # of 50 steps each
    Figure("rules.breaks", "rules", most=0),
    Figure("machine.sqlite_examples", "machine", least=500),  # over sockets, with the database
    Figure("machine.postgres_examples", "machine", least=500),
    Figure("machine.breaks", "machine", most=0),
    Figure("live.runs", "live", least=1_000),
    Figure("live.lost", "live", most=0),
    Figure("live.leaked", "live", most=0),
    Figure("live.double_reveals", "live", most=0),
    Figure("kill.runs", "kill", least=200),
    Figure("kill.resume_s_max", "kill", most=5),  # after the port is back
    Figure("redis.closed", "redis", most=0),
    Figure("redis.repair_s_max", "redis", most=15),  # while it is gone; once it is back the part asks for 6
    Figure("rolling.lost", "rolling", most=0),  # nothing that was promised, with 50 couples at it
    Figure("rolling.back_s_max", "rolling", most=10),  # from the end of a socket until it is back
    Figure("idle.closed", "idle", most=0),
    Figure("codes.wrong", "codes", most=0),
    Figure("pg.races", "races", least=1),
    Figure("pg.failed", "races", most=0),
    Figure("pg.connections_max", "pgload", most=20),
    Figure("postgres.tests", "postgres", least=1_000),  # of the suite: all that store something
    Figure("postgres.failed", "postgres", most=0),
    Figure("fuzz.frames", "fuzz", least=10_000),
    Figure("fuzz.requests", "fuzz", least=2_000),
    Figure("fuzz.crashes", "fuzz", most=0),
    Figure("storm.back_s", "storm", most=15),
    Figure("churn.in_use_slope_kb_per_min", "churn", most=50),  # a flat line, as well as that can be measured
    Figure("thief.bodies", "thief", most=0),
    Figure("canary.hits", "canary", most=0),
    Figure("leave.shown_again", "engines", most=0),
    Figure("engines.walks", "engines", least=10),
    Figure("engines.faults", "engines", most=0),
)

PARTS = tuple(dict.fromkeys(figure.part for figure in FIGURES))


def missing(found: Found, parts: Sequence[str]) -> Found:
    """What these parts should have given and did not: no number, which holds no bar."""
    return {each.name: math.nan for each in FIGURES if each.part in parts and each.name not in found}


def report(found: Found, scale: float) -> tuple[list[str], bool]:
    """A line for each figure that was found, in their order, and whether all of them hold."""
    strange = set(found) - {figure.name for figure in FIGURES}
    assert not strange, f"figures.py knows nothing of {sorted(strange)}"
    lines, good = [], True
    for figure in FIGURES:
        if figure.name not in found:
            continue
        value, holds = found[figure.name], figure.holds(found[figure.name], scale)
        good = good and holds
        text = f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
        note = figure.bar(scale) + ("" if holds else ": MISSED")
        lines.append(f"{figure.name} = {text}  # {note}")
    return lines, good
