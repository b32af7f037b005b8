"""The checker of histories, held against histories that keep every promise, and some that break each one."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.chaos.checker import PROMISES, check
from tests.chaos.history import Event, History

STEP = "quiet-at-dinner.receiver"
TOKEN = "zq000000010001zq"
KEPT = "zq000000020002zq"
FROM_SAM = "zq000000030003zq"
CARD = ("first.1", "what one reads, and what the other says")


class Told(History):
    """A history that is told, an event after the other, each a second later."""

    def tell(self, what: str, who: str = "", tab: str = "a", **details: Any) -> Told:
        self.events.append(Event(float(len(self.events)), what, who, tab, details))
        return self

    def without(self, *at: int) -> Told:
        events = [event for number, event in enumerate(self.events) if number not in at]
        return Told(self.name, events)

    def at(self, what: str, who: str = "", nth: int = 0) -> int:
        """Which event it is."""
        return [n for n, e in enumerate(self.events) if e.what == what and who in ("", e.who)][nth]

    def but(self, what: str, who: str = "", nth: int = 0, **details: Any) -> Told:
        """The same with other details of one event."""
        at = self.at(what, who, nth)
        old = self.events[at]
        new = Event(old.at, old.what, old.who, old.tab, {**old.details, **details})
        return Told(self.name, [*self.events[:at], new, *self.events[at + 1 :]])


def answer(token: str, base: int = 0) -> dict[str, Any]:
    parts = {"reading": "other", "reading.words": token}
    return {"type": "answer", "step": STEP, "base": base, "parts": parts, "share": {"reading": True}}


def ready(on: bool = True) -> dict[str, Any]:
    return {"type": "ready", "round": "first", "what": "preview", "on": on}


def stored(token: str, revision: int = 1) -> dict[str, Any]:
    body = json.dumps({"parts": {"reading": {"words": token}}})
    own = {STEP: {"revision": revision, "in": True, "passed": False, "body": body}}
    milestones = [["first", "reveal", 5], ["first", "card-1", 5]]
    return {"version": 9, "answers": own, "said": [["first", "preview"]], "milestones": milestones}


def a_good_one() -> Told:
    """Both write, both release, both see the card; then it is looked at, erased, and looked at again."""
    told = Told("good").tell("claimed", "sam", link="l", claim="c1", got=True)
    told.tell("claimed", "sam", link="l", claim="c2", got=False)
    for who, token in (("alex", TOKEN), ("sam", FROM_SAM)):
        told.tell("wrote", who, token=token, step=STEP, fate="shared")
        told.tell("sent", who, ref=1, command=answer(token)).tell("ack", who, ref=1, version=3, revision=1)
        told.tell("sent", who, ref=2, command=ready()).tell("ack", who, ref=2, version=4, revision=None)
    for who in ("alex", "sam"):
        card = {"tokens": [TOKEN, FROM_SAM], "card": CARD, "reveal_at": 77}
        told.tell("panels", who, version=5, etags={"stage": "e"}, **card)
        told.tell("rests", who, shows={"stage": "e"}, fresh={"stage": "e"})
    told.tell("stored", "alex", found=stored(TOKEN)).tell("stored", "sam", found=stored(FROM_SAM))
    told.tell("erased", "sam").tell("asked", "alex", path="/s/x/", status=404)
    return told.tell("stored", "alex", found=None)


def test_a_good_history_keeps_every_promise() -> None:
    assert check(a_good_one()) == []


def test_nothing_at_all_breaks_nothing() -> None:
    assert check(History("empty")) == []


def test_a_reply_that_was_lost_leaves_both_outcomes_open() -> None:
    good = a_good_one()
    sent_again = Told("again", [*good.events])
    at = good.at("ack", "alex", 1) + 1
    sent = Event(good.events[at - 1].at, "sent", "alex", "a", {"ref": 3, "command": answer("zqnew", 1)})
    sent_again.events.insert(at, sent)
    assert check(sent_again) == []
    assert check(sent_again.but("stored", "alex", found=stored("zqnew", 2))) == []
    assert check(sent_again.but("stored", "alex", found=stored("zqother", 2)))


def taken_back() -> Told:
    """sam takes the release back before alex gives hers, and is shown what alex wrote."""
    told = a_good_one()
    at = told.at("sent", "sam", 1) + 2
    events = [
        Event(at - 0.5, "sent", "sam", "a", {"ref": 3, "command": ready(on=False)}),
        Event(at - 0.4, "ack", "sam", "a", {"ref": 3, "version": 4, "revision": None}),
    ]
    return Told("taken back", [*told.events[:at], *events, *told.events[at:]])


def kept_and_shown() -> Told:
    told = a_good_one().but("panels", "sam", tokens=[KEPT])
    told.events.insert(0, Event(0, "wrote", "alex", "a", {"token": KEPT, "step": STEP, "fate": "kept"}))
    return told


GOOD = a_good_one()
BROKEN: dict[str, tuple[str, Told]] = {
    "an answer that was acked is gone": (
        "lost",
        GOOD.but("stored", "alex", found={**stored(TOKEN), "answers": {}}),
    ),
    "it is only a draft": (
        "lost",
        GOOD.but("stored", "alex", found={**stored(TOKEN), "answers": {STEP: {"in": False}}}),
    ),
    "an older one is back": ("lost", GOOD.but("ack", "alex", revision=2)),
    "another text stands there": ("lost", GOOD.but("stored", "sam", found=stored(TOKEN))),
    "a word that was acked doesn't count": (
        "lost",
        GOOD.but("stored", "alex", found={**stored(TOKEN), "said": []}),
    ),
    "the seat opens nothing": ("lost", GOOD.but("stored", "alex", found=None)),
    "a text comes before both have released": ("leaked", GOOD.without(GOOD.at("sent", "sam", 1))),
    "a text comes though the release was refused": (
        "leaked",
        GOOD.without(GOOD.at("ack", "sam", 1)).tell("refused", "sam", ref=2, reason="unready"),
    ),
    "a text comes though the release was taken back": ("leaked", taken_back()),
    "what was kept comes": ("leaked", kept_and_shown()),
    "what was kept comes in a page": (
        "leaked",
        kept_and_shown().tell("page", "sam", path="/", status=200, tokens=[KEPT]).but(
            "panels", "sam", tokens=[]
        ),
    ),
    "a card changes": ("double reveal", GOOD.tell("panels", "alex", version=6, etags={}, tokens=[],
                                                  card=("first.1", "another"), reveal_at=77)),
    "a card turns at two instants": ("double reveal", GOOD.but("panels", "sam", reveal_at=78)),
    "a milestone comes true twice": (
        "double reveal",
        GOOD.but("stored", "sam", found={**stored(FROM_SAM), "milestones": [["first", "reveal", 5]] * 2}),
    ),
    "a version falls": ("fallen version", GOOD.but("panels", "alex", version=2)),
    "a tab shows what was": ("unrest", GOOD.but("rests", "sam", shows={"stage": "old"})),
    "a resend makes another revision": (
        "doubled",
        GOOD.tell("ack", "sam", ref=1, version=9, revision=2),
    ),
    "two claims get the seat": ("two in one seat", GOOD.but("claimed", "sam", 1, got=True)),
    "nobody gets the seat": ("two in one seat", GOOD.but("claimed", "sam", 0, got=False)),
    "a page opens after the erase": ("opened after an erase", GOOD.but("asked", status=200)),
    "a cookie opens it after the erase": (
        "opened after an erase",
        GOOD.but("stored", "alex", 1, found=stored(TOKEN)),
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", BROKEN)
def test_a_history_that_breaks_a_promise_is_found(what: str) -> None:
    promise, history = BROKEN[what]
    assert promise in {text.split(":")[0] for text in check(history)}


def test_every_promise_can_be_seen_broken() -> None:
    assert {promise for promise, _ in BROKEN.values()} == set(PROMISES)
