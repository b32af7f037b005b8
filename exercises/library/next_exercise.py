"""What two people could do next, from what they have done.

Pure. Only what both know goes in: which exercises they have finished, and when. So both get the same
suggestion, and it tells neither anything about the other. It is an offer: everything is listed beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from exercises.content.exercise import TALKED_ABOUT, Exercise, Tender
from exercises.language.typography import typeset
from exercises.library.catalogue import SECTIONS, is_for_oneself, weight

PACT = "if-then-pact"  # its slug, which is permanent
LOOK_AGAIN_DAYS = 14  # how things are does not change from one day to the next
DONE_BEFORE_DEEP = 2  # other exercises before one that goes close, or before a look at how things are

BEGIN = "The two of you can begin here: three everyday moments, each seen from both sides."
LOOK = "A short look at how things are. Each of you sees only your own answers."
ONCE_MORE = "Of all that you have done, this was longest ago. It may look different today."
GOES: dict[Tender, str] = {
    "light": "something light",
    "some": "something a little deeper",
    "deep": "something that goes closer",
}
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@dataclass(frozen=True)
class Done:
    """An exercise that the two have finished. compared: how many moments they saw from both sides in it."""

    slug: str
    day: date
    compared: int = 0


@dataclass(frozen=True)
class Suggestion:
    """An exercise, and why this one, in words for both."""

    slug: str
    reason: str


def suggest(
    done: Sequence[Done], exercises: Mapping[str, Exercise], today: date, under_way: Collection[str] = ()
) -> Suggestion | None:
    """Return what could be next; None when there is nothing that fits.

    done: the oldest first. under_way: the slugs of what the two have begun and not finished; it is there
    to be picked up, and not suggested.
    """
    if not done:
        core = next((each for each in exercises.values() if each.core), None)
        return Suggestion(core.slug, BEGIN) if core and core.slug not in under_way else None
    fitting = [each for each in exercises.values() if each.slug not in under_way and _fits(each, done, today)]
    known = {each.slug for each in done}
    undone = [each for each in fitting if each.slug not in known]
    last = done[-1]
    if last.compared and any(each.slug == PACT for each in undone):
        return Suggestion(PACT, _prepare(last.compared))
    before = exercises.get(last.slug)
    if undone:
        best = min(undone, key=lambda each: _from_light_to_close(each, before))
        return Suggestion(best.slug, LOOK if is_for_oneself(best) else _something_new(best, before))
    latest = {each.slug: at for at, each in enumerate(done)}
    if fitting:
        return Suggestion(min(fitting, key=lambda each: latest[each.slug]).slug, ONCE_MORE)
    return None


def _fits(exercise: Exercise, done: Sequence[Done], today: date) -> bool:
    """Whether it may be suggested now at all. What begins with the safety page is chosen, never offered."""
    looks = is_for_oneself(exercise)
    others = {each.slug for each in done} - {exercise.slug}
    if exercise.gate or not exercise.listed or exercise.slug == done[-1].slug:
        return False
    if (exercise.tender == "deep" or looks) and len(others) < DONE_BEFORE_DEEP:
        return False
    if _builds_on_moments(exercise) and not any(each.compared for each in done):
        return False
    days = max(exercise.repeat_days, LOOK_AGAIN_DAYS if looks else 0)
    return all((today - each.day).days >= days for each in done if each.slug == exercise.slug)


def _builds_on_moments(exercise: Exercise) -> bool:
    return any(each.cues == TALKED_ABOUT for each in exercise.rounds)


def _from_light_to_close(exercise: Exercise, before: Exercise | None) -> tuple[int, bool, int, int]:
    """Return what to sort by: the lightest first, and where two go as close, one from another section."""
    close, minutes = weight(exercise)
    stays = before is not None and exercise.section == before.section
    return close, stays, minutes, list(SECTIONS).index(exercise.section)


# ---- in words -------------------------------------------------------------------------------------


def _prepare(compared: int) -> str:
    if compared == 1:
        return "You compared a moment. Decide together what you’d like to do the next time it comes."
    number = NUMBERS[compared] if compared < len(NUMBERS) else str(compared)
    return (
        f"You compared {number} moments. "
        "Decide together what you’d like to do the next time one of them comes."
    )


def _something_new(exercise: Exercise, before: Exercise | None) -> str:
    what = GOES[exercise.tender]
    if before is None:
        return f"{what[0].upper()}{what[1:]}."
    after = f"After “{typeset(before.title)}”, {what}"
    if exercise.section == before.section:
        return f"{after} of the same kind."
    heading = SECTIONS[exercise.section][0]
    return f"{after} from another part: {heading[0].lower()}{heading[1:]}."
