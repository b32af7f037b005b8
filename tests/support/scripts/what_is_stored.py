"""What stands in the database for each of two people at one session, as their own cookies open it."""

from __future__ import annotations

import json
from typing import Any

from django.db import OperationalError, connection

from couples.access import holder
from couples.infrastructure.refusals import NotHere
from exercises.models import Answer, Milestone
from exercises.queries import loading

TRIES = 5


def stored(code: str, cookies: list[list[str]]) -> list[dict[str, Any] | None]:
    """For each cookie (name and value) what its seat has; None where it opens nothing.

    answers: by step, the revision, whether it is in, and the body without what is only a draft.
    said: the words of this seat that count. milestones: of both, every row of them.
    """
    for _ in range(TRIES):
        try:
            return [_of(code, name, value) for name, value in cookies]
        except OperationalError:  # the connection is from before a restart of the database
            connection.close()
    raise AssertionError("the database is not there")


def _of(code: str, name: str, value: str) -> dict[str, Any] | None:
    try:
        state = loading.load(holder({name: value}), code)
    except NotHere:
        return None
    answers = {}
    for step, own in state.own.items():
        body = {field: value for field, value in own.body.to_json().items() if field != "draft"}
        answers[step] = {
            "revision": own.revision,
            "in": own.is_in,
            "passed": own.body.passed,
            "body": json.dumps(body),
        }
    rows = Milestone.objects.filter(session__code=code).order_by("pk").values_list("round", "what", "at")
    return {
        "version": state.version,
        "answers": answers,
        "said": sorted([each.round, str(each.word)] for each in state.said if each.position == state.me),
        "milestones": [list(row) for row in rows],
    }


def lose_one(code: str) -> None:
    """An answer of this session's goes, as none ever may: for the test of who has to notice."""
    Answer.objects.filter(session__code=code, state=Answer.State.IN)[0].delete()
