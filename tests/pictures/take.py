"""Take every screen of the running app, as two people see it: phone and desk, light and dark.

    make pictures                      # into data/pictures/ (DATA_DIR is honoured)
    make pictures ARGS=card            # only screens with "card" in their names
    make pictures ARGS=--readme        # and the four of the README anew

`walk.py` is the list of screens, `talks.py` a talk about a card, `loop.py` the loop, `kinds.py` plays every
kind of part. Each is also looked at at 320 px: a screen that is wider than its window is named, and the run
fails. So it does for an error on the page.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(HERE.parent.parent), str(HERE)]

from kinds import bring_the_deck, every_kind  # noqa: E402
from loop import no_ring, the_loop  # noqa: E402
from talks import talk  # noqa: E402
from trial import trial  # noqa: E402
from twice import taken_out  # noqa: E402
from walk import walk  # noqa: E402

from tests.support.browser.chromium import launch_chromium, make_phone  # noqa: E402
from tests.support.browser.phones import Phone  # noqa: E402
from tests.support.processes.app import App, launch_app  # noqa: E402

SIZES = {390: 844, 1280: 860}
NARROWEST = (320, 640)
SCENES = (  # how their names start, and how they go
    ("talk-", talk),
    ("loop-", the_loop),
    ("loop-", no_ring),
    ("twice-", taken_out),
    ("trial-", trial),
)
README = {  # screen -> (file, scheme)
    "home": ("home", "light"),
    "step-reading-picked": ("reading", "light"),
    "card-2-of-sam": ("card", "dark"),
    "comparison": ("comparison", "light"),
}
SERIF = "Noto Serif"

# Elements that reach out of the window, innermost only: what is clipped or scrolls by itself doesn't count.
TOO_WIDE = """width => {
  const root = document.documentElement;
  if (root.scrollWidth <= width) return [];
  const out = [...document.body.querySelectorAll("*")].filter(
    (each) => each.getBoundingClientRect().right > width + 0.5 || each.getBoundingClientRect().left < -0.5);
  const inner = out.filter((each) => !out.some((other) => other !== each && each.contains(other)));
  return [`scrolls to ${root.scrollWidth}`, ...inner.slice(0, 5).map((each) => {
    const box = each.getBoundingClientRect();
    const kind = each.className?.baseVal ?? each.className;
    return `${each.tagName.toLowerCase()}.${kind} ends at ${box.right | 0}`;
  })];
}"""


def same_look_everywhere() -> None:
    """The pictures are set in Noto Serif, one of the system's own in the stack. Install it where we may."""
    fonts = subprocess.run(["fc-list", SERIF], capture_output=True) if shutil.which("fc-list") else None
    missing = [] if fonts and fonts.stdout else ["fonts-noto-core"]
    missing += [] if shutil.which("pngquant") else ["pngquant"]
    if missing and shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        install = ["apt-get", "install", "-qq", "-y", "--no-install-recommends", *missing]
        subprocess.run(install, check=True, stdout=subprocess.DEVNULL)
    elif missing:
        print(f"Not installed: {' '.join(missing)}. The pictures will look otherwise, or be larger.")


def keep_small(picture: bytes, path: Path) -> None:
    """Keep a picture for the README, with as few colours as it takes to look the same."""
    if shutil.which("pngquant"):
        shrink = ["pngquant", "--speed", "1", "--quality", "80-95", "96", "-"]
        picture = subprocess.run(shrink, input=picture, capture_output=True, check=True).stdout
    path.write_bytes(picture)


def shoot(
    page: Page, folder: Path, name: str, readme: Path | None, sizes: tuple[int, ...] = tuple(SIZES)
) -> list[str]:
    """Take one screen in these sizes and every scheme. Returns what is too wide."""
    wide = []
    for width, height in ((width, SIZES[width]) for width in sizes):
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate("scrollTo(0, 0)")
        page.mouse.move(0, 0)  # nothing is hovered
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            picture = page.screenshot(animations="disabled")
            (folder / f"{name}-{width}-{scheme}.png").write_bytes(picture)
            if readme and width == 390 and README.get(name, ("", ""))[1] == scheme:
                keep_small(picture, readme / f"{README[name][0]}.png")
        page.emulate_media(color_scheme="light")
        tall = page.evaluate("document.documentElement.scrollHeight")
        if tall > height:  # in a window as tall, so that what sticks to its bottom is at the end
            page.set_viewport_size({"width": width, "height": tall})
            page.screenshot(path=folder / f"{name}-{width}-light-whole.png", animations="disabled")
        wide += [f"{name} at {width}: {each}" for each in page.evaluate(TOO_WIDE, width)]
    width, height = NARROWEST
    page.set_viewport_size({"width": width, "height": height})
    wide += [f"{name} at {width}: {each}" for each in page.evaluate(TOO_WIDE, width)]
    page.set_viewport_size({"width": 390, "height": SIZES[390]})
    return wide


def take(app: App, browser: Browser, folder: Path, only: str, readme: Path | None) -> tuple[int, list[str]]:
    phones: list[Phone] = []

    def newcomer(name: str, like: Phone | None = None, **options: Any) -> Phone:
        """Somebody with a browser of their own, or with the cookies of another."""
        options = {"is_mobile": False, "has_touch": False, "reduced_motion": "reduce",
                   "device_scale_factor": 2 if readme else 1, **options}  # fmt: skip
        if like is not None:
            options["storage_state"] = like.context.storage_state()
        phones.append(make_phone(browser, name, app, **options))
        return phones[-1]

    taken, faults = 0, []
    screens: list[Iterator[tuple[str, Phone]]] = []
    if not only.startswith(("kind-", *(start for start, _ in SCENES))):
        screens.append(walk(newcomer("sam"), newcomer("robin"), newcomer))
    for start, scene in SCENES:
        if start.startswith(only[:5]):
            screens.append(scene(newcomer("sam"), newcomer("robin")))
    for name, phone in chain.from_iterable(screens):
        if only in name:
            faults += shoot(phone.page, folder, name, readme)
            taken += 1
            print(f"  {name}", flush=True)

    def take_kind(name: str, phone: Phone) -> None:
        nonlocal taken
        if only in name:
            faults.extend(shoot(phone.page, folder, name, None, sizes=(390,)))
            taken += 1
            print(f"  {name}", flush=True)

    if "kind-".startswith(only[:5]):
        every_kind(newcomer("sam"), newcomer("robin"), take_kind)
    faults += [f"{phone.name}: {complaint}" for phone in phones for complaint in phone.complaints()]
    return taken, faults


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("only", nargs="?", default="", help="a part of the names of the screens to take")
    parser.add_argument("--readme", action="store_true", help="also take the four of docs/pictures anew")
    options = parser.parse_args()
    same_look_everywhere()
    folder = Path(os.environ.get("DATA_DIR") or ROOT / "data") / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    readme = ROOT / "docs/pictures" if options.readme else None
    with tempfile.TemporaryDirectory(prefix="meant-") as data, sync_playwright() as playwright:
        app = launch_app(Path(data), EXERCISES_PATH=str(bring_the_deck(Path(data) / "deck")))
        browser = launch_chromium(playwright)
        try:
            taken, faults = take(app, browser, folder, options.only, readme)
        finally:
            browser.close()
            app.stop()
    print(f"{taken} screens are in {folder}.")
    for fault in faults:
        print(f"  ! {fault}")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
