"""What has to agree within one screen. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from exercises.content import kinds
from exercises.content.exercise import Loc, Problem, Round, ScreenSpec
from exercises.content.kinds.without_answer import GO_ON
from exercises.content.limits import LONGEST_ID, MOST_FIELDS, MOST_SHARES
from exercises.rules import TAKEAWAY_STEP

# Characters that may be entered on one screen. What is released of it is sealed to one size, whatever it
# holds, and a character may take four bytes.
MOST_ENTERED = 1_800


def problems(round: Round, screen: ScreenSpec, loc: Loc) -> Iterator[Problem]:
    """Yield what does not fit together on this screen of this round."""
    yield from _ids(screen, loc)
    yield from _fits_a_message(screen, loc)
    longest = sum(kinds.longest(part) for part in screen.all_parts)
    if longest > MOST_ENTERED:
        yield loc, f"at most {MOST_ENTERED} characters on a screen; what is asked here may have {longest}"
    if screen.voice is not None and screen.id:
        yield (*loc, "id"), "left out; a screen with a voice is asked about each moment"
    if screen.voice is None and not screen.id:
        yield (*loc, "voice"), "a voice, for a screen about moments; or an id, for a plain one"
    if screen.voice is not None:
        yield from _about_moments(round, screen, loc)
    else:
        yield from _plain(screen, loc)
    if not screen.per and any("{item}" in words for words in _words(screen)):
        yield loc, "{item} only where there is a list `per` that it stands for"


def _ids(screen: ScreenSpec, loc: Loc) -> Iterator[Problem]:
    seen: set[str] = set()
    for place in ("parts", "folded"):
        for at, part in enumerate(getattr(screen, place)):
            if part.id in seen:
                yield (*loc, place, at, "id"), f"an id of its own; {part.id} is taken on this screen"
            if part.id == GO_ON:
                yield (*loc, place, at, "id"), f"another id; {GO_ON} is the field of going on"
            seen.add(part.id)


def _fits_a_message(screen: ScreenSpec, loc: Loc) -> Iterator[Problem]:
    """An answer is one message, and a step's id stands in it."""
    if any(len(f"{screen.id}.{item.id}") > LONGEST_ID for item in screen.per):
        yield (
            (*loc, "per"),
            f"shorter ids: a screen's and an item's have {LONGEST_ID} characters together",
        )
    if sum(len(kinds.fields(part)) for part in screen.all_parts) > MOST_FIELDS:
        yield loc, f"at most {MOST_FIELDS} fields on a screen"
    if sum(part.visibility in ("shared", "ask") for part in screen.all_parts) > MOST_SHARES:
        yield loc, f"at most {MOST_SHARES} parts that can be shared on a screen"
    if sum(kinds.in_dock(part) for part in screen.parts) > 1:
        yield loc, "one row of tiles a screen: a tap on one of them sends it"
    if screen.id == TAKEAWAY_STEP:
        yield (*loc, "id"), f"another id; {TAKEAWAY_STEP} is the last step of every exercise"


def _about_moments(round: Round, screen: ScreenSpec, loc: Loc) -> Iterator[Problem]:
    if round.cues is None:
        yield (*loc, "voice"), "an id; this round has no cues, so there is no moment to ask about"
    if screen.per:
        yield (*loc, "per"), "left out; a screen with a voice is asked about each moment"
    if screen.alike or screen.chosen_by:
        yield loc, "alike and chosen_by only where there is a list `per`"
    voice = screen.voice or "receiver"
    if not kinds.needs_cue(screen.parts[0]):
        yield (*loc, "parts", 0, "kind"), "a part about the cue comes first; it is what makes an answer"
    elif not kinds.opens(screen.parts[0], voice):
        yield (*loc, "parts", 0, "kind"), f"{kinds.asked_first(voice)}; that is what this voice is asked"
    for place in ("parts", "folded"):
        for at, part in enumerate(getattr(screen, place)):
            if part.visibility == "shared" and part is not screen.parts[0] and kinds.adds(part) != "move":
                yield (
                    (*loc, place, at, "visibility"),
                    "self; the preview shows one pick a screen, the first part",
                )
            if not kinds.takes_answer(part):
                yield (
                    (*loc, place, at, "kind"),
                    "a part that takes an answer; this one needs a plain screen",
                )


def _plain(screen: ScreenSpec, loc: Loc) -> Iterator[Problem]:
    parts = screen.all_parts
    for place in ("parts", "folded"):
        for at, part in enumerate(getattr(screen, place)):
            here: Loc = (*loc, place, at)
            if kinds.moments_only(part):
                yield (*here, "kind"), "a kind that is about no moment, or a voice for this screen"
            if kinds.is_together(part) and (len(parts) > 1 or screen.per):
                yield (*here, "kind"), f"alone on its screen; both do {part.kind} at the same time"
            if part.visibility == "shared_as_band":
                yield (*here, "visibility"), "self; how sure somebody is belongs to a reading"
    ids = [item.id for item in screen.per]
    for at, id in enumerate(ids):
        if id in ids[:at]:
            yield (*loc, "per", at, "id"), f"an id of its own; {id} is taken"
        if kinds.asked_first(id):
            yield (*loc, "per", at, "id"), f"another id; {id} is a voice"


def _words(screen: ScreenSpec) -> Iterator[str]:
    yield from (screen.name, screen.kicker, screen.prompt, screen.hint, screen.asked, screen.opener)
    yield from (part.prompt for part in screen.all_parts)
