"""Three people without JavaScript: alex (the first seat), sam (the second, the partner), a stranger.

They use Django's test client the way a browser without scripts does: they open pages, fill fields by
their labels and press buttons by their names, and every unsafe request carries an exact Origin.

    def test_it(alex, sam):
        code = alex.start()                                  # a new couple; alex stands in the lobby
        sam.join(alex.link())
        sam.press("Leaning", choose=["They’re worn out."])   # status, text and links are in sam.page
        assert "Alex" in sam.page.text

`couple` is the two of them sitting down at a session; `stranger` holds no seat. A test that
only wants a seat's cookies for a socket reads `alex.cookie_header`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client

from pages import Form, Page

ORIGIN = "http://testserver"
CORE = "two-sides-of-a-cue"


class Visitor(Client):
    def __init__(self, name: str = "", origin: str = ORIGIN) -> None:
        super().__init__()
        self.name = name
        self.origin = origin
        self.page = Page("")
        self.status = 0
        self.path = "/"

    def __repr__(self) -> str:
        return f"<{self.name or 'somebody'}>"

    # ---- as a browser does

    def open(self, path: str) -> Page:
        """GET a page, following redirects within the site. The status is in `status`."""
        return self._arrive(self.get(urljoin(self.path, path), secure=self._secure), urljoin(self.path, path))

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
        path = urljoin(self.path, form.action)
        if form.method != "post":
            return self._arrive(self.get(path, dict(form.fields), secure=self._secure), path)
        sent: dict[str, list[str]] = {}
        for name, value in form.fields:
            sent.setdefault(name, []).append(value)
        return self._arrive(self.send(path, sent), path)

    def send(self, path: str, fields: Mapping[str, object], **headers: str):  # type: ignore[no-untyped-def]
        """A bare POST with this person's Origin; what a script, or somebody up to no good, may send.

        send("/s/code/", {...}, accept="application/json"); send(…, origin="https://evil.example").
        """
        return self.post(path, fields, headers={"origin": self.origin, **headers}, secure=self._secure)

    @property
    def _secure(self) -> bool:
        return self.origin.startswith("https:")

    @property
    def cookie_header(self) -> str:
        return "; ".join(f"{name}={morsel.value}" for name, morsel in self.cookies.items())

    def _arrive(self, response, path: str) -> Page:  # type: ignore[no-untyped-def]
        for _ in range(5):
            if response.status_code not in (301, 302, 303):
                break
            path = urljoin(path, response.headers["Location"])
            if urlsplit(path).netloc not in ("", urlsplit(self.origin).netloc):
                break
            response = self.get(path, secure=self._secure)
        self.path, self.status, self.response = path, response.status_code, response
        self.page = Page(response.content.decode() if not response.streaming else "")
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
        self.press("Take my seat", fill={"Your first name": self.name.capitalize()})
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

    def answer_all(self, nth: int = 0) -> Page:
        """Answer every open step with its nth option, up to the preview."""
        for _ in range(20):
            if "Show ours" in self.page.buttons or not self.page.all("form", id="step"):
                return self.page
            radios = self.page.all("input", type="radio")
            if radios:
                label = radios[nth].closest("label")
                assert label is not None
                self.read(label.text)
            else:
                tiles = self.page.all("button", class_="choice")
                self.mean(tiles[nth].label)
        raise AssertionError(f"{self!r} is still answering: {self.page.text[:300]}")

    def show_ours(self, tender: str = "") -> Page:
        """Release. tender: "share" or "keep" for each tender line that is still to decide."""
        form = self.page.fields_of("Show ours")
        undecided = {
            radio.attributes["name"]
            for radio in self.page.all("input", type="radio")
            if radio.attributes["name"].startswith("share.")
        } - {name for name, _ in form.fields}
        form.fields += [(name, tender) for name in sorted(undecided) if tender]
        return self.submit(form)


@dataclass
class Couple:
    """Two people at one session: alex has begun, sam has joined, nobody has answered."""

    alex: Visitor
    sam: Visitor
    code: str

    @property
    def path(self) -> str:
        return f"/s/{self.code}/"


def sit_down(alex: Visitor, sam: Visitor, exercise: str = CORE) -> Couple:
    code = alex.start(exercise)
    assert sam.join(alex.link()) == code
    alex.open(f"/s/{code}/")
    if "Begin" in alex.page.buttons:
        alex.begin()
    return Couple(alex, sam, code)


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
    return sit_down(alex, sam)
