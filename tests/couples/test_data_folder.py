"""The data folder is ours to write in, or a sentence says what to do. The key is whole, or there is none."""

from __future__ import annotations

import os
import resource
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from couples.infrastructure import data_folder

NOBODY = 65534  # who has no rights here
LEAST_BYTES = 10  # no key fits


def elsewhere(work: Callable[[], object], *, nobody: bool = False, most_bytes: int | None = None) -> str:
    """Do this in a child of this process, as nobody or with little room. The text of what it raises."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:  # nothing of pytest's may happen here: it only works, writes and is gone
        said = ""
        try:
            if most_bytes is not None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
            if nobody and os.geteuid() == 0:
                os.setgroups([])
                os.setresgid(NOBODY, NOBODY, NOBODY)
                os.setresuid(NOBODY, NOBODY, NOBODY)
            work()
        except ImproperlyConfigured as error:
            said = str(error)
        except BaseException:
            said = traceback.format_exc()
        finally:
            os.write(write, said.encode())
            sys.stdout = sys.stderr = None  # type: ignore[assignment]  # it prints nothing of its parent's
            os._exit(0)
    os.close(write)
    with os.fdopen(read) as answer:
        told = answer.read()
    os.waitpid(child, 0)
    return told


@pytest.fixture
def of_root(folder: Path) -> Path:
    """A folder that nobody but its owner may write in."""
    folder.chmod(0o755)
    (folder / "data").mkdir(mode=0o755)
    if os.geteuid() != 0:
        (folder / "data").chmod(0o555)
    return folder / "data"


def test_a_folder_that_is_not_there_is_made_for_its_owner_only(folder: Path) -> None:
    made = data_folder.made(folder / "one" / "two #3")
    assert made.is_dir() and made.stat().st_mode & 0o777 == 0o700


def test_a_file_in_its_place_is_said(folder: Path) -> None:
    (folder / "data").touch()
    with pytest.raises(ImproperlyConfigured, match=r"^DATA_DIR \(.*data\) is a file\. Set it to a folder\.$"):
        data_folder.made(folder / "data")


def test_who_may_not_write_there_is_told_whose_it_has_to_be(of_root: Path) -> None:
    said = elsewhere(lambda: data_folder.made(of_root), nobody=True)
    assert said.startswith(f"DATA_DIR ({of_root}) is not ") and f" {of_root}), or set DATA_DIR" in said
    said = elsewhere(lambda: data_folder.made(of_root / "inside"), nobody=True)
    assert "or set DATA_DIR to another folder." in said


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can have been there first")
def test_what_root_has_left_in_it_is_named(of_root: Path) -> None:
    os.chown(of_root, NOBODY, NOBODY)
    (of_root / "secret-key").touch(0o600)
    (of_root / "ours").touch()
    os.chown(of_root / "ours", NOBODY, NOBODY)

    def look() -> None:
        theirs = data_folder.not_ours(of_root)
        assert theirs is not None
        raise ImproperlyConfigured(data_folder.unwritable(of_root, theirs))

    assert "’s to write in: secret-key. Give it to" in elsewhere(look, nobody=True)
    assert "Give it to" in elsewhere(lambda: data_folder.kept_secret(of_root / "secret-key"), nobody=True)
    assert data_folder.not_ours(of_root) is None


def test_where_there_is_no_room_no_half_of_a_key_is_left(folder: Path) -> None:
    said = elsewhere(lambda: data_folder.kept_secret(folder / "secret-key"), most_bytes=LEAST_BYTES)
    assert said.startswith(f"There is no room left on the disk of DATA_DIR ({folder}).")
    assert list(folder.iterdir()) == []
    assert len(data_folder.kept_secret(folder / "secret-key")) > 50
    assert [each.name for each in folder.iterdir()] == ["secret-key"]
