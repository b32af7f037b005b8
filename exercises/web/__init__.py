"""Pages, forms and the socket: parse, make one call, render. No rules and no rows."""

from __future__ import annotations
