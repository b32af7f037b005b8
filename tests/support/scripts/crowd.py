"""Many people at one app at the same instant, over real HTTP: who was not answered, and how long it took.

    said = Crowd(app, people=64).go_on_for(seconds=3)
    assert not said.refused                    # each status of 500 and above, and how often

Each of them has a connection that stays open, and in turns opens the page of a session, passes a step of it
and looks at the home page: two of three requests write.
"""

from __future__ import annotations

import http.client
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import cycle
from ssl import SSLContext
from typing import Protocol
from urllib.parse import urlencode, urlsplit

from tests.support.http.visitors import RemoteVisitor, sit_down

PATIENCE_SECONDS = 60
COUPLES = 8


class Front(Protocol):
    @property
    def origin(self) -> str: ...


@dataclass
class Said:
    """Every answer: how many of each status, and the seconds that each took."""

    statuses: Counter[int] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)

    @property
    def refused(self) -> dict[int, int]:
        return {status: times for status, times in self.statuses.items() if status >= 500}

    @property
    def slowest(self) -> float:
        return max(self.seconds)


class Crowd:
    """front: where they knock, an app or an nginx before it; over TLS with whose certificates are good."""

    def __init__(self, front: Front, people: int, couples: int = COUPLES) -> None:
        self.front, self.people = front, people
        self.trusted: SSLContext | None = getattr(front, "trusted", None)
        self.seats: list[tuple[str, str]] = []  # the code of a session, and the cookies of one of its two
        for _ in range(couples):
            two = [RemoteVisitor(name, front.origin, self.trusted) for name in ("alex", "sam")]
            code = sit_down(*two)
            self.seats += [(code, each.cookie_header) for each in two]

    def go_on_for(self, seconds: float) -> Said:
        """All of them ask, one request after the other, until the time is over; each thing once at least."""
        ends, said = time.monotonic() + seconds, [Said() for _ in range(self.people)]
        threads = [
            threading.Thread(target=self._ask, args=(each, *self.seats[number % len(self.seats)], ends))
            for number, each in enumerate(said)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(PATIENCE_SECONDS + seconds)
            assert not thread.is_alive()
        whole = Said()
        for each in said:
            whole.statuses += each.statuses
            whole.seconds += each.seconds
        return whole

    def _ask(self, said: Said, code: str, cookies: str, ends: float) -> None:
        page = f"/s/{code}/"
        passed = urlencode({"command": "pass", "step": "quiet-at-dinner.receiver"})
        each = [("GET", page, None), ("POST", page, passed), ("GET", "/", None)]
        asked = cycle(each)
        headers = {"Cookie": cookies, "Origin": self.front.origin}
        typed = {**headers, "Content-Type": "application/x-www-form-urlencoded"}
        connection = self._line()
        # However slow the machine is: a second may be over before the first page has come.
        while time.monotonic() < ends or len(said.seconds) < len(each):
            began = time.monotonic()
            method, path, body = next(asked)
            connection.request(method, path, body, typed if body else headers)
            with connection.getresponse() as answer:
                answer.read()
                said.statuses[answer.status] += 1
            said.seconds.append(time.monotonic() - began)
        connection.close()

    def _line(self) -> http.client.HTTPConnection:
        where = urlsplit(self.front.origin)
        assert where.hostname
        if self.trusted is None:
            return http.client.HTTPConnection(where.hostname, where.port, timeout=PATIENCE_SECONDS)
        return http.client.HTTPSConnection(
            where.hostname, where.port, timeout=PATIENCE_SECONDS, context=self.trusted
        )
