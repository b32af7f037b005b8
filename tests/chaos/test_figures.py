"""What the end of `make chaos` says, and when its status is a failure."""

from __future__ import annotations

import math

from tests.chaos.figures import FIGURES, PARTS, missing, report


def test_figures_come_in_their_order_with_their_bars() -> None:
    lines, good = report({"live.lost": 0, "rules.examples": 20_000, "kill.resume_s_max": 1.234}, scale=1)
    assert lines == [
        "rules.examples = 20000  # at least 20000",
        "live.lost = 0  # at most 0",
        "kill.resume_s_max = 1.23  # at most 5",
    ]
    assert good


def test_a_bar_that_is_missed_is_a_failure_and_says_so() -> None:
    for name, value in (("live.lost", 1), ("kill.resume_s_max", 5.1), ("live.runs", 999)):
        lines, good = report({name: value}, scale=1)
        assert lines[0].endswith(": MISSED") and not good
    assert not report({"storm.back_s": math.nan}, scale=1)[1]


def test_part_of_it_is_held_to_its_part() -> None:
    assert report({"live.runs": 50}, scale=0.05)[1]
    assert not report({"live.runs": 49}, scale=0.05)[1]
    assert report({"live.runs": 1_000}, scale=3)[1]


def test_a_part_that_fails_leaves_a_line_for_each_of_its_figures_and_no_number() -> None:
    gone = missing({"live.lost": 0}, ["live", "idle"])
    assert set(gone) == {"live.runs", "live.leaked", "live.double_reveals", "idle.closed"}
    lines, good = report({"live.lost": 0, **gone}, scale=1)
    assert lines[0] == "live.runs = nan  # at least 1000: MISSED" and not good
    assert len(missing({}, PARTS)) == len(FIGURES)


def test_each_figure_has_one_name_and_one_bar() -> None:
    assert len({figure.name for figure in FIGURES}) == len(FIGURES) == 32
    assert all((figure.least is None) != (figure.most is None) for figure in FIGURES)
