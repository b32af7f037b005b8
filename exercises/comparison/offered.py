"""What of an answer leaves its owner: at the release, in the owner's own request, and nothing else does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from exercises.comparison import weights
from exercises.comparison.answers import (
    NOT_APPLICABLE,
    PASSED,
    Meaning,
    Next,
    Reading,
    Unfit,
    check_category,
    check_pick,
    check_threat,
)
from exercises.comparison.weights import Band, Pull

FIELDS = ("pick", "t", "cat", "band", "pull")


@dataclass(frozen=True)
class Offered:
    """A shared reading (with band and pull) or a shared meaning (without). `na` has a pick and nothing else.

    t is None exactly when the pick is na.
    """

    pick: str
    t: int | None = None
    cat: str | None = None
    band: Band | None = None
    pull: Pull | None = None

    def __post_init__(self) -> None:
        check_pick(self.pick)
        if self.pick == PASSED:
            raise Unfit("pick", "is never offered when it was passed")
        if self.pick == NOT_APPLICABLE:
            for name in FIELDS[1:]:
                if getattr(self, name) is not None:
                    raise Unfit(name, "is not there with na")
            return
        check_threat(self.t)
        check_category(self.cat)
        if self.band is not None and self.band not in get_args(Band):
            raise Unfit("band", f"needs one of {', '.join(get_args(Band))}")
        if self.pull is not None and self.pull not in get_args(Pull):
            raise Unfit("pull", f"needs one of {', '.join(get_args(Pull))}")
        if (self.band is None) != (self.pull is None):
            raise Unfit("pull" if self.pull is None else "band", "is missing: band and pull come together")

    def to_json(self) -> dict[str, str | int]:
        """A plain dict of the fields that are there."""
        return {name: getattr(self, name) for name in FIELDS if getattr(self, name) is not None}

    @classmethod
    def from_json(cls, data: object) -> Offered:
        """The inverse of `to_json`; raises Unfit for anything that it could not have made."""
        if not isinstance(data, dict):
            raise Unfit("offered", "needs an object")
        for name in data:
            if name not in FIELDS:
                raise Unfit("offered", f"has only {', '.join(FIELDS)}")
        if "pick" not in data:
            raise Unfit("pick", "is missing")
        return cls(**data)


def reduce(answer: Reading | Meaning | None) -> Offered | None:
    """What its owner offers of one answer. None when there is none, when it was passed and when it is kept.

    The three are one and the same to the other person. A guess is never offered.
    """
    if answer is None or not answer.share or answer.pick == PASSED:
        return None
    if answer.pick == NOT_APPLICABLE:
        return Offered(NOT_APPLICABLE)
    if isinstance(answer, Reading):
        band, pull = band_of(answer.cert), pull_of(answer.matter, answer.next)
        return Offered(answer.pick, answer.t, answer.cat, band, pull)
    return Offered(answer.pick, answer.t, answer.cat)


def band_of(cert: int | None) -> Band:
    certainty = weights.UNTOUCHED_CERTAINTY if cert is None else cert
    if certainty >= weights.SURE_FROM:
        return "sure"
    return "guessing" if certainty <= weights.GUESSING_UP_TO else "leaning"


def pull_of(matter: int | None, next: Next | None) -> Pull:
    weight = weights.UNTOUCHED_MATTER if matter is None else matter
    raw = (weights.MATTER_FLOOR + weights.MATTER_STEP * weight) * weights.NEXT_FACTOR[next]
    if raw < weights.MID_FROM:
        return "low"
    return "mid" if raw < weights.HIGH_FROM else "high"
