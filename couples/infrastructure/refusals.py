"""Refusals: what the app says when it does not do what was asked.

Pure. A refusal changes nothing and loses nothing. Each has a `reason` (a stable code that a client
may branch on) and a `message` (a sentence for a person: what is safe first, then what to do).
"""

from __future__ import annotations

from couples.infrastructure.trouble import Trouble


class Refused(Exception):
    """Something that was asked is not done. Nothing has changed.

    `status` is what a page answers with; a socket sends reason and message in a `refused` message.
    The text of a refusal never holds what somebody typed. `see` is the address of a page that settles
    it, or "".
    """

    reason = "refused"
    message = "That did not go through. Nothing has changed."
    status = 422

    def __init__(self, message: str | None = None, see: str = "") -> None:
        super().__init__(self.reason)
        if message is not None:
            self.message = message
        self.see = see


class NotHere(Refused):
    """There is nothing here for whoever asks: unknown, erased, expired, or somebody else's."""

    reason = "not_here"
    message = "There is nothing here for this device."
    status = 404


class Replaced(NotHere):
    """This device was in, until the partner made a new link for whoever sat here."""

    reason = "replaced"
    message = "Your partner has made a new link for you, and this device isn’t in any more."


class TooMany(Refused):
    """Too many requests in a short time."""

    reason = "too_many"
    message = "That was a lot at once. What you wrote is still on this screen. Try again in a minute."
    status = 429


class TooLong(Refused):
    """More than fits."""

    reason = "too_long"
    message = (
        "What you typed is still on this screen. It is longer than fits; shorten it a little and send again."
    )


class Busy(Refused):
    """The database did not answer in time."""

    reason = "busy"
    message = (
        "What is stored is safe. It is very busy here at the moment; go back, and send again in a minute."
    )
    status = 503


class NoRoom(Refused):
    """Nothing can be stored: the disk is full, or may only be read. Whoever hosts it has to act."""

    reason = "no_room"
    message = (
        "What is stored is safe. Nothing can be added or changed here until whoever runs this app has "
        "mended it; let that person know. If you typed something, copy it before you go."
    )
    status = 507


class OutOfOrder(Refused):
    """The database can't be reached, or is not what it was."""

    reason = "out_of_order"
    message = (
        "Nothing was changed. What is stored can’t be reached at the moment. Try again in a while, and if "
        "it lasts, tell whoever runs this app. If you typed something, copy it before you go."
    )
    status = 503


_OF_TROUBLE: dict[Trouble, type[Refused]] = {
    Trouble.BUSY: Busy,
    Trouble.FULL: NoRoom,
    Trouble.READ_ONLY: NoRoom,
    Trouble.DAMAGED: OutOfOrder,
    Trouble.GONE: OutOfOrder,
    Trouble.UNREACHABLE: OutOfOrder,
}


def of_trouble(kind: Trouble) -> Refused:
    """Return how a person is told of this trouble."""
    return _OF_TROUBLE[kind]()
