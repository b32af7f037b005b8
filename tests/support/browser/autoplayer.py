"""Hands that can play any exercise on a phone: they do what the screen asks for, whatever is on it.

    play(alex, sam)                       # both, up to the end
    answer(alex, nth=1)                   # one step: everything filled in, and sent

They know nothing of the content: texts are written into whatever text field there is, of choices the nth is
taken. What they write is a canary: it names who wrote it and into which field.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from playwright.sync_api import Locator, expect

from tests.support.browser.device import PATIENCE_MS
from tests.support.browser.phones import Phone
from tests.support.processes.process import until

MOST = 200  # deeds; far more than any exercise takes

Watch = Callable[[str, Phone], None]  # (what is on the screen, whose): called before anything is done
Arrived = Callable[[Phone], object]  # true from then on, whatever the other does


def look(name: str, phone: Phone) -> None:
    """Watch nothing."""


def stage(phone: Phone) -> Literal["lobby", "step", "preview", "cards", "done", "waiting", "takeaway", "end"]:
    """What the screen is, as its buttons tell."""
    page = phone.page
    if page.locator("#stage form#takeaway").count():
        return "takeaway"
    if page.locator("#stage form#preview").count():
        return "preview"
    if page.locator("#stage form#step").count():
        return "step"
    if page.locator("#stage [data-turn]").count():
        return "cards"
    if page.locator("#stage [name=what][value=begin]").count():
        return "lobby"
    if page.locator("#stage .dock [name=what]:is([value=more], [value=yes])").count():
        return "done"
    if page.get_by_role("heading", name="That’s all for today").count():
        return "end"
    return "waiting"


def step_of(phone: Phone) -> str:
    """The id of the step on the screen."""
    return phone.page.locator("#stage form#step input[name=step]").input_value()


def fill(phone: Phone, nth: int = 0) -> None:
    """Fill in everything that is open on the screen, and send nothing."""
    phone.sees_what_came()
    form = phone.page.locator("#stage form#step")
    for field in form.locator("textarea:visible").all():
        if not field.input_value():
            field.fill(f"z{phone.name}.{field.get_attribute('name') or 'note'}")
    for place, field in enumerate(form.locator("select:visible").all()):
        field.select_option(index=1 + (nth + place) % 5)
    for group in form.locator("fieldset:visible:has(input[type=radio])").all():
        if not group.locator("input:checked").count():
            label(group.locator("input[type=radio]").nth(nth)).click()
    for group in form.locator("fieldset:visible:has(input[type=checkbox])").all():
        boxes = group.locator("input[type=checkbox]")
        if not group.locator("input:checked").count():
            for place in range(nth, min(nth + 2, boxes.count())):
                label(boxes.nth(place)).click()


def label(box: Locator) -> Locator:
    """What a thumb hits: the label around a box."""
    return box.locator("xpath=ancestor::label[1]")


def tick(phone: Phone, box: Locator) -> None:
    """Tick a box of the preview, and wait for the preview that comes of it, rendered with that box ticked.

    Until then the next box may be swapped away under a click, or be shown unticked once more.
    """
    name = box.get_attribute("name")
    phone.sees_what_came()
    label(box).click()
    rendered = phone.page.locator(f"#preview input[name='{name}'][checked]")
    expect(rendered).to_have_count(1, timeout=PATIENCE_MS)


def send(phone: Phone, nth: int = 0) -> None:
    """Send the step by whatever sends it: a tile, an option, or a button."""
    page = phone.page
    tiles, options = page.locator("#stage .dock .tile"), page.locator("#stage button.choice:visible")
    button = page.locator("#stage .dock button[form=step]:not([name]), #stage button.main:visible").last
    sends = tiles.nth(nth) if tiles.count() else options.nth(nth) if options.count() else button
    tap_away(phone, sends, f"form#step:has([name=step][value='{step_of(phone)}'])")


def answer(phone: Phone, nth: int = 0) -> None:
    fill(phone, nth)
    send(phone, nth)


def tap_away(phone: Phone, target: Locator, gone: str) -> None:
    """Tap, and wait until this is not on the stage any more: what the tap was for has happened."""
    phone.tap(target)
    phone.until("(gone) => !document.querySelector(gone)", f"#stage {gone}")


def play(alex: Phone, sam: Phone, watch: Watch = look) -> None:
    """Both play what is before them up to the end: through every gate, and words that came back are it."""
    play_until(alex, sam, lambda phone: stage(phone) == "end", watch)


def play_until(alex: Phone, sam: Phone, arrived: Arrived, watch: Watch = look) -> None:
    """Each plays what is before them until they have arrived, and then rests until the other has, too.

    Where both can only wait, they wait for news.
    """
    for _ in range(MOST):
        before = [phone._another_stage()._etag() for phone in (alex, sam)]
        if arrived(alex) and arrived(sam):  # asked after the look: what comes meanwhile is news
            return
        deeds = [act(phone, nth, arrived, watch) for phone, nth in ((alex, 0), (sam, 1))]
        if not any(deeds):
            until(
                lambda before=before: before != [phone._another_stage()._etag() for phone in (alex, sam)],
                "something to do",
                PATIENCE_MS / 1_000,
            )
    raise AssertionError(f"no end is in sight: {[phone.moment() for phone in (alex, sam)]}")


START = ".together form:has([name=what][value$='.start']) button"
HAND_OVER = ".together form:has([name=what][value*='.floor-']) button"


def together(phone: Phone, watch: Watch = look) -> bool | None:
    """Do what is next of a step that both do together. False: rest. None: there is only to go on."""
    page = phone.page
    start = page.locator(f"#stage {START}[value='1']")
    if start.count():
        watch(f"before-{step_of(phone)}", phone)
        tap_away(phone, start, f"{START}[value='1']")
        return True
    if page.locator(f"#stage {START}").count():
        return False  # said already; it begins when the other says so
    if not page.locator("#stage .holder").count():
        return None
    hand_over = page.locator(f"#stage {HAND_OVER}")
    if hand_over.count():
        watch(f"floor-{step_of(phone)}", phone)
        word = hand_over.locator("xpath=ancestor::form").locator("[name=what]").input_value()
        tap_away(phone, hand_over, f"[name=what][value='{word}']")
        return True
    return False


def act(phone: Phone, nth: int, arrived: Arrived, watch: Watch) -> bool:
    """Do the one thing that this screen asks for. False when there is nothing to do but wait."""
    now = stage(phone)
    if arrived(phone):
        return False  # asked after the look: a screen may come in between, and it is not to be played
    if now == "step":
        done = together(phone, watch)
        if done is not None:
            return done
        watch(f"step-{step_of(phone)}", phone)
        answer(phone, nth)
    elif now == "lobby":
        watch("lobby", phone)
        tap_away(phone, phone.page.locator("#stage button.main").last, "[name=what][value=begin]")
    elif now == "preview":
        watch("preview", phone)
        phone.decide()
        off = phone.page.locator("#preview input[type=checkbox][name^='share.']:not(:checked)")
        while off.count():
            tick(phone, off.first)
        tap_away(phone, phone.button("I’m ready to show mine"), "form#preview")
    elif now == "cards":
        covered = phone.page.locator("#stage [data-turn]:not([data-turned])")
        expect(covered).to_have_count(0, timeout=PATIENCE_MS)
        if stage(phone) != "cards":
            return False  # the other has gone on meanwhile, and so this phone has
        form = "form:has([name=what][value^='next-'])"
        button = phone.page.locator(f"#stage {form} button[value='1']")
        if not button.count():
            return False  # said already; the card is still there until the next one has come
        watch("card", phone)
        word = phone.page.locator(f"#stage {form} [name=what]").input_value()
        tap_away(phone, button, f"form:has([name=what][value='{word}']) button[value='1']")
    elif now == "done":
        form = "form:has([name=what]:is([value=more], [value=yes]))"
        button = phone.page.locator(f"#stage {form} button[value='1']")
        if not button.count():
            return False  # said already; a second tap would take it back
        watch("through", phone)
        tap_away(phone, button, f"{form} button[value='1']")
    elif now == "takeaway":
        watch("takeaway", phone)
        tap_away(phone, phone.button("Nothing today"), "form#takeaway")
    else:
        return False
    return True
