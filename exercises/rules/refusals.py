"""What the rules say when something may not happen now: what is safe first, then what to do. Pure."""

from __future__ import annotations

from couples.infrastructure.refusals import Refused


class SessionEnded(Refused):
    reason = "ended"
    message = "Nothing more is stored. This has ended."
    status = 410


class NotYet(Refused):
    reason = "not_yet"
    message = "Nothing is lost. That comes later."


class NothingToOpen(NotYet):
    """There is no tender topic: there never was, or somebody has put it off or away. All look the same."""

    message = "Nothing is lost. There is nothing more here."


class UnknownStep(Refused):
    reason = "unknown_step"
    message = "Nothing is lost. This page is from an earlier moment. Look again to go on."


class Shown(Refused):
    reason = "shown"
    message = "What you typed is still here. You have already shown yours; look at it again to change it."


class BothIn(Refused):
    reason = "both_in"
    message = "Nothing is lost. Both of you have shown yours, so it stays as it is."


class Undecided(Refused):
    reason = "undecided"
    message = "Everything is safe. One line still needs your choice: show it, or keep it to yourself."


class Stale(Refused):
    """Newer text is stored than this was based on. revision: the one to base the next try on."""

    reason = "stale"
    message = (
        "What you typed is still here. A newer answer came from another screen of yours; "
        "send again to replace it."
    )

    def __init__(self, revision: int) -> None:
        super().__init__()
        self.revision = revision


class Unready(Refused):
    reason = "unready"
    message = "Everything is safe. One question is not answered yet; it comes first."


class Changed(Refused):
    """A preview was sent that shows a line as it is no longer. Nothing was released."""

    reason = "changed"
    message = "Nothing is shown yet. A line has changed on another screen of yours; look again, then show."
