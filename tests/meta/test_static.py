"""The directions of what browsers get: who imports whom in `static/js`."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# `import { a } from "./x.js";`, `export { a } from "./x.js";`, `import "./x.js";` and `import("./x.js")`
IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["']\./([\w-]+\.js)["']""")

Modules = dict[str, set[str]]


def modules_in(folder: Path) -> Modules:
    """Each module of a folder and what it imports, at once or later."""
    return {path.name: imported(path.read_text()) for path in sorted(folder.glob("*.js"))}


def imported(source: str) -> set[str]:
    without_comments = re.sub(r"/\*.*?\*/|(?<![:\"'])//[^\n]*", "", source, flags=re.DOTALL)
    return set(IMPORT.findall(without_comments))


def circles(modules: Modules) -> list[str]:
    """Who is left when everybody goes whose imports are all gone. Nobody, where there is no circle."""
    left = dict(modules)
    while free := [name for name, imports in left.items() if not imports & left.keys()]:
        for name in free:
            del left[name]
    return sorted(left)


def test_no_two_scripts_import_each_other() -> None:
    modules = modules_in(ROOT / "static/js")
    assert "server_time.js" in modules["turns.js"], "the imports are not read"
    assert "breath.js" in modules["panels.js"], "the imports that come later are not read"
    assert modules.keys() >= set().union(*modules.values()), "something is imported that is not there"
    assert circles(modules) == []


def test_a_circle_of_scripts_is_seen() -> None:
    page = {"page.js": imported('const load = () => import("./panels.js");')}
    panels = {"panels.js": imported('import { offer } from "./page.js";\n')}
    words = {"words.js": imported('// as in import { offer } from "./page.js";')}
    assert circles(page | panels | words) == ["page.js", "panels.js"]
    assert circles(page | {"panels.js": set()} | words) == []
