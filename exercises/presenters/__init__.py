"""From queries to screens: every text final. Reads only; decides nothing, opens nothing, writes nothing."""

from __future__ import annotations
