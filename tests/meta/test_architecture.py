"""What no import shows: who may write, open, send and read what. (Who may import whom: `.importlinter`.)

Each rule is a function from one file to complaints. It runs over every file of the project, and over a
small bad example, so that a rule that has gone blind fails too.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

FRAMEWORKS = {"django", "channels", "channels_redis", "daphne", "twisted", "redis", "asgiref", "whitenoise"}
WRITERS = ("couples/presence.py", "couples/seats/*.py", "exercises/commands/*.py")
TRANSPORTS = (
    "couples/infrastructure/status_views.py",
    "couples/us_views.py",
    "couples/views.py",
    "exercises/web/connection.py",
    "exercises/web/consumers.py",
    "exercises/web/couple_views.py",
    "exercises/web/library_views.py",
    "exercises/web/session_views.py",
    "exercises/web/trial_views.py",
)
OPENERS = ("couples/profiles.py", "exercises/queries/*.py")  # names, and the room that reads rows
SEALERS = ("couples/profiles.py", "exercises/commands/*.py")
RUNNERS_OF_SQL = tuple(
    f"couples/infrastructure/{each}.py"
    for each in ("database", "dumps", "first_look", "prepared", "prepared_writes")
)
LONGEST_FILE = 250  # lines; about 150 is what to aim at
LONGEST_FUNCTION = 50  # lines
PURE_ROOMS = ("comparison", "content", "language", "rules", "screens", "steps")
SHAPELESS = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "misc",
    "tools",
    "managers",
    "services",
    "signals",
}

Rule = Callable[[str, str], Iterator[str]]


def matches(path: str, patterns: tuple[str, ...]) -> bool:
    return any(Path(path).match(pattern) for pattern in patterns)


def python_files() -> list[tuple[str, str]]:
    found = [path for app in ("couples", "exercises") for path in sorted((ROOT / app).rglob("*.py"))]
    return [(str(p.relative_to(ROOT)), p.read_text()) for p in found if "migrations" not in p.parts]


def imports(source: str) -> Iterator[str]:
    """Every module or name that is imported, dotted: `from a.b import c` gives a.b and a.b.c."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def calls(source: str) -> Iterator[tuple[int, str, ast.expr | None]]:
    """Every call: its line, the called name, and what it is called on (None for a plain function)."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute):
                yield node.lineno, node.func.attr, node.func.value
            elif isinstance(node.func, ast.Name):
                yield node.lineno, node.func.id, None


def chain(expression: ast.expr | None) -> set[str]:
    """The names along `a.b.filter(…).c`: {a, b, filter, c}."""
    names: set[str] = set()
    while expression is not None:
        if isinstance(expression, ast.Call):
            expression = expression.func
        elif isinstance(expression, ast.Attribute):
            names.add(expression.attr)
            expression = expression.value
        else:
            if isinstance(expression, ast.Name):
                names.add(expression.id)
            expression = None
    return names


# ---- the rules --------------------------------------------------------------------------------


WRITES = {"create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "acreate", "aupdate",
          "adelete", "asave", "abulk_create", "aget_or_create", "aupdate_or_create",
          "PreparedInsert", "PreparedUpdate"}  # fmt: skip
QUERIES = {"objects", "filter", "exclude", "select_for_update", "seats", "leases", "invites"}


def only_use_cases_write(path: str, source: str) -> Iterator[str]:
    if matches(path, WRITERS):
        return
    for line, name, receiver in calls(source):
        on_rows = name in {"update", "delete"} and bool(chain(receiver) & QUERIES)
        # A storage saves files, not rows.
        on_row = (
            name in {"save", "delete"}
            and receiver is not None
            and path != "couples/infrastructure/storage.py"
        )
        if name in WRITES or on_rows or on_row:
            yield f"{path}:{line} writes a model ({name})"
        elif name in {"atomic", "on_commit"}:
            yield f"{path}:{line} opens a transaction ({name})"
        elif name in {"execute", "executemany", "raw"} and not matches(path, RUNNERS_OF_SQL):
            yield f"{path}:{line} runs SQL of its own ({name})"


def transports_touch_no_row(path: str, source: str) -> Iterator[str]:
    """That they import no model is held by import-linter; a row may still come in by another door."""
    if matches(path, TRANSPORTS):
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Attribute) and node.attr == "objects":
                yield f"{path}:{node.lineno} uses the ORM"


def transports_decide_nothing(path: str, source: str) -> Iterator[str]:
    """Names of stages and refusals may be read there; the rules themselves are asked in the use cases."""
    if not matches(path, TRANSPORTS):
        return
    for line, name, receiver in calls(source):
        if isinstance(receiver, ast.Name) and receiver.id == "rules" and not name[:1].isupper():
            yield f"{path}:{line} asks a rule (rules.{name})"


def only_queries_open_what_is_sealed(path: str, source: str) -> Iterator[str]:
    """The one door behind which a row becomes words is watched in one room."""
    for line, name, _ in calls(source):
        if name == "open_sealed" and not matches(path, OPENERS):
            yield f"{path}:{line} opens what is sealed"
        if name == "seal" and not matches(path, SEALERS):
            yield f"{path}:{line} seals something"


def only_live_sends_to_groups(path: str, source: str) -> Iterator[str]:
    sends = {"group_send", "deliver"}
    if path == "couples/live.py":
        return
    for node in ast.walk(ast.parse(source)):
        # Called, or handed on to be called. A layer's one way may lead through its other.
        reaches = isinstance(node, ast.Attribute) and node.attr in sends
        if reaches and not matches(path, ("couples/infrastructure/*_layer.py",)):
            assert isinstance(node, ast.Attribute)
            yield f"{path}:{node.lineno} sends to a group"


def only_settings_read_the_environment(path: str, source: str) -> Iterator[str]:
    if path in {"couples/wiring/settings.py", "couples/wiring/asgi.py"}:
        return
    for node in ast.walk(ast.parse(source)):
        reads = isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}
        if reads and not path.startswith("couples/management/commands/serve"):
            assert isinstance(node, ast.Attribute)
            yield f"{path}:{node.lineno} reads the environment"


def files_are_small_and_have_a_topic(path: str, source: str) -> Iterator[str]:
    if len(source.splitlines()) > LONGEST_FILE:
        yield f"{path} has {len(source.splitlines())} lines; split it by topic"
    if Path(path).stem in SHAPELESS:
        yield f"{path} is named after no topic"


def functions_are_short(path: str, source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno is not None:
            lines = node.end_lineno - node.lineno + 1
            if lines > LONGEST_FUNCTION:
                yield f"{path}:{node.lineno} {node.name} has {lines} lines"


def a_mark_tells_nothing(path: str, source: str) -> Iterator[str]:
    """How somebody is drawn may be swapped: a mark has one source, is drawn, and is compared with nothing."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.IfExp) and path != "couples/shapes.py":
            ends = {each.value for each in (node.body, node.orelse) if isinstance(each, ast.Constant)}
            if ends == {"a", "b"}:
                yield f"{path}:{node.lineno} makes a mark"
        if isinstance(node, ast.Compare):
            for side in (node.left, *node.comparators):
                if isinstance(side, ast.Attribute) and side.attr == "mark":
                    yield f"{path}:{node.lineno} concludes something from a mark"


BAD: dict[Rule, tuple[str, str]] = {
    only_use_cases_write: ("exercises/web/panels.py", "Answer.objects.filter(pk=1).update(step='x')"),
    transports_touch_no_row: ("exercises/web/session_views.py", "queries.Answer.objects.get(pk=1)"),
    transports_decide_nothing: ("exercises/web/consumers.py", "rules.may_answer(facts, 1, 'step')"),
    only_queries_open_what_is_sealed: (
        "exercises/presenters/session/own_page.py",
        "vault.open_sealed(keys.couple, row.shared_sealed, 'where')",
    ),
    only_live_sends_to_groups: ("exercises/web/consumers.py", "await self.channel_layer.group_send('x', {})"),
    only_settings_read_the_environment: ("couples/views.py", "import os\nprint(os.environ['PORT'])"),
    files_are_small_and_have_a_topic: ("couples/utils.py", "x = 1"),
    functions_are_short: ("couples/views.py", "def f():\n" + "    x = 1\n" * LONGEST_FUNCTION),
    a_mark_tells_nothing: (
        "exercises/presenters/session/comparison_page.py",
        "rows = [c for c in made if c.actor.mark == 'a']",
    ),
}


@pytest.mark.parametrize("rule", BAD, ids=lambda rule: rule.__name__)
def test_the_house_keeps_its_directions(rule: Rule) -> None:
    assert [complaint for path, source in python_files() for complaint in rule(path, source)] == []


@pytest.mark.parametrize("rule", BAD, ids=lambda rule: rule.__name__)
def test_each_rule_sees_what_it_forbids_in_a_file_that_there_is(rule: Rule) -> None:
    """The wrong thing is put into a file of this tree: a rule whose files were moved away sees nothing."""
    path, source = BAD[rule]
    known = dict(python_files())
    if rule is files_are_small_and_have_a_topic:
        assert list(rule(path, source))
        path, source = "couples/views.py", "x = 1\n" * LONGEST_FILE
    assert path in known
    assert list(rule(path, f"{known[path]}\n{source}"))


def test_every_sealed_body_is_opened_where_the_rule_looks() -> None:
    """A rule that forbids a call which nobody makes any more would hold nothing."""
    opening = [
        path for path, source in python_files() for _, name, _ in calls(source) if name == "open_sealed"
    ]
    assert any(path.startswith("exercises/queries/") for path in opening)


@pytest.mark.parametrize(
    "line",
    [
        "answer.save()",
        "seat.delete()",
        "Couple.objects.create(code='x')",
        "LINES = PreparedInsert(Couple)",
        "couple.seats.update(position=1)",
        "with transaction.atomic():\n    pass",
        "cursor.execute('DELETE FROM couples_seat')",
    ],
)
def test_every_way_of_writing_is_seen(line: str) -> None:
    assert list(only_use_cases_write("exercises/web/panels.py", line))


def test_a_mark_that_is_made_elsewhere_is_seen() -> None:
    assert list(
        a_mark_tells_nothing(
            "exercises/presenters/session/cue_cards.py", 'mark = "a" if position == 1 else "b"'
        )
    )


def test_a_set_or_a_dict_may_still_be_updated() -> None:
    assert list(only_use_cases_write("exercises/web/panels.py", "known.update({'a': 1})")) == []


@pytest.mark.parametrize("pattern", WRITERS + TRANSPORTS + OPENERS + SEALERS)
def test_every_named_place_exists(pattern: str) -> None:
    assert list(ROOT.glob(pattern)), f"{pattern} names no file: a rule that looks at it sees nothing"


# ---- settings and their table -----------------------------------------------------------------


def variables_read(source: str) -> set[str]:
    """The variables that settings read, by envtext, envbool, envint, envlist or os.environ."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            function = ast.unparse(node.func)
            name = node.args[0].value
            if isinstance(name, str) and (
                re.fullmatch(r"env[a-z]+", function) or function in {"os.environ.get", "os.getenv"}
            ):
                found.add(name)
        if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "os.environ":
            assert isinstance(node.slice, ast.Constant), "a variable's name is written out"
            found.add(str(node.slice.value))
    return found


def variables_told(markdown: str) -> set[str]:
    """The variables in the first column of a table."""
    return set(re.findall(r"^\| `([A-Z][A-Z_]+)` \|", markdown, re.MULTILINE))


def test_the_readme_lists_exactly_the_settings_there_are() -> None:
    read = variables_read((ROOT / "couples/wiring/settings.py").read_text())
    assert read == variables_told((ROOT / "README.md").read_text())


def test_a_variable_is_seen_however_it_is_read() -> None:
    assert variables_read('a = envint("A_B", 1)\nb = os.environ.get("C")\nc = os.environ["D"]') == {
        "A_B",
        "C",
        "D",
    }
    assert variables_told("| `A_B` | what |\n| x | `C` |") == {"A_B"}


# ---- templates --------------------------------------------------------------------------------

FORBIDDEN_IN_TEMPLATES = {
    "an inline style": r"\sstyle\s*=|<style\b",
    "an inline script": r"<script(?![^>]*\ssrc=)[^>]*>",
    "an inline handler": r"\son[a-z]+\s*=\s*[\"']",
    "a javascript: address": r"javascript:",
    "unescaped text": r"\|\s*safe\b|\{%\s*autoescape\s+off",
    "a CSRF token": r"csrf_token",
    "something concluded from a mark": r"\{%\s*(?:el)?if\b[^%]*[._]mark\b",
    "somebody else's server": r"(?:src|srcset|action|poster)\s*=\s*[\"'](?:https?:)?//",
}

# What this server rendered itself, from a template or as an SVG of its own: escaped already.
RENDERED = (
    "{{ panels.stage.html|safe }}",
    "{{ panels.progress.html|safe }}",
    "{{ panels.partner.html|safe }}",
    "{{ screen.qr|safe }}",
)


def template_faults(path: str, source: str) -> list[str]:
    plain = re.sub(r"\{#.*?#\}|\{%\s*comment.*?endcomment\s*%\}", "", source, flags=re.DOTALL)
    for rendered in RENDERED:
        plain = plain.replace(rendered, "")
    return [
        f"{path} has {fault}"
        for fault, pattern in FORBIDDEN_IN_TEMPLATES.items()
        if re.search(pattern, plain, re.IGNORECASE)
    ]


def templates() -> list[tuple[str, str]]:
    return [(str(p.relative_to(ROOT)), p.read_text()) for p in sorted((ROOT / "templates").rglob("*.html"))]


def test_templates_hold_nothing_that_the_content_policy_forbids() -> None:
    assert [fault for path, source in templates() for fault in template_faults(path, source)] == []


@pytest.mark.parametrize(
    "source",
    [
        '<p style="color: red">',
        "<script>go()</script>",
        '<button onclick="go()">',
        '<a href="javascript:go()">',
        "{{ text|safe }}",
        "<form>{% csrf_token %}</form>",
        '<img src="https://elsewhere.example/a.png">',
        '{% if seen.you.mark == "a" %}Sam{% endif %}',
    ],
)
def test_each_forbidden_thing_in_a_template_is_seen(source: str) -> None:
    assert template_faults("templates/x.html", source)


def test_a_module_from_this_server_is_allowed() -> None:
    assert template_faults("x", '<script type="module" src="{% static \'js/page.js\' %}"></script>') == []


# ---- the tests themselves ---------------------------------------------------------------------


def sleeps(path: str, source: str) -> list[str]:
    """Waiting for a time instead of for something. Zero only lets others go first."""
    return [
        f"{path}:{node.lineno}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute | ast.Name)
        and (node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id)
        in {"sleep", "wait_for_timeout"}
        and not (node.args and isinstance(node.args[0], ast.Constant) and node.args[0].value == 0)
    ]


def test_no_test_waits_for_a_time() -> None:
    harness = {"process.py"}  # asks another process again and again, in one place
    files = [path for path in (ROOT / "tests").rglob("*.py") if path.name not in harness]
    paced = {"bench", "chaos"}  # a benchmark paces itself, and a fault lasts for a while
    files = [path for path in files if not paced.intersection(path.parts)]
    assert [one for path in files for one in sleeps(str(path.relative_to(ROOT)), path.read_text())] == []
    assert sleeps("x", "time.sleep(1)") and sleeps("x", "page.wait_for_timeout(5)")


def test_pure_rooms_run_where_no_framework_is() -> None:
    """What import-linter reads in the imports, tried: a Python in which importing a framework fails."""
    modules = [
        path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        for path, _ in python_files()
        if path.startswith(tuple(f"exercises/{room}/" for room in PURE_ROOMS))
    ]
    assert len(modules) > 50
    program = (
        "import importlib, sys\n"
        f"for name in {sorted(FRAMEWORKS)!r}: sys.modules[name] = None\n"
        f"for name in {modules!r}: importlib.import_module(name)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
