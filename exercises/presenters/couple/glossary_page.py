"""The page of the glossary: both people's lines side by side, mine to change, and what is worth keeping."""

from __future__ import annotations

from dataclasses import dataclass, replace

from couples.access import Holder
from couples.positions import other
from exercises import library
from exercises.content.cues import Cue
from exercises.presenters.couple import glossary_lines, keepsakes
from exercises.queries import couple_sessions, glossary
from exercises.queries.couple_sessions import CoupleSessions
from exercises.screens import GlossaryLine, GlossaryMoment, GlossaryPage, Keepsakes, LineForm, Offer

NEWEST = 6  # plans, and lines taken along: with the glossary they fit one printed page
AT_ONCE = 3  # lines that are offered; more of them at once would be a task


@dataclass(frozen=True)
class Typed:
    """A form that was refused. means, helps: None where nothing was typed."""

    cue: str
    means: str | None
    helps: str | None
    refusal: str


def glossary_page(holder: Holder, couple_code: str, typed: Typed | None = None) -> GlossaryPage:
    """What this couple keeps, for one of the two. Raises NotHere for a stranger. Seven queries.

    typed: a form that was refused, to be shown again as it was.
    """
    ours = couple_sessions.load_all(holder, couple_code)
    found = keepsakes.present_keepsakes(ours)
    offers = [_offer(line, typed) for line in _worth_keeping(ours, found, typed)]
    return GlossaryPage(
        couple=str(ours.address_of(couple_code)),
        you=ours.person(ours.me),
        partner=ours.person(other(ours.me)),
        moments=tuple(_moments(found.glossary, typed)),
        offered=tuple(offers[:AT_ONCE]),
        further=tuple(offers[AT_ONCE:]),
        taken=tuple(line for line in found.taken if not line.only_mine)[:NEWEST],
        plans=tuple(plan for plan in found.plans if not plan.only_mine)[:NEWEST],
        limit=glossary.LONGEST,
        is_trial=ours.couple.is_trial,
    )


def _moments(lines: tuple[GlossaryLine, ...], typed: Typed | None) -> list[GlossaryMoment]:
    """The moments of these lines, the newest first; in each the circle's line before the diamond's."""
    by_cue: dict[str, list[GlossaryLine]] = {}
    for line in lines:
        by_cue.setdefault(line.cue, []).append(line)
    return [
        GlossaryMoment(
            title=found[0].title,
            lines=tuple(sorted(found, key=lambda line: line.person.mark)),
            form=next((_form(line, typed) for line in found if line.mine), None),
        )
        for found in by_cue.values()
    ]


def _worth_keeping(ours: CoupleSessions, found: Keepsakes, typed: Typed | None) -> list[GlossaryLine]:
    """What is offered; first of all what was typed about a moment that is in no other place of the page."""
    lines = list(found.offered)
    mine = {line.cue for line in found.glossary if line.mine}
    if typed is None or not typed.means or typed.cue in mine:
        return lines
    lost = [line for line in lines if line.cue == typed.cue]
    cue = _moment(ours, typed.cue)
    if not lost and cue is not None:
        names = {"partner": ours.names.get(other(ours.me), "")}
        title, when = glossary_lines.title(cue), glossary_lines.when(cue, names)
        lost = [GlossaryLine(cue.id, ours.person(ours.me), when, "", "", mine=True, title=title)]
    return [*lost, *(line for line in lines if line.cue != typed.cue)]


def _moment(ours: CoupleSessions, id: str) -> Cue | None:
    done = (state.content.cues[id] for state in ours.states if id in state.content.cues)
    return library.current().cues.get(id) or next(done, None)


def _offer(line: GlossaryLine, typed: Typed | None) -> Offer:
    return Offer(line, _form(line, typed))


def _form(line: GlossaryLine, typed: Typed | None) -> LineForm:
    """What the fields hold: the line, or what was typed instead of it."""
    form = LineForm(line.cue, line.when, line.means, line.helps, line.revision)
    if typed is None or typed.cue != line.cue:
        return form
    means = form.means if typed.means is None else typed.means
    helps = form.helps if typed.helps is None else typed.helps
    return replace(form, means=means, helps=helps, base=line.revision, refusal=typed.refusal)
