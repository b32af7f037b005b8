"""What is only mine among what the two keep: marked as such in my copy, and in no copy of my partner's."""

from __future__ import annotations

import json
from typing import Any

import pytest

from couples.access import Holder
from exercises import commands
from tests.support.couples.paired import Pair, start_together
from tests.support.http.seated import COPIES, seated

KEPT, SHARED = "breathe in zecret", "say that I am tired"


@pytest.fixture
def pact(db: None) -> Pair:
    """Both have a plan: alex has kept theirs, sam has shown theirs."""
    pair = start_together(exercise="if-then-pact")
    for who, then in ((pair.alex, KEPT), (pair.sam, SHARED)):
        [cue] = [spec for spec in pair.state(who).layout.of_round("first") if spec.id == "cue"]
        pair.fill_in(who, "cue", cue=cue.parts[0].options[0])  # type: ignore[union-attr]
        pair.fill_in(who, "plan", share={"plan": who == pair.sam}, plan__if="it is quiet", plan__then=then)
        commands.pass_(who, pair.code, step="help")
    for who in pair.both:
        pair.arrive(who)
        pair.release(who)
    pair.close()
    return pair


def copies(pair: Pair, who: Holder) -> tuple[str, dict[str, Any]]:
    """The text and the data of this person's copy."""
    text, data = (seated(pair, who).ask(path.format(couple=pair.couple_code)) for path in COPIES)
    return text.text, json.loads(data.text)


def test_a_plan_that_was_kept_is_only_for_me_in_my_copy(pact: Pair) -> None:
    text, data = copies(pact, pact.alex)
    plans = {plan["by"]: plan for plan in data["kept"]["plans"]}
    assert (plans["me"]["only_mine"], plans["partner"]["only_mine"]) == (True, False)
    assert KEPT in plans["me"]["text"] and SHARED in plans["partner"]["text"]
    lines = text[text.index("What we saved") :].splitlines()
    [mine] = [line for line in lines if "Alex, from" in line]
    [theirs] = [line for line in lines if "Sam, from" in line]
    assert mine.endswith(", only for me:") and "only for me" not in theirs


def test_a_plan_that_was_kept_is_in_no_copy_of_the_other(pact: Pair) -> None:
    text, data = copies(pact, pact.sam)
    assert KEPT not in text and KEPT not in json.dumps(data)
    assert [(plan["by"], plan["only_mine"]) for plan in data["kept"]["plans"]] == [("me", False)]
    assert "only for me" not in text[text.index("What we saved") :]


def test_a_line_that_was_kept_is_only_for_me(db: None) -> None:
    pair = start_together()
    pair.come_to("takeaway")
    pair.take_along(pair.alex, KEPT)
    pair.take_along(pair.sam, SHARED, share=True)
    text, data = copies(pair, pair.alex)
    assert {line["by"]: line["only_mine"] for line in data["kept"]["taken_along"]} == {
        "me": True, "partner": False,
    }  # fmt: skip
    [mine] = [line for line in text.splitlines() if "Alex, note to self" in line]
    [theirs] = [line for line in text.splitlines() if "Sam, for next time" in line]
    assert mine != theirs
    text, data = copies(pair, pair.sam)
    assert KEPT not in text + json.dumps(data)
