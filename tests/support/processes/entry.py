"""manage.py for an app that a test serves: the same commands, on a clock that the test can set.

`serve` serves it. `act` lets two people do things in its database, by use cases: see `actor.py`.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]

if __name__ == "__main__":
    sys.path[0] = str(ROOT)  # instead of this folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "couples.wiring.settings"
    import django
    from django.conf import settings
    from django.core.management import execute_from_command_line

    from tests.support.processes import actor, memory_in_use, own_clock

    django.setup()
    own_clock.install()
    if sys.argv[1:] == ["act"]:
        actor.act_on_demand(sys.stdin, sys.stdout)
    else:
        memory_in_use.install(Path(settings.DATA_DIR))
        execute_from_command_line(sys.argv)
