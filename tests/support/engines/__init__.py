"""People with phones of three makes: one pair of hands for Firefox, a WebKit and Chromium alike."""

from __future__ import annotations
