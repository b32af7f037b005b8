"""The couple's group: telling every open page of a couple that something changed.

Never what. The database is the truth and this is a hint: it may be lost, doubled or late, and all that
happens is a delay. Nothing else in the project sends to a group.
"""

from __future__ import annotations

import hmac
import logging
from collections.abc import Sequence
from typing import Any

from channels.layers import get_channel_layer
from django.conf import settings

from couples.infrastructure.hints import CHANGED

logger = logging.getLogger(__name__)


def group_of(couple_code: str) -> str:
    """Return the name of a couple's group. It tells a bystander of the layer nothing."""
    return "c." + hmac.digest(settings.SECRET_KEY.encode(), couple_code.encode(), "sha256").hex()[:32]


def announce(couple_code: str, session_code: str = "", versions: Sequence[int] = (), but: str = "") -> None:
    """Hint to every open page of this couple to look again. To be called after the commit, from sync code.

    With a session's code and its two versions, whoever has seen that much already need not look. Nor need the
    connection that it was brought about by (`but`: what its lease is found by), which looks anyway.
    Never raises and never waits: the change is stored, and a page that misses the hint looks again by itself.
    """
    message: dict[str, Any] = {"type": CHANGED}
    if session_code:
        message |= {"code": session_code, "versions": list(versions)}
    if but:
        message["but"] = but
    try:
        layer: Any = get_channel_layer()  # one of ours: both take it at once, and nobody waits for Redis
        layer.deliver(group_of(couple_code), message)
    except Exception as error:
        logger.warning("A hint was lost: %s", type(error).__name__)
