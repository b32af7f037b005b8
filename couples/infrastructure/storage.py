"""Static files at collect time: the stylesheet joined, every file named after its content and compressed.

Only the joined stylesheet is served; the components are for people to read and for this module to join.
All ES modules share one hash: they are few, and a page never runs two versions of them together. Nor does
collecting depend on how deep they import: a hash each changes with every name inside, and Django gives up
after five rounds of that.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import md5
from pathlib import PurePosixPath
from typing import Any

from django.contrib.staticfiles.storage import StaticFilesStorage
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

STYLESHEET = "css/meant.css"
FIRST = ("reset", "tokens", "base", "layout")  # what the components build on
LAST = ("motion", "print")  # what has the last word


def in_order(paths: list[str]) -> list[str]:
    """Return the components in the order in which they are joined: `FIRST`, the others by name, `LAST`."""

    def place(path: str) -> tuple[int, int, str]:
        name = PurePosixPath(path).stem
        if name in FIRST:
            return 0, FIRST.index(name), name
        if name in LAST:
            return 2, LAST.index(name), name
        return 1, 0, name

    return sorted(paths, key=place)


class JoinedManifestStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's manifest storage, with one stylesheet and with hashed names inside ES modules.

    A module's imports are rewritten only where the statement ends with a semicolon.
    """

    support_js_module_import_aggregation = True
    modules_hash = ""

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        components = [path for path in paths if PurePosixPath(path).match("css/*.css") and path != STYLESHEET]
        served = {path: found for path, found in paths.items() if path not in components}
        if components and not dry_run:
            self._join(in_order(components))
            served[STYLESHEET] = (self, STYLESHEET)
        if not dry_run:
            self.modules_hash = self._hash_of(sorted(path for path in served if path.endswith(".js")))
        yield from super().post_process(served, dry_run=dry_run, **options)

    def url(self, name: str, force: bool = False) -> str:
        """Return the hashed URL; before anything was collected, as in most tests, the plain one."""
        return super().url(name, force) if self.hashed_files else StaticFilesStorage.url(self, name)

    def file_hash(self, name: str, content: Any = None) -> Any:
        """Return the hash in a file's name. That of modules is one, so the names in them settle at once."""
        if name and name.endswith(".js") and content is not None:
            return self.modules_hash
        return super().file_hash(name, content)

    def _hash_of(self, paths: list[str]) -> str:
        found = md5(usedforsecurity=False)
        for path in paths:
            with self.open(path) as file:
                found.update(file.read())
        return found.hexdigest()[:12]

    def _join(self, components: list[str]) -> None:
        parts = []
        for path in components:
            with self.open(path) as file:
                parts.append(file.read())
            self.delete(path)
        self.delete(STYLESHEET)
        self.save(STYLESHEET, ContentFile(b"\n".join(parts)))
