"""Everything that somebody could take from a Redis: what it keeps, and what goes through it meanwhile.

with Listener(redis) as listener:
    …
    listener.taken()          # each command so far, and a dump
"""

from __future__ import annotations

import contextlib
import socket
import threading
from types import TracebackType

from tests.support.processes.process import until
from tests.support.processes.redis_server import Redis


class Listener:
    def __init__(self, redis: Redis) -> None:
        self.redis = redis
        self._heard = bytearray()
        self._line = socket.create_connection(("127.0.0.1", redis.port))
        self._line.sendall(b"MONITOR\r\n")
        self._listening = threading.Thread(target=self._listen, daemon=True)
        self._listening.start()
        until(lambda: self._heard.startswith(b"+OK"), "Redis to tell what goes through it")

    def __enter__(self) -> Listener:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(OSError):
            self._line.shutdown(socket.SHUT_RDWR)
        self._listening.join()
        self._line.close()

    def taken(self) -> list[bytes]:
        """What went through, and a dump as it is now."""
        with socket.create_connection(("127.0.0.1", self.redis.port)) as line:
            line.sendall(b"SAVE\r\n")
            answer = line.recv(64)
            assert answer.startswith(b"+OK"), answer
        return [bytes(self._heard), self.redis.dump.read_bytes()]

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while heard := self._line.recv(1 << 16):
                self._heard += heard
