"""What one socket knows of itself: whom it speaks for, what its tab shows, when it last gave a sign of life.

Nothing is sent, awaited or asked of a database here, and nothing is measured: instants (in seconds, of one
clock) are given by whoever calls. `SessionConsumer` wires it to a socket.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from couples import presence
from couples.access import Holder
from couples.infrastructure.limits import Bucket
from couples.positions import other
from exercises.queries.session_status import SessionStatus
from exercises.screens import SessionView
from exercises.web import protocol
from exercises.web.panels import Panel
from exercises.web.protocol import ClientMessage, Close, Hello, OldPage, Ping
from exercises.web.pulse import BEAT_SECONDS

IDLE_SECONDS = 2 * 60 * 60  # nobody has touched anything: close, and forget the keys
LAPSING_SECONDS = presence.LEASE_SECONDS - 2 * BEAT_SECONDS  # later than that, renewing may come too late
MESSAGES_AT_ONCE = 20
MESSAGES_PER_SECOND = 2.0


def _bucket() -> Bucket:
    return Bucket(MESSAGES_AT_ONCE, MESSAGES_PER_SECOND)


@dataclass
class Connection:
    """touched: when somebody last did something on this tab. leased: when it last showed a sign of life.

    id: what its lease is found by. position: 0 until its seat is found. tab: what its page calls itself.
    greeted: nothing is sent before the first hello, which also says that somebody is here. over: nothing more
    is sent, nor heard.
    is_expected_back: it is the server that ends, so whoever is here has not gone away.
    etags, version, other_here, one_phone: what the tab shows; of two who share a phone it doesn't say whether
    the other is here. at: the step that it looks at. is_trial: the other is a pretend partner, who does
    its part when this tab gives a sign of life.
    """

    code: str
    origin: str
    holder: Holder
    touched: float
    id: str = field(default_factory=lambda: secrets.token_hex(16))
    bucket: Bucket = field(default_factory=_bucket)
    position: int = 0
    leased: float = 0.0
    tab: str = ""
    greeted: bool = False
    over: bool = False
    is_expected_back: bool = False
    etags: dict[str, str] = field(default_factory=dict)
    at: str | None = None
    version: int = 0
    other_here: bool | None = None
    is_trial: bool = False
    one_phone: bool = False

    # ---- what is heard ------------------------------------------------------------------------

    def may_speak(self) -> bool:
        """Count one more frame. False once there are too many."""
        return self.bucket.take()

    def excuse(self, until: float) -> None:
        """Nobody could be heard until then: that is no silence of this one's."""
        self.leased = max(self.leased, until)

    def has_lapsed(self, message: ClientMessage, now: float) -> bool:
        """Whether its lease has run out, so that this message is an arrival. A hello is one anyway."""
        return self.greeted and not isinstance(message, Hello) and now - self.leased > LAPSING_SECONDS

    def wakes_partner(self, message: ClientMessage) -> bool:
        """Whether a pretend partner does its part upon this sign of life, as upon every command."""
        return self.greeted and self.is_trial and isinstance(message, Ping)

    def touch(self, message: ClientMessage, now: float) -> None:
        """Somebody is at this tab. A ping is sent by the page alone."""
        if not isinstance(message, Ping):
            self.touched = now

    def greet(self, message: Hello) -> None:
        """Take over what the tab says that it shows. Raises OldPage, and is then as it was."""
        if message.protocol != protocol.PROTOCOL:
            raise OldPage
        self.at = message.at
        self.etags = dict(message.etags)
        self.greeted = True

    def name_of(self, tab: str) -> str:
        """What this tab is called among all of a process. Who connects anew under it ends the older one.

        A page has one name, so the first that it says counts: of more there would be no end.
        """
        self.tab = self.tab or tab
        return f"{self.code} {self.position} {self.tab}"

    # ---- what is shown ------------------------------------------------------------------------

    def shows(self, view: SessionView, changed: Mapping[str, Panel]) -> None:
        """This is on its way to the tab."""
        self.version, self.other_here, self.is_trial = view.version, view.here, view.is_trial
        self.one_phone = view.one_phone
        self.etags.update({name: panel.etag for name, panel in changed.items()})

    def has_seen(self, event: Mapping[str, Any]) -> bool:
        """Whether a hint is no news: of its own coming, of another session, or of what the tab shows."""
        if event.get("but") == self.id:
            return True
        versions = event.get("versions") or ()
        return bool(versions) and (event["code"] != self.code or versions[self.position - 1] <= self.version)

    def is_behind(self, status: SessionStatus) -> bool:
        """Whether the tab shows something that is no longer so."""
        behind = status.versions[self.position - 1] > self.version
        came_or_went = (other(self.position) in status.here) is not self.other_here
        return behind or (came_or_went and not self.one_phone)

    # ---- how it ends --------------------------------------------------------------------------

    def has_to_end(self, status: SessionStatus | None, now: float) -> Close | None:
        """Why this is to be closed; None while it is not. status: None where the session is gone.

        A seat that has moved to another device is not gone: here alone there is nothing any more.
        """
        if now - self.touched > IDLE_SECONDS:
            return Close.IDLE
        if status is None:
            return Close.OVER
        return None if status.has_a_seat_for(self.holder) else Close.NO_SEAT

    def end(self) -> None:
        """Send and hear nothing more, and forget the way to the keys."""
        self.over = True
        self.holder = Holder(())
