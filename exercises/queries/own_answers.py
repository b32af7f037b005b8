"""What a seat itself has entered, opened with its own key; and what is left of it where that key was lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from django.db import models

from couples.infrastructure.prepared import Many, Prepared
from exercises.content.answer_body import AnswerBody
from exercises.models import Answer, PairedSession
from exercises.queries.sealed import own_body, shared_body
from exercises.queries.session_state import OwnAnswer
from exercises.queries.viewer import Viewer
from exercises.steps.layout import Layout

_OWN = Prepared(
    lambda sessions, seat: Answer.objects.filter(session__pk__in=sessions, seat=seat).values_list(
        "session_id", "step", "state", "revision", "own_sealed"
    ),
    Many(models.BigAutoField()),
    models.BigAutoField(),
)


def own_answers(
    viewer: Viewer, sessions: Mapping[PairedSession, Layout]
) -> Mapping[int, dict[str, OwnAnswer]]:
    """All that the viewer has entered in these, by session and step. One query; one more where some was lost.

    Of what was lost the shown part is left, as far as it is what was entered; the rest is as if skipped.
    """
    of = {session.pk: (session, layout) for session, layout in sessions.items()}
    found: dict[int, dict[str, OwnAnswer]] = defaultdict(dict)
    lost = False
    for session_id, step, state, revision, sealed in _OWN.rows(tuple(of), viewer.seat.pk):
        body = AnswerBody(passed=True)
        if sealed:
            body = own_body(viewer.keys, of[session_id][0].code, viewer.me, step, sealed)
        else:
            lost = True
        found[session_id][step] = OwnAnswer(state, revision, body)
    if lost:
        _add_what_is_left(viewer, of, found)
    return found


def _add_what_is_left(
    viewer: Viewer,
    of: Mapping[int, tuple[PairedSession, Layout]],
    found: Mapping[int, dict[str, OwnAnswer]],
) -> None:
    """A pick about a moment is shown as the comparison needs it, which is less than what was entered."""
    rows = Answer.objects.filter(session__in=of, seat=viewer.seat, own_sealed=b"").exclude(shared_sealed=b"")
    for session_id, step, sealed in rows.values_list("session_id", "step", "shared_sealed"):
        session, layout = of[session_id]
        if step in layout.steps and not layout.steps[step].is_plain:
            continue
        shown = shared_body(viewer.keys, session.code, viewer.me, step, sealed)
        if shown:
            own = found[session_id][step]
            body = AnswerBody(shown, dict.fromkeys(shown, True))
            found[session_id][step] = OwnAnswer(own.state, own.revision, body)
