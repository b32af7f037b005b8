"""The whole way by two people on two phones: what reaches whom, and when, and what it costs.

sam is behind a network that can be cut. What sam enters never depends on alex, nor the other way round,
so the picks of the two differ wherever one could be taken for the other's.
"""

from __future__ import annotations

import html
import json
import re
import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Locator, expect

from tests.support.browser.chromium import PHONE
from tests.support.browser.device import PATIENCE_MS
from tests.support.browser.phones import Phone
from tests.support.processes.app import App
from tests.support.processes.network import Network
from tests.support.processes.process import until

MOST_TAPS = 12
MOST_WORDS = 400
MOST_BYTES = 60_000
MOST_REQUESTS = 8
TURN_MS = 150

# What an eye sees: no text for screen readers only, nothing folded away.
VISIBLE_WORDS = """() => {
  const walker = document.createTreeWalker(document.getElementById("main"), NodeFilter.SHOW_TEXT);
  let words = 0;
  while (walker.nextNode()) {
    const place = walker.currentNode.parentElement;
    if (place.closest(".vh") || !place.checkVisibility({ visibilityProperty: true })) continue;
    words += walker.currentNode.data.split(/\\s+/).filter((word) => /[\\p{L}\\p{N}]/u.test(word)).length;
  }
  return words;
}"""


def canary(what: str) -> str:
    return f"{what} {secrets.token_hex(6)}"


@dataclass
class Person:
    """A phone, the sentences that were picked on it, and how many words each of its screens had."""

    phone: Phone
    picks: list[str] = field(default_factory=list)
    words: list[int] = field(default_factory=list)

    def reads(self, reading: str, sure: str) -> None:
        self.phone.read(self._look_at(reading), sure)

    def means(self, meaning: str) -> None:
        self.phone.mean(self._look_at(meaning))

    def _look_at(self, option: str) -> str:
        self.words.append(self.phone.page.evaluate(VISIBLE_WORDS))
        self.picks.append(self.phone.words_of(option))
        return self.picks[-1]


def test_two_people_go_the_whole_way(
    phone: Callable[..., Phone],
    shipped_app: App,
    network: Callable[..., Network],
) -> None:
    app, wire = shipped_app, network(shipped_app)
    alex, sam = phone("alex", app), phone("sam", wire)
    first, second = Person(alex), Person(sam)
    alex_reads, sam_means, sam_wish = canary("counting plates"), canary("far away"), canary("a hand")
    alex_wish, sam_guess = canary("an hour"), canary("perhaps tired")
    alex_line, sam_line = canary("I ask"), canary("I say so")

    # ---- home, invite, join

    alex.open("/")
    alex.tap(alex.link_named("Invite your partner"))
    alex.page.get_by_label(re.compile("first name")).fill("Alex")
    alex.tap(alex.button("Invite your partner"))
    alex.page.wait_for_url("**/s/*/")
    code = alex.code
    sam.open_link(alex.link().replace(app.origin, wire.origin))
    sam.sees("An invitation from")
    assert sam.take_seat() == code
    alex.sees("Ready when you are")
    alex.begin()
    for each in (alex, sam):
        each.connected()

    # ---- round one: calm picks

    first.reads("us_mild", "Quite sure")
    alex.in_own_words(alex_reads, about="Something from outside", feel="Harmless")
    with alex._another_stage():
        alex.tap(alex.button("Leaning"))
    first.reads("caring", "Just a guess")
    for meaning in ("external", "external", "strain"):
        first.means(meaning)
    alex.show_ours()
    alex.waits_for("You’re done. Next come the cards.")

    for reading, sure in (("external", "Quite sure"), ("us_mild", "Leaning"), ("strain", "Quite sure")):
        second.reads(reading, sure)
    for meaning in ("strain", "caring", "caring"):
        second.means(meaning)
    assert len(second.words) == 6
    sam.sees("What Alex may see")
    sam.show_ours()

    apart = assert_turned_together(alex, sam)
    assert sam.taps <= MOST_TAPS, f"{sam.taps} taps from the link to the first card"
    assert sum(second.words) <= MOST_WORDS, f"words on the answering screens: {second.words}"
    for each in (alex, sam):
        assert_question_is_on_the_first_screen(each)
    print(f"taps: {sam.taps}; words: {sum(second.words)}; turned {apart:.0f} ms apart")

    # What both see is on both cards, and it was on neither before.
    go_through_the_cards(alex, sam, expected=4, then="Three more?")
    assert_covered(first, second)
    assert_covered(second, first, shown=[alex_reads])

    # ---- round two: more is folded in, one of them is away for a while, and one topic is tender

    begun = {each.name: (len(each.pages), len(each.frames)) for each in (alex, sam)}
    first.picks.clear()
    second.picks.clear()
    alex.tap(alex.button("Three more?"))
    alex.waits_for("More, when you both say so.")
    sam.tap(sam.button("Three more?"))
    for each in (alex, sam):
        each.page.locator("#stage form#step").wait_for()

    unfold(alex)
    alex.tap(pill(alex, "feelings").first)
    alex.tap(alex.page.get_by_text("say how I feel", exact=True))
    alex.tap(alex.page.get_by_text("a lot", exact=True))
    first.reads("us_mild", "Quite sure")
    for reading in ("strain", "caring"):
        first.reads(reading, "Leaning")
    unfold(alex)
    alex.page.get_by_label(re.compile("In that moment")).fill(alex_wish)
    first.means("strain")
    for meaning in ("external", "caring"):
        first.means(meaning)
    for guess in ("strain", "strain", "caring"):
        alex.mean(alex.words_of(guess))
    alex.sees("What Sam may see")
    alex.show_ours()
    alex.waits_for("You’re done. Next come the cards.")

    unfold(sam)
    sam.tap(pill(sam, "feelings").first)
    second.reads("strain", "Leaning")
    second.reads("us_mild", "Quite sure")
    second.reads("caring", "Leaning")
    second.means("us_mild")  # tender: about the two of us
    second.means("strain")

    # Typed in a tunnel: it stays on the screen, and arrives afterwards.
    unfold(sam)
    wish = sam.page.get_by_label(re.compile("In that moment"))
    wish.press_sequentially(sam_wish[:4])
    cut_off(sam, wire)
    alex.page.locator("#partner", has_text="away").wait_for(timeout=30_000)
    wish.press_sequentially(sam_wish[4:])
    expect(wish).to_have_value(sam_wish)
    back(sam, wire)
    until(lambda: drafted(sam, sam_wish), "the draft that was typed offline arrives")
    expect(wish).to_have_value(sam_wish)
    sam.page.reload()
    expect(sam.page.get_by_label(re.compile("In that moment"))).to_have_value(sam_wish)

    cut_off(sam, wire)
    step = sam.page.locator("#stage").get_attribute("data-etag") or ""
    sam.in_own_words(sam_means, about="How tired or stressed I am", feel="Harmless")
    sam.tap(sam.button("Send").first)
    expect(sam.page.locator("#bar")).to_be_visible()
    expect(sam.page.get_by_label("Your words").first).to_have_value(sam_means)
    back(sam, wire)
    expect(sam.page.locator("#stage")).not_to_have_attribute("data-etag", step, timeout=30_000)
    expect(sam.page.locator("#bar")).to_be_hidden()

    # Calm guesses: nobody else ever sees one. This one is another than Sam's first thought, whichever moment
    # was drawn, so it stands on Sam's own page.
    sam.in_own_words(sam_guess, about="Being tired or stressed", feel="A little about the two of us")
    with sam._another_stage():
        sam.tap(sam.button("Send").first)
    for guess in ("external", "external"):
        sam.mean(sam.words_of(guess))

    # The tender line has to be decided; what is offered beside it has to be switched on.
    sam.sees("One above still needs your choice.")
    sam.decide("Show it now")
    sam.does_not_see("One above still needs your choice.")
    sam.tap(sam.page.get_by_label(sam_wish))
    sam.show_ours()
    assert_turned_together(alex, sam)
    go_through_the_cards(alex, sam, expected=3, then="Next time …")
    assert_covered(first, second, shown=[sam_means], entered=[sam_wish, sam_guess], since=begun["alex"])
    assert_covered(second, first, entered=[alex_wish], since=begun["sam"])

    # ---- the takeaway, and the end

    alex.page.get_by_label("One thing for next time").fill(alex_line)
    alex.tap(alex.button("Save my note"))
    alex.waits_for("That’s all for today.")
    sam.page.get_by_label("One thing for next time").fill(sam_line)
    sam.tap(sam.button("Save my note"))
    sam.waits_for("That’s all for today.")
    alex.does_not_see(sam_line)  # it stays with sam, who may show it now
    sam.tap(sam.button("Let Alex see it"))
    alex.sees(sam_line)
    alex.sees(alex_line)

    # ---- side by side, the tender one only when both have opened it, and what is only mine

    tender = second.picks[3]
    alex.tap(alex.link_named("See everything"))
    alex.heading("What you both showed").wait_for()
    expect(alex.page.get_by_text(alex_reads)).to_be_hidden()
    alex.tap(alex.heading("The cards, once more"))
    for text in (alex_reads, sam_means, sam_wish):
        alex.sees(text)
    alex.sees("There is one more card, a sensitive one.")
    alex.tap(alex.button("Let’s see it"))
    alex.sees("You see it when you both have.")
    arrived = [html.unescape(text) for text in alex.bytes_seen().splitlines()]
    assert not any(tender in text and "says it usually means" in text for text in arrived)
    alex.does_not_see(tender)
    sam.tap(sam.link_named("See everything"))
    sam.tap(sam.button("Let’s see it"))
    sam.does_not_see("a sensitive one")
    sam.sees(tender)
    alex.page.reload()
    alex.sees(tender)
    alex.tap(alex.link_named("Only for me"))
    alex.heading("Only for me").wait_for()
    alex.sees("First thought, and on a calm day")
    alex.tap(alex.link_named("Back"))
    alex.waits_for("That’s all for today.")
    sam.tap(sam.link_named("Only for me"))
    sam.sees(sam_guess)

    # ---- the two of us, and gone

    alex.tap(alex.page.get_by_role("link", name="The two of us"))
    alex.heading("Alex and Sam").wait_for()
    alex.sees("See everything you both showed")
    alex.tap(alex.page.get_by_text("Erase for both", exact=True))
    alex.tap(alex.page.get_by_label(re.compile("are erased at once")))
    sam.open(f"/s/{code}/")
    sam.connected()
    sam.forgive("404")
    alex.tap(alex.button("Erase for both of us"))
    alex.sees("Erased for both of you")
    sam.sees("Everything that was here is gone")

    # What somebody kept to themselves has never left for the other.
    for text in (alex_wish, alex_line):
        assert text not in sam.bytes_seen()
    assert sam_guess not in alex.bytes_seen()


def test_a_first_visit_is_light(phone: Callable[..., Phone], app: App) -> None:
    alex = phone("alex", app)
    code = alex.start()
    link = alex.link()
    for page, address, shown in (
        ("home", "/", ".intro"),
        ("join", link, "[name=claim_id]"),
        ("session", f"/s/{code}/", "main[data-connection=open]"),
    ):
        visitor = phone(page, app)  # nothing in its cache
        if page == "session":
            visitor.context.add_cookies(alex.context.cookies())
        meter = Meter(visitor)
        visitor.open(address)
        visitor.page.locator(shown).first.wait_for(state="attached")
        if page == "join":
            visitor.sees("An invitation from")
        visitor.page.wait_for_load_state("networkidle")
        print(f"{page}: {meter.bytes / 1000:.1f} kB, {len(meter.requests)} requests")
        assert meter.bytes <= MOST_BYTES, f"{page}: {meter.bytes} bytes"
        assert len(meter.requests) <= MOST_REQUESTS, f"{page}: {meter.requests}"


class Meter:
    """What a page costs as the browser's own network log counts it: headers and bodies as transferred.

    A websocket is no request, but what it carries down counts by its length.
    """

    def __init__(self, person: Phone) -> None:
        self.requests: list[str] = []
        self.bytes = 0
        log = person.context.new_cdp_session(person.page)
        log.send("Network.enable")
        log.on("Network.requestWillBeSent", self._request)
        log.on("Network.loadingFinished", lambda event: self._add(event["encodedDataLength"]))
        log.on(
            "Network.webSocketFrameReceived",
            lambda event: self._add(len(event["response"]["payloadData"].encode())),
        )

    def _request(self, event: dict[str, Any]) -> None:
        if not event["request"]["url"].startswith("data:"):
            self.requests.append(event["request"]["url"])
        self._add(event.get("redirectResponse", {}).get("encodedDataLength", 0))

    def _add(self, length: float) -> None:
        self.bytes += int(length)


# ---- steps on the way -------------------------------------------------------------------------


def unfold(person: Phone) -> None:
    person.tap(person.page.get_by_text("Add a little more"))


def pill(person: Phone, part: str) -> Locator:
    return person.page.locator("label.pill").filter(has=person.page.locator(f"[name='parts.{part}']"))


def cut_off(person: Phone, wire: Network) -> None:
    person.offline()
    wire.cut()
    expect(person.page.locator("#bar")).to_be_visible(timeout=PATIENCE_MS)


def back(person: Phone, wire: Network) -> None:
    wire.mend()
    person.online()
    person.connected()


def drafted(person: Phone, text: str) -> bool:
    """Whether a draft with this text was acknowledged."""
    person.page.evaluate("0")  # lets what has arrived be heard
    sent = [json.loads(each) for each in person.sent()]
    refs = [each["ref"] for each in sent if each["type"] == "draft" and text in json.dumps(each["parts"])]
    return any(f'"ref": {ref}, ' in each and '"ack"' in each for ref in refs for each in person.received())


def go_through_the_cards(alex: Phone, sam: Phone, expected: int, then: str) -> None:
    for number in range(1, expected + 1):
        for each in (alex, sam):
            expect(each.page.locator("#progress")).to_contain_text(f"Card {number} of {expected}")
        alex.next()
        alex.button("Not yet").wait_for()
        sam.next()
    for each in (alex, sam):
        each.waits_for(then)


# ---- what is measured -------------------------------------------------------------------------


def assert_turned_together(alex: Phone, sam: Phone) -> float:
    """Both first cards turn over within 150 ms of each other, and none before its instant."""
    turned = [each.turned_at() for each in (alex, sam)]
    instants = {
        json.loads(text)["reveal_at"] for each in (alex, sam) for text in each.received()[-12:]
        if '"reveal_at"' in text
    }  # fmt: skip
    reveal_at = max(instants)
    assert min(turned) >= reveal_at
    apart = abs(turned[0] - turned[1])
    assert apart <= TURN_MS
    return apart


def assert_question_is_on_the_first_screen(person: Phone) -> None:
    """The question to talk about lies on the card's first screen, above the dock."""
    assert person.page.evaluate("scrollY") == 0
    question = person.card().locator(".ask").bounding_box()
    dock = person.page.locator("#stage .dock").bounding_box()
    assert question and dock
    assert question["y"] > 0
    assert question["y"] + question["height"] <= min(dock["y"], PHONE["height"])


def assert_covered(
    to: Person,
    person: Person,
    *,
    shown: Sequence[str] = (),
    entered: Sequence[str] = (),
    since: tuple[int, int] = (0, 0),
) -> None:
    """Nothing that `person` picked or wrote reached the other's phone before the reveal; some did after.

    Until then a picked sentence stands there in one place only: among the options of a step of one's own.
    shown: own words that the cards show. entered: own words that they don't. since: pages and frames to skip.
    """
    pieces = list(arrivals(to.phone, *since))
    revealed = next(at for at, (reveals, _) in enumerate(pieces) if reveals)
    before = [text for _, text in pieces[:revealed]]
    after = "\n".join(text for _, text in pieces[revealed:])
    assert before
    for words in (*shown, *entered):
        assert any(words in each for each in person.phone.sent())
        assert not any(words in each for each in before), f"{words} arrived before the reveal"
    telling = [picked for picked in person.picks if picked not in to.picks]  # some are alike in both voices
    assert len(telling) >= 3
    for picked in telling:
        for text in before:
            if picked in text:
                assert_only_an_option(picked, text)
    for text in before:
        assert 'class="pair' not in text and "first thought</span>" not in text
    for words in shown:
        assert words in after
    assert sum(picked in after for picked in telling) >= 2, "nothing arrived after the reveal"


def assert_only_an_option(picked: str, text: str) -> None:
    """This sentence stands there once, unmarked, among the five readings that everybody gets."""
    assert 'id="step"' in text and text.count(picked) == 1, picked
    options = re.findall(r'<(?:label|button) class="choice".*?</(?:label|button)>', text, re.DOTALL)
    mine = [option for option in options if picked in option]
    assert len(options) in (5, 6) and len(mine) == 1
    assert " checked" not in mine[0] and "aria-current" not in mine[0]


def arrivals(to: Phone, pages: int, frames: int) -> Iterator[tuple[bool, str]]:
    """Everything about the session that reached this phone, by page and by socket: does it reveal?"""
    for address, text in to.pages[pages:]:
        if "/s/" in address and "/comparison/" not in address and "/own/" not in address:
            if text.startswith("{"):  # offline for a while: the page has looked by the twin
                yield readable(text)
            else:
                yield "data-turn" in text, html.unescape(text)
    for way, frame in to.frames[frames:]:
        if way == "received":
            yield readable(frame)


def readable(message: str) -> tuple[bool, str]:
    fields: dict[str, Any] = json.loads(message)
    texts = [panel["html"] for panel in fields.get("panels", {}).values()]
    return "reveal_at" in fields, html.unescape("\n".join(texts) or message)
