"""Two people who go through the core exercise, and then through the same once more. By forms, by given picks.

twice = gone_through_twice(origin)          # alex and sam at a real process
twice.sign_in(phone)                        # the phone has alex's seat
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.support.browser.phones import Phone
from tests.support.http.visitors import Hands, RemoteVisitor, sit_down


@dataclass
class Twice:
    """alex, both sessions, and the couple's page."""

    alex: RemoteVisitor
    earlier: str
    later: str
    us: str

    def sign_in(self, phone: Phone) -> None:
        """Put alex's seat into the browser of this phone."""
        phone.context.add_cookies(
            [{"name": each.name, "value": str(each.value), "url": self.alex.origin} for each in self.alex.jar]
        )


def gone_through_twice(origin: str) -> Twice:
    alex, sam = RemoteVisitor("alex", origin), RemoteVisitor("sam", origin)
    earlier = sit_down(alex, sam)
    go_through(alex, sam, earlier, "us_mild")
    alex.open(f"/s/{earlier}/comparison/")
    alex.press("Do it again")
    later = alex.code
    go_through(alex, sam, later, "caring")
    us = alex.open(f"/s/{later}/").links["The two of us"]
    return Twice(alex, earlier, later, us)


def go_through(alex: Hands, sam: Hands, code: str, alex_reads: str) -> None:
    """Through the first cards of a session, and on to the end. All that is meant is harmless."""
    for person, reads in ((alex, alex_reads), (sam, "external")):
        person.open(f"/s/{code}/")
        while person.page.all("form", id="step"):
            radios = person.page.all("input", type="radio", value=reads)
            if radios:
                label = radios[0].closest("label")
                assert label is not None
                person.read(label.text)
            else:
                person.mean(person.page.all("button", class_="choice", value="strain")[0].label)
        person.show_ours()
    for _ in range(10):
        for person in (alex, sam):
            person.open(f"/s/{code}/")
            for button in ("Next", "That’s enough for today", "Nothing today"):
                if button in person.page.buttons:
                    person.press(button)
