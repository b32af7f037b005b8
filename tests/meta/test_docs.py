"""What is written down is so: the protocol, the dependencies, the commands and the links.

`docs/protocol.md` has one table row a message, `| `type` | `field`, `field?` | …`, one row a close code,
`| 4410 | …`, and one row a refusal, `| `reason` | …`, under the headings named below.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import pkgutil
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import exercises
from couples.infrastructure.refusals import Busy, NoRoom, OutOfOrder, Refused, TooLong
from exercises.web import protocol

ROOT = Path(__file__).resolve().parents[2]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def section(markdown: str, heading: str) -> str:
    """What stands under this heading, down to the next one of its level or above."""
    found = re.search(
        rf"^(#+) {re.escape(heading)}$(.*?)(?=^#{{1,2}} |\Z)", markdown, re.MULTILINE | re.DOTALL
    )
    assert found, f"there is no heading {heading!r}"
    return found[2]


def rows(markdown: str) -> dict[str, list[str]]:
    """The rows of the tables in here: first cell without its backticks -> the other cells."""
    lines = markdown.splitlines()
    dashes = [number for number, line in enumerate(lines) if re.fullmatch(r"\|[ :\-|]+", line)]
    heads = {number - 1 for number in dashes} | set(dashes)
    tables = [line for number, line in enumerate(lines) if line.startswith("|") and number not in heads]
    cells = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))] for line in tables]
    return {first.strip("`"): rest for first, *rest in cells}


def named(cell: str) -> set[str]:
    """The fields that a cell names: `field` or `field?`."""
    return set(re.findall(r"`([a-z_]+)\??`", cell))


# ---- the protocol -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def protocol_page() -> str:
    return (ROOT / "docs/protocol.md").read_text()


def test_every_message_of_a_client_is_documented_with_its_fields(protocol_page: str) -> None:
    documented = {
        kind: named(cells[0]) for kind, cells in rows(section(protocol_page, "Client to server")).items()
    }
    built = {kind: set(model.model_fields) - {"type"} for kind, model in protocol.CLIENT_MESSAGES.items()}
    assert documented == built


def test_every_message_of_the_server_is_documented_with_its_fields(protocol_page: str) -> None:
    documented = {
        kind: named(cells[0]) for kind, cells in rows(section(protocol_page, "Server to client")).items()
    }
    assert documented == {kind: set(fields) for kind, fields in protocol.SERVER_MESSAGES.items()}


def test_every_close_code_is_documented(protocol_page: str) -> None:
    assert rows(section(protocol_page, "Close codes")).keys() == {str(code) for code in protocol.CLOSE_CODES}


def every_refusal(kind: type[Refused] = Refused) -> Iterator[type[Refused]]:
    yield kind
    for child in kind.__subclasses__():
        yield from every_refusal(child)


def test_every_refusal_of_a_session_is_documented(protocol_page: str) -> None:
    """Those of `couples` are sentences on a page, but for those that answer a command, too."""
    for module in pkgutil.walk_packages(exercises.__path__, "exercises."):
        if ".migrations" not in module.name and ".management" not in module.name:
            importlib.import_module(module.name)
    ours = {kind.reason for kind in every_refusal() if kind.__module__.startswith("exercises.")}
    ours |= {each.reason for each in (TooLong, Busy, NoRoom, OutOfOrder)}
    assert rows(section(protocol_page, "Refusals")).keys() == ours


def test_the_protocol_says_its_number(protocol_page: str) -> None:
    assert f"Protocol {protocol.PROTOCOL}" in protocol_page


def test_the_reader_of_tables_sees_what_is_there() -> None:
    text = "## A\n| type | fields |\n|---|---|\n| `hello` | `protocol`, `at?` |\n\n## B\n| `x` | `y` |"
    assert {kind: named(cells[0]) for kind, cells in rows(section(text, "A")).items()} == {
        "hello": {"protocol", "at"}
    }


# ---- dependencies -----------------------------------------------------------------------------


def requirements(*extras: str) -> list[Requirement]:
    project = PYPROJECT["project"]
    texts = project["dependencies"] + [one for e in extras for one in project["optional-dependencies"][e]]
    return [Requirement(text) for text in texts]


def locked(name: str) -> dict[str, str]:
    found = re.findall(r"^([A-Za-z0-9._\-]+)==([^\s;\\]+)", (ROOT / name).read_text(), re.MULTILINE)
    return {canonicalize_name(package): version for package, version in found}


@pytest.mark.parametrize(
    ("lock", "extras"),
    [
        ("requirements.lock", ()),
        ("requirements-postgres.lock", ("postgres",)),
        ("requirements-dev.lock", ("postgres", "dev")),
    ],
)
def test_the_lock_has_every_dependency_at_a_version_that_is_allowed(
    lock: str, extras: tuple[str, ...]
) -> None:
    versions = locked(lock)
    wrong = [
        f"{need} is locked at {versions.get(canonicalize_name(need.name))}"
        for need in requirements(*extras)
        if not need.specifier.contains(versions.get(canonicalize_name(need.name), "0"))
    ]
    assert wrong == []


def test_the_locks_agree() -> None:
    least, more, most = (locked(f"requirements{each}.lock") for each in ("", "-postgres", "-dev"))
    assert least.items() <= more.items() <= most.items()


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-postgres.lock", "requirements-dev.lock"])
def test_a_lock_has_a_hash_for_everything_and_names_no_index(lock: str) -> None:
    text = (ROOT / lock).read_text()
    entries = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)
    assert [entry for entry in entries if "==" in entry and "--hash=sha256:" not in entry] == []
    assert "://" not in text


@pytest.mark.parametrize("python", ["3.11.0", "3.11.2", "3.12.0", "3.13.0", "3.14.0"])
def test_a_lock_has_what_its_packages_need_on_any_python_of_ours(python: str) -> None:
    """It is made on one of them, and leaves out what only another needs."""
    place = {
        "python_version": python.rpartition(".")[0],
        "python_full_version": python,
        "implementation_version": python,
        "extra": "",
    }
    for lock in ("requirements.lock", "requirements-postgres.lock"):
        there = locked(lock)
        missing = [
            f"{package} needs {need}"
            for package in there
            for need in needs_of(package)
            if (need.marker is None or need.marker.evaluate(place))
            and canonicalize_name(need.name) not in there
        ]
        assert missing == []


def needs_of(package: str) -> list[Requirement]:
    try:
        return [Requirement(text) for text in importlib.metadata.requires(package) or []]
    except importlib.metadata.PackageNotFoundError:
        return []  # not for this machine


def test_each_dependency_has_a_line_that_says_what_it_saves() -> None:
    told = {
        canonicalize_name(name)
        for name in rows(section((ROOT / "CONTRIBUTING.md").read_text(), "Dependencies"))
    }
    needed = {canonicalize_name(need.name) for need in requirements("postgres", "dev")}
    assert told == needed


# ---- commands, links, versions ----------------------------------------------------------------


def test_every_make_command_that_is_mentioned_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    mentioned = {name for page in PAGES for name in re.findall(r"\bmake ([a-z]+)`", page.read_text())}
    assert mentioned and mentioned <= targets


def test_every_link_between_pages_leads_somewhere() -> None:
    broken = [
        f"{page.relative_to(ROOT)} -> {target}"
        for page in PAGES
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text())
        if "://" not in target and not (page.parent / target).exists()
    ]
    assert broken == []


def test_every_path_that_is_mentioned_exists() -> None:
    pattern = r"`((?:couples|exercises|templates|static|tests|docs)/[A-Za-z0-9_\-./]*[A-Za-z0-9_/])`"
    broken = [
        f"{page.relative_to(ROOT)} -> {path}"
        for page in PAGES
        for path in re.findall(pattern, page.read_text())
        if not (ROOT / path).exists()
    ]
    assert broken == []


def named_tests(markdown: str) -> list[tuple[str, str]]:
    """The tests that a page names, as file and function: `tests/rules/test_stages.py::test_it`."""
    return re.findall(r"`(tests/[a-z0-9_/]+\.py)::(test_[a-z0-9_]+)`", markdown)


def test_every_test_that_is_named_exists() -> None:
    broken = [
        f"{page.relative_to(ROOT)} -> {path}::{name}"
        for page in PAGES
        for path, name in named_tests(page.read_text())
        if not (ROOT / path).exists()
        or not re.search(rf"^(async )?def {name}\(", (ROOT / path).read_text(), re.MULTILINE)
    ]
    assert broken == []


@pytest.mark.parametrize("page", ["security.md", "reliability.md"])
def test_each_promise_names_a_test_that_shows_it(page: str) -> None:
    lines = (ROOT / "docs" / page).read_text().splitlines()
    begins = lines.index("| promise | test |")
    table = [line for line in lines[begins + 2 :] if line.startswith("|") or not line]
    promises = table[: table.index("")]
    assert len(promises) > 10 and [line for line in promises if not named_tests(line)] == []


def test_the_changelog_begins_with_this_version() -> None:
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert newest and newest[1] == PYPROJECT["project"]["version"]
