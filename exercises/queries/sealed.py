"""Opening what is sealed: each body is bound to its session, its seat, its step and what it is for."""

from __future__ import annotations

from typing import Any

from couples.infrastructure import vault
from couples.keys import Keys
from exercises.content.answer_body import AnswerBody
from exercises.models import PairedSession


def bound(code: str, position: int, step: str, which: str) -> str:
    """What a sealed body is bound to, so that it opens nowhere else. which: "own" or "shared"."""
    return f"{code}|{position}|{step}|{which}"


def shared_body(keys: Keys, code: str, position: int, step: str, sealed: vault.Stored) -> Any:
    """What this position released of a step: parts by id, or None where it offered nothing."""
    return vault.open_sealed(keys.couple, sealed, bound(code, position, step, "shared"))


def own_body(keys: Keys, code: str, position: int, step: str, sealed: vault.Stored) -> AnswerBody:
    """What this position entered and decided, which only its own key opens."""
    return AnswerBody.from_json(vault.open_sealed(keys.own, sealed, bound(code, position, step, "own")))


def choice_of(session: PairedSession, keys: Keys) -> dict[str, tuple[str, ...]]:
    """The cues that a session drew, by round; under the empty round the session that it looks back at."""
    plain: Any = vault.open_sealed(keys.couple, bytes(session.choice_sealed), f"{session.code}|choice")
    return {round_id: tuple(cues) for round_id, cues in plain.items()}
