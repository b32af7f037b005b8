"""What a line of the log may hold."""

from __future__ import annotations

import logging

import pytest

from couples.infrastructure.logs import Discreet

CODE = "0123456789abcdef0123456789abcdef"


@pytest.mark.parametrize(
    ("line", "secret"),
    [
        (f"connection <WebSocketProtocol client=['192.0.2.7', 5225] path=b'/ws/s/{CODE}/'>", "192.0.2.7"),
        (f"connection <WebSocketProtocol client=['192.0.2.7', 5225] path=b'/ws/s/{CODE}/'>", CODE),
        (f"session {CODE} is slow", CODE),
        ("token " + "A" * 43, "A" * 43),
    ],
)
def test_no_address_code_or_token_gets_into_a_line(line: str, secret: str) -> None:
    record = logging.LogRecord("daphne", logging.WARNING, __file__, 1, "%s took too long", (line,), None)
    assert secret in record.getMessage()
    assert Discreet().filter(record)
    assert secret not in record.getMessage()
    assert record.getMessage().endswith("took too long")
