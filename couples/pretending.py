"""How a pretend partner is named where the name stands by itself. Pure.

In a sentence it is a name like any other, so that a card reads as it would with two people.
"""

from __future__ import annotations


def labelled(name: str) -> str:
    """The name, and that nobody real has it."""
    return f"{name} (pretend)"
