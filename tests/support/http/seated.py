"""Somebody of a pair at their pages: what a browser with that seat's cookie gets.

alex = seated(pair, pair.alex)
alex.open(f"/s/{pair.code}/comparison/")
pages_of(pair, pair.alex)             # every page that this seat can open, by its path
"""

from __future__ import annotations

import html

from couples.access import Holder
from tests.support.couples.paired import Pair
from tests.support.http.visitors import Visitor

OF_SESSION = ("/s/{code}/", "/s/{code}/comparison/", "/s/{code}/own/")
COPIES = ("/us/{couple}/export/export.txt", "/us/{couple}/export/export.json")
OF_COUPLE = tuple(f"/us/{{couple}}/{page}" for page in ("", "glossary/", "settings/", "checkins/", "export/"))
THERE = (200, 422)
ALL = OF_SESSION + OF_COUPLE + COPIES


def seated(pair: Pair, who: Holder) -> Visitor:
    visitor = Visitor("alex" if who == pair.alex else "sam")
    visitor.cookies.load(pair.cookies(who))
    return visitor


def pages_of(
    pair: Pair, who: Holder, pages: tuple[str, ...] = OF_SESSION + OF_COUPLE + COPIES
) -> dict[str, str]:
    """What each page says that this seat can open now, unescaped."""
    visitor, found = seated(pair, who), {}
    paths = [path.format(code=pair.code, couple=pair.couple_code) for path in pages]
    for path in paths:
        answer = visitor.ask(path)
        assert answer.status == 200 or "comparison" in path, (path, answer.status)  # that one may come later
        found[path] = html.unescape(answer.text) if answer.status in THERE else ""
    return found
