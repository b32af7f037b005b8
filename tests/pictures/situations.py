"""Take pictures of worked situations, as alex sees them in the end: side by side, only mine, the session.

    python tests/pictures/situations.py [a part of a name] [--narrow]

They go into `data/pictures/situations`. The people of the situations in
`tests/support/scripts` do what they do in this process; then the app is served on what they left.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(ROOT), str(HERE)]

PAGES = {"comparison": "/s/{code}/comparison/", "own": "/s/{code}/own/", "session": "/s/{code}/"}
SIZES = {320: 700, 390: 844, 1280: 860}


def slug(name: str) -> str:
    return name.replace(",", "").replace(" ", "-")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("only", nargs="?", default="", help="a part of the names of the situations to take")
    parser.add_argument("--rtl", action="store_true", help="with the page itself from right to left")
    parser.add_argument("--forced", action="store_true", help="in forced colours")
    parser.add_argument("--print", action="store_true", help="as on paper")
    options = parser.parse_args()
    folder = Path(os.environ.get("DATA_DIR") or ROOT / "data") / "pictures" / "situations"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="meant-") as data:
        deck = Path(data) / "deck"
        deck.mkdir()
        os.environ.update(
            DATA_DIR=data, DJANGO_SETTINGS_MODULE="couples.wiring.settings", EXERCISES_PATH=str(deck)
        )
        from tests.support.scripts.every_kind import EVERY_KIND

        (deck / "every-kind.yaml").write_text(EVERY_KIND)
        import django

        django.setup()
        sys.exit(1 if take(Path(data), deck, folder, options) else 0)


def take(data: Path, deck: Path, folder: Path, options: argparse.Namespace) -> list[str]:
    from django.core.management import call_command
    from playwright.sync_api import sync_playwright

    from tests.support.browser.chromium import launch_chromium
    from tests.support.processes.app import launch_app
    from tests.support.scripts.situations import SITUATIONS

    call_command("migrate", verbosity=0)
    played = {name: each.begin() for name, each in SITUATIONS.items() if options.only in name}
    for name, play in played.items():
        for _ in SITUATIONS[name].plot(play):
            pass
    faults: list[str] = []
    app = launch_app(data, EXERCISES_PATH=str(deck))
    try:
        with sync_playwright() as playwright:
            browser = launch_chromium(playwright)
            for name, play in played.items():
                cookie, value = play.pair.cookies(play.pair.alex).split("=", 1)
                context = browser.new_context(reduced_motion="reduce")
                context.add_cookies([{"name": cookie, "value": value, "url": app.origin}])
                page = context.new_page()
                for kind, path in PAGES.items():
                    answer = page.goto(app.origin + path.format(code=play.pair.code))
                    if answer is None or answer.status != 200:
                        continue
                    faults += shoot(page, folder, f"{slug(name)}-{kind}", options)
                context.close()
                print(f"  {name}", flush=True)
            browser.close()
    finally:
        app.stop()
    for fault in faults:
        print(f"  ! {fault}")
    return faults


def shoot(page, folder: Path, name: str, options: argparse.Namespace) -> list[str]:  # type: ignore[no-untyped-def]
    from take import TOO_WIDE

    if options.rtl:
        page.evaluate("document.documentElement.dir = 'rtl'")
    media = {"media": "print"} if options.print else {}
    page.emulate_media(forced_colors="active" if options.forced else "none", **media)
    style = "".join(f"-{each}" for each in ("rtl", "forced", "print") if getattr(options, each))
    faults = []
    for width, height in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        for scheme in ("light", "dark") if not style and width == 390 else ("light",):
            page.emulate_media(color_scheme=scheme)
            path = folder / f"{name}-{width}-{scheme}{style}.png"
            page.screenshot(path=path, full_page=True, animations="disabled")
        faults += [f"{name} at {width}: {each}" for each in page.evaluate(TOO_WIDE, width)]
    return faults


if __name__ == "__main__":
    main()
