"""Logs: what a line may hold. A place in the code and a kind of error; nothing of anybody's."""

from __future__ import annotations

import logging
import re
import traceback
from types import TracebackType

# Tokens and codes, and what Daphne says of a connection: an address and a path.
_SECRET = re.compile(r"[A-Za-z0-9_-]{43,}|\b[0-9a-f]{16,}\b|client=\[[^\]]*\]|path=b?'[^']*'")


class Discreet(logging.Filter):
    """Takes out of a record whatever could be a secret, a path with a code, or a text somebody wrote."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if request is not None:
            # Django would log the path. The route says as much about the code, and nothing about people.
            match = getattr(request, "resolver_match", None)
            record.msg = "%s %s"
            record.args = (getattr(record, "status_code", ""), match.route if match else "(no route)")
        elif isinstance(record.args, tuple):
            # The text of an error may quote what caused it; what names a connection names its path.
            record.args = tuple(
                arg if isinstance(arg, str | int | float) else type(arg).__name__ for arg in record.args
            )
        record.msg = _SECRET.sub("…", record.getMessage())
        record.args = ()
        return True


class PlaceOnly(logging.Formatter):
    """Formats an exception as where it came from and what kind it is, without its text."""

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        kind, error, place = ei
        if kind is None or error is None:
            return ""
        lines = [f"{kind.__name__} at"]
        lines += [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(place)]
        cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        if cause is not None:
            lines.append("after " + self.formatException((type(cause), cause, cause.__traceback__)))
        return "\n".join(lines)
