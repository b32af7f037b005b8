"""Who may send something: a page of ours, by its exact Origin, and nobody else."""

from __future__ import annotations

import pytest
from channels.testing import WebsocketCommunicator
from django.core.exceptions import ImproperlyConfigured
from django.test import AsyncClient, Client

from couples.infrastructure import origins
from couples.wiring.asgi import OriginGuard, application
from tests.support.couples.two_seats import dump

OURS = "http://testserver"
OTHERS = [
    "null",
    "",
    "http://",
    "http://[",
    "http://[::1",
    "//testserver",
    "testserver",
    "http://testserver/",
    "http://testserver:80",
    "http://testserver:8001",
    "https://testserver:8443",
    "http://TESTSERVER",
    "http://testserver.evil.example",
    "http://evil.example",
    "ftp://testserver",
    "http://testserver, http://testserver",
    "http://user@testserver",
    "http://testserver\x00",
    "\xff\xfe",
]


@pytest.mark.django_db
@pytest.mark.parametrize("origin", OTHERS)
@pytest.mark.parametrize(
    "path", ["/join/", "/exercises/two-sides-of-a-cue/start/", "/us/x/erase/", "/s/x/", "/leave/"]
)
def test_a_post_from_elsewhere_is_refused_and_changes_nothing(client: Client, path: str, origin: str) -> None:
    before = dump()
    response = client.post(path, {"name": "canary", "days": "30"}, headers={"origin": origin})
    assert response.status_code == 403 and b"canary" not in response.content
    assert dump() == before


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_without_an_origin_nothing_unsafe_is_done(client: Client, method: str) -> None:
    assert getattr(client, method)("/join/").status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize(
    "site, status",
    [("cross-site", 403), ("same-site", 403), ("odd", 403), ("same-origin", 200), ("none", 200)],
)
def test_what_the_browser_says_of_the_site_must_not_contradict(
    client: Client, site: str, status: int
) -> None:
    response = client.post("/leave/", headers={"origin": OURS, "sec-fetch-site": site})
    assert response.status_code == status


@pytest.mark.django_db
def test_a_page_of_ours_may_send(client: Client) -> None:
    assert client.post("/leave/", headers={"origin": OURS}).status_code == 200
    assert client.post("/join/", headers={"origin": "https://testserver"}, secure=True).status_code == 422


@pytest.mark.django_db
def test_a_script_is_told_in_json(client: Client) -> None:
    response = client.post("/s/x/", headers={"accept": "application/json"})
    assert response.status_code == 403 and response.json()["reason"] == "origin"


@pytest.mark.django_db
def test_whoever_only_reads_needs_no_origin(client: Client) -> None:
    assert client.get("/").status_code == client.get("/", headers={"origin": "null"}).status_code == 200


async def test_the_same_holds_when_served_asynchronously(async_client: AsyncClient) -> None:
    assert (await async_client.post("/leave/")).status_code == 403
    assert (await async_client.post("/leave/", headers={"origin": "http://["})).status_code == 403
    assert (await async_client.post("/leave/", headers={"origin": OURS})).status_code == 200


# ---- sockets --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sent", [[], [b"http://testserver", b"http://testserver"], *([o.encode("latin-1")] for o in OTHERS)]
)
async def test_a_socket_from_elsewhere_is_refused_in_the_handshake(sent: list[bytes]) -> None:
    socket = WebsocketCommunicator(application, "/ws/s/x/", headers=[(b"origin", origin) for origin in sent])
    assert await socket.connect() == (False, 1000)


async def test_a_socket_from_a_page_of_ours_is_let_through() -> None:
    async def page(scope, receive, send) -> None:  # type: ignore[no-untyped-def]
        await receive()
        await send({"type": "websocket.accept"})

    socket = WebsocketCommunicator(OriginGuard(page), "/", headers=[(b"origin", OURS.encode())])
    assert await socket.connect() == (True, None)


# ---- how they are read from the environment ---------------------------------------------------------


@pytest.mark.parametrize(
    "written, read",
    [
        ("https://Meant.Example", "https://meant.example"),
        ("https://meant.example/", "https://meant.example"),
        ("https://meant.example:443", "https://meant.example"),
        ("http://localhost:80", "http://localhost"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_an_origin_is_kept_as_browsers_spell_it(written: str, read: str) -> None:
    assert origins.origins([written, written]) == [read]


@pytest.mark.parametrize(
    "written",
    [
        "*",
        "meant.example",
        "https://*.example",
        "https://meant.example/path",
        "ftp://x",
        "http://[",
        "null",
        "",
    ],
)
def test_what_is_no_origin_stops_the_start(written: str) -> None:
    with pytest.raises(ImproperlyConfigured):
        origins.origins([written])


def test_the_hosts_follow_from_the_origins() -> None:
    found = origins.hosts_of(["http://localhost:8000", "https://meant.example", "http://[::1]:8000"])
    assert found == ["localhost", "meant.example", "[::1]"]
