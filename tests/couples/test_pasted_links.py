"""Links as chats hand them on: whatever stands around one or in it, it is read. Of two, none is taken."""

from __future__ import annotations

import re
from itertools import pairwise
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from couples import invites
from couples.infrastructure import vault
from couples.invites import MalformedInvite, TwoInvites

CODE = "0f3a9c51d2e47b86"
SECRET = bytes(range(7, 39))
INVITE = invites.text_of(CODE, SECRET)
HEAD, TAIL = INVITE[:30], INVITE[30:]
LINK = f"https://meant.example/join/#{INVITE}"
OTHER = invites.text_of(CODE, bytes(range(40, 72)))

READ = {
    "as it is": LINK,
    "what stands behind the hash": INVITE,
    "the hash itself": f"#{INVITE}",
    **{f"with {mark} after it": LINK + mark for mark in ".,;:!?)]}>\"'’”»…*_~`|"},
    "with dots after it": LINK + "...",
    "in brackets": f"({LINK})",
    "in angle brackets": f"<{LINK}>",
    "in quotation marks": f"“{LINK}”",
    "as markdown": f"[{LINK}]({LINK})",
    "in italics, as a chat writes it": f"_{LINK}_",
    "in bold": f"*{INVITE}*",
    "words around": f"here you go: {LINK} see you",
    "words on other lines": f"Hey,\nhere you go:\n{LINK}\nsee you, S.",
    "words stuck to it, as a field joins lines": f"here you go:{LINK}see you",
    "a click id before the hash": LINK.replace("#", "?fbclid=IwAR2x_y-Z0.1&utm_source=chat#"),
    "a click id after it": LINK + "?fbclid=IwAR2x_y-Z0.1abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqr",
    "more parameters after it": LINK + "&utm_source=ig&h=AT0",
    "%23 for #": LINK.replace("#", "%23"),
    "%2523 for #": LINK.replace("#", "%2523"),
    "wrapped in another link": "https://l.example/l.php?u=" + quote(LINK, safe="") + "&h=AT0_x",
    "all of it encoded": quote(LINK, safe=""),
    "no hash": LINK.replace("#", ""),
    "a space after #": LINK.replace("#", "# "),
    "an encoded space after #": LINK.replace("#", "#%20"),
    "a line break after #": LINK.replace("#", "#\n"),
    "a space before #": LINK.replace("#", " #"),
    "a space after the dot": LINK.replace(f"{CODE}.", f"{CODE}. "),
    "a line break in the code": LINK.replace(CODE, f"{CODE[:5]}\n{CODE[5:]}"),
    "a line break inside": f"https://meant.example/join/#{HEAD}\n{TAIL}",
    "a line break inside, and words after it": f"https://meant.example/join/#{HEAD}\r\n{TAIL} see you there",
    "quoted in a mail": f"> https://meant.example/join/#{HEAD}\n> {TAIL}\n> see you",
    "a zero-width space after it": LINK + "\u200b",
    "zero-width characters inside": f"https://meant.example/join/#{HEAD}\u200b\u2060{TAIL}\ufeff",
    "soft hyphens inside": f"https://meant.example/join/#{HEAD}\u00ad{TAIL}",
    "direction marks around": f"\u202a{LINK}\u202c",
    "direction marks, encoded": LINK + quote("\u200e”"),
    "no scheme": LINK.removeprefix("https://"),
    "no host": f"/join/#{INVITE}",
    "an upper-case host": LINK.replace("https://meant.example", "HTTPS://MEANT.EXAMPLE"),
    "a port and an address": LINK.replace("meant.example", "192.168.178.20:8000"),
    "the same link twice": f"{LINK} {LINK}",
    "a link to somewhere else, too": f"{LINK} and https://www.example.org/#about.us",
}

NO_LINK = {
    "nothing": "",
    "only a hash": "#",
    "half a link": "half a link",
    "another page": "https://elsewhere.example/#x",
    "markup": "<script>",
    "cut short": LINK[:-1],
    "cut short, and words after it": LINK[:-9] + " see you at the station tonight",
    "no code": "https://meant.example/join/#." + vault.to_text(SECRET),
    "a code that is none": LINK.replace(CODE, "ÄÖÜ"),
    "a secret that nobody spells so": LINK[:-1] + "_",
    "a very long text": "#a." * 600,
}


@pytest.mark.parametrize("text", READ.values(), ids=READ.keys())
def test_a_link_is_read_as_chats_hand_it_on(text: str) -> None:
    assert invites.parse(text) == (CODE, SECRET)


@pytest.mark.parametrize("text", NO_LINK.values(), ids=NO_LINK.keys())
def test_what_is_no_whole_link_is_said_to_be_none(text: str) -> None:
    with pytest.raises(MalformedInvite):
        invites.parse(text)


@pytest.mark.parametrize(
    "text", [f"{LINK} or {LINK.replace(INVITE, OTHER)}", f"{INVITE}\n{OTHER}", f"#{INVITE} {OTHER} #{OTHER}"]
)
def test_two_links_are_not_guessed_at(text: str) -> None:
    with pytest.raises(TwoInvites):
        invites.parse(text)


SECRETS = st.binary(min_size=vault.KEY_BYTES, max_size=vault.KEY_BYTES)
INVISIBLE = st.sampled_from("\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u2060\u2066\u2069\ufeff\u00ad")
MARKS = st.lists(st.tuples(st.integers(0, 200), INVISIBLE), max_size=4)  # where, and which
SPACES = st.text(st.sampled_from(" \n\r\t\u00a0"), max_size=3)
# What stands before a bare invite must not run into it; after one, anything may.
PLAIN = st.text(st.characters(exclude_characters="#%", exclude_categories=["Cs"]), max_size=40)
ENDING = st.sampled_from(["", " ", "\n", "(", "<", "“", "here: "])


@given(
    before=PLAIN,
    ending=ENDING,
    after=PLAIN,
    secret=SECRETS,
    spaces=SPACES,
    invisible=MARKS,
    encoded=st.booleans(),
)
def test_whatever_stands_around_it_a_good_link_is_read(
    before: str,
    ending: str,
    after: str,
    secret: bytes,
    spaces: str,
    invisible: list[tuple[int, str]],
    encoded: bool,
) -> None:
    text = f"{before}{ending}https://meant.example/join/#{spaces}{invites.text_of(CODE, secret)}{after}"
    for place, mark in invisible:
        text = text[:place] + mark + text[place:]
    assert invites.parse(quote(text) if encoded else text) == (CODE, secret)


@given(secret=SECRETS, cuts=st.sets(st.integers(1, 58), max_size=3),
       after=st.sampled_from(["", " see you", ".", "\nBye", ")"]))  # fmt: skip
def test_wherever_its_lines_break_a_good_link_is_read(secret: bytes, cuts: set[int], after: str) -> None:
    invite = invites.text_of(CODE, secret)
    broken = "\n".join(invite[start:end] for start, end in pairwise([0, *sorted(cuts), len(invite)]))
    assert invites.parse(f"https://meant.example/join/#{broken}{after}") == (CODE, secret)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        invites.parse(text)
    except (MalformedInvite, TwoInvites) as refusal:
        assert refusal.message


def test_a_refusal_holds_nothing_of_what_was_pasted() -> None:
    for text in (LINK[:-1], f"{INVITE} {OTHER}"):
        with pytest.raises((MalformedInvite, TwoInvites)) as caught:
            invites.parse(text)
        assert not re.search(CODE, repr(caught.value)) and caught.value.__cause__ is None
