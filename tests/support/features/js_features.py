"""What a script asks of a browser, each thing with its line, spelled as in `docs/browsers.md`.

A sign of the language is `?.` or `class field`, what a regular expression has `(?<!…)`, a name of the whole
page `structuredClone`, a name of some object `.replaceAll`, an event `event formdata`, an option
`{ preventScroll }`, a selector in a string `:has()`.

What is ours is told by its declaration: a name that no script of ours declares belongs to the browser. What
is named as one of ours, and the options that a call is given, can't be told apart: they come as not certain,
and count where the page of browsers has them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from tests.support.features.js_names import Names
from tests.support.features.js_tokens import KEYWORDS, Token, tokens

Found = tuple[int, str, bool]  # line, what is asked for, and whether it is certain

SIGNS = {"?.", "??", "??=", "&&=", "||=", "**", "**="}
IN_PATTERNS = {
    r"\(\?<!": "(?<!…)",
    r"\(\?<=": "(?<=…)",
    r"\(\?<[A-Za-z]": "(?<name>…)",
    r"\\p\{": r"\p{…}",
    r"\(\?-?[ims]+[-:]": "(?i:…)",
}
USUAL_FLAGS = set("gimuy")
SELECTING = {"querySelector", "querySelectorAll", "matches", "closest"}


def declared_in(script: str) -> set[str]:
    """What this script gives a name, in its comments too: the others may ask for it by that."""
    names = Names([*tokens(script)])
    told = re.findall(r"@property \{[^}]*\} \[?(\w+)", script)
    for kinds in re.findall(r"@type .*", script):
        told += re.findall(r'"(\w+)"', kinds)
    return names.locals | names.members | set(told)


def features(script: str, ours: Collection[str]) -> Iterator[Found]:
    """All that this script asks for, in its order. Ours is what any script of ours declares."""
    every = [*tokens(script)]
    names = Names(every)
    for at, token in enumerate(every):
        before = [each.text for each in every[max(0, at - 2) : at]]
        after = every[at + 1].text if at + 1 < len(every) else ""
        for name in of_language(token, before[-1:], after):
            yield token.line, name, True
        if token.text == "await" and names.is_outside(at):
            yield token.line, "await outside of a function", True
        if at in names.fields:
            yield token.line, "class field", True
        if token.kind in {"string", "text"}:
            for name in of_text(token.text, before):
                yield token.line, name, True
        elif token.kind == "name":
            for name, certain in of_name(at, names, before, ours):
                yield token.line, name, certain


def of_name(at: int, names: Names, before: list[str], ours: Collection[str]) -> Iterator[tuple[str, bool]]:
    text = names.tokens[at].text
    if before and before[-1] in {".", "?."}:
        kept = before[0] == "dataset" or ("_" in text and text.islower())  # a name in a page or in a message
        yield f".{text}", not kept and text not in ours
    elif at in names.taken:
        yield f".{text}", "_" not in text and text not in ours
    elif at in names.keys:
        yield f"{{ {text} }}", False
    elif text not in KEYWORDS and text not in names.locals and at not in names.methods | names.fields:
        yield text, True


def of_language(token: Token, before: list[str], after: str) -> Iterator[str]:
    text = token.text
    if token.kind == "mark" and text in SIGNS:
        yield text
    if token.kind == "number" and ("_" in text or text.endswith("n")):
        yield "1_000" if "_" in text else "1n"
    if text.startswith("#") and token.kind == "name":
        yield "#private"
    if (text, after) in {("catch", "{"), ("static", "{"), ("for", "await"), ("export", "*")}:
        yield f"{text} {after}"
    if text == "import" and after in {"(", "."} and before not in (["."], ["?."]):
        yield "import()" if after == "(" else "import.meta"
    if token.kind == "regex" and set(text[text.rindex("/") + 1 :]) - USUAL_FLAGS:
        yield "/…/" + "".join(sorted(set(text[text.rindex("/") + 1 :]) - USUAL_FLAGS))
    if token.kind in {"regex", "string", "text"}:
        yield from (name for pattern, name in IN_PATTERNS.items() if re.search(pattern, text))


def of_text(text: str, before: list[str]) -> Iterator[str]:
    """A selector, wherever it is written, or the name of an event."""
    if before == ["addEventListener", "("]:
        yield f"event {text[1:-1]}"
    elif before[:1] and before[0] in SELECTING and before[1:] == ["("]:
        for name, bracket in re.findall(r"(:[a-z-]+)(\(?)", text):
            yield name + ("()" if bracket else "")
    else:
        yield from (f"{name}()" for name in re.findall(r"(:[a-z-]+)\(", text))
