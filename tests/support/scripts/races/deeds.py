"""What somebody does, as one call: each use case, at two people who are somewhere (see situations.py)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from couples import presence, seats
from couples.access import Holder
from couples.models import Couple, Invite, Lease, Seat
from exercises import commands
from exercises.exporting import gathering
from exercises.presenters.session import session_view
from exercises.queries.loading import load
from tests.support.couples.paired import CORE, FIRST, MEANING, Pair
from tests.support.couples.two_seats import link_of

CUE = FIRST.partition(".")[0]
NOBODY = Holder(())


@dataclass
class Two:
    """Two people somewhere. link, moving: the texts of links that were made before the race."""

    pair: Pair
    link: str = ""
    moving: str = ""

    @property
    def couple(self) -> str:
        return self.pair.couple_code


Deed = Callable[[Two], object]


# ---- in a session ---------------------------------------------------------------------------------------


def answers(who: str, step: str = FIRST, pick: str = "caring", base: int = 1) -> Deed:
    def answer(two: Two) -> object:
        main = "reading" if step.endswith(".receiver") else "meaning"
        return commands.answer(
            holder(two, who), two.pair.code, step=step, base=base, raw={main: pick}, share={}
        )

    return answer


def drafts(who: str) -> Deed:
    raw: dict[str, str | list[str]] = {"reading": "other", "reading.words": "They count."}
    return lambda two: commands.draft(holder(two, who), two.pair.code, step=FIRST, base=1, raw=raw)


def passes(who: str) -> Deed:
    return lambda two: commands.pass_(holder(two, who), two.pair.code, step=MEANING)


def says(who: str, word: str, on: bool = True) -> Deed:
    return lambda two: two.pair.say(holder(two, who), word, on=on)


def shows_all(who: str) -> Deed:
    return lambda two: commands.release(
        holder(two, who), two.pair.code, round="first", shares={}, apart=False, all_of_mine=True
    )


def arrives(who: str) -> Deed:
    return lambda two: two.pair.arrive(holder(two, who))


def looks_at_the_page(who: str) -> Deed:
    return lambda two: commands.arrive_by_page(holder(two, who), two.pair.code)


def stops(who: str) -> Deed:
    return lambda two: commands.stop(holder(two, who), two.pair.code)


def starts(who: str) -> Deed:
    return lambda two: commands.start(CORE, holder=holder(two, who), couple_code=two.couple)


def reads(two: Two) -> object:
    """What a socket does upon a hint, and somebody who takes a copy."""
    session_view.present(load(two.pair.alex, two.pair.code), origin="http://testserver")
    return gathering.gather(two.pair.alex, two.couple)


# ---- in a couple ----------------------------------------------------------------------------------------


def erases(who: str) -> Deed:
    return lambda two: seats.erase(holder(two, who), two.couple)


def renews(who: str, purpose: str = "move") -> Deed:
    return lambda two: seats.renew_invite(holder(two, who), two.couple, purpose)


def claims(name: str, claim_id: str) -> Deed:
    return lambda two: seats.claim(two.link, claim_id, name, NOBODY)


def moves(two: Two) -> object:
    return seats.claim(two.moving, "e" * 32, "", NOBODY)


def gives_new_link(who: str) -> Deed:
    return lambda two: commands.give_new_link(holder(two, who), two.couple)


def keeps_for(who: str, days: int) -> Deed:
    return lambda two: seats.keep_for(holder(two, who), two.couple, days)


def keeps_as_it_is(who: str) -> Deed:
    return lambda two: seats.keep_as_it_is(holder(two, who), two.couple)


def renames(who: str) -> Deed:
    return lambda two: seats.rename(holder(two, who), two.couple, "Kim")


def swaps_shapes(who: str) -> Deed:
    return lambda two: seats.swap_shapes(holder(two, who), two.couple, True)


def keeps_line(who: str) -> Deed:
    return lambda two: commands.keep_line(
        holder(two, who), two.couple, cue=CUE, means="I am tired.", helps="", base=0
    )


def removes_line(who: str) -> Deed:
    return lambda two: commands.remove_line(holder(two, who), two.couple, cue=CUE, base=1)


# ---- whoever is nobody ------------------------------------------------------------------------------------


def renews_leases(two: Two) -> None:
    """As the pulse does for all sockets of a process, in one statement."""
    presence.renew([*Lease.objects.values_list("connection", flat=True)])


def lets_leases_run_out(two: Two) -> None:
    for connection in Lease.objects.filter(seat__couple__code=two.couple).values_list(
        "connection", flat=True
    ):
        presence.depart(connection)


def sweeps(two: Two) -> None:
    seats.sweep()
    presence.sweep()


# ---- before the race --------------------------------------------------------------------------------------


def make_moving(two: Two) -> None:
    seats.renew_invite(two.pair.alex, two.couple, "move")
    two.moving = link_of(two.couple, two.pair.alex, "move")


def let_links_expire(two: Two) -> None:
    seats.renew_invite(two.pair.sam, two.couple, "move")
    Invite.objects.filter(couple__code=two.couple, position=2).update(expires=timezone.now())


def let_it_expire(two: Two) -> None:
    Couple.objects.filter(code=two.couple).update(expires=timezone.now() - timedelta(seconds=1))


def let_leases_expire(two: Two) -> None:
    for seat in Seat.objects.filter(couple__code=two.couple):
        Lease.objects.create(seat=seat, connection=f"gone-{seat.pk}", expires=timezone.now())


def write_line(two: Two) -> None:
    keeps_line("sam")(two)


def holder(two: Two, who: str) -> Holder:
    return two.pair.alex if who == "alex" else two.pair.sam
