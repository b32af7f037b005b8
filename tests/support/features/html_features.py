"""What a template asks of a browser, each thing with its line: the element `<dialog>`, or `<details name>`.

Attributes that are meant for our own scripts (`data-…`) or for screen readers (`aria-…`) are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Found = tuple[int, str]  # line, and what is asked for

OF_DJANGO = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
TAG = re.compile(r"""<([a-zA-Z][\w-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>""")
VALUE = re.compile(r"""=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)""")


def features(template: str) -> Iterator[Found]:
    """Every element and every attribute, whatever is decided when it is rendered."""
    html = OF_DJANGO.sub(lambda each: re.sub(r"[^\n]", "", each[0]), template)
    for tag in TAG.finditer(html):
        line = html.count("\n", 0, tag.start()) + 1
        yield line, f"<{tag[1]}>"
        for name in VALUE.sub("", tag[2]).replace("/", " ").split():
            if not name.startswith(("data-", "aria-")):
                yield line, f"<{tag[1]} {name}>"
