"""The socket of one seat at one paired session: parse, one hop, send. No rules, no ORM.

A command is one hop off the event loop: the use case and the rendering of the sender's own panels.
Others hear a hint and render for themselves. Whatever goes wrong in a message is answered with
`refused`; the socket lives.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from contextlib import suppress
from typing import Any, ClassVar

from autobahn.exception import Disconnected
from channels.consumer import get_handler_name
from channels.generic.websocket import AsyncWebsocketConsumer
from django.db import Error

from couples import access, live, presence
from couples.addresses import Address
from couples.infrastructure.refusals import NotHere, Refused
from exercises import commands
from exercises.presenters.session import session_view
from exercises.queries import loading, session_status
from exercises.queries.session_state import SessionState
from exercises.queries.session_status import SessionStatus
from exercises.rules import clock
from exercises.screens import SessionView
from exercises.web import frames, panels, protocol
from exercises.web.connection import Connection
from exercises.web.door import door
from exercises.web.panels import Panel
from exercises.web.protocol import Close
from exercises.web.pulse import pulse

log = logging.getLogger(__name__)


def now() -> float:
    """The clock that a connection's instants are of."""
    return asyncio.get_running_loop().time()


class SessionConsumer(AsyncWebsocketConsumer):
    groups: ClassVar[list[str]] = []

    async def dispatch(self, message: dict[str, Any]) -> None:
        """Hand a message on without the thread hop that stock Channels pays for each one.

        The hop closes stale database connections; `Pulse.hop` does that where the database is used.
        """
        await getattr(self, get_handler_name(message))(message)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Whatever ends this socket, even a kill without a goodbye, takes it out of the pulse."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            pulse().leave(self)

    @property
    def code(self) -> str:
        return self.connection.code

    @property
    def lease(self) -> str:
        return self.connection.id

    @property
    def touched(self) -> float:
        return self.connection.touched

    async def connect(self) -> None:
        sent = dict(self.scope["headers"]).get(b"origin", b"")
        origin = sent.decode("latin-1")  # one of ours: the handshake was refused otherwise
        address: Address = self.scope["url_route"]["kwargs"]["code"]
        secure, code = origin.startswith("https:"), address.code
        holder = access.holder(self.scope["cookies"], secure=secure, position=address.position)
        self.connection = Connection(code, origin, holder, touched=now())
        self.turn = asyncio.Lock()  # the pulse and this socket's own messages render one at a time
        self.group: str | None = None
        if self.has_gone():  # it has waited for too long, and comes back by itself
            return
        await self.accept()
        if not holder.tokens:
            return await self.end(Close.NO_SEAT)
        try:
            couple_code, self.connection.position = await pulse().hop(loading.locate_seat, holder, code)
        except NotHere:
            return await self.end(Close.NO_SESSION)
        except Error as error:
            log.warning("a socket was not opened: %s", type(error).__name__)
            return await self.end(Close.AWAY)
        self.group = live.group_of(couple_code)
        await self.channel_layer.group_add(self.group, self.channel_name)
        pulse().join(self)
        rests = pulse().tabs.open(self, f"{couple_code} {self.connection.position}")
        if rests is not None:
            await rests.end(Close.RESTS)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        if self.connection.over:
            return
        if not self.connection.may_speak():
            return await self.end(Close.FLOOD)
        try:
            message = protocol.parse(text_data)
            async with self.turn:
                await self.obey(message)
        except NotHere:
            await self.end_for_good()
        except Refused as refusal:
            await self.say(protocol.refused(refusal, frames.ref_of(text_data)))
        except Exception as error:  # never its text: it may hold what somebody wrote
            log.error("message failed: %s %s", secrets.token_hex(4), type(error).__name__)
            await self.say(protocol.refused(protocol.WentAstray(), frames.ref_of(text_data)))

    async def obey(self, message: protocol.ClientMessage) -> None:
        instant = now()
        self.connection.touch(message, instant)
        self.connection.excuse(pulse().leases.excused_until(instant))
        if self.connection.has_lapsed(message, instant) or self.connection.wakes_partner(message):
            await self.arrive()
        self.connection.leased = instant
        if not isinstance(message, protocol.Hello):  # which takes a lease of its own
            pulse().leases.pinged(self.lease)
        match message:
            case protocol.Ping():
                await self.say(protocol.pong(clock.now_ms()))
            case protocol.Hello():
                await self.hello(message)
            case protocol.Draft() | protocol.Answer() | protocol.Pass() | protocol.Ready():
                await self.command(message.ref, protocol.command_of(message))

    async def hello(self, message: protocol.Hello) -> None:
        self.connection.greet(message)
        if message.tab is not None:
            before = pulse().replace(self.connection.name_of(message.tab), self)
            if before is not None:
                await before.end(Close.REPLACED)
        await self.arrive(always=True)

    async def arrive(self, *, always: bool = False) -> None:
        def arrived() -> tuple[SessionView, dict[str, Panel]]:
            seconds = presence.LEASE_SECONDS
            return self.rendered(commands.arrive(self.connection.holder, self.code, self.lease, seconds))

        async with door().turn(self) as has_come:
            if not has_come:
                return
            view, changed = await pulse().hop(arrived)
        await self.send_panels(view, changed, always=always)

    def has_gone(self) -> bool:
        """Whether nobody is at the other end any more. What they had sent before is done all the same."""
        return bool(self.scope.get("has_gone", bool)())

    async def is_to_wait(self) -> None:
        await self.say(protocol.pong(clock.now_ms()))

    async def command(self, ref: int, command: commands.Command) -> None:
        def obey_and_render() -> tuple[commands.Outcome, SessionView, dict[str, Panel]]:
            outcome = commands.dispatch(self.connection.holder, self.code, command)
            if not isinstance(command, commands.Draft):
                self.connection.at = None  # the step is done with; what is next follows
            return outcome, *self.rendered(outcome.state)

        outcome, view, changed = await pulse().hop(obey_and_render)
        await self.say(protocol.ack(ref, view.version, outcome.revision))
        await self.send_panels(view, changed)

    async def couple_changed(self, event: dict[str, Any]) -> None:
        """A hint: something about the couple has changed. It never says what."""
        if not self.connection.has_seen(event):
            await self.refresh()

    async def server_ends(self, event: dict[str, Any]) -> None:
        """What had arrived before is done and acknowledged; the page comes back by itself."""
        self.connection.is_expected_back = True
        await self.end(Close.RESTART)

    def has_to_end(self, glance: SessionStatus | None) -> Close | None:
        return self.connection.has_to_end(glance, now())

    def is_behind(self, glance: SessionStatus) -> bool:
        """Not while it is at something, or at the door: that brings it up to date, or the next beat does."""
        return not self.turn.locked() and self.connection.is_behind(glance)

    async def refresh(self) -> None:
        async with self.turn:
            if self.connection.over or not self.connection.greeted:
                return
            try:
                await self.send_panels(*await pulse().hop(self.look_again))
            except NotHere:
                await self.end_for_good()
            except Exception as error:  # the pulse tries again
                log.warning("a panel was not rendered: %s", type(error).__name__)

    def look_again(self) -> tuple[SessionView, dict[str, Panel]]:
        return self.rendered(loading.load(self.connection.holder, self.code))

    def rendered(self, seated: SessionState) -> tuple[SessionView, dict[str, Panel]]:
        """In the worker thread: what this seat sees now, and the panels that differ from what it has."""
        view = session_view.present(seated, origin=self.connection.origin, at=self.connection.at)
        changed = panels.render(view, self.connection.etags)
        if not commands.still_there(seated.session):
            raise NotHere
        return view, changed

    async def send_panels(
        self, view: SessionView, changed: dict[str, Panel], *, always: bool = False
    ) -> None:
        self.connection.shows(view, changed)
        if changed or always:
            plain = {name: panel.to_json() for name, panel in changed.items()}
            await self.say(protocol.panels(view.version, clock.now_ms(), plain, view.reveal_at))

    async def say(self, text: str) -> None:
        if not self.connection.over:
            try:
                await self.send(text)
            except Disconnected:  # cut off a moment ago; that it is gone comes next, as a message
                self.connection.end()

    async def end(self, code: Close) -> None:
        """Close with a reason and send nothing more."""
        if not self.connection.over:
            self.connection.end()
            pulse().leave(self)
            await self.close(int(code))  # a member of an enum is none to autobahn, which then sends 1011

    async def end_for_good(self) -> None:
        """There is nothing here any more: all of it is gone, or this browser's seat is elsewhere."""
        glance = (await pulse().hop(session_status.statuses, [self.code])).get(self.code)
        await self.end(self.connection.has_to_end(glance, now()) or Close.OVER)

    async def disconnect(self, code: int) -> None:
        """Only a courtesy: everything here would also run out by itself."""
        self.connection.over = True
        pulse().leave(self)
        if self.group is not None:
            await self.channel_layer.group_discard(self.group, self.channel_name)
            if not self.connection.is_expected_back:
                with suppress(Error):  # it runs out, only later
                    await pulse().hop(presence.depart, self.lease)
