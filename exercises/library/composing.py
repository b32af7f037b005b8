"""From the text of a YAML file to plain data that knows its lines.

Pure. Content is the one thing that other people bring in, so what YAML can do beyond words, numbers, lists
and mappings is refused: tags (they construct), anchors and aliases (they multiply), more than one
document, keys that come twice, files that are large or not UTF-8, nesting without end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from exercises.library.unreadable import Unreadable, told

MOST_BYTES = 250_000  # twenty times the longest file that is shipped; it is read in about three seconds
MOST_DEPTH = 20

_OR_WORDS = ", and words that begin so need quotes"
_SCALARS = {"str": str, "int": int, "float": float}


@dataclass(frozen=True)
class Composed:
    """A file's data (dicts, lists, str, int, float, bool, None) and the nodes that it came from."""

    data: Any
    root: yaml.Node
    twice: tuple[tuple[int, str, str], ...]  # line, path, key of what came a second time

    def place(self, loc: Sequence[str | int], missing: bool = False) -> tuple[int, str]:
        """Return the line of a place and its path, e.g. (14, "rounds.1.screens.2.parts.0.max").

        What is in `loc` and not in the file is a name that pydantic adds (the member of a union), and left
        out. missing: the last one is a key that should be there.
        """
        node, line, path = self.root, self.root.start_mark.line + 1, []
        for at, step in enumerate(loc):
            if isinstance(node, yaml.MappingNode):
                found = next(((key, value) for key, value in node.value if key.value == step), None)
                if found is not None:
                    line, node = found[0].start_mark.line + 1, found[1]
                    path.append(str(step))
                elif missing and at == len(loc) - 1:
                    path.append(str(step))
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                line = node.start_mark.line + 1
                path.append(str(step))
        return line, ".".join(path)

    def texts(self) -> Iterator[tuple[int, str, str]]:
        """Every text in it, with its line and path."""
        yield from _texts(self.root, self.root.start_mark.line + 1, ())


def compose(raw: bytes) -> Composed:
    """Return the data of one YAML document; raises Unreadable."""
    if len(raw) > MOST_BYTES:
        raise Unreadable(1, f"at most {MOST_BYTES // 1_000} kB")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(raw.count(b"\n", 0, error.start) + 1, "text in UTF-8") from None
    root = _root(text)
    if root is None:
        raise Unreadable(1, "something in it; it is empty")
    twice: list[tuple[int, str, str]] = []
    return Composed(_plain(root, (), twice), root, tuple(twice))


def _root(text: str) -> yaml.Node | None:
    """Return the one node that holds all others, or None of an empty text; raises Unreadable.

    libyaml reads in a fifth of the time, which is most of a start. What it can't read is read once more by
    PyYAML's own scanner, whose errors are the ones that are told.
    """
    if _Quick is not None:
        try:
            found: yaml.Node | None = _Quick(text).get_single_node()
            return found
        except yaml.YAMLError:
            pass  # said below
    try:
        return _Thorough(text).get_single_node()
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise Unreadable(line, "text without control characters") from None
    except yaml.MarkedYAMLError as error:
        raise told(error) from None


class _Composer(yaml.composer.Composer):
    """Composes nodes only; nothing is ever constructed from them."""

    _depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        parser: Any = self
        event = parser.peek_event()
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise Unreadable(
                line, f"everything written out; anchors (&) and aliases (*) are not read{_OR_WORDS}"
            )
        if event.tag is not None:
            raise Unreadable(line, f"words, numbers, lists and mappings; tags (!) are not read{_OR_WORDS}")
        self._depth += 1
        if self._depth > MOST_DEPTH:
            raise Unreadable(line, f"at most {MOST_DEPTH} levels")
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node


class _Thorough(_Composer, yaml.SafeLoader):
    pass


_Quick: Any = None
if yaml.__with_libyaml__:

    class _Quick(_Composer, yaml.CSafeLoader):  # type: ignore[no-redef]
        def __init__(self, text: str) -> None:
            yaml.composer.Composer.__init__(self)
            yaml.CSafeLoader.__init__(self, text)

        def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
            node: yaml.Node | None = super().compose_node(parent, index)
            # libyaml alone takes [How so?]; a deck is not to depend on which of the two reads it.
            in_brackets = getattr(parent, "flow_style", False)
            if in_brackets and isinstance(node, yaml.ScalarNode) and not node.style and "?" in node.value:
                raise yaml.YAMLError
            return node


def _plain(node: yaml.Node, path: tuple[str, ...], twice: list[tuple[int, str, str]]) -> Any:
    if isinstance(node, yaml.MappingNode):
        mapping: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise Unreadable(key.start_mark.line + 1, "a word as a key")
            if key.value in mapping:
                twice.append((key.start_mark.line + 1, ".".join((*path, key.value)), key.value))
                continue
            mapping[key.value] = _plain(value, (*path, key.value), twice)
        return mapping
    if isinstance(node, yaml.SequenceNode):
        return [_plain(each, (*path, str(at)), twice) for at, each in enumerate(node.value)]
    return _scalar(node)


def _scalar(node: yaml.Node) -> Any:
    kind = node.tag.rpartition(":")[2]
    if kind == "null":
        return None
    if kind == "bool":
        return node.value.lower() in ("true", "yes", "on")
    try:
        return _SCALARS.get(kind, str)(node.value)
    except ValueError:  # 0x1f, 1:30, .inf and the like are words here, and so are days
        return node.value


def _texts(node: yaml.Node, line: int, path: tuple[str, ...]) -> Iterator[tuple[int, str, str]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _texts(value, key.start_mark.line + 1, (*path, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for at, each in enumerate(node.value):
            yield from _texts(each, each.start_mark.line + 1, (*path, str(at)))
    elif isinstance(node, yaml.ScalarNode):
        yield line, ".".join(path), node.value
