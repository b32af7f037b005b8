"""The socket of one seat at one paired session: parse, one hop, send. No rules, no ORM.

A command is one hop off the event loop: the use case and the rendering of the sender's own panels.
Others hear a hint and render for themselves. Whatever goes wrong in a message is answered with
`refused`; the socket lives.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable
from typing import Any, ClassVar, ParamSpec, TypeVar

from channels.consumer import get_handler_name
from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer

from couples import access, live, presence
from couples.infrastructure.limits import Bucket
from couples.infrastructure.refusals import NotHere, Refused
from couples.positions import other
from exercises import commands
from exercises.presenters.session import session_view
from exercises.queries import loading
from exercises.queries.session_state import SessionState
from exercises.queries.session_status import SessionStatus
from exercises.rules import clock
from exercises.screens import SessionView
from exercises.web import panels, protocol
from exercises.web.heartbeat import BEAT_SECONDS, pulse
from exercises.web.panels import Panel
from exercises.web.protocol import Close

IDLE_SECONDS = 2 * 60 * 60  # nobody has touched anything: close, and forget the keys
LAPSING_SECONDS = presence.LEASE_SECONDS - 2 * BEAT_SECONDS  # later than that, renewing may come too late
MESSAGES_AT_ONCE = 20
MESSAGES_PER_SECOND = 2.0

P = ParamSpec("P")
T = TypeVar("T")

log = logging.getLogger(__name__)


class Trouble(Refused):
    reason = "trouble"
    message = "What you typed is still on this screen. Something went astray here; it is tried again shortly."
    status = 500


class OldPage(Refused):
    reason = "old_page"
    message = (
        "What you typed is still on this screen. This page is older than the app; reload it when you like."
    )


class SessionConsumer(AsyncWebsocketConsumer):
    groups: ClassVar[list[str]] = []

    async def dispatch(self, message: dict[str, Any]) -> None:
        """Hand a message on without the thread hop that stock Channels pays for each one.

        The hop closes stale database connections; `database_sync_to_async` does that where the
        database is used.
        """
        await getattr(self, get_handler_name(message))(message)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Whatever ends this socket, even a kill without a goodbye, takes it out of the pulse."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            pulse().leave(self)

    async def connect(self) -> None:
        self.code: str = self.scope["url_route"]["kwargs"]["code"]
        origin = dict(self.scope["headers"]).get(b"origin", b"")
        self.origin = origin.decode("latin-1")  # one of ours: the handshake was refused otherwise
        self.holder = access.holder(self.scope["cookies"], secure=self.origin.startswith("https:"))
        self.connection = secrets.token_hex(16)
        self.bucket = Bucket(MESSAGES_AT_ONCE, MESSAGES_PER_SECOND)
        self.turn = asyncio.Lock()  # the pulse and this socket's own messages render one at a time
        self.etags: dict[str, str] = {}
        self.at: str | None = None
        self.version = 0
        self.other_here: bool | None = None
        self.position = 0
        self.group: str | None = None
        self.over = False
        self.greeted = False  # nothing is sent before the first hello, which also says that somebody is here
        self.leased = 0.0  # when this connection last showed a sign of life
        self.touched = asyncio.get_running_loop().time()
        await self.accept()
        if not self.holder.tokens:
            return await self.end(Close.NO_SEAT)
        try:
            couple_code, self.position = await self.hop(loading.locate_seat, self.holder, self.code)
        except NotHere:
            return await self.end(Close.NO_SESSION)
        self.group = live.group_of(couple_code)
        await self.channel_layer.group_add(self.group, self.channel_name)
        pulse().join(self)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        if self.over:
            return
        if not self.bucket.take():
            return await self.end(Close.FLOOD)
        try:
            message = protocol.parse(text_data)
            async with self.turn:
                await self.obey(message)
        except NotHere:
            await self.end(Close.OVER)
        except Refused as refusal:
            await self.say(protocol.refused(refusal, protocol.ref_of(text_data)))
        except Exception as error:  # never its text: it may hold what somebody wrote
            log.error("message failed: %s %s", secrets.token_hex(4), type(error).__name__)
            await self.say(protocol.refused(Trouble(), protocol.ref_of(text_data)))

    async def obey(self, message: protocol.ClientMessage) -> None:
        now = asyncio.get_running_loop().time()
        if not isinstance(message, protocol.Ping):
            self.touched = now
        if self.greeted and not isinstance(message, protocol.Hello) and now - self.leased > LAPSING_SECONDS:
            await self.arrive()  # its lease has run out meanwhile, so this is an arrival
        self.leased = now
        if not isinstance(message, protocol.Hello):  # which takes a lease of its own
            pulse().pinged(self.connection)
        match message:
            case protocol.Ping():
                await self.say(protocol.pong(clock.now_ms()))
            case protocol.Hello():
                await self.hello(message)
            case protocol.Draft() | protocol.Answer() | protocol.Pass() | protocol.Ready():
                await self.command(message.ref, protocol.command_of(message))

    async def hello(self, message: protocol.Hello) -> None:
        if message.protocol != protocol.PROTOCOL:
            raise OldPage
        if message.tab is not None:
            before = pulse().replace(f"{self.code} {self.position} {message.tab}", self)
            if before is not None:
                await before.end(Close.REPLACED)
        self.at = message.at
        self.etags = dict(message.etags)
        self.greeted = True
        await self.arrive(always=True)

    async def arrive(self, *, always: bool = False) -> None:
        def arrived() -> tuple[SessionView, dict[str, Panel]]:
            seconds = presence.LEASE_SECONDS
            return self.rendered(commands.arrive(self.holder, self.code, self.connection, seconds))

        await self.send_panels(*await self.hop(arrived), always=always)

    async def command(self, ref: int, command: commands.Command) -> None:
        def obey_and_render() -> tuple[commands.Outcome, SessionView, dict[str, Panel]]:
            outcome = commands.dispatch(self.holder, self.code, command)
            if not isinstance(command, commands.Draft):
                self.at = None  # the step is done with; what is next follows
            return outcome, *self.rendered(outcome.state)

        outcome, view, changed = await self.hop(obey_and_render)
        await self.say(protocol.ack(ref, view.version, outcome.revision))
        await self.send_panels(view, changed)

    async def couple_changed(self, event: dict[str, Any]) -> None:
        """A hint: something about the couple has changed. It never says what."""
        versions = event.get("versions")
        if versions and (event["code"] != self.code or versions[self.position - 1] <= self.version):
            return
        await self.refresh()

    async def look(self, glance: SessionStatus | None) -> None:
        """The pulse has looked: render again if this socket is behind, rest if nobody is here."""
        if asyncio.get_running_loop().time() - self.touched > IDLE_SECONDS:
            return await self.end(Close.IDLE)
        if glance is None or not glance.has_a_seat_for(self.holder):
            return await self.end(Close.OVER)
        behind = glance.versions[self.position - 1] > self.version
        if behind or (other(self.position) in glance.here) is not self.other_here:
            await self.refresh()

    async def refresh(self) -> None:
        async with self.turn:
            if self.over or not self.greeted:
                return
            try:
                await self.send_panels(*await self.hop(self.look_again))
            except NotHere:
                await self.end(Close.OVER)
            except Exception as error:  # the pulse tries again
                log.warning("a panel was not rendered: %s", type(error).__name__)

    def look_again(self) -> tuple[SessionView, dict[str, Panel]]:
        return self.rendered(loading.load(self.holder, self.code))

    def rendered(self, seated: SessionState) -> tuple[SessionView, dict[str, Panel]]:
        """In the worker thread: what this seat sees now, and the panels that differ from what it has."""
        view = session_view.present(seated, origin=self.origin, at=self.at)
        changed = panels.render(view, self.etags)
        if not commands.still_there(seated.session):
            raise NotHere
        return view, changed

    async def send_panels(
        self, view: SessionView, changed: dict[str, Panel], *, always: bool = False
    ) -> None:
        self.version, self.other_here = view.version, view.here
        if changed or always:
            self.etags.update({name: panel.etag for name, panel in changed.items()})
            plain = {name: panel.to_json() for name, panel in changed.items()}
            await self.say(protocol.panels(view.version, clock.now_ms(), plain, view.reveal_at))

    async def say(self, text: str) -> None:
        if not self.over:
            await self.send(text)

    async def end(self, code: Close) -> None:
        """Close with a reason and send nothing more."""
        if not self.over:
            self.over = True
            self.holder = access.Holder(())  # and with it the way to the keys
            pulse().leave(self)
            await self.close(code)

    async def disconnect(self, code: int) -> None:
        """Only a courtesy: everything here would also run out by itself."""
        self.over = True
        pulse().leave(self)
        if self.group is not None:
            await self.channel_layer.group_discard(self.group, self.channel_name)
            await self.hop(presence.depart, self.connection)

    async def hop(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run synchronous domain code off the event loop: the one hop of a message."""
        done: T = await database_sync_to_async(work)(*args, **kwargs)
        return done


class NowhereConsumer(AsyncWebsocketConsumer):
    """Any other path of a socket: told so, and closed."""

    async def connect(self) -> None:
        await self.accept()
        await self.close(Close.NO_SESSION)
