"""What keeps a file from being read at all, told to whoever wrote it: what would be right.

Pure. The words of a YAML parser speak of tokens and scalars; these speak of quotes, colons and indents.
"""

from __future__ import annotations

import yaml

# What the parser says, and what mends it, in the order in which they are looked for.
_SLIPS = (
    ("found character '\\t'", "spaces for an indent, no tabs"),
    ("cannot start any token", "quotes around words that begin with a sign"),
    ("mapping values", "an indent and a key like those around it, or quotes around words with a colon"),
    ("expected alphabetic or numeric", "quotes around words that begin with a sign"),
    ("are not allowed here", "quotes around words that begin with a sign"),
    ("could not find expected ':'", "a colon and a space behind each key"),
    ("another document", "one document; take out the line of three dashes"),
    ("but found '<scalar>'", "quotes around all the words of a line, not a part of them"),
    ("but found '-'", "an indent like the lines around it"),
    ("but found '<block", "an indent like the lines around it"),
    ("unknown escape", "\\\\ where \\ stands in double quotes"),
)  # fmt: skip


class Unreadable(Exception):
    """A file cannot be composed. `line` counts from 1."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


def told(error: yaml.MarkedYAMLError) -> Unreadable:
    """Return the line in which a slip began, and what would mend it."""
    problem = error.problem or error.context or ""
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    begun = error.context_mark.line + 1 if error.context_mark else line
    if "quoted scalar" in (error.context or "") and "unexpected end" in problem:
        return Unreadable(begun, "valid YAML: a quote that is closed where its words end")
    if "expected ','" in problem and "got '?'" in problem:
        return Unreadable(line, "valid YAML: quotes around words with a question mark, within brackets")
    if "expected ','" in problem:
        return Unreadable(
            line, f"valid YAML: commas between, and a bracket that closes the one in line {begun}"
        )
    if "expected ':'" in problem:
        line = begun
    hint = next((hint for said, hint in _SLIPS if said in problem), "")
    return Unreadable(line, f"valid YAML: {hint}" if hint else f"valid YAML ({problem})")
