"""Known answers of the vault, kept for ever: whatever was stored once opens in every later version.

None of them may be changed. Another scheme gets vectors of its own beside these.
"""

from __future__ import annotations

import pytest

from couples import invites
from couples.infrastructure import vault

TOKEN, KEY, OWN = bytes(range(32)), bytes(range(32, 64)), bytes(range(64, 96))
SECRET = "5b13c58393caf9347b9d5ceb01f493adcb48bf16d4b385e16c29f8f25c469111"
WRAPPED = (
    "336088f90ee1052055f6b5b9359e2ed492d99958b4d8651e207434af6808d7aa"
    "73e8e88549c410821d2ed972c4b8afbd097ad6eb597364c474af6e3d"
)
SEALED = (
    "019eca1e80dc28fcfd7a593f3eff4ae02587f2db08fb6ed1f9025794fafd623192f1749dd96059a607b4833959617"
    "9b4ac462447ad53e15fbc9cb54d8e230e952ee0629489787dbe994148d68f1b84935a973b150b19ae8bdb2a9e53dc"
)
BODY = {"parts": {"reading": {"pick": "strain"}}, "words": "Größe"}


def test_a_token_of_then_is_found_by_the_same_lookup() -> None:
    assert vault.lookup(TOKEN).hex() == "e74c9832bc2ac37f8123c5e928d6c01327f393183cfe102fbf92854b677f4e11"


def test_a_key_that_was_wrapped_then_is_unwrapped() -> None:
    assert vault.unwrap(bytes.fromhex(WRAPPED), TOKEN, "c0de|1|couple") == KEY


def test_a_body_that_was_sealed_then_opens() -> None:
    assert vault.open_sealed(KEY, bytes.fromhex(SEALED), "5e55|1|quiet.receiver|own") == BODY


def test_what_is_derived_is_what_was_derived_then() -> None:
    salted = "a05d30b3dffde75a07f8f68fbc5734f62d1b31c28b2ce0f4bc9a71b9cc2292bd"
    assert vault.derive(KEY, "a", b"salt").hex() == salted


@pytest.mark.parametrize(
    "purpose, position, counter, secret",
    [
        ("join", 2, 0, SECRET),
        ("move", 1, 7, "4d6e4ee3cf7938b1572b17835a6fa901aa5846401d3724e9de1261656676d144"),
    ],
)
def test_a_link_that_was_shown_then_is_shown_again(
    purpose: str, position: int, counter: int, secret: str
) -> None:
    assert invites.secret_of(OWN, "c0de", purpose, position, counter).hex() == secret


def test_a_link_of_then_leads_to_the_same_seat() -> None:
    text = "c0de.WxPFg5PK-TR7nVzrAfSTrctIvxbUs4XhbCn48lxGkRE"
    assert invites.parse(text) == ("c0de", bytes.fromhex(SECRET))
    token = "76dbfa35681eb0541cef4d5b17af04c4de28a65e81b2bc0f4d787a86ffc3364c"
    assert invites.token_of(bytes.fromhex(SECRET), "0123456789abcdef" * 2).hex() == token
