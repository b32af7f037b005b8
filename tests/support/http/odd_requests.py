"""Requests that no browser of ours would send, and origins that are none: the same for the same chance.

`odd_requests(random.Random(7), places)` gives method, target, headers and body, all as bytes could be sent.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from urllib.parse import quote, urlencode

METHODS = (
    "GET",
    "GET",
    "POST",
    "POST",
    "POST",
    "HEAD",
    "OPTIONS",
    "PUT",
    "DELETE",
    "PATCH",
    "TRACE",
    "BREW",
    "get",
)
TEXTS = (
    "", " ", "x", "\0", "\r\n", "🙂", "e\u0301", "\u202eabc", "\u3164", "ﷺ" * 70, "W" * 61, "W" * 5_000,
    "<script>",
    "{{ x }}", "{% x %}", "%s%n", "%00", "'; drop table couples_seat; --", "../../etc/passwd", "http://[",
    "\ud800",
    "1e999", "-1", "0", "99999999999999999999", "NaN", "on", "erase", "lost", "share", "keep", "#a.b", "a.b",
)  # fmt: skip
NAMES = (
    "name", "days", "link_text", "claim_id", "action", "command", "step", "base", "round", "what", "on",
    "whole", "all",
    "confirm", "keep", "shapes", "parts.reading", "parts.reading.words", "parts.sure", "share.takeaway.line",
    "share.", "parts.", "base.takeaway", "cue", "means", "helps", "back", "secret", "couple", "position",
    "at", "own",
    "", "\0", "x",
)  # fmt: skip
USUAL = {
    "command": ("answer", "draft", "pass", "ready", "stop", "erase"), "what": ("preview", "begin", "next-1",
    "more"),
    "action": ("look", "join", "claim", "remove", "save"), "base": ("0", "1", "00", "-1"), "round": ("first",
    ""),
    "days": ("1", "7", "30", "90", "31"), "step": ("takeaway", "quiet-at-dinner.receiver"),
}  # fmt: skip
PAGES = (
    "/", "/join/", "/join", "/join/%23a.b", "/safety/", "/privacy/", "/about/", "/gone/", "/leave/",
    "/healthz",
    "/exercises/", "/exercises/two-sides-of-a-cue/", "/exercises/two-sides-of-a-cue/start/",
    "/exercises/one-moment/try/",
    "/exercises/nothing/start/", "/static/", "/static/../manage.py", "/static/css/", "/favicon.ico",
    "/robots.txt",
)  # fmt: skip
ENDS = ("", "comparison/", "own/", "1/", "2/", "3/", "1/own/", "now/", "notes.ics", "checkins/", "glossary/",
        "export/",
        "export/export.json", "export/export.txt", "invite/", "settings/", "rename/", "shapes/", "keep/",
        "move/",
        "lost/", "x/")  # fmt: skip
ODD = ("%ff", "%00", "%0d%0aX:%20y", "//", "/.", "/..", ";", "?", "??a=b", "?at=%ff", "?at=%00",
       "?at=" + "x" * 2_000,
       "%", "%zz", "%e2%80%ae", "%F0%9F%99%82", "a" * 3_000)  # fmt: skip
TYPES = (
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "multipart/form-data",
    "multipart/form-data; boundary=" + "x" * 300,
    "application/json",
    "text/plain",
    "x",
    "",
    "application/x-www-form-urlencoded; charset=utf-7",
    "application/x-www-form-urlencoded; charset=nothing",
)


@dataclass(frozen=True)
class Request:
    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes


def odd_requests(
    chance: Random, origin: str, places: Sequence[str], cookies: Sequence[str]
) -> Iterator[Request]:
    """For ever. places: addresses of sessions and couples; cookies: of people who sit there."""
    while True:
        target = chance.choice(PAGES)
        if places and chance.random() < 0.7:
            target = chance.choice(places) + chance.choice(ENDS)
        if chance.random() < 0.25:
            target += chance.choice(ODD)
        method = chance.choice(METHODS)
        headers = list(_headers(chance, origin, cookies))
        body = b""
        if method not in ("GET", "HEAD", "TRACE"):
            kind = chance.choice(TYPES) if chance.random() < 0.5 else TYPES[0]
            body = _body(chance, kind)
            headers.append(("Content-Type", kind))
        yield Request(method, target, tuple(headers), body)


def _headers(chance: Random, origin: str, cookies: Sequence[str]) -> Iterator[tuple[str, str]]:
    if chance.random() < 0.9:
        yield "Origin", origin
    if cookies and chance.random() < 0.9:
        yield "Cookie", chance.choice(cookies)
    elif chance.random() < 0.5:
        yield (
            "Cookie",
            "; ".join(
                f"seat-{quote(chance.choice(TEXTS)[:3], errors='surrogatepass')}-1=%ff"
                for _ in range(chance.randrange(300))
            ),
        )
    if chance.random() < 0.3:
        yield (
            "Accept",
            chance.choice(("application/json", "*/*", "text/html;q=x", "application/json;q=", "\xff")),
        )
    if chance.random() < 0.2:
        name = chance.choice(
            (
                "Sec-Fetch-Site",
                "Sec-Purpose",
                "X-Forwarded-For",
                "X-Forwarded-Proto",
                "Range",
                "Referer",
                "X-HTTP-Method-Override",
                "If-None-Match",
                "Accept-Encoding",
                "Transfer-Encoding-X",
            )
        )
        yield (
            name,
            chance.choice(
                ("cross-site", "prefetch", "::1", "1.2.3.4, [::1]:x", "https", "bytes=0-", "\xff", "")
            ),
        )


def _body(chance: Random, kind: str) -> bytes:
    fields = [(name, chance.choice((*USUAL.get(name, ()), *USUAL.get(name, ()), chance.choice(TEXTS))))
              for name in chance.choices(NAMES, k=chance.randrange(9))]  # fmt: skip
    if chance.random() < 0.5:
        fields.insert(0, ("command", chance.choice(USUAL["command"])))
    if kind.startswith("application/json"):
        return json.dumps(dict(fields)).encode()
    if kind.startswith("multipart"):
        parts = (
            f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n' for name, text in fields
        )
        whole = "".join(parts) + chance.choice(("--x--\r\n", "--x", ""))
        return whole.encode(errors="surrogatepass")
    if chance.random() < 0.15:
        return chance.randbytes(chance.randrange(2_000))
    if chance.random() < 0.05:
        return b"&".join(b"parts.x%d=y" % number for number in range(1_200))
    return urlencode(fields, errors="surrogatepass").encode()


def odd_origins(chance: Random, origin: str) -> Iterator[str]:
    """Origins that are almost this one, or nothing like one. None of them is it. For ever."""
    scheme, _, host = origin.partition("://")
    name, _, port = host.partition(":")
    near = (
        "null", "", " ", "http://[", "http://", "://", "http://[::1", "file://", "about:blank", "*",
        f"{origin}/", f"{origin}.",
        f"{origin}\t", f"https://{host}", f"ws://{host}", f"{scheme}://{name}", f"{scheme}://{name}:{port}0",
        f"{scheme}://{name}.evil.example:{port}", f"{scheme}://evil.example@{host}",
        f"{scheme}://{host}@evil.example",
        f"{scheme}://0x7f.1:{port}", f"{scheme}://2130706433:{port}", f"{scheme.upper()}://{host}",
        f"{origin}#",
        f"{origin}?", f"{origin}, {origin}", f"{origin} {origin}", f"{scheme}:{host}", f"{scheme}:///{host}",
        f"[{origin}]",
        f"{origin}\xff", "\xff" * 40, "x" * 4_000, f"data:text/html,{origin}", f"{scheme}://xn--:{port}",
        f"{scheme}://%:{port}",
    )  # fmt: skip
    while True:
        text = chance.choice(near)
        if chance.random() < 0.3:
            bent = list(text or origin)
            bent[chance.randrange(len(bent))] = chance.choice("\xe9!/:.@[]#%0aA")
            text = "".join(bent)
        if text.strip() != origin:
            yield text
