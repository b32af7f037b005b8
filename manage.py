#!/usr/bin/env python
"""Meant's commands. `manage.py serve` runs it."""

from __future__ import annotations

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "couples.wiring.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:  # a sentence that names the setting
        if "--traceback" in sys.argv:
            raise
        sys.exit(str(error))
