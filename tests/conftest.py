"""What every test stands on: settings with a data folder of their own, three people, clean layers.

Everything is real: the settings as shipped, SQLite in a file, the collected static files.
Nothing of ours is mocked; two functions of ours remember what they gave (see below). A test that needs the
app as a process takes a fixture of `tests/support/processes/servers.py`, one that needs phones one of
`tests/support/browser/chromium.py`.
"""

from __future__ import annotations

import functools
import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
import hypothesis
import pytest
from channels.layers import channel_layers
from django.core.cache import caches
from django.core.management import call_command

DATA_DIR = Path(tempfile.mkdtemp(prefix="meant-tests-"))

# Before anything imports the settings. A setting of this machine's own must not leak into a test.
for name in ("DATABASE_URL", "REDIS_URL", "DEBUG", "PORT", "LAN_ORIGIN", "WEB_PROCESSES", "RETENTION_DAYS",
             "EXERCISES_PATH", "SUPPORT_LINKS", "EXIT_URL"):  # fmt: skip
    os.environ.pop(name, None)
if "TEST_DATABASE_URL" in os.environ:  # `make test-postgres`: a server for these tests alone
    os.environ["DATABASE_URL"] = os.environ["TEST_DATABASE_URL"]
os.environ.update(
    DJANGO_SETTINGS_MODULE="couples.wiring.settings",
    DATA_DIR=str(DATA_DIR),
    SECRET_KEY="a key for tests, fifty characters or more, never used elsewhere 0123456789",
    PUBLIC_ORIGINS="http://testserver,https://testserver",
    LIMIT_CREATE="100000",
    LIMIT_CLAIM="100000",
    LIMIT_CONNECT="100000",
)

django.setup()

from exercises.library import files, loading, shipped  # noqa: E402  (needs the settings)
from tests.support.examples import EXAMPLES, LONG_EXAMPLES  # noqa: E402
from tests.support.reading import read_once  # noqa: E402
from tests.support.running import (  # noqa: E402, F401  (two of them are hooks)
    leave_out_the_matrix,
    put_in_order,
    pytest_runtest_protocol,
    pytest_xdist_auto_num_workers,
)

hypothesis.settings.register_profile("default", max_examples=EXAMPLES)
hypothesis.settings.register_profile("long", max_examples=LONG_EXAMPLES)
hypothesis.settings.load_profile("default")  # also where a machine says that it is one of CI

# What a file of content says, for a process of tests: reading all that is shipped takes a third of a second,
# and a test that reads it beside a deck of its own needs it anew. Nothing that is composed is ever changed.
files.compose = functools.lru_cache(maxsize=1_000)(files.compose)
# The same for folders: many tests ask for what is shipped, or lay the same deck into a folder of their own.
shipped.read = loading.read = read_once(loading.read)

# Looking for circles among what all the imports have made takes a twentieth of the time, and finds none.
gc.freeze()
gc.set_threshold(50_000, 20, 50)

pytest_plugins = [
    "tests.support.http.visitors",
    "tests.support.http.one_phone",
    "tests.support.processes.servers",
    "tests.support.processes.postgres",
    "tests.support.browser.chromium",
    "tests.support.engines.engines",
]


def pytest_configure(config: pytest.Config) -> None:
    """Let each process of a run find its own settings: pytest-django loads named ones before a conftest can
    give them a data folder, so that whoever inherits the name would share the folder of who started it.
    """
    if config.getoption("numprocesses", None) and not hasattr(config, "workerinput"):
        del os.environ["DJANGO_SETTINGS_MODULE"]


def pytest_unconfigure() -> None:
    shutil.rmtree(DATA_DIR, ignore_errors=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark by folder, and put them in the order in which they are over soonest."""
    for item in items:
        for folder in ("browser", "engines", "system"):
            if folder in item.path.parent.parts:
                item.add_marker(folder)
    leave_out_the_matrix(config, items)
    put_in_order(items)


@pytest.fixture(scope="session")
def collected_static() -> None:
    """Collect the static files once: pages link to hashed names."""
    call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, collected_static: None) -> None:
    """Whoever uses the database may render a page."""


@pytest.fixture
def own_deck(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """A folder of somebody's own, with one deck in it that uses every kind."""
    from exercises import library
    from tests.support.scripts.every_kind import EVERY_KIND

    (tmp_path / "every-kind.yaml").write_text(EVERY_KIND)
    settings.EXERCISES_PATH = str(tmp_path)
    library.current.cache_clear()
    yield tmp_path
    library.current.cache_clear()


@pytest.fixture(autouse=True)
def clean_layers() -> Iterator[None]:
    """Forget channel layers and caches: they belong to the event loop and to the test that made them."""
    channel_layers.backends.clear()
    yield
    channel_layers.backends.clear()
    for cache in caches.all(initialized_only=True):
        cache.clear()
