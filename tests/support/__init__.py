"""What tests stand on, in layers: processes, couples, scripts, then http, socket, browser. No tests here."""

from __future__ import annotations
