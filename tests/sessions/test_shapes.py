"""The two swap their shapes: that changes how they are drawn, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from couples import live, seats
from couples.access import Holder
from couples.infrastructure.refusals import NotHere
from couples.shapes import mark_of
from exercises.presenters.session import session_view
from exercises.queries import people
from exercises.web import panels
from tests.support.couples.paired import Pair, start_alone, start_together
from tests.support.couples.two_seats import NOBODY, link_of

STAGES = ("step", "preview", "waiting", "reveal", "closed", "takeaway", "finished")
SWAPPED = {"a": "b", "b": "a"}
A_PERSON = re.compile(r'<span class="who mark-(a|b)">(<svg.*?</svg>)<bdi>(.*?)</bdi>', re.DOTALL)
SHAPES = re.compile(r"<svg.*?</svg>", re.DOTALL)  # icons and tracks among them
A_MARK = re.compile(r'(?<=[ "-])(?:a|b)(?=[ "])')  # as a class, whole or behind a dash
AN_ETAG = re.compile(
    r' data-(?:etag="[0-9a-f]+"|(?:reveal-at|now)="\d+")'
)  # instants only while one lies ahead


@pytest.fixture
def pair(db: None) -> Pair:
    return start_together()


def look(pair: Pair) -> dict[tuple[str, str], str]:
    """Every page of both: by path and who looks."""
    us, session = f"/us/{pair.couple_code}/", f"/s/{pair.code}/"
    paths = [f"{session}{page}" for page in ("", "comparison/", "own/")]
    paths += [f"{us}{page}" for page in ("", "checkins/", "glossary/", "export/")]
    found = {}
    for name, who in (("alex", pair.alex), ("sam", pair.sam)):
        client = Client(headers={"cookie": pair.cookies(who)})
        found |= {(path, name): client.get(path).content.decode() for path in paths}
    return found


def without_shapes(html: str) -> str:
    return AN_ETAG.sub("", A_MARK.sub("?", SHAPES.sub("", html)))


def drawn(html: str) -> list[tuple[str, str]]:
    """Everybody who is named, with their mark; its shape stands beside each."""
    for mark, shape, name in A_PERSON.findall(html):
        assert f"mark mark-{mark}" in shape, name
    return [(name, mark) for mark, _, name in A_PERSON.findall(html)]


def test_a_position_has_the_other_mark_once_they_are_swapped() -> None:
    assert [mark_of(position, swapped=False) for position in (1, 2)] == ["a", "b"]
    assert [mark_of(position, swapped=True) for position in (1, 2)] == ["b", "a"]


@pytest.mark.parametrize("stage", STAGES)
def test_on_every_page_of_both_only_the_shapes_are_others(pair: Pair, stage: str) -> None:
    pair.come_to(stage)
    look(pair)  # both are here from now on
    before = look(pair)
    assert set(drawn(before[f"/us/{pair.couple_code}/", "sam"])) == {("Alex", "a"), ("Sam", "b")}
    seats.swap_shapes(pair.sam, pair.couple_code, True)
    after = look(pair)
    for place, html in before.items():
        assert without_shapes(after[place]) == without_shapes(html), place
        assert drawn(after[place]) == [(name, SWAPPED[mark]) for name, mark in drawn(html)], place
    seats.swap_shapes(pair.alex, pair.couple_code, False)
    assert {place: AN_ETAG.sub("", html) for place, html in look(pair).items()} == {
        place: AN_ETAG.sub("", html) for place, html in before.items()
    }


def test_so_it_is_with_all_that_can_be_shared_about_a_moment(pair: Pair) -> None:
    pair.come_to("closed")
    for who, own in ((pair.alex, "tense"), (pair.sam, "sad")):
        pair.say(pair.alex, "more")
        pair.say(pair.sam, "more")
        for spec in pair.state(who).layout.of_round("more"):
            fields: dict[str, Any] = {}
            if spec.voice == "receiver":
                fields = {"feelings": ["calm", own], "next": "ask gently"}
            elif spec.voice == "sender":
                fields = {"wish": f"{own} would like to be asked"}
            pair.answer(who, spec.id, share=dict.fromkeys(fields, True), **fields)
    for who in pair.both:
        pair.arrive(who)
        pair.release(who, "more")
    pair.close("more")
    look(pair)
    before = look(pair)
    shown = before[f"/s/{pair.code}/comparison/", "alex"]
    assert "sad would like to be asked" in shown and "What each would feel" in shown
    seats.swap_shapes(pair.sam, pair.couple_code, True)
    for place, html in look(pair).items():
        assert without_shapes(html) == without_shapes(before[place]), place
        assert drawn(html) == [(name, SWAPPED[mark]) for name, mark in drawn(before[place])], place


def test_what_is_said_and_compared_stays_with_whoever_said_it(pair: Pair) -> None:
    pair.come_to("closed")
    before = pair.stored()
    seats.swap_shapes(pair.alex, pair.couple_code, True)
    assert pair.stored() == before
    for who in pair.both:
        names = {people.person(pair.state(who), position).name for position in (1, 2)}
        assert names == {"Alex", "Sam"}
    assert people.person(pair.state(pair.sam), 1) == people.person(pair.state(pair.alex), 1)
    assert people.person(pair.state(pair.sam), 1).mark == "b"


def test_swapped_twice_the_same_way_is_swapped_once(pair: Pair) -> None:
    for who in pair.both:
        seats.swap_shapes(who, pair.couple_code, True)
    assert seats.couple_of(pair.alex, pair.couple_code).my_mark == "b"
    assert seats.couple_of(pair.sam, pair.couple_code).my_mark == "a"


def test_what_somebody_types_on_stays_as_it_is(pair: Pair) -> None:
    before = panels.etags(session_view.present(pair.state(pair.alex), origin=""))
    seats.swap_shapes(pair.sam, pair.couple_code, True)
    after = panels.etags(session_view.present(pair.state(pair.alex), origin=""))
    assert before["partner"] != after["partner"] and before["stage"] == after["stage"]


def test_a_card_that_is_open_is_drawn_anew(pair: Pair) -> None:
    pair.come_to("reveal")
    before = panels.etags(session_view.present(pair.state(pair.alex), origin=""))
    seats.swap_shapes(pair.sam, pair.couple_code, True)
    after = panels.etags(session_view.present(pair.state(pair.alex), origin=""))
    assert before["partner"] != after["partner"] and before["stage"] != after["stage"]


def test_both_hear_of_it_after_it_is_committed(
    pair: Pair, django_capture_on_commit_callbacks: Callable[..., list[Callable[[], None]]]
) -> None:
    with django_capture_on_commit_callbacks() as announcements:
        seats.swap_shapes(pair.sam, pair.couple_code, True)
    assert [getattr(each, "func", None) for each in announcements] == [live.announce]


def test_who_is_invited_sees_the_shape_that_the_inviter_has_now(db: None) -> None:
    _, couple_code, alex = start_alone()
    seats.swap_shapes(alex, couple_code, True)
    invitation = seats.look(link_of(couple_code, alex), NOBODY)
    assert (invitation.inviter_mark, invitation.my_mark) == ("b", "a")
    seats.renew_invite(alex, couple_code, "move")
    moving = seats.look(link_of(couple_code, alex, "move"), NOBODY)
    assert (moving.inviter_mark, moving.my_mark) == ("b", "b")


def test_a_stranger_swaps_nothing(pair: Pair) -> None:
    _, _, stranger = start_alone("Stranger")
    for nobody in (stranger, Holder(())):
        with pytest.raises(NotHere):
            seats.swap_shapes(nobody, pair.couple_code, True)
    assert seats.couple_of(pair.alex, pair.couple_code).my_mark == "a"
