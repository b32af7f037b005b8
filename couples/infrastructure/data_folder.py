"""The data folder: that it is there and ours to write in, and the key that is kept in it.

What is wrong is said in one sentence that names what to do, and nothing is changed by finding out.
"""

from __future__ import annotations

import os
import pwd
import secrets
import tempfile
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from couples.infrastructure.trouble import Trouble, kind_of

NAME = "DATA_DIR"  # the setting that says where it is


def made(path: Path) -> Path:
    """Return the data folder, made on the first run, for its owner only."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except FileExistsError:
        raise ImproperlyConfigured(f"{NAME} ({path}) is a file. Set it to a folder.") from None
    except OSError as error:
        raise ImproperlyConfigured(told(error, path)) from None
    if not os.access(path, os.R_OK | os.W_OK | os.X_OK):
        raise ImproperlyConfigured(unwritable(path))
    return path


def kept_secret(path: Path) -> str:
    """Return the secret in this file, made on the first run. Of two first runs at once, one makes it."""
    try:
        if not path.exists():
            _make_secret(path)
        text = path.read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(told(error, path.parent)) from None
    if len(text) < 50:
        raise ImproperlyConfigured(f"{path} holds no key. Delete it, and a new one is made.")
    return text


def _make_secret(path: Path) -> None:
    """As a whole or not at all: on a full disk there would be an empty one."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".key-")  # mkstemp makes it 0600
    try:
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(64))
            file.flush()
            os.fsync(file.fileno())
        os.link(name, path)
    except FileExistsError:
        pass
    finally:
        os.unlink(name)


def not_ours(path: Path) -> Path | None:
    """Return what in this folder this user may not read and write, if there is something."""
    for each in sorted(path.iterdir()):
        needed = os.R_OK | os.W_OK | (os.X_OK if each.is_dir() else 0)
        if not os.access(each, needed):
            return each
    return None


def told(error: Exception, path: Path, name: str = NAME) -> str:
    """Return what is to be done about this error of the disk, in one sentence."""
    if kind_of(error) is Trouble.FULL:
        return (
            f"There is no room left on the disk of {name} ({path}). "
            "What is stored is safe. Make some room, and start again."
        )
    if kind_of(error) is Trouble.READ_ONLY:
        return unwritable(path, name=name)
    reason = error.strerror if isinstance(error, OSError) else None
    return f"{name} ({path}) can’t be used: {reason or type(error).__name__}. Set it to another folder."


def unwritable(path: Path, which: Path | None = None, name: str = NAME) -> str:
    """Return why nothing can be written there, and what to do. which: what in it is somebody else's."""
    if _is_mounted_read_only(which or path):
        return f"{name} ({path}) can only be read. Mount it for writing, or set {name} to another folder."
    me = _user()
    part = f": {which.name}" if which else ""
    return (
        f"{name} ({path}) is not {me}’s to write in{part}. Give it to {me} with all that is in it "
        f"(chown -R {me} {path}), or set {name} to another folder."
    )


def _is_mounted_read_only(path: Path) -> bool:
    while not path.exists() and path != path.parent:
        path = path.parent
    return bool(os.statvfs(path).f_flag & os.ST_RDONLY)


def _user() -> str:
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        return str(os.geteuid())
