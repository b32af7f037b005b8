"""How many examples hypothesis looks at: few for everyday, many with `make test-long`."""

from __future__ import annotations

import hypothesis

EXAMPLES = 30  # of a test that says nothing else
LONG_EXAMPLES = 200


def examples(everyday: int, long: int) -> int:
    """So many for the profile that this run has, of a test that needs its own figure."""
    return long if hypothesis.settings.get_current_profile_name() == "long" else everyday
