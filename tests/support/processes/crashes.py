"""What a log of the app says of failures in its own code.

The app writes no traceback: an exception is a kind and places, `KeyError at` and a line for each frame
(`couples/infrastructure/logs.py`). What fails before its logging is set up, or in a library that prints,
still says `Traceback`. Whoever looks into a log has to know all of these.
"""

from __future__ import annotations

import re

_SIGNS = re.compile(
    r"""
      Traceback\ \(most\ recent            # Python's own, of what is printed or fails before logging is there
    | Unhandled\ (?:error|exception)       # Twisted's and asyncio's, of what nobody waited for
    | (?:^|[\ ])[A-Za-z_][\w.]*\ at$(?=\n\ \ \S+:\d+\ )   # the app's: a kind of error, then places
    | message\ failed:                     # a socket's message, answered with "trouble"
    """,
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)


def crashes_in(log: str) -> list[str]:
    """Return the lines of a log that tell of a failure in the app's own code, in their order."""
    return [log[log.rfind("\n", 0, found.start()) + 1 :].partition("\n")[0] for found in _SIGNS.finditer(log)]
