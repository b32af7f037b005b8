"""What the exercises are, as somebody sees them who has not begun: listed, and one by one.

Pure. Who gets to see what is read off the content's own marks, so a page cannot promise something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from exercises.content import kinds
from exercises.content.cues import Section
from exercises.content.exercise import Exercise, ScreenSpec, Tender
from exercises.content.kinds import Part
from exercises.language.typography import typeset

MOST_LINES = 4  # of what one group of people sees; the others are counted

# Where to begin comes first, what goes closest last. Each with its heading and one sentence.
SECTIONS: dict[Section, tuple[str, str]] = {
    "ambiguous": (
        "Reading each other",
        "The same moment from outside and from inside, before you settle on the first explanation.",
    ),
    "trust": ("Growing closer", "Good news, kind words, a little more told, and a plan for the next time."),
    "satisfaction": ("How we are doing", "How things are between you, and one small step from there."),
    "distancing": (
        "Stepping back",
        "Where each of you goes when closeness feels risky, and the way back.",
    ),
    "control": (
        "Having a say",
        "Being chosen, having a say, being afraid: asking for the thing itself instead of holding on.",
    ),
}

TENDER: dict[Tender, str] = {"light": "Light", "some": "A little deeper", "deep": "Deep"}  # lightest first
BY_TENDER: tuple[Tender, ...] = tuple(TENDER)

EVIDENCE: dict[Literal["A", "B", "C"], str] = {
    "A": "Much the same was tried with couples in a study; this form of it was not.",
    "B": "A part of it was studied, not the whole.",
    "C": "From theory; not tested.",
}

# What two people come to the list for, and the exercise for it; slugs are permanent.
OCCASIONS: dict[str, str] = {
    "Something light": "good-news",
    "After a quarrel": "breathe-then-ask",
    "A good evening": "small-openings",
}
EVERY_DAY = "one-moment"

Eyes = Literal["both", "self", "device"]

EYES: dict[Eyes, str] = {
    "both": "Your partner may see what you show",
    "self": "Only you see",
    "device": "Stays on your phone",
}

TAKEN_ALONG = "One thing for next time"  # what an exercise closes with, shared only by its owner
HOW_SURE = "How sure I am"  # a scale beside a reading; what is shown of it is a word


@dataclass(frozen=True)
class Listed:
    """One exercise in the list. begin: it is the one to begin with. tender: how close it goes, in words."""

    slug: str
    title: str
    minutes: int
    tender: str
    purpose: str
    begin: bool
    gate: bool


@dataclass(frozen=True)
class Group:
    """The exercises of one section."""

    id: Section
    heading: str
    about: str
    exercises: tuple[Listed, ...]


@dataclass(frozen=True)
class Pick:
    """One exercise for an occasion, in words that stand above it."""

    occasion: str
    exercise: Listed


@dataclass(frozen=True)
class Catalogue:
    """The whole list. begin, every_day: the one to begin with, and the one for any day; None where it is not
    there."""

    picks: tuple[Pick, ...]
    begin: Listed | None
    every_day: Listed | None
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Visible:
    """Who gets to see some of what is entered. more: how many things there are beside those in `lines`."""

    eyes: Eyes
    who: str
    lines: tuple[str, ...]
    more: int


@dataclass(frozen=True)
class About:
    """One exercise, before anybody commits to it. Nothing of a group that is not in `visible` is asked."""

    listed: Listed
    intro: str
    do: tuple[str, ...]
    visible: tuple[Visible, ...]
    evidence: str

    @property
    def offers(self) -> bool:
        """Whether anything of it can be shown to the other."""
        return any(each.eyes == "both" for each in self.visible)


def whole(exercises: Iterable[Exercise]) -> Catalogue:
    """Return the list as it is shown: by occasion first, then all of it by section."""
    by_slug = {each.slug: each for each in exercises}
    core = next((each for each in by_slug.values() if each.core), None)
    return Catalogue(
        picks=tuple(
            Pick(occasion, listed(by_slug[slug])) for occasion, slug in OCCASIONS.items() if slug in by_slug
        ),
        begin=listed(core) if core is not None else None,
        every_day=listed(by_slug[EVERY_DAY]) if EVERY_DAY in by_slug else None,
        groups=groups(by_slug.values()),
    )


def groups(exercises: Iterable[Exercise]) -> tuple[Group, ...]:
    """Return all of them by section; in each where to begin first, then the lightest."""
    ordered = sorted(exercises, key=lambda each: (not each.core, *weight(each)))
    return tuple(
        Group(id, heading, about, found)
        for id, (heading, about) in SECTIONS.items()
        if (found := tuple(listed(each) for each in ordered if each.section == id))
    )


def weight(exercise: Exercise) -> tuple[int, int]:
    """Return what to sort by for the lightest first: how close it goes, then how long it takes."""
    return BY_TENDER.index(exercise.tender), exercise.minutes


def listed(exercise: Exercise) -> Listed:
    return Listed(
        slug=exercise.slug,
        title=typeset(exercise.title),
        minutes=exercise.minutes,
        tender=TENDER[exercise.tender],
        purpose=typeset(exercise.purpose),
        begin=exercise.core,
        gate=bool(exercise.gate),
    )


def about(exercise: Exercise) -> About:
    return About(
        listed=listed(exercise),
        intro=typeset(exercise.intro),
        do=tuple(map(typeset, exercise.do)),
        visible=tuple(_visible(exercise)),
        evidence=EVIDENCE[exercise.evidence],
    )


def is_for_oneself(exercise: Exercise) -> bool:
    """Return whether nothing of it is ever opened: each looks alone."""
    return all(each.reveal == "none" for each in exercise.rounds)


# ---- who gets to see what -------------------------------------------------------------------------


def _visible(exercise: Exercise) -> Iterator[Visible]:
    lines: dict[Eyes, dict[str, None]] = {eyes: {} for eyes in EYES}
    for screen in (screen for each in exercise.rounds for screen in each.screens):
        for part in screen.all_parts:
            if part.visibility == "device" or kinds.takes_answer(part):
                lines[_eyes(part)][_line(screen, part)] = None
    if exercise.closing == "takeaway":
        lines["both"][TAKEN_ALONG] = None
    for eyes, who in EYES.items():
        found = tuple(lines[eyes])
        if found:
            yield Visible(eyes, who, found[:MOST_LINES], max(0, len(found) - MOST_LINES))


def _eyes(part: Part) -> Eyes:
    return part.visibility if part.visibility in ("self", "device") else "both"


def _line(screen: ScreenSpec, part: Part) -> str:
    """Return what is asked here, as the content says it."""
    if part.visibility == "shared_as_band":
        return HOW_SURE
    if name := kinds.measures(part):
        words = name
    elif part is screen.parts[0] and not screen.per:
        words = screen.prompt
    else:
        words = part.prompt or screen.prompt
    said = typeset(words, {"item": "…"})
    return said[:1].upper() + said[1:]
