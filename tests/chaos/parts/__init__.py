"""One module a part: `measure(run)` does it and returns its figures, by the names of `figures.py`."""

from __future__ import annotations
