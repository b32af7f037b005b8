"""The screens of one session, for one seat. Knows nothing of the couple's other pages."""

from __future__ import annotations
