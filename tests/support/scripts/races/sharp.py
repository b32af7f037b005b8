"""The races that are run every time: each of them was lost at some time, or nearly. `make chaos` runs all."""

from __future__ import annotations

SHARP = [
    ("answering", "sam erases", "alex answers"),
    ("answering", "sam erases", "alex starts"),
    ("answering", "sam erases", "sam keeps a line"),
    ("answering", "sam erases", "alex gives sam a new link"),
    ("answering", "sam erases", "the process renews leases"),
    ("answering", "alex gives sam a new link", "sam is called otherwise"),
    ("answering", "alex moves", "sam arrives"),
    ("answering", "alex keeps it for long", "sam keeps it for long"),
    ("alone", "alex makes another link", "sam claims"),
    ("alone", "sam claims", "robin claims"),
    ("about to see", "alex takes it back", "sam shows it"),
]
