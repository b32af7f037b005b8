"""Which plain steps of an opened round get a card, and in which order. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from exercises.content import kinds
from exercises.steps import sharing
from exercises.steps.layout import StepSpec

Bodies = Mapping[str, Any]  # by step id; None where nothing is offered


def shown(steps: Sequence[StepSpec], first: Bodies, second: Bodies) -> Iterator[StepSpec]:
    """Yield the plain steps of which at least one of the two shared something.

    Of a screen with `alike`: first the items for which both said the same, then the ones that the two have
    chosen to look at; nothing else of it. A step that only chooses has no card of its own, and the stories
    that somebody finds for their own moment stand on the card with the other's for the same one.
    """
    choosing = {step.screen.chosen_by for step in steps if step.screen.chosen_by}
    chosen = _chosen(steps, choosing, first, second)
    asked = [step for step in steps if _finds_stories(step)]
    merged = any(kinds.about(step.pick) for step in asked)
    own_stories = any(
        first.get(step.id) or second.get(step.id) for step in asked if not kinds.about(step.pick)
    )
    later: list[StepSpec] = []
    for step in steps:
        a, b = first.get(step.id) or {}, second.get(step.id) or {}
        if not step.is_plain:
            continue
        if step.screen.alike:
            if step.screen.alike not in a or step.screen.alike not in b:
                continue
            part = step.part(step.screen.alike)
            assert part is not None, "loading content makes sure that it is one of the screen"
            if kinds.same(part, a[part.id], b[part.id]):
                yield step
            elif step.item is not None and step.item.name in chosen:
                later.append(step)
            continue
        if {part.id for part in step.parts if kinds.takes_answer(part)} <= choosing and choosing:
            continue
        if merged and _finds_stories(step):
            if kinds.about(step.pick) and (a or b or own_stories):
                later.append(step)
            continue
        if any(
            part.id in a or part.id in b for part in sharing.offerable(step)
        ):  # a guess is no card of its own
            later.append(step)
    yield from later


def _finds_stories(step: StepSpec) -> bool:
    return step.main is not None and kinds.finds_stories(step.main)


def _chosen(steps: Sequence[StepSpec], choosing: set[str], first: Bodies, second: Bodies) -> set[str]:
    """The names of the items that either of the two has chosen to look at, as far as they shared that."""
    return {
        body[part]
        for step in steps
        for part in choosing
        if step.part(part) is not None
        for body in (first.get(step.id) or {}, second.get(step.id) or {})
        if part in body
    }
