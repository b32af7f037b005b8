"""`/healthz`, for whatever watches the process: a word each, on the machine itself, and no door for more."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from couples.infrastructure import health
from couples.infrastructure.trouble import Trouble
from tests.support.http.visitors import Visitor

WELL = {"ok": True, "database": "ok", "disk": "ok", "layer": "ok"}
HERE = ["127.0.0.1:8000", "localhost", "LOCALHOST:1", "[::1]:8000"]


@pytest.fixture
def hosted(settings: Any) -> None:
    settings.PUBLIC_ORIGINS = ["https://meant.example"]
    settings.ALLOWED_HOSTS = ["meant.example"]


def asked(path: str, host: str, method: str = "GET") -> int:
    return Client().generic(method, path, HTTP_HOST=host).status_code


@pytest.mark.django_db(transaction=True)
def test_all_that_is_well_is_said_to_be() -> None:
    answer = Visitor().ask("/healthz")
    assert (answer.status, json.loads(answer.text)) == (200, WELL)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("host", HERE)
def test_it_answers_on_the_machine_itself_whatever_the_origins_are(hosted: None, host: str) -> None:
    assert asked("/healthz", host) == 200
    assert asked("/healthz", host, "HEAD") == 200


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("host", HERE)
def test_nothing_else_is_opened_by_that(hosted: None, host: str) -> None:
    assert asked("/healthz", "meant.example") == 200, "else this would show nothing"
    for path in ("/", "/join/", "/healthz/", "/healthz/x", "//healthz"):
        assert asked(path, host) == 400
    assert asked("/healthz", host, "POST") == 400


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "127.0.0.2", "", "[::1", "a b"])
def test_no_other_name_gets_in(hosted: None, host: str) -> None:
    assert asked("/healthz", host) == 400


@pytest.mark.django_db(transaction=True)
def test_a_folder_that_is_gone_and_a_redis_that_is_away_are_said(settings: Any, tmp_path: Path) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    assert health.look() == health.Health("ok", "ok", "degraded") and health.look().ok
    settings.DATA_DIR = tmp_path / "gone"
    assert health.look().disk == Trouble.GONE.value and not health.look().ok


@pytest.mark.django_db(transaction=True)
def test_while_one_looks_whoever_else_asks_is_told_what_was_found_last_and_does_not_wait(
    settings: Any, tmp_path: Path
) -> None:
    watcher = Client(HTTP_HOST="localhost")  # of one process, which has started while the folder was there
    assert watcher.get("/healthz").status_code == 200
    settings.DATA_DIR = tmp_path / "gone"
    with health._looking:  # somebody does, and Redis lets them wait
        assert watcher.get("/healthz").status_code == 200
    assert watcher.get("/healthz").status_code == 503, "who looks finds what is so now"


@pytest.mark.django_db(transaction=True)
def test_what_was_found_long_ago_is_told_to_nobody(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "SHARED_SECONDS", -1)
    assert health.shared_look().ok
    settings.DATA_DIR = tmp_path / "gone"
    with ThreadPoolExecutor(1) as watcher:
        with health._looking:
            waits = watcher.submit(health.shared_look)
            with pytest.raises(TimeoutError):
                waits.result(0.1)
        assert waits.result().disk == Trouble.GONE.value
