"""What browsers get: who imports whom in `static/js`, who styles what in `static/css`, and how long they are.

Each rule is a function from sources to complaints. It runs over what is there, and over a small bad example,
so that a rule that has gone blind fails too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

STATIC = Path(__file__).resolve().parents[2] / "static"

# ---- sizes ----------------------------------------------------------------------------------------

LONGEST_FILE = 250  # lines, as of the modules of the apps
LONGEST_FUNCTION = 50  # lines
# A function or a method of a module, down to the brace that stands as far in as it does.
FUNCTION = re.compile(
    r"^(?P<in>(?:  )?)(?:export )?(?:async )?(?:function )?(?P<name>\w+)\([^\n]*\) \{\n.*?^(?P=in)\}$",
    re.MULTILINE | re.DOTALL,
)


def long_functions(script: str) -> list[str]:
    found = ((each["name"], each[0].count("\n") + 1) for each in FUNCTION.finditer(script))
    return [name for name, lines in found if lines > LONGEST_FUNCTION]


def too_long(sources: dict[str, str]) -> list[str]:
    return [name for name, source in sources.items() if len(source.splitlines()) > LONGEST_FILE]


def test_no_script_and_no_style_sheet_is_too_long_to_be_read_at_once() -> None:
    found = {path.name: path.read_text() for path in (*STATIC.glob("js/*.js"), *STATIC.glob("css/*.css"))}
    assert {"panels.js", "card.css"} <= found.keys()
    assert too_long(found) == []
    assert too_long(found | {"panels.js": found["panels.js"] + "\n" * LONGEST_FILE}) == ["panels.js"]


def test_no_function_of_a_script_is_too_long_to_be_read_at_once() -> None:
    scripts = {path.name: path.read_text() for path in STATIC.glob("js/*.js")}
    assert {each["name"] for each in FUNCTION.finditer(scripts["socket.js"])} >= {"openLine", "lost"}
    assert {name: found for name, script in scripts.items() if (found := long_functions(script))} == {}
    body = "    x();\n" * LONGEST_FUNCTION
    assert long_functions(f"export function a() {{\n{body}}}\n") == ["a"]
    assert long_functions(f"class B {{\n  async b(c) {{\n{body}  }}\n}}\n") == ["b"]


# ---- scripts --------------------------------------------------------------------------------------

# `import { a } from "./x.js";`, `export { a } from "./x.js";`, `import "./x.js";` and `import("./x.js")`
IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["']\./([\w-]+\.js)["']""")

Modules = dict[str, set[str]]


def imported(source: str) -> set[str]:
    """The modules that one imports, at once or later."""
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
    modules = {path.name: imported(path.read_text()) for path in sorted((STATIC / "js").glob("*.js"))}
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


# ---- styles ---------------------------------------------------------------------------------------

BASE = {"tokens", "reset", "base", "layout"}  # elements, and classes that fit anywhere
LAST = {"motion", "print"}  # what a system or paper asks of everything has the last word
PRIMITIVES = (
    "muted small lead vh icon stack row apart g1 g2 g3 g5 g6 end two cq extras outdent middle narrow "
    "plainly alone"
)
MINE = {"you-a", "you-b"}  # on the body: whose phone this is. It may stand before anything
ROOTS = {  # a file is a component; its selectors start with one of these
    "axis": "along ends3 gap rule spread tick track zero",
    "boxes": "box boxes",
    "card": "back body down face line met pair plate question sheet thread tight top turn weave weave-a "
    "weave-b",
    "choices": "choice choices dot joined picks worded words",
    "controls": "btn check danger field label",
    "course": "course course-table",
    "facing": "facing",
    "fork": "fork prongs",
    "hand_over": "hand-over",
    "frame": "bar brand net older presence skip trial",
    "home": "home",
    "join": "joining",
    "kept": "glossary kept lines offers usually",
    "lobby": "send when",
    "lanes": "lanes legend multi",
    "lengthy": "in-l in-m in-s in-xl lengthy",
    "mark": "mark shape who",
    "opened": "opened seen sheets tag",
    "panel": "kicker note panel refusal",
    "pills": "pill pills",
    "preview": "beside change decide item mine offered said switch tender undecided whole why",
    "progress": "pages progress steps",
    "prose": "do folds holds prose safety sees",
    "ring": "loop mine-out numbered out ring way",
    "rows": "begin exercises rows",
    "seats": "seats",
    "share": "code link share",
    "stage": "both-in dock ending stage",
    "step": "device hint lock moment quoted read sentence",
    "talk": "asked both-said covered for-buttons invited letter talk talking ways",
    "then_and_now": "again times",
    "tiles": "ends numbers pips tile tiles",
    "together": "asks breath clock had holder pairing together",
    "voice": "alike by expects mean reply says sure voice",
    "weather": "weather",
}
FITTED = {"controls", "panel", "mark"}  # small things that others hold, and fit into their place
PLACING = re.compile(
    r"--.*|margin.*|inset.*|flex.*|grid-(area|row|column)|(justify|align|place)-self|(min-|max-)?(inline|block)-size"
    r"|position|z-index|order|display|visibility|overflow|(-webkit-)?(line-clamp|box-orient)|break-.*|animation"
)

Rule = tuple[str, list[str]]  # a selector and the properties it sets


def rules(css: str) -> Iterator[Rule]:
    """Every rule of a style sheet, each of its selectors apart."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(
        r"@keyframes [^{]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}|@page [^{]*\{[^}]*\}|@layer [^{;]*;", "", css
    )
    for head, body in re.findall(r"([^{};]+)\{([^{}]*)\}", css):
        properties = [each.partition(":")[0].strip() for each in body.split(";") if each.strip()]
        for selector in split(" ".join(head.split()), ","):
            yield selector.strip(), properties


def split(text: str, separators: str) -> list[str]:
    """At each of these characters that stands in no brackets."""
    depth, parts = 0, [""]
    for character in text:
        depth += (character in "([") - (character in ")]")
        if character in separators and not depth:
            parts.append("")
        else:
            parts[-1] += character
    return parts


def bare(selector: str) -> str:
    """Without what only says where it stands: `:has(…)`, `:not(…)`, `:where(…)` and `:is(… *)`."""
    inner = r"\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)"
    return re.sub(rf":(?:has|not|where){inner}|:is\([^()]*\*[^()]*\)", "", selector)


def classes(selector: str) -> list[str]:
    return [name for name in re.findall(r"\.([a-z][\w-]*)", selector) if name not in MINE]


def strays(file: str, css: str) -> list[str]:
    """Selectors of a component that don't start with a class of its own, or of a base file that do."""
    allowed = (PRIMITIVES if file in BASE else ROOTS[file]).split()
    found = []
    for selector, _ in rules(css):
        first = classes(bare(selector))[:1]
        if first and first[0] not in allowed or not first and file not in BASE:
            found.append(f"{file}.css: {selector}")
    return found


def intrusions(file: str, css: str) -> list[str]:
    """Where a component does more to another than to place it, size it and set its custom properties."""
    owners = {root: owner for owner, roots in ROOTS.items() for root in roots.split()}
    found = []
    for selector, properties in rules(css):
        subject = set(classes(split(bare(selector), " >+~")[-1]))
        foreign = {owners[name] for name in subject if name in owners}
        if foreign and file not in foreign and not foreign & FITTED:
            found += [f"{file}.css: {selector}: {each}" for each in properties if not PLACING.fullmatch(each)]
    return found


def sheets() -> dict[str, str]:
    return {path.stem: path.read_text() for path in sorted((STATIC / "css").glob("*.css"))}


def test_each_component_has_one_file_and_starts_with_its_own_classes() -> None:
    files = sheets()
    assert files.keys() - BASE - LAST == ROOTS.keys()
    roots = Counter([root for roots in ROOTS.values() for root in roots.split()])
    assert [
        root for root, files_of_it in roots.items() if files_of_it > 1 or root in PRIMITIVES.split()
    ] == []
    assert [stray for file, css in files.items() if file not in LAST for stray in strays(file, css)] == []
    firsts = {first for css in files.values() for one, _ in rules(css) for first in classes(bare(one))[:1]}
    assert roots.keys() - firsts == set(), "listed, and no selector starts with it"


def test_nobody_styles_the_inside_of_another_component() -> None:
    assert [one for file, css in sheets().items() if file in ROOTS for one in intrusions(file, css)] == []


def test_no_style_hangs_on_an_id() -> None:
    assert [one for css in sheets().values() for one, _ in rules(css) if re.search(r"#[a-z]", one)] == []
    assert [one for one, _ in rules("#bar { color: red; }")] == ["#bar"]


def test_a_selector_in_the_wrong_file_is_seen() -> None:
    in_a_layer = "@layer composed {{ @media (min-width: 60rem) {{ {} {{ color: red; }} }} }}"
    for selector in (".voice .says", "h2", ".thread, .box p", ":root:has(.face) .voice", ".you-b .voice"):
        assert len(strays("card", in_a_layer.format(selector))) == 1, selector
    for selector in (
        ".face .voice",
        "ul > .pair:has(.box)",
        '[dir="rtl"] :is(.thread, .face)',
        ".you-b .face",
    ):
        assert strays("card", in_a_layer.format(selector)) == [], selector
    assert strays("layout", ".stage { flex: 1; }") and not strays("layout", "main:has(.dock) { padding: 0; }")


def test_a_hand_in_another_component_is_seen() -> None:
    assert intrusions("card", ".face .says { font-size: 2rem; }") == ["card.css: .face .says: font-size"]
    assert intrusions("card", ".face > :is(.ring, .box) { border: 0; }")
    assert intrusions("card", ".face .says { --says-size: 2rem; margin: 0; }") == []
    assert intrusions("card", ".thread:is(.opened *) { color: red; } .face .btn { color: red; }") == []
