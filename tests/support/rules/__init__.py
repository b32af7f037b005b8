"""What the tests of the rules are written with."""

from __future__ import annotations
