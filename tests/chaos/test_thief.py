"""The thief of `make chaos` can open what can be opened, and so it means something that nothing is."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from couples import seats
from couples.infrastructure import database, vault
from tests.chaos.thief import DATABASE, Loot
from tests.support.couples.paired import Pair, start_together

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="it takes the file of the database")


@pytest.fixture
def pair(transactional_db: None) -> Pair:
    pair = start_together()
    pair.come_to("closed")
    return pair


@pytest.fixture
def rob(tmp_path: Path) -> Callable[[], Loot]:
    """rob() -> everything that lies beside each other in a data folder, as it is now."""

    def copied() -> Loot:
        file = Path(str(connection.settings_dict["NAME"]))
        for end in ("", "-wal"):
            if file.with_name(file.name + end).exists():
                shutil.copy(file.with_name(file.name + end), tmp_path / (DATABASE + end))
        return Loot(tmp_path)

    return copied


def cookies_of(pair: Pair) -> list[str]:
    return [vault.to_text(token) for who in pair.both for token in who.tokens]


def test_without_a_cookie_nothing_opens_and_with_both_everything(pair: Pair, rob: Callable[[], Loot]) -> None:
    loot = rob()
    bodies = loot.bodies()
    assert {body.what for body in bodies} == {"name", "choice", "own", "shared"}
    assert loot.opened() == []
    assert loot.opened(cookies_of(pair)) == bodies


def test_one_cookie_opens_what_that_seat_may_know_and_no_more(pair: Pair, rob: Callable[[], Loot]) -> None:
    loot = rob()
    opened = loot.opened(cookies_of(pair)[:1])
    assert opened and {body.what for body in loot.bodies() if body not in opened} == {"own"}


@pytest.mark.parametrize("written", [str, lambda text: vault.from_text(text).hex()], ids=["a log", "hex"])
def test_a_token_that_lies_about_is_found(
    pair: Pair, rob: Callable[[], Loot], written: Callable[[str], str], tmp_path: Path
) -> None:
    (tmp_path / "serve.log").write_text(f"ERROR it came with {written(cookies_of(pair)[0])} today\n")
    assert rob().opened()


def test_after_an_erase_nothing_is_left_to_open(pair: Pair, rob: Callable[[], Loot]) -> None:
    before = rob()
    stored = [*before.wraps(), *before.bodies()]
    assert before.still_holds(stored) == stored
    seats.erase(pair.alex, pair.couple_code)
    database.empty_write_ahead_log()
    after = rob()
    assert after.opened(cookies_of(pair)) == [] and after.still_holds(stored) == []
