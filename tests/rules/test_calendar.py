"""A calendar's file: whatever reads the standard reads it, and nobody learns anything from it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from exercises.exporting import calendar

INSTANTS = st.datetimes(datetime(2024, 1, 1), datetime(2090, 1, 1)).map(lambda each: each.replace(tzinfo=UTC))


@given(now=INSTANTS)
def test_a_library_reads_the_same_time_next_week(now: datetime) -> None:
    starts = calendar.a_week_after(now)
    file = Calendar.from_ical(calendar.appointment(starts, now, "0a1b"))
    (event,) = file.walk("VEVENT")
    assert event.errors == [] and file.errors == []
    assert event.decoded("dtstart") == starts and event.decoded("dtend") - starts == calendar.LASTS
    assert event.decoded("dtstamp") == now.replace(microsecond=0)
    assert timedelta(days=7) - timedelta(minutes=15) < starts - now <= timedelta(days=7)
    assert starts.minute % 15 == 0 and starts.second == 0
    assert (str(event["summary"]), str(event["uid"]), str(event["class"])) == ("Notes", "0a1b", "PRIVATE")
    assert file["version"] == "2.0" and "prodid" in file


def test_it_has_nothing_but_a_time_and_a_word() -> None:
    text = calendar.appointment(datetime(2026, 5, 4, 19, 30, tzinfo=UTC), datetime.now(UTC), "0a1b").decode()
    names = [line.partition(":")[0] for line in text.splitlines()]
    assert names == [
        "BEGIN", "VERSION", "PRODID", "BEGIN", "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "CLASS",
        "END", "END",
    ]  # fmt: skip
    assert "DTSTART:20260504T193000Z" in text


@pytest.mark.parametrize("uid", ["0" * 200, "é" * 120, "😀" * 60])
def test_each_line_ends_as_it_has_to_and_is_short_enough(uid: str) -> None:
    now = datetime(2026, 5, 4, 19, 30, tzinfo=UTC)
    file = calendar.appointment(now, now, uid)
    assert file.endswith(b"END:VCALENDAR\r\n") and file.count(b"\n") == file.count(b"\r\n")
    lines = file.split(b"\r\n")
    assert max(map(len, lines)) <= 75 and any(line.startswith(b" ") for line in lines)
    for line in lines:
        line.decode()  # no character is cut in two
    (event,) = Calendar.from_ical(file).walk("VEVENT")
    assert str(event["uid"]) == uid
