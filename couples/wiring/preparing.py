"""All that a start needs before anybody is served. What is in its way is said in one sentence.

Nothing is changed before it is known that the folder is ours, that the database is whole, and that no newer
version made it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.core.checks import WARNING, run_checks
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import Error, connection

from couples.infrastructure import data_folder, database, first_look, locks, redis_layer
from couples.infrastructure.trouble import Trouble, kind_of


def prepare(migrate_and_collect: bool = True) -> None:
    """Make ready to serve, or raise a CommandError with a sentence that names what to do."""
    with _in_one_sentence():
        theirs = data_folder.not_ours(settings.DATA_DIR)
        if theirs is not None:
            raise CommandError(data_folder.unwritable(settings.DATA_DIR, theirs))
        _look_at_database()
        _refuse_what_is_set_wrong()
        if migrate_and_collect:
            with locks.alone(locks.PREPARING):
                call_command("migrate", verbosity=0, interactive=False)
                call_command("collectstatic", verbosity=0, interactive=False)
        database.use_write_ahead_log()
    if settings.REDIS_URL and not redis_layer.answers(settings.REDIS_URL):
        # Hints are all that it carries, so this is no reason to serve nobody.
        print(
            "Redis does not answer, so news may come late. Start it, or correct REDIS_URL.", file=sys.stderr
        )


def told(error: Error) -> str | None:
    """Return a sentence about what ended a command, or None where it is no trouble of the database's."""
    if kind_of(error):
        return _sentence(error)
    connection.close()
    with suppress(Error):
        if not connection.introspection.table_names():
            return "There is nothing in the database yet. Serve Meant once (manage.py serve), which makes it."
    return None


def _refuse_what_is_set_wrong() -> None:
    """As `manage.py check` does, in sentences. What is no reason not to serve is told and passed."""
    found = [each for each in run_checks() if not each.is_silenced()]
    errors = [each for each in found if each.is_serious()]
    if errors:
        raise CommandError("\n".join(f"{each.msg} {each.hint or ''}".strip() for each in errors))
    for each in found:
        if each.level >= WARNING:
            print(each, file=sys.stderr)


def _look_at_database() -> None:
    try:
        newer = first_look.newer_migrations()
    except first_look.Damaged:
        raise CommandError(_damaged(_where()[1])) from None
    except first_look.LogAlone:
        raise CommandError(
            f"The database {_where()[1]} is missing or empty, but its log is there. Put the file back "
            "beside its log, or move the log away to begin anew. Nothing was changed."
        ) from None
    if newer:
        raise CommandError(
            f"A newer version of Meant made this database ({newer[0]} is in it). "
            "Serve it with that version, or put back a copy from before. Nothing was changed."
        )


@contextmanager
def _in_one_sentence() -> Iterator[None]:
    try:
        yield
    except (OSError, Error) as error:
        raise CommandError(_sentence(error)) from None


def _sentence(error: OSError | Error) -> str:
    kind = kind_of(error)
    name, place = _where()
    if isinstance(error, OSError):
        return data_folder.told(error, settings.DATA_DIR)
    if connection.vendor != "sqlite":
        return _of_server(kind)
    if kind in (Trouble.FULL, Trouble.READ_ONLY):
        return data_folder.told(error, place.parent, name)
    if kind is Trouble.DAMAGED:
        return _damaged(place)
    if kind is Trouble.BUSY:
        return f"The database {place} is in use by something else. End that, then start again."
    return f"The database {place} can’t be opened. See that its folder is there, or correct {name}."


def _of_server(kind: Trouble | None) -> str:
    if kind is Trouble.FULL:
        return "The database that DATABASE_URL names has no room left. Make some, then start again."
    if kind is Trouble.READ_ONLY:
        return "The database that DATABASE_URL names can only be read. Let it be written to, or name another."
    if kind is Trouble.DAMAGED:
        return "The database that DATABASE_URL names is damaged. Put back a copy of it, then start again."
    if kind is Trouble.BUSY:
        return "The database that DATABASE_URL names is too busy. Start again in a moment."
    return "The database that DATABASE_URL names can’t be reached. Start it, or correct DATABASE_URL."


def _damaged(path: Path) -> str:
    return (
        f"The database {path} is damaged. Put back a copy of its folder from before, or move the file away "
        "to begin anew. It was left as it is."
    )


def _where() -> tuple[str, Path]:
    """The setting that says where the file of the database is, and the file."""
    path = Path(str(connection.settings_dict["NAME"]))
    return ("DATA_DIR" if path.parent == settings.DATA_DIR else "DATABASE_URL"), path
