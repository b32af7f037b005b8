"""What is sealed opens with its key, in its place, and in no other way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from couples.infrastructure import vault
from couples.keys import Keys

KEY, TOKEN = vault.new_key(), vault.new_key()
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.text(st.characters(codec="utf-8"), max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(JSON)
def test_what_is_sealed_opens_again(body: object) -> None:
    assert vault.open_sealed(KEY, vault.seal(KEY, body, "here"), "here") == body


def test_a_sealed_body_opens_with_no_other_key_and_in_no_other_place() -> None:
    sealed = vault.seal(KEY, {"words": "I am worn out"}, "session|1|step")
    for key, place in [
        (vault.new_key(), "session|1|step"),
        (KEY, "session|2|step"),
        (KEY, "session|1|other"),
    ]:
        with pytest.raises(vault.Unreadable):
            vault.open_sealed(key, sealed, place)


def test_whatever_bit_is_changed_the_body_does_not_open() -> None:
    sealed = vault.seal(KEY, "quiet", "here")
    for at in range(len(sealed)):
        changed = bytearray(sealed)
        changed[at] ^= 1
        with pytest.raises(vault.Unreadable):
            vault.open_sealed(KEY, bytes(changed), "here")


@pytest.mark.parametrize("damaged", [b"", b"\x01", b"\x01" + b"short", b"\x02" + bytes(300)])
def test_what_is_cut_short_does_not_open(damaged: bytes) -> None:
    with pytest.raises(vault.Unreadable):
        vault.open_sealed(KEY, damaged, "here")


def test_an_unreadable_body_says_nothing_of_its_content() -> None:
    sealed = vault.seal(KEY, "canary", "here")
    with pytest.raises(vault.Unreadable) as caught:
        vault.open_sealed(KEY, sealed[:-1], "here")
    assert "canary" not in repr(caught.value) and caught.value.__cause__ is None


def test_bodies_of_one_size_are_told_apart_by_nothing() -> None:
    bodies = [None, "", "a word", {"pick": "other", "words": "x" * 100}]
    assert len({len(vault.seal(KEY, body, "here", size=256)) for body in bodies}) == 1
    assert vault.seal(KEY, "same", "here") != vault.seal(KEY, "same", "here")


def test_a_body_takes_the_smallest_size_that_holds_it() -> None:
    for size, length in [(256, 254), (1024, 255), (1024, 1022), (4096, 1023), (16384, 16382)]:
        assert len(vault.seal(KEY, "x" * length, "here")) == 1 + 12 + size + 16


@pytest.mark.parametrize("body, size", [("x" * 16383, None), ("x" * 255, 256), ("é" * 128, 256)])
def test_what_is_too_long_is_not_sealed(body: str, size: int | None) -> None:
    with pytest.raises(ValueError, match="too long"):
        vault.seal(KEY, body, "here", size=size)


@pytest.mark.parametrize("body", [float("nan"), float("inf"), "\ud800canary", {"canary"}, object()])
def test_what_is_no_json_is_not_sealed_and_not_quoted(body: object) -> None:
    with pytest.raises(ValueError) as caught:
        vault.seal(KEY, body, "here")
    assert "canary" not in str(caught.value)
    assert caught.value.__cause__ is None and caught.value.__context__ is None


def test_a_wrapped_key_opens_with_its_token_under_its_label_only() -> None:
    wrapped = vault.wrap(KEY, TOKEN, "couple|1|own")
    assert vault.unwrap(wrapped, TOKEN, "couple|1|own") == KEY
    assert vault.unwrap(memoryview(wrapped), TOKEN, "couple|1|own") == KEY
    for token, label in [
        (vault.new_key(), "couple|1|own"),
        (TOKEN, "couple|2|own"),
        (TOKEN, "couple|1|couple"),
    ]:
        with pytest.raises(vault.Unreadable):
            vault.unwrap(wrapped, token, label)


def test_a_lookup_is_neither_the_token_nor_a_key_for_its_wraps() -> None:
    found = vault.lookup(TOKEN)
    assert found == vault.lookup(TOKEN) and len(found) == 32 and found != TOKEN
    with pytest.raises(vault.Unreadable):
        vault.unwrap(vault.wrap(KEY, TOKEN, "label"), found, "label")


def test_what_is_derived_depends_on_key_purpose_and_salt() -> None:
    derived = {
        vault.derive(KEY, "a"),
        vault.derive(KEY, "b"),
        vault.derive(KEY, "a", b"salt"),
        vault.derive(TOKEN, "a"),
    }
    assert len(derived) == 4


def test_a_token_travels_as_text() -> None:
    assert vault.from_text(vault.to_text(TOKEN)) == TOKEN
    assert len(vault.to_text(TOKEN)) == 43


@pytest.mark.parametrize(
    "text",
    [
        "",
        "short",
        "A" * 42,
        "A" * 44,
        "A" * 42 + "B",
        "A" * 42 + "=",
        " " + "A" * 42,
        "é" * 43,
        "A" * 42 + "\n",
    ],
)
def test_what_is_no_token_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        vault.from_text(text)


def test_keys_are_never_printed() -> None:
    printed = repr(Keys(couple=KEY, own=TOKEN))
    assert repr(KEY) not in printed and repr(TOKEN) not in printed
