"""System checks: settings that would fail quietly, found before anybody is served."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

from couples.infrastructure.origins import is_public

# Several machines may write there, and SQLite's log is shared memory, which is one machine's.
NETWORK_FILE_SYSTEMS = {
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "gfs2", "glusterfs", "lustre", "ocfs2",
    "fuse.sshfs", "fuse.glusterfs", "fuse.rclone",
}  # fmt: skip
MOUNTS = Path("/proc/self/mounts")  # only Linux has it; elsewhere nothing is known


@register()
def several_processes_share_a_layer(**_: Any) -> list[CheckMessage]:
    if settings.WEB_PROCESSES > 1 and not settings.REDIS_URL:
        return [
            Error(
                "WEB_PROCESSES is more than 1, but there is no REDIS_URL.",
                hint="The in-process layer reaches nobody in another process. Set REDIS_URL, or run one.",
                id="couples.E001",
            )
        ]
    return []


@register(Tags.security)
def hosts_are_named(**_: Any) -> list[CheckMessage]:
    if any("*" in each for each in [*settings.ALLOWED_HOSTS, *settings.PUBLIC_ORIGINS]):
        return [
            Error(
                "A host or an origin has a * in it.",
                hint="Name each origin in PUBLIC_ORIGINS; the hosts follow from it.",
                id="couples.E002",
            )
        ]
    return []


@register()
def own_exercises_are_there(**_: Any) -> list[CheckMessage]:
    if not settings.EXERCISES_PATH:
        return []
    try:
        there = Path(settings.EXERCISES_PATH).is_dir()
    except OSError:  # in a folder that may not be looked into
        there = False
    if not there:
        return [
            Error("EXERCISES_PATH is not a folder.", hint="Correct it, or leave it empty.", id="couples.E003")
        ]
    if not os.access(settings.EXERCISES_PATH, os.R_OK | os.X_OK):
        return [
            Error(
                "EXERCISES_PATH can’t be read by this user.",
                hint="Let it be read (chmod -R a+rX), or leave it empty.",
                id="couples.E008",
            )
        ]
    return []


@register(Tags.security)
def not_everybody_is_a_proxy(**_: Any) -> list[CheckMessage]:
    if any(network.prefixlen == 0 for network in settings.TRUSTED_PROXIES):
        return [
            Error(
                "TRUSTED_PROXIES names everybody.",
                hint="Then anybody can pass for anybody. Name the proxy, or its network: 172.18.0.0/16.",
                id="couples.E004",
            )
        ]
    return []


@register(Tags.security)
def a_public_name_has_tls(**_: Any) -> list[CheckMessage]:
    """Over plain http others may read along, and write a page of ours that sends what they like."""
    plain = [each for each in settings.PUBLIC_ORIGINS if each.startswith("http:") and is_public(each)]
    if not plain:
        return []
    hint = (
        "Put a proxy with a certificate before it, and write https://… in PUBLIC_ORIGINS, and nothing else."
    )
    if any(each.startswith("https:") for each in settings.PUBLIC_ORIGINS):
        message = f"PUBLIC_ORIGINS has {plain[0]} beside one with TLS, which would be worth nothing then."
        return [Error(message, hint=hint, id="couples.E005")]
    return [
        Warning(f"Whoever is on the way to {plain[0]} can read along.", hint=hint, id="couples.W001"),
    ]


@register(Tags.database)
def a_file_is_one_machines(**_: Any) -> list[CheckMessage]:
    if is_shared_file(settings.DATABASES["default"]):
        return [
            Error(
                "The SQLite file is on a file system that several machines share.",
                hint="Put DATA_DIR on a disk of this machine, or let DATABASE_URL name a PostgreSQL.",
                id="couples.E006",
            )
        ]
    return []


@register(Tags.security)
def nobody_else_sees_debug_pages(**_: Any) -> list[CheckMessage]:
    if settings.DEBUG and any(is_public(each) for each in settings.PUBLIC_ORIGINS):
        return [
            Error(
                "DEBUG is on, where others can see it.",
                hint="Its pages show what somebody just sent. Set DEBUG to 0.",
                id="couples.E007",
            )
        ]
    return []


def is_shared_file(database: dict[str, Any]) -> bool:
    """Say whether this database is a file to which other machines can write as well."""
    return "sqlite3" in database["ENGINE"] and file_system_of(Path(database["NAME"])) in NETWORK_FILE_SYSTEMS


def file_system_of(path: Path) -> str:
    """Return the kind of file system that holds this path, or "" where that can't be known."""
    try:
        mounts = [line.split()[1:3] for line in MOUNTS.read_text().splitlines()]
    except OSError:
        return ""
    places = {Path(place.replace("\\040", " ")): kind for place, kind in mounts}
    return next((places[each] for each in [path, *path.parents] if each in places), "")
