"""One person who tries an exercise alone: alex, with a pretend partner whose seat the same browser holds."""

from __future__ import annotations

from couples.access import Holder
from couples.positions import FIRST, SECOND
from exercises import commands
from exercises.models import Milestone
from tests.support.couples.paired import CORE, Pair


def try_alone(exercise: str = CORE, name: str = "Alex") -> Pair:
    """alex has the whole browser; what would be sam's is the seat of the pretend partner, held singly."""
    tried = commands.try_alone(exercise, name)
    browser = Holder((tried.tokens[FIRST], tried.tokens[SECOND]))
    pair = Pair(tried.code, tried.couple_code, browser, Holder((tried.tokens[SECOND],)))
    pair.arrive(pair.alex)
    return pair


def let_pass(pair: Pair, seconds: int) -> None:
    """So much time goes by for the instants of this session: they are moved back."""
    for milestone in Milestone.objects.filter(session__code=pair.code):
        Milestone.objects.filter(pk=milestone.pk).update(at=milestone.at - seconds * 1_000)
