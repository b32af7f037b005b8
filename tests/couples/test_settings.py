"""Settings that are wrong stop the start; logs and the disk keep nothing of anybody."""

from __future__ import annotations

import io
import logging
import os
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from couples import seats
from couples.access import Holder
from couples.infrastructure import database, locks, vault
from couples.infrastructure.logs import Discreet, PlaceOnly
from couples.models import Couple, Lease, Seat
from couples.presence import arrive
from couples.wiring import databases
from couples.wiring import settings as module
from tests.support.couples.two_seats import Pair

# ---- the environment --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, value", [("1", True), ("Yes", True), ("on", True), ("0", False), ("off", False), ("", True)]
)
def test_a_switch_is_on_or_off(monkeypatch: pytest.MonkeyPatch, text: str, value: bool) -> None:
    monkeypatch.setenv("A_SWITCH", text)
    assert module.envbool("A_SWITCH", True) is value


@pytest.mark.parametrize(
    "read", [module.envbool, lambda name: module.envint(name, 5, least=1, most=9), module.envlinks]
)
@pytest.mark.parametrize("text", ["maybe", "10", "-1", "1.5", "²"])
def test_what_is_wrong_stops_the_start_and_says_where(
    monkeypatch: pytest.MonkeyPatch, read, text: str
) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("A_VARIABLE", text)
    with pytest.raises(ImproperlyConfigured, match="A_VARIABLE"):
        read("A_VARIABLE")


def test_a_list_has_commas_and_links_have_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_LIST", " one, two ,,")
    monkeypatch.setenv("LINKS", "A helpline https://one.example, Another https://two.example/x")
    assert module.envlist("A_LIST", []) == ["one", "two"]
    assert module.envlinks("LINKS") == [
        ("A helpline", "https://one.example"),
        ("Another", "https://two.example/x"),
    ]
    assert module.envlist("NOT_THERE", ["default"]) == ["default"]


def test_the_key_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "secret-key"
    first = module.kept_secret(path)
    assert module.kept_secret(path) == first and len(first) > 50
    assert path.stat().st_mode & 0o777 == 0o600
    path.write_text("")
    with pytest.raises(ImproperlyConfigured):
        module.kept_secret(path)


def test_of_several_first_runs_at_once_one_makes_the_key(tmp_path: Path) -> None:
    for number in range(20):
        path = tmp_path / f"key-{number}"
        begin = threading.Barrier(8)

        def first_run(path: Path = path, begin: threading.Barrier = begin) -> str:
            begin.wait()
            return module.kept_secret(path)

        with ThreadPoolExecutor(8) as together:
            keys = {each.result() for each in [together.submit(first_run) for _ in range(8)]}
        assert len(keys) == 1
    assert len(list(tmp_path.iterdir())) == 20, "nothing else is left there"


def test_a_database_of_our_own_is_careful_and_for_its_owner_only(tmp_path: Path) -> None:
    config = databases.sqlite(tmp_path / "new.sqlite3", tmp_path / "test.sqlite3")
    assert (tmp_path / "new.sqlite3").stat().st_mode & 0o777 == 0o600
    assert config["OPTIONS"]["transaction_mode"] == "IMMEDIATE" and config["CONN_MAX_AGE"] is None
    config = databases.database("postgres://u:p@h/d", tmp_path / "test.sqlite3")
    assert config["OPTIONS"]["options"] == "-c statement_timeout=3s -c lock_timeout=2s"


@pytest.mark.django_db
def test_every_connection_has_the_pragmas() -> None:
    def pragma(name: str) -> object:
        with connection.cursor() as cursor:
            return cursor.execute(f"PRAGMA {name}").fetchone()[0]

    if connection.vendor == "sqlite":
        assert [pragma(name) for name in ("foreign_keys", "synchronous", "secure_delete")] == [1, 2, 1]


# ---- logs --------------------------------------------------------------------------------------------


@pytest.fixture
def log() -> Iterator[tuple[logging.Logger, io.StringIO]]:
    stream, logger = io.StringIO(), logging.getLogger("a test")
    handler = logging.StreamHandler(stream)
    handler.addFilter(Discreet())
    handler.setFormatter(PlaceOnly("{levelname} {message}", style="{"))
    logger.addHandler(handler)
    logger.propagate = False
    yield logger, stream
    logger.removeHandler(handler)


def test_a_token_does_not_reach_the_log(log: tuple[logging.Logger, io.StringIO]) -> None:
    token = vault.to_text(vault.new_key())
    log[0].warning("a %s and %s", f"link#code.{token}", 7)
    assert log[1].getvalue() == "WARNING a link#code.… and 7\n"


def test_what_an_error_says_does_not_reach_the_log_but_its_place_does(
    log: tuple[logging.Logger, io.StringIO],
) -> None:
    try:
        try:
            raise KeyError("canary")
        except KeyError as error:
            raise ValueError("canary") from error
    except ValueError as error:
        log[0].exception("Exception inside application: %s", error)
    text = log[1].getvalue()
    assert "canary" not in text and "ValueError" in text and "KeyError" in text and "test_settings.py" in text


def test_a_path_does_not_reach_the_log(rf, log: tuple[logging.Logger, io.StringIO]) -> None:  # type: ignore[no-untyped-def]
    request = rf.get("/s/0123456789abcdef/")
    extra = {"request": request, "status_code": 500}
    log[0].error("Internal Server Error: %s", request.path, extra=extra)
    assert log[1].getvalue() == "ERROR 500 (no route)\n"


# ---- the disk ----------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_after_an_erase_the_files_hold_nothing_of_it() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("another database cleans up by itself")
    database.use_write_ahead_log()
    opened = seats.open_couple("Alex", 30)
    wraps = [bytes(seat.own_key_wrap) for seat in Seat.objects.all()]
    name = str(connection.settings_dict["NAME"])

    def stored() -> bytes:
        return b"".join(Path(each).read_bytes() for each in (name, f"{name}-wal") if os.path.exists(each))

    assert all(wrap in stored() for wrap in wraps)
    seats.erase(Holder((opened.token,)), opened.couple_code)
    assert not any(wrap in stored() for wrap in wraps) and vault.lookup(opened.token) not in stored()


def test_a_sweep_erases_what_has_expired(pair: Pair) -> None:
    arrive(Seat.objects.filter(couple__code=pair.code)[0].pk, "phone")
    Couple.objects.filter(code=pair.code).update(expires=timezone.now())
    Lease.objects.update(expires=timezone.now())
    call_command("sweep")
    assert not Couple.objects.filter(code=pair.code).exists() and not Lease.objects.exists()


def test_two_sweeps_at_once_are_one(pair: Pair) -> None:
    Couple.objects.update(expires=timezone.now())
    with locks.alone("sweep") as mine:
        assert mine
        call_command("sweep")
        assert Couple.objects.exists()
    call_command("sweep")
    assert not Couple.objects.exists()


def test_the_data_folder_is_a_tests_own() -> None:
    assert "meant-tests-" in str(django_settings.DATA_DIR)
