"""Where a run of the machine begins: two people at some place of a session, with texts of theirs in it."""

from __future__ import annotations

from couples import seats
from couples.access import Holder
from exercises import commands
from tests.chaos.kept_promises import Promises
from tests.support.couples.paired import Pair, start_alone
from tests.support.couples.two_seats import link_of

STARTS = (
    "step", "preview", "waiting", "apart", "reveal", "closed", "fold", "more", "takeaway", "finished",
)  # fmt: skip
CLAIM = "c" * 32


def sit_down() -> tuple[Pair, str]:
    """alex has begun, sam has joined. Also the link by which sam came."""
    code, couple_code, alex = start_alone()
    link = link_of(couple_code, alex)
    pair = Pair(code, couple_code, alex, Holder((seats.claim(link, CLAIM, "Sam", Holder(())).token,)))
    pair.begin()
    return pair, link


def bring(pair: Pair, promises: Promises, start: str) -> None:
    """Bring the two where this begins, the quick way."""
    if start == "fold":
        pair.reveal_a_hurt()
        pair.close()
    elif start != "step":
        _bring_on(pair, promises, start)


def _bring_on(pair: Pair, promises: Promises, start: str) -> None:
    write_round(promises, "first")
    for who in pair.both if start == "apart" else ():
        pair.say(who, "apart")
    if start == "preview":
        return
    for who in pair.both:
        pair.release(who)
    if start in ("waiting", "apart"):
        return
    for who in pair.both:
        pair.arrive(who)
    if start == "reveal":
        return
    pair.close()
    if start == "more":
        for who in pair.both:
            pair.say(who, "more")
        write_round(promises, "more")
        pair.release(pair.alex, "more")
    elif start in ("takeaway", "finished"):
        for who in pair.both:
            pair.say(who, "enough")
        for who, name in zip(pair.both if start == "finished" else (), ("alex", "sam"), strict=False):
            pair.take_along(who, promises.token(name, "takeaway"))


def write_round(promises: Promises, round_id: str) -> None:
    """Both answer all of a round in their own words, and keep every third."""
    for who in ("alex", "sam"):
        holder = promises.holder(who)
        for at, spec in enumerate(promises.pair.state(holder).layout.of_round(round_id)):
            commands.answer(
                holder, promises.pair.code, step=spec.id, base=0,
                raw=in_own_words(spec.main.id, promises.token(who, spec.id)),
                share={spec.main.id: at % 3 != 2},
            )  # fmt: skip


def in_own_words(part: str, words: str) -> dict[str, str | list[str]]:
    """The fields of a pick of one's own, about something harmless."""
    return {part: "other", f"{part}.words": words, f"{part}.about": "external", f"{part}.feel": "0"}
