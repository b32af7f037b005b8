"""How words look and read: typography, the wording lint, words that tell a story. Pure; knows no exercise."""

from __future__ import annotations
