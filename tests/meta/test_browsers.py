"""What styles, scripts and templates ask of a browser stands in `docs/browsers.md`, with who has it since.

Whatever is newer than autumn 2021 and stands there in no row fails, with its file and line. So does a row
that is needed and newer than the browsers that the page promises, one that doesn't say what happens without
it and in which file, and one that nothing uses any more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from exercises.web import protocol
from tests.support.features import css_features, html_features, js_features
from tests.support.features.old_enough import old_enough

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/browsers.md").read_text()
SHEETS = {path.name: path.read_text() for path in sorted(ROOT.glob("static/css/*.css"))}
TEMPLATES = {
    str(each.relative_to(ROOT)): each.read_text() for each in sorted(ROOT.glob("templates/**/*.html"))
}
SCRIPTS = {path.name: path.read_text() for path in sorted(ROOT.glob("static/js/*.js"))}
NOWHERE = 999.0  # a version that no browser has
OLD = old_enough()
# What our own scripts declare, and what the server's messages hold: the names that are not the browser's.
OURS = {name for fields in protocol.SERVER_MESSAGES.values() for name in fields}.union(
    *(js_features.declared_in(script) for script in SCRIPTS.values())
)

Found = tuple[str, str]  # file:line, and what is asked for


@dataclass(frozen=True)
class Row:
    names: tuple[str, ...]
    since: tuple[float, ...]  # Safari, Firefox, Chrome, Samsung
    note: str


def cells_under(heading: str) -> list[list[str]]:
    section = re.search(rf"^#+ {heading}$(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert section, heading
    lines = [line for line in section[1].splitlines() if line.startswith("| ")][1:]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def rows_under(heading: str) -> list[Row]:
    def version(cell: str) -> float:
        return NOWHERE if cell == "–" else float(cell)

    return [
        Row(tuple(re.findall(r"`([^`]+)`", what)), tuple(map(version, since)), note)
        for what, *since, note in cells_under(heading)
    ]


NEEDED = rows_under("What is needed")
LACKED = rows_under("What some of them lack")
KNOWN = {name for row in NEEDED + LACKED for name in row.names}
FROM = tuple(float(cells[1]) for cells in cells_under("Which browsers"))


def newest(rows: list[Row]) -> tuple[float, ...]:
    """The first version of each browser that has all of these."""
    return tuple(max(versions) for versions in zip(*(row.since for row in rows), strict=True))


def of_sheets(sheets: dict[str, str]) -> Iterator[Found]:
    for file, css in sheets.items():
        yield from ((f"{file}:{line}", name) for line, name in css_features.features(css))


def of_templates(templates: dict[str, str]) -> Iterator[Found]:
    for file, template in templates.items():
        yield from ((f"{file}:{line}", name) for line, name in html_features.features(template))


def of_scripts(scripts: dict[str, str]) -> Iterator[Found]:
    """A name that is not certainly the browser's counts where the page of browsers has it."""
    for file, script in scripts.items():
        for line, name, certain in js_features.features(script, OURS):
            if certain or name in KNOWN:
                yield f"{file}:{line}", name


def strangers(found: Iterator[Found]) -> list[str]:
    return [f"{place}: {name}" for place, name in found if name not in KNOWN and name not in OLD]


def test_whatever_a_style_sheet_asks_of_a_browser_is_written_down() -> None:
    assert strangers(of_sheets(SHEETS)) == []


def test_whatever_a_script_asks_of_a_browser_is_written_down() -> None:
    assert strangers(of_scripts(SCRIPTS)) == []


def test_whatever_a_template_asks_of_a_browser_is_written_down() -> None:
    assert strangers(of_templates(TEMPLATES)) == []


def test_what_is_needed_is_in_every_browser_that_is_promised_and_decides_which_these_are() -> None:
    assert newest(NEEDED) == FROM


def test_a_browser_older_than_promised_is_told_and_no_other() -> None:
    asked = re.search(r"@supports (.*) \{ \.older \{ display: none; \} \}", SHEETS["frame.css"])
    assert asked and ' class="net older"' in (ROOT / "templates/base.html").read_text()
    named = {":has()", "overflow: clip", "1dvb"}
    assert asked[1] == "selector(:has(a)) and (overflow: clip) and (inline-size: 1dvb)"
    assert newest([row for row in NEEDED if named & set(row.names)]) == FROM


def test_what_some_browsers_lack_says_what_happens_there_and_where() -> None:
    kept = [row.names for row in LACKED if all(map(float.__le__, row.since, FROM))]
    assert kept == [], "every browser that is promised has it"
    silent = [
        row.names
        for row in LACKED
        if not re.search(r"\w.*`(static|templates)/\w+/\w+\.(css|html|js)`", row.note)
    ]
    assert silent == []


def test_no_row_is_left_of_what_nothing_uses_and_nothing_stands_twice() -> None:
    used = {name for _, name in [*of_sheets(SHEETS), *of_templates(TEMPLATES), *of_scripts(SCRIPTS)]}
    assert KNOWN - used == set()
    assert not KNOWN & OLD
    assert len(KNOWN) == sum(len(row.names) for row in NEEDED + LACKED)


def test_the_page_for_hosts_names_the_same_versions() -> None:
    safari, firefox, chrome, samsung = (f"{version:g}" for version in FROM)
    hosting = " ".join((ROOT / "docs/hosting.md").read_text().split())
    apple, others = f"Safari and iOS {safari}, Firefox {firefox}", f"Chrome and WebView {chrome}"
    assert f"{apple}, {others}, Samsung Internet {samsung}" in hosting


@pytest.mark.parametrize(
    ("css", "name"),
    [
        (".a { anchor-name: --b; }", "anchor-name"),
        (".a { interpolate-size: allow-keywords; }", "interpolate-size"),
        (".a { display: ruby; }", "display: ruby"),
        (".a { --b: ruby; }", "--*: ruby"),
        (".a { inline-size: anchor-size(width); }", "anchor-size()"),
        (".a { inline-size: 3rlh; }", "1rlh"),
        (".a { text-decoration: underline dotted; }", "text-decoration of several words"),
        (".a { inline-size: attr(data-a px); }", "attr() outside of content"),
        (".a:state(b) { color: inherit; }", ":state()"),
        (".a::highlight(b) { color: inherit; }", "::highlight()"),
        (":nth-child(2 of .a) { color: inherit; }", ":nth-child(… of …)"),
        (".a[data-b='c' s] { color: inherit; }", "[… i]"),
        (".a { .b { color: inherit; } }", "a rule in a rule"),
        (".a { @media (hover) { color: inherit; } }", "a rule in a rule"),
        ("@scope (.a) { .b { color: inherit; } }", "@scope"),
        ("@starting-style { .a { opacity: 0; } }", "@starting-style"),
        ("@property --a { syntax: '*'; inherits: false; }", "@property"),
        ("@media (scripting: none) { .a { opacity: 0; } }", "@media (scripting)"),
        ("@media (width >= 30rem) { .a { opacity: 0; } }", "@media <"),
        ("@media (hover) or (max-width: 3rem) { .a { opacity: 0; } }", "@media or"),
        ("@container style(--a: b) { .c { opacity: 0; } }", "@container style()"),
    ],
)
def test_something_new_in_a_style_sheet_is_seen_with_its_line(css: str, name: str) -> None:
    sheet = f"@layer b {{\n/* as before:\n*/\n{css}\n}}"
    assert strangers(of_sheets({"a.css": sheet}))[0] == f"a.css:4: {name}"


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ("<dialog>", "<dialog>"),
        ('<details name="b">', "<details name>"),
        ("<p{% if b %} popover{% endif %}>", "<p popover>"),
        ('<p class="b"\ninert>', "<p inert>"),
    ],
)
def test_something_new_in_a_template_is_seen_with_its_line(html: str, name: str) -> None:
    template = '{# <slot> #}<p class="a > b" data-c>\n{% if d\n%}'
    assert strangers(of_templates({"a.html": template + html})) == [f"a.html:3: {name}"]


@pytest.mark.parametrize(
    ("script", "name"),
    [
        ("const a = structuredClone(b);", "structuredClone"),
        ('const a = b.replaceAll("c", "d");', ".replaceAll"),
        ("const a = Object.groupBy([], (b) => b);", ".groupBy"),
        ("const a = [1].toSorted();", ".toSorted"),
        ("const { userAgentData } = navigator;", ".userAgentData"),
        ("const a = ({ isComposing }) => isComposing;", ".isComposing"),
        ("class A {\n  #b = 1;\n}", "#private"),
        ("class A {\n  static {\n    A.b = 1;\n  }\n}", "static {"),
        ("const a = await fetch(location);", "await outside of a function"),
        ("const a = import.meta.url;", "import.meta"),
        ('export * as a from "./b.js";', "export *"),
        ("const a = 10n;", "1n"),
        ("const a = /(?<b>c)/;", "(?<name>…)"),
        ("const a = /(?<=b)c/;", "(?<=…)"),
        ("const a = /[b--c]/v;", "/…/v"),
        ('const a = new RegExp("(?i:b)");', "(?i:…)"),
        ("let a;\na &&= 1;", "&&="),
        ('addEventListener("scrollend", () => {});', "event scrollend"),
        ('const a = document.querySelector(":popover-open");', ":popover-open"),
        ('const a = ".b:nth-last-child(2)";', ":nth-last-child()"),
    ],
)
def test_something_new_in_a_script_is_seen_with_its_line(script: str, name: str) -> None:
    before = "/* as\n before: */ const { b } = { b: [] };\n"
    found = [each for each in strangers(of_scripts({"a.js": before + script})) if each.endswith(f": {name}")]
    assert found and re.match(r"a\.js:[3-5]: ", found[0]), strangers(of_scripts({"a.js": before + script}))


def test_what_is_ours_and_what_has_long_been_there_is_let_through() -> None:
    css = ".a { display: grid; color: var(--ink); } @supports (anchor-name: --a) { .b { opacity: 0; } }"
    assert strangers(of_sheets({"a.css": css})) == []
    script = (
        "export function mine(a, b, d = {}) {\n  return [a?.length, ...b].map((e) => `${e}${`${d}`}`);\n}"
    )
    assert strangers(of_scripts({"a.js": script})) == []
