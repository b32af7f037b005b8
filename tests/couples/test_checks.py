"""Settings that would fail quietly, or endanger somebody, are found before anybody is served."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks

from couples.infrastructure import checks
from couples.infrastructure.proxies import networks


def found() -> set[str]:
    return {message.id or "" for message in run_checks()}


def test_the_shipped_settings_pass() -> None:
    assert not {each for each in found() if each.startswith("couples")}


def test_what_would_fail_quietly_is_an_error(settings: Any, tmp_path: Path) -> None:
    settings.WEB_PROCESSES = 2
    assert "couples.E001" in found()
    settings.REDIS_URL = "redis://localhost"
    assert "couples.E001" not in found()
    settings.ALLOWED_HOSTS = ["*"]
    assert "couples.E002" in found()
    settings.EXERCISES_PATH = str(tmp_path / "nowhere")
    assert "couples.E003" in found()


@pytest.mark.parametrize("everybody", ["0.0.0.0/0", "::/0"])
def test_not_everybody_may_say_to_be_anybody(settings: Any, everybody: str) -> None:
    settings.TRUSTED_PROXIES = networks(["172.16.0.0/12", "fd00::/8"])
    assert "couples.E004" not in found()
    settings.TRUSTED_PROXIES = networks(["172.16.0.0/12", everybody])
    assert "couples.E004" in found()


@pytest.mark.parametrize(
    "origins, said",
    [
        (["https://meant.example"], set()),
        (["https://meant.example", "http://127.0.0.1:8000", "http://[::1]:8000"], set()),
        (["http://192.168.1.20:8000", "http://nas:8000", "http://nas.local", "http://[fd00::1]"], set()),
        (["http://meant.example:8000"], {"couples.W001"}),
        (["http://8.8.8.8"], {"couples.W001"}),
        (["http://meant.example", "https://meant.example"], {"couples.E005"}),
        (["https://meant.example", "http://www.meant.example"], {"couples.E005"}),
    ],
)
def test_a_public_name_without_tls_is_said_and_beside_one_with_tls_refused(
    settings: Any, origins: list[str], said: set[str]
) -> None:
    settings.PUBLIC_ORIGINS = origins
    assert {each for each in found() if each.startswith("couples.")} == said


def test_a_database_file_that_several_machines_share_is_refused(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mounts"
    monkeypatch.setattr(checks, "MOUNTS", mounts)
    for place, kind, refused in (
        ("/srv/meant\\040data", "ext4", False),
        ("/srv/meant\\040data", "nfs4", True),
        ("/srv", "cifs", True),
    ):
        mounts.write_text(
            f"/dev/sda / ext4 rw 0 0\nproc /proc proc rw 0 0\nelsewhere {place} {kind} rw 0 0\n"
        )
        file = {"ENGINE": "django.db.backends.sqlite3", "NAME": "/srv/meant data/meant.sqlite3"}
        assert checks.is_shared_file(file) is refused, (place, kind)
    assert not checks.is_shared_file({"ENGINE": "django.db.backends.postgresql", "NAME": "/srv/meant"})
    mounts.unlink()
    assert checks.file_system_of(Path("/srv")) == ""


def test_the_file_system_of_a_file_is_known_here() -> None:
    assert checks.file_system_of(Path("/proc/self/status")) == "proc"


def test_debug_pages_are_for_this_house_only(settings: Any) -> None:
    settings.DEBUG = True
    settings.PUBLIC_ORIGINS = ["http://localhost:8000", "http://192.168.1.20:8000"]
    assert "couples.E007" not in found()
    settings.PUBLIC_ORIGINS = ["https://meant.example"]
    assert "couples.E007" in found()
    settings.DEBUG = False
    assert "couples.E007" not in found()
