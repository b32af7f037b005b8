"""What lies between a phone and the app, and can be cut."""

from __future__ import annotations

import contextlib
import socket
import threading

from tests.support.processes.app import App
from tests.support.processes.process import STOP_SECONDS


class Network:
    """What lies between a phone and the app: a relay of bytes, so that a cut is one for open sockets, too.

    carries_sockets=False is one of those networks that let pages through and no websocket.
    """

    def __init__(self, app: App, *, carries_sockets: bool = True) -> None:
        self.app = app
        self.carries_sockets = carries_sockets
        self.is_cut = False
        self.refused_sockets = 0
        self._open: set[socket.socket] = set()
        self._door = socket.create_server(("127.0.0.1", app.door))
        self._carriers = [threading.Thread(target=self._let_in, daemon=True)]
        self._carriers[0].start()

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.app.door}"

    def cut(self) -> None:
        """End whatever is open, and let nothing through until it is mended."""
        self.is_cut = True
        for each in list(self._open):
            _hang_up(each)

    def mend(self) -> None:
        self.is_cut = False

    def stop(self) -> None:
        self.cut()
        _hang_up(self._door)  # wakes whoever waits at it, which closing would not
        for each in self._carriers:
            each.join(STOP_SECONDS)

    def _let_in(self) -> None:
        with self._door, contextlib.suppress(OSError):
            while True:
                near, _ = self._door.accept()
                carrier = threading.Thread(target=self._carry, args=(near,), daemon=True)
                self._carriers.append(carrier)
                carrier.start()

    def _carry(self, near: socket.socket) -> None:
        with near, contextlib.suppress(OSError):
            self._open.add(near)
            first = near.recv(1 << 16)
            if not first or self.is_cut:
                return
            if not self.carries_sockets and b"upgrade: websocket" in first.lower():
                self.refused_sockets += 1
                return
            with socket.create_connection(("127.0.0.1", self.app.port)) as far:
                self._open.add(far)
                far.sendall(first)
                back = threading.Thread(target=_pump, args=(far, near), daemon=True)
                back.start()
                _pump(near, far)
                back.join()
                self._open.discard(far)
        self._open.discard(near)


def _pump(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(1 << 16):
            target.sendall(data)
    for each in (source, target):
        _hang_up(each)


def _hang_up(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
