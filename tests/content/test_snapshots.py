"""A session keeps the content that it began with."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest
from django.conf import settings

from exercises import library
from exercises.content.snapshot import Damaged, read_snapshot, snapshot
from exercises.library import SHIPPED, snapshot_store

CONTENT = library.load(SHIPPED)
CORE = CONTENT.exercise("two-sides-of-a-cue")


def path_of(digest: str) -> Path:
    return Path(settings.DATA_DIR) / "content" / f"{digest}.json"


@pytest.fixture(autouse=True)
def nothing_is_kept_yet() -> None:
    snapshot_store.read.cache_clear()
    for path in (Path(settings.DATA_DIR) / "content").glob("*"):
        path.unlink()


def test_a_snapshot_is_read_as_it_was_written() -> None:
    digest, text = snapshot(CORE, CONTENT.cues.values())
    read = read_snapshot(text, digest)
    assert read.exercise == CORE
    assert dict(read.cues) == dict(CONTENT.cues)


def without(data: object, keys: set[str]) -> object:
    if isinstance(data, dict):
        return {key: without(value, keys) for key, value in data.items() if key not in keys}
    return [without(each, keys) for each in data] if isinstance(data, list) else data


def test_what_was_kept_before_cards_had_words_of_their_own_is_still_read() -> None:
    exercise = CONTENT.exercise("who-decides")
    _, text = snapshot(exercise, ())
    newer = {"asked", "named", "where_same", "where_other"}
    assert all(f'"{key}"' in text for key in newer)
    earlier = read_snapshot(json.dumps(without(json.loads(text), newer))).exercise
    screen, part = earlier.rounds[0].screens[0], earlier.rounds[0].screens[0].parts[0]
    assert (screen.asked, part.named, part.where_same, part.where_other) == ("", "", "", "")
    assert (screen.opener, part.mirrored) == (
        exercise.rounds[0].screens[0].opener, exercise.rounds[0].screens[0].parts[0].mirrored,
    )  # fmt: skip


def test_equal_content_has_one_digest_whatever_its_order() -> None:
    cues = list(CONTENT.cues.values())
    assert snapshot(CORE, cues) == snapshot(CORE, reversed(cues))
    other = CORE.model_copy(update={"title": "Another"})
    assert snapshot(other, cues)[0] != snapshot(CORE, cues)[0]


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", "null", '{"exercise": 1, "cues": []}', "\udc80".encode("utf-8", "replace").decode()],
)
def test_a_text_that_is_no_snapshot_is_damaged(text: str) -> None:
    with pytest.raises(Damaged):
        read_snapshot(text)


def test_what_is_kept_outlives_a_change_of_the_content() -> None:
    digest = snapshot_store.store(CORE, CONTENT)
    assert snapshot_store.read(digest).exercise == CORE
    assert set(snapshot_store.read(digest).cues) == set(CONTENT.cues)


def test_only_named_cues_are_kept_where_nothing_is_drawn() -> None:
    named = ("quiet-at-dinner", "small-gift")
    exercise = CORE.model_copy(update={"rounds": (CORE.rounds[0].model_copy(update={"cues": named}),)})
    assert set(snapshot_store.read(snapshot_store.store(exercise, CONTENT)).cues) == set(named)


def test_the_file_is_its_owners_alone_and_nothing_half_written_stays() -> None:
    digest = snapshot_store.store(CORE, CONTENT)
    assert stat.S_IMODE(path_of(digest).stat().st_mode) == 0o600
    assert os.listdir(path_of(digest).parent) == [f"{digest}.json"]


def test_keeping_again_writes_nothing_and_repairs_what_is_damaged() -> None:
    digest = snapshot_store.store(CORE, CONTENT)
    written = path_of(digest).stat().st_mtime_ns
    assert snapshot_store.store(CORE, CONTENT) == digest
    assert path_of(digest).stat().st_mtime_ns == written
    path_of(digest).write_text("torn")
    snapshot_store.store(CORE, CONTENT)
    assert snapshot_store.read(digest).exercise == CORE


@pytest.mark.parametrize("damage", [b"", b"{}", b"\xff\xfe", None])
def test_missing_or_damaged_content_is_a_refusal_and_not_another_exercise(damage: bytes | None) -> None:
    digest = snapshot_store.store(CORE, CONTENT)
    if damage is None:
        path_of(digest).unlink()
    else:
        path_of(digest).write_bytes(damage)
    with pytest.raises(snapshot_store.ContentDamaged) as caught:
        snapshot_store.read(digest)
    assert (caught.value.status, caught.value.reason) == (503, "content_damaged")


def test_an_edited_file_no_longer_fits_its_digest() -> None:
    digest = snapshot_store.store(CORE, CONTENT)
    path_of(digest).write_text(path_of(digest).read_text().replace("Three more?", "Three mare?"))
    with pytest.raises(snapshot_store.ContentDamaged):
        snapshot_store.read(digest)


@pytest.mark.parametrize("digest", ["", "..", "../../secret-key", "A" * 64, "a" * 63, "a" * 64 + "\n"])
def test_only_a_digest_names_a_file(digest: str) -> None:
    with pytest.raises(snapshot_store.ContentDamaged):
        snapshot_store.read(digest)
