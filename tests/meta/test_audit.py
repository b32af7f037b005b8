"""`make audit` passes only where each locked package was asked about, and no weakness of it is known."""

from __future__ import annotations

import json

from tests.setup.audit import LOCK, locked, verdict

SOUND = {"name": "django", "version": "5.2", "vulns": []}
WEAK = {
    **SOUND,
    "vulns": [{"id": "PYSEC-2030-1", "fix_versions": ["5.2.1"], "aliases": [], "description": ""}],
}
SKIPPED = {"name": "django", "skip_reason": "Dependency not found on PyPI and could not be audited: django"}


def said(*dependencies: dict[str, object]) -> str:
    return "\n".join(verdict(json.dumps({"dependencies": dependencies, "fixes": []}), {"django"}))


def test_only_what_was_asked_about_and_is_sound_passes() -> None:
    assert said(SOUND) == ""
    assert said(WEAK) == "django 5.2: PYSEC-2030-1, mended in 5.2.1"


def test_where_the_index_does_not_answer_it_fails_with_a_sentence() -> None:
    for answer in (said(SKIPPED), said(), "\n".join(verdict("Traceback …", {"django"}))):
        assert answer.startswith("Nothing is known about any of them: the index of packages gave no answer.")
    partly = verdict(json.dumps({"dependencies": [SOUND]}), {"django", "daphne"})
    assert partly[0].startswith("Nothing is known about daphne:")


def test_what_is_asked_about_is_what_is_locked() -> None:
    assert {"django", "daphne", "psycopg"} <= locked(LOCK.read_text())
