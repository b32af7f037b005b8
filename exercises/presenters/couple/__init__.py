"""The pages of what two people have done together. May show what a session's screens show."""

from __future__ import annotations
