"""One appointment as a calendar's file, by RFC 5545. Pure.

It is for calendars that others see, too: on a shared screen, or at work. So it has no name, no link and no
reminder, its title is the tab's, and it asks calendars that are shared to show that somebody is busy only.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

TITLE = "Notes"
LASTS = timedelta(minutes=30)  # the longest exercises, with the talking
ROUND_TO_MINUTES = 15  # nobody makes an appointment for 21:07
FOLD_BYTES = 75  # of a line, its end not counted


def a_week_after(now: datetime) -> datetime:
    """The same time next week, by the quarter of an hour. now: aware, in UTC."""
    minute = now.minute - now.minute % ROUND_TO_MINUTES
    return now.replace(minute=minute, second=0, microsecond=0) + timedelta(weeks=1)


def appointment(starts: datetime, made: datetime, uid: str) -> bytes:
    """The file. starts, made: aware, in UTC. uid: random, as two of them are two appointments."""
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{TITLE}//EN",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{_utc(made)}",
        f"DTSTART:{_utc(starts)}",
        f"DTEND:{_utc(starts + LASTS)}",
        f"SUMMARY:{TITLE}",
        "CLASS:PRIVATE",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return b"".join(part + b"\r\n" for line in lines for part in _folded(line))


def _utc(instant: datetime) -> str:
    return f"{instant:%Y%m%dT%H%M%SZ}"


def _folded(line: str) -> Iterator[bytes]:
    """The line in parts that are short enough, each but the first behind a space; no character is cut."""
    part = b""
    for character in line:
        added = character.encode()
        if len(part) + len(added) > FOLD_BYTES:
            yield part
            part = b" "
        part += added
    yield part
