"""Three people without JavaScript: alex (the first seat), sam (the second, the partner), a stranger.

They use Django's test client the way a browser without scripts does: they open pages, fill fields by
their labels and press buttons by their names, and every unsafe request carries an exact Origin.

    def test_it(alex, sam):
        code = alex.start()                                  # a new couple; alex stands in the lobby
        sam.join(alex.link())
        sam.press("Leaning", choose=["Alex is worn out."])   # status, text and links are in sam.page
        assert "Alex" in sam.page.text

`couple` is the two of them sitting down at a session; `stranger` holds no seat. A test that
only wants a seat's cookies for a socket reads `alex.cookie_header`. `RemoteVisitor` is the same person at a
real process: `RemoteVisitor("alex", app.origin)`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http.cookiejar import CookieJar
from ssl import SSLContext
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin, urlsplit
from urllib.request import (
    HTTPCookieProcessor,
    HTTPRedirectHandler,
    HTTPSHandler,
    Request,
    build_opener,
)

import pytest
from django.test import Client

from tests.support.http.html_page import Form, Page

ORIGIN = "http://testserver"
CORE = "two-sides-of-a-cue"

Fields = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True)
class Answer:
    """What came back, whoever carried it."""

    status: int
    location: str
    text: str


class Hands:
    """What somebody does at a page. Where the page comes from is the subclass's business."""

    def __init__(self, name: str = "", origin: str = ORIGIN) -> None:
        self.name = name
        self.origin = origin
        self.page = Page("")
        self.status = 0
        self.path = "/"

    def __repr__(self) -> str:
        return f"<{self.name or 'somebody'}>"

    def ask(self, path: str, fields: Fields | None = None, **headers: str) -> Answer:
        """One request, followed nowhere: a GET, or with fields a POST that carries this person's Origin.

        Headers by name: ask("/s/code/", {...}, accept="application/json", origin="https://evil.example").
        """
        raise NotImplementedError

    @property
    def cookie_header(self) -> str:
        raise NotImplementedError

    @property
    def couple(self) -> str:
        """The code of the one couple of which this person's browser holds a seat."""
        codes = set(re.findall(r"seat-(\w+)-[12]=", self.cookie_header))
        assert len(codes) == 1, f"{self!r} holds seats of {len(codes)} couples"
        return codes.pop()

    @property
    def us(self) -> str:
        """The path of that couple's page."""
        return f"/us/{self.couple}/"

    # ---- as a browser does

    def open(self, path: str) -> Page:
        """GET a page, following redirects within the site. The status is in `status`."""
        path = urljoin(self.path, path)
        return self._arrive(self.ask(path), path)

    def press(
        self,
        button: str,
        *,
        nth: int = 0,
        fill: Mapping[str, str] | None = None,
        choose: Sequence[str] = (),
        leave: Sequence[str] = (),
    ) -> Page:
        """Press a button of the page: fill texts, choose radios and boxes, leave boxes, all by label."""
        form = self.page.fields_of(button, nth=nth)
        for label, text in (fill or {}).items():
            name = self.page.field(label).attributes["name"]
            form.fields = [pair for pair in form.fields if pair[0] != name] + [(name, text)]
        for label in choose:
            field = self.page.field(label)
            name, value = field.attributes["name"], field.attributes.get("value", "on")
            if field.attributes.get("type") == "radio":
                form.fields = [pair for pair in form.fields if pair[0] != name]
            form.fields.append((name, value))
        for label in leave:
            field = self.page.field(label)
            gone = (field.attributes["name"], field.attributes.get("value", "on"))
            form.fields = [pair for pair in form.fields if pair != gone]
        return self.submit(form)

    def submit(self, form: Form) -> Page:
        """Send a form as it is."""
        path = urljoin(self.path, form.action)
        if form.method != "post":
            path = urljoin(path, f"?{urlencode(form.fields)}")
            return self._arrive(self.ask(path), path)
        sent: dict[str, list[str]] = {}
        for name, value in form.fields:
            sent.setdefault(name, []).append(value)
        return self._arrive(self.ask(path, sent), path)

    def _arrive(self, answer: Answer, path: str) -> Page:
        for _ in range(5):
            if answer.status not in (301, 302, 303):
                break
            path = urljoin(path, answer.location)
            if urlsplit(path).netloc not in ("", urlsplit(self.origin).netloc):
                break
            answer = self.ask(path)
        self.path, self.status, self.page = path, answer.status, Page(answer.text)
        return self.page

    # ---- as a partner does

    def start(self, exercise: str = CORE, days: int | None = None) -> str:
        """Begin an exercise with a new couple. Returns the session's code."""
        self.open(f"/exercises/{exercise}/")
        fields = {"days": str(days)} if days else {}
        form = self.page.fields_of("Invite your partner")
        form.fields = [pair for pair in form.fields if pair[0] not in {"name", *fields}]
        form.fields += [("name", self.name.capitalize()), *fields.items()]
        self.submit(form)
        return self.code

    def link(self) -> str:
        """The link that the lobby (or the couple's page) shows."""
        return self.page.by_id("link").attributes["value"]

    def join(self, link: str) -> str:
        """Open somebody's link and take the second seat. Returns the session's code."""
        self.open("/join/")
        self.press("Look at it", fill={"The link": link})
        self.press("Join", fill={"Your first name": self.name.capitalize()})
        return self.code

    @property
    def code(self) -> str:
        """The code of the session whose page is open."""
        parts = urlsplit(self.path).path.split("/")
        assert parts[1] == "s", f"{self!r} is at {self.path} ({self.status}): {self.page.text[:300]}"
        return parts[2]

    def begin(self) -> Page:
        return self.press("Begin")

    def read(self, reading: str, sure: str = "Leaning") -> Page:
        """Give a reading: the option with this text, and a tile."""
        return self.press(sure, choose=[reading])

    def mean(self, meaning: str) -> Page:
        """Say what I would mean: the option with this text sends it."""
        return self.press(meaning)

    def answer_all(self, nth: int = 0, reading: str = "") -> Page:
        """Answer every open step, up to the preview: with its nth option, or the reading that has this id.

        The options come in an order of the session's own, so by number it may be any of them.
        """
        for _ in range(20):
            if "I’m ready to show mine" in self.page.buttons or not self.page.all("form", id="step"):
                return self.page
            of_this_id = {"value": reading} if reading else {}
            radios = self.page.all("input", type="radio", **of_this_id)
            if radios:
                label = radios[nth].closest("label")
                assert label is not None
                self.read(label.text)
            else:
                tiles = self.page.all("button", class_="choice", **of_this_id)
                self.mean(tiles[nth].label)
        raise AssertionError(f"{self!r} is still answering: {self.page.text[:300]}")

    def show_ours(self, tender: str = "") -> Page:
        """Release. tender: "share" or "keep" for each tender line that is still to decide."""
        form = self.page.fields_of("I’m ready to show mine")
        undecided = {
            radio.attributes["name"]
            for radio in self.page.all("input", type="radio")
            if radio.attributes["name"].startswith("share.")
        } - {name for name, _ in form.fields}
        form.fields += [(name, tender) for name in sorted(undecided) if tender]
        return self.submit(form)


class Visitor(Hands, Client):
    """Somebody at the app in this process. Also a Django test client, for what a browser would not do."""

    def __init__(self, name: str = "", origin: str = ORIGIN) -> None:
        Client.__init__(self)
        Hands.__init__(self, name, origin)

    def ask(self, path: str, fields: Fields | None = None, **headers: str) -> Answer:
        secure = self.origin.startswith("https:")
        if fields is None:
            response = self.get(path, headers=headers, secure=secure)
        else:
            response = self.post(path, fields, headers={"origin": self.origin, **headers}, secure=secure)
        text = "" if response.streaming else response.content.decode()
        return Answer(response.status_code, response.headers.get("Location", ""), text)

    @property
    def cookie_header(self) -> str:
        return "; ".join(f"{name}={morsel.value}" for name, morsel in self.cookies.items() if morsel.value)


class RemoteVisitor(Hands):
    """Somebody at a real process, over HTTP: RemoteVisitor("alex", app.origin).

    trusted: whose certificates are good, where it is over TLS.
    """

    def __init__(self, name: str, origin: str, trusted: SSLContext | None = None) -> None:
        super().__init__(name, origin)
        self.jar = CookieJar()
        self._opener = build_opener(
            HTTPCookieProcessor(self.jar), HTTPSHandler(context=trusted), _GoesNowhere
        )

    def ask(self, path: str, fields: Fields | None = None, **headers: str) -> Answer:
        body = None if fields is None else urlencode(fields, doseq=True).encode()
        own = {} if fields is None else {"origin": self.origin}
        request = Request(urljoin(self.origin, path), body, {**own, **headers})
        try:
            response = self._opener.open(request, timeout=30)
        except HTTPError as error:  # a refusal is an answer
            response = error
        with response:
            return Answer(response.status, response.headers.get("Location", ""), response.read().decode())

    @property
    def cookie_header(self) -> str:
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.jar)


class _GoesNowhere(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


@dataclass
class Couple:
    """Two people at one session: alex has begun, sam has joined, nobody has answered."""

    alex: Visitor
    sam: Visitor
    code: str

    @property
    def path(self) -> str:
        return f"/s/{self.code}/"


def sit_down(alex: Hands, sam: Hands, exercise: str = CORE) -> str:
    """Start, join and begin: both stand at their first step. Returns the session's code."""
    code = alex.start(exercise)
    assert sam.join(alex.link()) == code
    alex.open(f"/s/{code}/")
    if "Begin" in alex.page.buttons:
        alex.begin()
    return code


@pytest.fixture
def alex(collected_static: None) -> Visitor:
    return Visitor("alex")


@pytest.fixture
def sam(collected_static: None) -> Visitor:
    return Visitor("sam")


@pytest.fixture
def stranger(collected_static: None) -> Visitor:
    return Visitor("stranger")


@pytest.fixture
def couple(transactional_db: None, alex: Visitor, sam: Visitor) -> Couple:
    """With real transactions, so that it also serves tests of sockets."""
    return Couple(alex, sam, sit_down(alex, sam))
