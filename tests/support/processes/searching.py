"""Whether a text stands anywhere in what an app leaves on disk, in whatever form it may be written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from couples.infrastructure import vault


def files(data_dir: Path, *, static: bool = False) -> Iterator[tuple[Path, bytes]]:
    """Everything in the data folder, logs included; what was collected to be served if it is asked for.

    The kept content is left out: it holds the whole deck, every reading of it, whatever was picked.
    """
    left_out = ("content",) if static else ("content", "static")
    for path in sorted(data_dir.rglob("*")):
        if path.is_file() and not set(left_out) & set(path.relative_to(data_dir).parts[:-1]):
            yield path, path.read_bytes()


def forms(text: str) -> set[bytes]:
    """How it may be written: as it is, in a URL, in hex, or, if it is a token, as its bytes."""
    written = {text.encode(), quote(text).encode(), text.encode().hex().encode()}
    with suppress(ValueError):
        token = vault.from_text(text)
        written |= {token, token.hex().encode()}
    return written


def found(data_dir: Path, text: str) -> list[str]:
    """The names of the files that hold this text."""
    return [path.name for path, data in files(data_dir) if any(each in data for each in forms(text))]
