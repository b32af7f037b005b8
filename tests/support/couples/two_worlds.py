"""Two worlds that differ in one deed of one person: whatever the other can get out of the app is the same.

`everything` is all that a browser with one person's cookies can be answered: every page there is (found in
the list of URLs, so a new page is looked at without being named here), every step of a session, as HTML and
as JSON, with headers, byte by byte. A world is one course of events that is taken back afterwards, so two of
them have the same keys, codes and names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from couples.access import Holder
from tests.support.couples.paired import Pair

Deed = Callable[[Pair], object]
Everything = dict[str, bytes]

# What differs from one instant to the next, whoever asks: the server's clock, in milliseconds, and in a
# calendar's file, by the second; there an appointment also has a number that is drawn each time.
CLOCK = re.compile(
    rb'(?<="now": )\d+|(?<=data-ends-at=")\d+|(?<=data-starts-at=")\d+'
    rb'|, "reveal_at": \d+| data-(?:reveal-at|now)="\d+"'
    rb"|\r\nUID:[0-9a-f]{32}|\r\nDT(?:STAMP|START|END):[0-9]{8}T[0-9]{6}Z"
)
# Looked at, these change something or belong to nobody.
NOT_LOOKED_AT = {"leave", "healthz", "start", "calendar"}


class _Back(Exception):
    """This world is over."""


def paths(pair: Pair, steps: tuple[str, ...] = (), turn: str = "") -> Iterator[str]:
    """Every page of these two, and their session at every step. turn: "/2", of the second on one phone."""
    couple, code = pair.couple_code + turn, pair.code + turn
    for each in _patterns(get_resolver()):
        if each.name in NOT_LOOKED_AT:
            continue
        route = str(each.pattern)
        filled = route.replace("<address:couple>", couple).replace("<address:code>", code)
        if "<" not in filled:
            yield f"/{filled}"
    for step in steps:
        yield f"/s/{code}/?at={step}"


def _patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from _patterns(each)
        else:
            yield each


def everything(
    pair: Pair, who: Holder, steps: tuple[str, ...] = (), *, one_phone: bool = False
) -> Everything:
    """All that this person's browser is answered, by path and by what it asks for.

    one_phone: it is the other's browser as well, and the pages are this person's.
    """
    cookies = [pair.cookies(each) for each in (pair.both if one_phone else (who,))]
    client = Client(headers={"cookie": "; ".join(cookies)})
    turn = f"/{pair.both.index(who) + 1}" if one_phone else ""
    found: Everything = {}
    for path in paths(pair, steps, turn):
        for accept in ("text/html", "application/json"):
            response = client.get(path, headers={"accept": accept})
            head = f"{response.status_code} {sorted(response.headers.items())}\n".encode()
            body = b"".join(response) if response.streaming else response.content
            found[f"{path} as {accept}"] = CLOCK.sub(b"", head + body)
    return found


def after(
    pair: Pair, who: Holder, deed: Deed, steps: tuple[str, ...] = (), *, one_phone: bool = False
) -> Everything:
    """Everything that this person could get, had this happened. Nothing of it stays."""
    found: Everything = {}
    try:
        with transaction.atomic():
            deed(pair)
            found = everything(pair, who, steps, one_phone=one_phone)
            raise _Back
    except _Back:
        return found


def differences(first: Everything, second: Everything) -> list[str]:
    """Where the two worlds differ, for somebody who may not see that they do."""
    return [where for where in sorted(first.keys() | second.keys()) if first.get(where) != second.get(where)]
