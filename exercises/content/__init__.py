"""What can be asked, as types: exercises, cues, kinds; en/ has them as YAML. Pure; reads no file."""

from __future__ import annotations
