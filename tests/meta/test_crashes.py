"""Whoever looks into the app's log finds every failure there is, and nothing that is none."""

from __future__ import annotations

import io
import logging

import pytest

from couples.infrastructure.logs import Discreet, PlaceOnly
from tests.support.processes.crashes import crashes_in


@pytest.fixture
def said() -> tuple[logging.Logger, io.StringIO]:
    """A logger that writes as the app does, and what it has written."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(PlaceOnly("%(levelname)s %(name)s %(message)s"))
    handler.addFilter(Discreet())
    logger = logging.Logger("daphne.server")
    logger.addHandler(handler)
    return logger, written


def test_an_exception_as_the_app_logs_it_is_found(said: tuple[logging.Logger, io.StringIO]) -> None:
    logger, written = said
    try:
        {}["nothing"]
    except KeyError:
        logger.exception("Exception inside application")
    assert "Traceback" not in written.getvalue(), "it is in the app's own form"
    assert crashes_in(written.getvalue()) == ["KeyError at"]


def test_an_exception_with_its_cause_is_two(said: tuple[logging.Logger, io.StringIO]) -> None:
    logger, written = said
    try:
        try:
            {}["nothing"]
        except KeyError as error:
            raise ValueError from error
    except ValueError:
        logger.exception("Exception inside application")
    assert crashes_in(written.getvalue()) == ["ValueError at", "after KeyError at"]


def test_a_message_that_failed_and_a_traceback_that_was_printed_are_found() -> None:
    lines = [
        "ERROR exercises.web.consumers message failed: 0badcafe KeyError",
        "Traceback (most recent call last):",
    ]
    assert crashes_in("\n".join([*lines, "  File …", ""])) == lines


def test_what_a_calm_server_says_is_none() -> None:
    log = (
        "Meant is on http://127.0.0.1:8000/\n"
        "WARNING couples.live A hint was lost: TimeoutError\n"
        "WARNING exercises.web.pulse looked at\n"
    )
    assert crashes_in(log) == []
