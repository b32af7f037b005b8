"""Two people who do things in the database of an app that a test serves, in a process beside it.

A test names a function of `tests/support/scripts`, which calls use cases, and gets back what it returns, as
JSON. Nothing of it comes by a page or a socket, so whoever is to see it comes afterwards.
"""

from __future__ import annotations

import importlib
import json
import traceback
from typing import Any, TextIO

ALLOWED = "tests.support.scripts."


def act_on_demand(orders: TextIO, answers: TextIO) -> None:
    """Read orders, one a line, and answer each with a line, until there are no more."""
    for line in orders:
        try:
            answer = {"done": _act(**json.loads(line))}
        except Exception:  # the test that ordered it has to know
            answer = {"failed": traceback.format_exc()}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


def _act(script: str, arguments: dict[str, Any]) -> Any:
    module, _, function = script.partition(":")
    assert module.startswith(ALLOWED), module
    return getattr(importlib.import_module(module), function)(**arguments)
