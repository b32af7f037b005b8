"""Where two people are, and everything that can be done there: of these deeds any two may race."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from couples import presence
from exercises import commands
from tests.support.couples.paired import FIRST, MEANING, Pair, start_alone, start_together
from tests.support.couples.two_seats import NOBODY, link_of
from tests.support.scripts.races import deeds
from tests.support.scripts.races.deeds import Deed, Two

Prepare = Callable[[Two], None]


@dataclass(frozen=True)
class Situation:
    """come: brings two people here. may: what they do, by name. before: what some of it needs."""

    come: Callable[[], Two]
    may: Mapping[str, Deed]
    before: Mapping[str, Prepare] = field(default_factory=dict)

    def with_what_is_needed(self, *names: str) -> Two:
        two = self.come()
        for name in sorted({*names} & {*self.before}):
            self.before[name](two)
        return two


def answering() -> Two:
    """Each has given an answer that could still be changed; alex is here by a page, sam in two tabs."""
    pair = start_together()
    pair.answer(pair.alex, FIRST)
    pair.answer(pair.sam, FIRST)
    commands.arrive_by_page(pair.alex, pair.code)
    for tab in ("one", "another"):
        commands.arrive(pair.sam, pair.code, f"{tab}-{pair.code}", presence.LEASE_SECONDS)
    return Two(pair)


def alone() -> Two:
    """alex waits for sam, who has the link."""
    code, couple_code, alex = start_alone()
    return Two(Pair(code, couple_code, alex, NOBODY), link_of(couple_code, alex))


def lost() -> Two:
    """sam has lost the seat, and alex has made a new link for it."""
    two = answering()
    return Two(two.pair, two.pair.give_new_link(two.pair.sam))


def about_to_see() -> Two:
    """Both could show theirs; alex has, and is here."""
    pair = start_together()
    pair.come_to("preview")
    pair.release(pair.alex)
    pair.arrive(pair.alex)
    return Two(pair)


def both_in() -> Two:
    """Both have shown theirs, and nobody is here."""
    pair = start_together()
    pair.come_to("waiting")
    return Two(pair)


def at_the_cards() -> Two:
    pair = start_together()
    pair.come_to("reveal")
    return Two(pair)


OF_A_COUPLE: dict[str, Deed] = {
    "alex starts": deeds.starts("alex"),
    "sam erases": deeds.erases("sam"),
    "alex gives sam a new link": deeds.gives_new_link("alex"),
    "links that are over are swept": deeds.sweeps,
    "alex reads": deeds.reads,
}

SITUATIONS = {
    "answering": Situation(
        answering,
        {
            **OF_A_COUPLE,
            "alex answers": deeds.answers("alex"),
            "sam answers": deeds.answers("sam"),
            "sam answers something else": deeds.answers("sam", MEANING, base=0),
            "sam drafts": deeds.drafts("sam"),
            "sam passes": deeds.passes("sam"),
            "alex wants it apart": deeds.says("alex", "apart"),
            "alex stops": deeds.stops("alex"),
            "sam arrives": deeds.arrives("sam"),
            "sam looks at the page": deeds.looks_at_the_page("sam"),
            "the process renews leases": deeds.renews_leases,
            "sockets close": deeds.lets_leases_run_out,
            "alex asks for a link to move": deeds.renews("alex"),
            "alex moves": deeds.moves,
            "sam gives alex a new link": deeds.gives_new_link("sam"),
            "alex keeps it for a week": deeds.keeps_for("alex", 7),
            "alex keeps it for long": deeds.keeps_for("alex", 90),
            "sam keeps it for long": deeds.keeps_for("sam", 90),
            "sam keeps it as it is": deeds.keeps_as_it_is("sam"),
            "sam is called otherwise": deeds.renames("sam"),
            "alex swaps the shapes": deeds.swaps_shapes("alex"),
            "sam keeps a line": deeds.keeps_line("sam"),
            "sam takes a line out": deeds.removes_line("sam"),
            "the process sweeps the couple": deeds.sweeps,
        },
        {
            "alex moves": deeds.make_moving,
            "links that are over are swept": deeds.let_links_expire,
            "the process sweeps the couple": deeds.let_it_expire,
            "sam takes a line out": deeds.write_line,
        },
    ),
    "alone": Situation(
        alone,
        {
            "alex starts": deeds.starts("alex"),
            "alex erases": deeds.erases("alex"),
            "alex answers": deeds.answers("alex", base=0),
            "alex arrives": deeds.arrives("alex"),
            "alex makes another link": deeds.renews("alex", "join"),
            "alex asks for a link to move": deeds.renews("alex"),
            "alex keeps it for a week": deeds.keeps_for("alex", 7),
            "alex keeps it for long": deeds.keeps_for("alex", 90),
            "alex is called otherwise": deeds.renames("alex"),
            "alex stops": deeds.stops("alex"),
            "sam claims": deeds.claims("Sam", "c" * 32),
            "robin claims": deeds.claims("Robin", "d" * 32),
            "the process sweeps the couple": deeds.sweeps,
        },
        {"the process sweeps the couple": deeds.let_it_expire},
    ),
    "lost": Situation(
        lost,
        {
            **{name: deed for name, deed in OF_A_COUPLE.items() if name != "sam erases"},
            "alex erases": deeds.erases("alex"),
            "alex answers": deeds.answers("alex"),
            "alex stops": deeds.stops("alex"),
            "alex keeps it for long": deeds.keeps_for("alex", 90),
            "sam comes back": deeds.claims("", "c" * 32),
            "robin comes in": deeds.claims("", "d" * 32),
            "sam tries the old seat": deeds.answers("sam"),
        },
    ),
    "about to see": Situation(
        about_to_see,
        {
            **OF_A_COUPLE,
            "sam shows it": deeds.says("sam", "preview"),
            "sam shows all of it": deeds.shows_all("sam"),
            "alex takes it back": deeds.says("alex", "preview", on=False),
            "sam answers anew": deeds.answers("sam"),
            "sam wants it apart": deeds.says("sam", "apart"),
            "sam arrives": deeds.arrives("sam"),
            "sam looks at the page": deeds.looks_at_the_page("sam"),
            "sockets close": deeds.lets_leases_run_out,
            "alex stops": deeds.stops("alex"),
        },
    ),
    "both in": Situation(
        both_in,
        {
            **OF_A_COUPLE,
            "alex arrives": deeds.arrives("alex"),
            "sam arrives": deeds.arrives("sam"),
            "sam looks at the page": deeds.looks_at_the_page("sam"),
            "sam stops": deeds.stops("sam"),
        },
    ),
    "at the cards": Situation(
        at_the_cards,
        {
            **OF_A_COUPLE,
            "alex goes on": deeds.says("alex", "next-1"),
            "sam goes on": deeds.says("sam", "next-1"),
            "alex asks to talk": deeds.says("alex", "talk-1.card-1.room"),
            "sam asks to write": deeds.says("sam", "talk-1.card-1.write"),
            "sam stops": deeds.stops("sam"),
            "sam arrives": deeds.arrives("sam"),
        },
    ),
}
