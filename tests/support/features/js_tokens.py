"""A script as tokens: enough of the language for what is written in `static/js`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

TOKEN = re.compile(
    r"""(?P<space>\s+|//[^\n]*|/\*.*?\*/)
    |(?P<string>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')
    |(?P<number>0[xob][\da-fA-F_]+n?|\.?\d(?:[eE][+-]?\d|[\d_.])*n?)
    |(?P<name>\#?[A-Za-z_$][\w$]*)
    |(?P<mark>\.\.\.|\?\.(?!\d)|\?\?=|\*\*=|&&=|\|\|=|>>>=|<<=|>>=|>>>|===|!==|=>|\?\?|\*\*|&&|\|\||==|!=|<=|>=
      |\+\+|--|\+=|-=|\*=|/=|%=|&=|\|=|\^=|<<|>>|[{}()\[\];,<>+\-*/%&|^!~?:=.@#])""",
    re.VERBOSE | re.DOTALL,
)
REGEX = re.compile(r"/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+/[a-z]*")
TEXT = re.compile(r"(?:\\.|\$(?!\{)|[^`\\$])*", re.DOTALL)  # of a template, up to its next hole or its end
RESERVED = """
    as async await break case catch class const continue debugger default delete do else export extends
    false finally for from function get if import in instanceof let new null of return set static super switch
    this throw true try typeof undefined var void while with yield
"""
KEYWORDS = frozenset(RESERVED.split())
BEFORE_REGEX = "( , = : [ ! & | ? { } ; => && || ?? return case typeof"  # after anything else it divides


@dataclass(frozen=True)
class Token:
    kind: str  # string, number, name, mark, regex, text (of a template)
    text: str
    line: int


def tokens(script: str) -> Iterator[Token]:
    """All but spaces and comments. What is in the holes of a template comes as tokens between its texts."""
    at, line, last = 0, 1, ";"
    holes: list[int] = []  # open templates: how many braces are open in their hole
    while at < len(script):
        if script[at] == "`" or (script[at] == "}" and holes and holes[-1] == 0):
            if script[at] == "}":
                holes.pop()
            found, kind = TEXT.match(script, at + 1), "text"
            assert found
            end = found.end() + (1 if script[found.end()] == "`" else 2)
            if script[found.end()] == "$":
                holes.append(0)
        elif script[at] == "/" and last in BEFORE_REGEX.split() and script[at + 1] not in "/*":
            found, kind = REGEX.match(script, at), "regex"
            assert found, f"line {line}: this is no regular expression"
            end = found.end()
        else:
            found = TOKEN.match(script, at)
            assert found and found.lastgroup, f"line {line}: {script[at : at + 20]!r} is not known"
            kind, end = found.lastgroup, found.end()
            if holes and found[0] in "{}":
                holes[-1] += 1 if found[0] == "{" else -1
        text = script[at:end]
        if kind != "space":
            yield Token(kind, text, line)
            last = text
        line, at = line + text.count("\n"), end
