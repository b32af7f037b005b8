"""How much content may ask for at once, so that an answer to it fits a message. Pure."""

from __future__ import annotations

LONGEST_ID = 100  # characters of a step's id, and of a word about a round
MOST_FIELDS = 24  # of one answer
MOST_SHARES = 12  # decisions that one answer carries
