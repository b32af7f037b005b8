"""What one seat may know: the one place where rows are decrypted and become facts. Reads only."""

from __future__ import annotations
