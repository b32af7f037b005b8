"""The headers of every answer: pages, refusals, errors and files."""

from __future__ import annotations

import os
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.http import HttpRequest
from django.test import AsyncClient, Client
from django.test.utils import override_settings
from django.urls import get_resolver, path

from couples.infrastructure import locks

pytestmark = pytest.mark.django_db

HEADERS = {  # but for the two policies, which have tests of their own
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
}
CSP = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "object-src": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "panels",
}


def broken(request: HttpRequest) -> None:
    raise RuntimeError("canary")


class WithABrokenPage:
    """The project's urls and one page that breaks."""

    handler500 = "couples.infrastructure.status_views.server_error"
    urlpatterns = [path("broken/", broken)]


def every_path() -> list[str]:
    """One path for every URL pattern there is, with an argument that leads nowhere."""
    routes = [
        "".join(str(pattern.pattern) for pattern in trail)
        for resolver in [get_resolver()]
        for trail in _trails(resolver)
    ]
    return ["/" + re.sub(r"<\w+:\w+>", "unknown", route) for route in routes]


def _trails(resolver):  # type: ignore[no-untyped-def]
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from ([pattern, *rest] for rest in _trails(pattern))
        else:
            yield [pattern]


def assert_guarded(response) -> None:  # type: ignore[no-untyped-def]
    for name, value in HEADERS.items():
        assert response.headers[name] == value
    assert "camera=()" in response.headers["Permissions-Policy"]
    assert response.headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'; ")
    assert "Server" not in response.headers and "X-Powered-By" not in response.headers
    assert "unsafe" not in response.headers["Content-Security-Policy"]


def test_there_are_pages_to_look_at() -> None:
    assert {"/", "/join/", "/us/unknown/", "/s/unknown/", "/healthz"} <= set(every_path())


@pytest.mark.parametrize("method", ["get", "head", "options", "post", "put", "delete", "trace"])
def test_every_answer_has_them(client: Client, method: str) -> None:
    for each in [*every_path(), "/nowhere/"]:
        response = getattr(client, method)(each)
        assert_guarded(response)
        assert response.headers["Cache-Control"] == "no-store", each
        assert response.status_code < 500, each


def test_the_content_policy_is_the_designs(client: Client) -> None:
    sent = client.get("/").headers["Content-Security-Policy"]
    rules = dict(rule.split(" ", 1) for rule in sent.split("; "))
    assert rules == {**CSP, "manifest-src": "'self'"}


def test_scripts_may_keep_the_screen_awake_copy_and_share_and_nothing_else(client: Client) -> None:
    rules = dict(rule.split("=") for rule in client.get("/").headers["Permissions-Policy"].split(", "))
    assert {name for name, who in rules.items() if who == "(self)"} == {
        "screen-wake-lock",
        "clipboard-write",
    }
    assert set(rules.values()) == {"(self)", "()"}
    assert rules["camera"] == rules["microphone"] == rules["geolocation"] == "()"


def test_what_is_not_there_is_a_kind_page(client: Client) -> None:
    response = client.get("/s/0123456789/")
    assert response.status_code == 404 and b"nothing here for this device" in response.content


@override_settings(ROOT_URLCONF=WithABrokenPage)
def test_what_breaks_is_a_kind_page_that_says_nothing_of_why(caplog: pytest.LogCaptureFixture) -> None:
    response = Client(raise_request_exception=False).get("/broken/")
    assert response.status_code == 500
    assert_guarded(response)
    assert b"canary" not in response.content and b"RuntimeError" not in response.content


def test_a_host_that_is_not_ours_gets_a_400(client: Client) -> None:
    for host in ("evil.example", "testserver.evil.example", "[", "a b"):
        response = client.get("/", headers={"host": host})
        assert response.status_code == 400
        assert_guarded(response)


def test_on_tls_browsers_are_told_to_stay_there(client: Client) -> None:
    assert client.get("/", secure=True).headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "Strict-Transport-Security" not in client.get("/").headers


async def test_they_are_the_same_when_served_asynchronously(async_client: AsyncClient) -> None:
    for each, status in [("/", 200), ("/nowhere/", 404), ("/us/unknown/", 404)]:
        response = await async_client.get(each)
        assert response.status_code == status
        assert_guarded(response)
    response = await async_client.post("/join/")
    assert response.status_code == 403
    assert_guarded(response)


@pytest.fixture
def collected(tmp_path: Path, settings) -> Path:  # type: ignore[no-untyped-def]
    """A collected stylesheet and module, of this test's own."""
    (tmp_path / "from/css").mkdir(parents=True)
    (tmp_path / "from/js").mkdir()
    for name in ("print", "voice", "base", "reset", "buttons"):
        (tmp_path / f"from/css/{name}.css").write_text(f".{name} {{ color: red; }}\n" * 20)
    (tmp_path / "from/js/part.js").write_text('export const part = 1;\nimport("./page.js");\n')
    (tmp_path / "from/js/page.js").write_text('import { part } from "./part.js";\n')
    settings.STATICFILES_DIRS, settings.STATIC_ROOT = [tmp_path / "from"], tmp_path / "to"
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path / "to"


def test_the_components_are_joined_in_their_order(collected: Path) -> None:
    names = re.findall(r"\.(\w+) ", (collected / "css/meant.css").read_text())
    assert list(dict.fromkeys(names)) == ["reset", "base", "buttons", "voice", "print"]
    assert [each.name for each in (collected / "css").glob("*.css") if "meant" not in each.name] == []


def test_a_module_imports_what_its_import_is_called_now(collected: Path) -> None:
    (page,) = (each for each in (collected / "js").glob("page.*.js"))
    (part,) = (each for each in (collected / "js").glob("part.*.js"))
    assert page.read_text() == f'import {{ part }} from "./{part.name}";\n'
    assert part.read_text() == f'export const part = 1;\nimport("./{page.name}");\n'


def test_a_changed_module_has_another_name_and_so_has_who_imports_it(collected: Path) -> None:
    before = {each.name for each in (collected / "js").glob("*.*.js")}
    changed = collected.parent / "from/js/part.js"
    changed.write_text("export const part = 2;\n")
    os.utime(changed, (2**31, 2**31))  # collecting leaves out what is not newer, by the second
    call_command("collectstatic", interactive=False, verbosity=0)
    assert len({each.name for each in (collected / "js").glob("*.*.js")} - before) == 2


def test_collecting_twice_gives_the_same(collected: Path) -> None:
    before = sorted(each.name for each in collected.rglob("*"))
    call_command("collectstatic", interactive=False, verbosity=0)
    assert sorted(each.name for each in collected.rglob("*")) == before


def test_a_hashed_file_may_be_kept_for_ever_and_has_the_headers(collected: Path) -> None:
    (sheet,) = (each for each in (collected / "css").glob("meant.*.css"))
    response = Client().get(f"/static/css/{sheet.name}", headers={"accept-encoding": "gzip"})
    assert response.status_code == 200 and "immutable" in response.headers["Cache-Control"]
    assert response.headers["Content-Encoding"] == "gzip" and response.headers["Content-Type"].startswith(
        "text/css"
    )
    assert "Access-Control-Allow-Origin" not in response.headers
    assert_guarded(response)
    again = Client().get(f"/static/css/{sheet.name}", headers={"if-none-match": response.headers["ETag"]})
    assert again.status_code == 304 and again.content == b""


def test_a_process_that_goes_on_serves_what_a_newer_one_has_collected(collected: Path) -> None:
    """While one process after the other is restarted, a page of a new one asks an old one for its files."""
    client = Client()
    assert client.get("/static/js/part.js").status_code == 200
    before = {each.name for each in (collected / "js").glob("page.*.js")}
    changed = collected.parent / "from/js/part.js"
    changed.write_text("export const part = 2;\n")
    os.utime(changed, (2**31, 2**31))
    call_command("collectstatic", interactive=False, verbosity=0)
    (old,), (new,) = before, {each.name for each in (collected / "js").glob("page.*.js")} - before
    for name in (new, old):  # and a new process what pages of an old one ask for
        for each in (client, Client()):
            response = each.get(f"/static/js/{name}")
            assert response.status_code == 200 and b"import { part }" in response.content
            assert_guarded(response)


def test_a_process_may_start_while_another_one_collects(collected: Path) -> None:
    """What is collected has parts in it for a moment, which are gone when somebody comes to look at them."""

    def collect() -> None:
        for _ in range(5):
            with locks.alone(locks.PREPARING):
                call_command("collectstatic", interactive=False, verbosity=0)

    with ThreadPoolExecutor() as other:
        collecting = other.submit(collect)
        while not collecting.done():
            assert Client().get("/static/js/part.js").status_code == 200
    collecting.result()


async def test_a_file_is_served_asynchronously_without_a_stream(collected: Path) -> None:
    response = await AsyncClient().get("/static/js/part.js")
    assert response.content.startswith(b"export const part = 1;\n") and not response.streaming
    assert_guarded(response)


@pytest.mark.parametrize(
    "path",
    [
        *("/static/", "/static/js", "/static/js/", "/static/nothing.css", "/static/a%00b", "/static/%ff"),
        *(
            "/static/../secret-key",
            "/static/%2e%2e/secret-key",
            "/static//etc/passwd",
            "/static/js/part.js.gz",
        ),
        "/static/" + "a" * 300,
    ],
)
def test_nothing_but_collected_files_is_served(collected: Path, path: str) -> None:
    assert Client().get(path).status_code == 404


def test_the_deployment_check_has_nothing_to_say() -> None:
    call_command("check", deploy=True, fail_level="WARNING")


def test_the_tests_run_with_the_settings_as_shipped() -> None:
    assert settings.DEBUG is False and settings.MIDDLEWARE[0] == "couples.infrastructure.middleware.headers"
