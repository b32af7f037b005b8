"""The pretend partner of a trial: what it does, and what it says.

It has no life of its own. When the person does something, or gives a sign of being here, it does what two
people would have come to meanwhile: by ordinary use cases, with the second seat's own token, which the same
browser holds. So nothing on the server could act for anybody, and it knows no more than a partner would.
"""

from __future__ import annotations

from exercises.commands.pretend.keeping_up import keep_up
from exercises.commands.pretend.trying import Tried, try_alone

__all__ = ["Tried", "keep_up", "try_alone"]
