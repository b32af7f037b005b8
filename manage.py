#!/usr/bin/env python
"""Meant's commands. `manage.py serve` runs it."""

from __future__ import annotations

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import Error

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "couples.wiring.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:  # a sentence that names the setting
        if "--traceback" in sys.argv:
            raise
        sys.exit(str(error))
    except Error as error:  # of the database
        from couples.wiring import preparing  # only now: it asks for the settings

        sentence = preparing.told(error)
        if sentence is None or "--traceback" in sys.argv:
            raise
        sys.exit(sentence)
