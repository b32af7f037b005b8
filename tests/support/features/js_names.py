"""The names in a script: which it declares, and which it only asks for."""

from __future__ import annotations

from tests.support.features.js_tokens import KEYWORDS, Token

CLOSING = {"(": ")", "[": "]", "{": "}"}
BLOCKS = {"if", "for", "while", "switch", "await", "with"}  # before brackets that take no parameters
DECLARING = {"const", "let", "var"}


class Names:
    """The tokens of a script, and what their names do, by place.

    `locals` are bound here, `members` are the names of its own keys, methods and fields; `keys`, `methods`
    and `fields` are where these stand, `taken` is where something is taken out of an object with braces.
    """

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.inside: list[tuple[int, ...]] = []  # the brackets that are open at each token
        self.kinds: dict[int, str] = {}  # opening bracket -> params, pattern, body, class or ""
        self.closes: dict[int, int] = {}
        self._match()
        self.locals: set[str] = set()
        self.keys: set[int] = set()
        self.methods: set[int] = set()
        self.fields: set[int] = set()
        self.taken: set[int] = set()
        for at, token in enumerate(tokens):
            if token.kind == "name" and self.text(at - 1) not in {".", "?."}:
                self._sort(at)
        self.members = {tokens[at].text for at in self.keys | self.methods | self.fields}

    def text(self, at: int) -> str:
        return self.tokens[at].text if 0 <= at < len(self.tokens) else ""

    def is_outside(self, at: int) -> bool:
        """Whether no function is around this place."""
        bodies = any(self.kinds[each] == "body" for each in self.inside[at])
        begins = next((back for back in range(at, -1, -1) if self.text(back) in {";", "}"}), -1)
        return not bodies and "=>" not in [each.text for each in self.tokens[begins + 1 : at]]

    def _is_of_dataset(self, opening: int) -> bool:
        """Whether this takes names out of `dataset`, which are ours."""
        ends = next((at for at in range(opening, len(self.tokens)) if self.text(at) == ";"), 0)
        return self.text(ends - 1) == "dataset"

    # ---- brackets ---------------------------------------------------------------------------------

    def _match(self) -> None:
        closes = self.closes
        opened: list[int] = []
        for at, token in enumerate(self.tokens):
            self.inside.append(tuple(opened))
            ends_hole = token.kind == "text" and token.text.startswith("}")
            if token.kind == "mark" and token.text in CLOSING:
                opened.append(at)
            elif token.kind == "mark" and token.text in CLOSING.values() and not ends_hole:
                closes[opened.pop()] = at
        for at in sorted(closes):
            self.kinds[at] = self._kind(at, closes[at])

    def _kind(self, opening: int, closing: int) -> str:
        text, before, after = self.text(opening), self.text(opening - 1), self.text(closing + 1)
        around = self.kinds.get(self.inside[opening][-1]) if self.inside[opening] else None
        if text == "(":
            called = self.tokens[opening - 1].kind == "name" and before not in BLOCKS if opening else False
            return "params" if after == "=>" or (after == "{" and called) else ""
        if before in DECLARING or (around in {"params", "pattern"} and before not in {"=", "=>", "?"}):
            return "pattern"
        if text == "{" and (before == "=>" or (before == ")" and self._ends_params(opening - 1))):
            return "body"
        heads = [self.text(opening - back) for back in (2, 4)]
        if text == "{" and ("class" in heads):
            return "class"
        if text == "{" and before in {"import", "export"}:
            return before
        return "pattern" if text in "{[" and after in {"of", "="} and before in {"{", "(", ";", "}"} else ""

    def _ends_params(self, closing: int) -> bool:
        depth = 0
        for at in range(closing, -1, -1):
            depth += (self.text(at) == ")") - (self.text(at) == "(")
            if not depth:
                return self.kinds.get(at) == "params"
        return False

    # ---- names ------------------------------------------------------------------------------------

    def _sort(self, at: int) -> None:
        before, text, after = self.text(at - 1), self.text(at), self.text(at + 1)
        place = self.inside[at][-1] if self.inside[at] else -1
        kind = self.kinds.get(place, "")
        if text in KEYWORDS and after != ":":
            return
        if before in DECLARING | {"function", "class", "import"} or after == "=>":
            self.locals.add(text)
        elif kind in {"params", "pattern"} and before in {"(", "[", "{", ",", ":", "..."}:
            if self.text(place) == "{" and before in {"{", ","}:
                (self.keys if self._is_of_dataset(place) else self.taken).add(at)
            if after != ":":
                self.locals.add(text)
        elif kind in {"import", "export"}:
            self.locals.add(text)
        elif after == "(" and self.kinds.get(at + 1) == "params":
            self.methods.add(at)
        elif kind == "class" and after in {"=", ";"}:
            self.fields.add(at)
        elif self.text(place) == "{" and kind == "" and before in {"{", ","} and after in {":", ",", "}"}:
            self.keys.add(at)
            if after != ":" and text not in self.locals:
                self.keys.discard(at)
