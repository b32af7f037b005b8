"""Somebody of a pair at their pages: what a browser with that seat's cookie gets.

alex = seated(pair, pair.alex)
alex.open(f"/s/{pair.code}/comparison/")
"""

from __future__ import annotations

from couples.access import Holder
from pairs import Pair
from visitors import Visitor


def seated(pair: Pair, who: Holder) -> Visitor:
    visitor = Visitor("alex" if who == pair.alex else "sam")
    visitor.cookies.load(pair.cookies(who))
    return visitor
