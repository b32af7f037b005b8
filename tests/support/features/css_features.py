"""What a style sheet asks of a browser, each thing with its line, spelled as in `docs/browsers.md`.

A property is `gap`, a word that it is given `text-wrap: balance`, a function `color-mix()`, a unit `1cqi`, a
selector `:has()` or `::before`, an at-rule `@layer`, what it asks `@media (hover)`, a word in it `@media or`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Found = tuple[int, str]  # line, and what is asked for

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
STRING = re.compile(r'"[^"\n]*"' r"|'[^'\n]*'")
PIECE = re.compile(r"[^{};]*[{};]")
WORD = re.compile(r"(?<![\w#.-])-?[a-zA-Z][\w-]*")
FUNCTION = re.compile(r"(-?[a-zA-Z][\w-]*)\(")
UNIT = re.compile(r"(?<![\w#-])[-+]?(?:\d+\.?\d*|\.\d+)([a-z]+)\b")
NAMING = {  # their words are names: of properties, of motions, of our own
    *("animation", "container", "counter-increment", "counter-reset", "grid-area", "transition"),
    "view-transition-name",
}
PSEUDO = re.compile(r"(::?[a-z-]+)(\(?)")


def features(css: str) -> Iterator[Found]:
    """Everything in this sheet, in its order."""
    css = COMMENT.sub(blank, css)
    css = STRING.sub(lambda each: '"' + " " * (len(each[0]) - 2) + '"', css)
    around: list[str] = []
    for piece in PIECE.finditer(css):
        text, end = piece[0][:-1], piece[0][-1]
        line = css.count("\n", 0, piece.start() + len(text) - len(text.lstrip())) + 1
        for name in of_piece(text.strip(), end, around):
            yield line, name
        if end == "{":
            around.append(text.strip())
        elif end == "}":
            around.pop()


def blank(comment: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", comment[0])


def of_piece(text: str, end: str, around: list[str]) -> Iterator[str]:
    """Of a head with its brace, or of a declaration."""
    within = around[-1] if around else ""
    if text.startswith("@"):
        yield from of_at_rule(text)
    elif end == "{" and not within.startswith("@keyframes"):
        yield from of_selector(text)
    elif end != "{" and text:
        yield from of_declaration(text)
    if end == "{" and any(not head.startswith("@") for head in around):
        yield "a rule in a rule"


def of_at_rule(text: str) -> Iterator[str]:
    name, _, rest = text.partition(" ")
    yield name
    if name == "@supports":  # it asks by itself, and what it asks for may be unknown
        return
    yield from (f"{name} {each}()" for each in re.findall(r"([a-z-]+)\(", rest))
    if name == "@media":
        yield from (f"{name} ({each})" for each in re.findall(r"\(\s*([a-z-]+)\s*[:)]", rest))
    if name in {"@media", "@container"}:
        yield from (f"{name} {each}" for each in re.findall(r"(?<![\w-])(or|not|only)(?![\w-])", rest))
        yield from (f"{name} <" for _ in re.findall(r"[<>]", rest))
        yield from (f"1{unit}" for unit in UNIT.findall(rest))


def of_selector(text: str) -> Iterator[str]:
    """Pseudo-classes and pseudo-elements, and whatever stands there that is none of the usual marks."""
    for name, bracket in PSEUDO.findall(text):
        yield name + ("()" if bracket else "")
    if "&" in text:
        yield "a rule in a rule"
    if re.search(r":nth-(?:last-)?child\([^()]* of ", text):
        yield ":nth-child(… of …)"
    if re.search(r"\[[^\]]* [a-z]\]", text):
        yield "[… i]"


def of_declaration(text: str) -> Iterator[str]:
    name, colon, value = text.partition(":")
    name, value = name.strip(), value.replace("!important", "").strip()
    if not colon:
        yield text
        return
    own = name.startswith("--")
    if not own:
        yield name
    yield from (f"{each}()" for each in FUNCTION.findall(value) if each != "var")
    if "attr(" in value and name != "content":
        yield "attr() outside of content"
    yield from (f"1{unit}" for unit in UNIT.findall(value))
    if name in NAMING:
        return
    plain = re.sub(r"(?:var|attr|counter|env)\([^,()]*", "(", value)
    words = WORD.findall(re.sub(r"[a-zA-Z-]+\(", "(", plain))
    if name == "text-decoration" and len(value.split()) > 1:
        yield "text-decoration of several words"
    yield from (f"{'--*' if own else name}: {word}" for word in words)
