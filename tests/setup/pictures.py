"""Take the four pictures of the README anew: two people go through the core exercise on two phones.

Run by `make pictures`. They are of the real app, in the light theme, at the size of a phone.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "tests")]

from people import Phone, launch_chromium, make_phone  # noqa: E402
from servers import launch_app  # noqa: E402

PICTURES = ROOT / "docs/pictures"


def answer(phone: Phone, readings: list[str], meanings: list[str]) -> None:
    """Always the same picks: the options stand in another order in each session."""
    stage = phone.page.locator("#stage")
    for reading in readings:
        phone.read(stage.locator(f".choice:has(input[value={reading}])").inner_text())
    for meaning in meanings:
        phone.mean(stage.locator(f".choice[value={meaning}]").inner_text())


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="meant-") as folder, sync_playwright() as playwright:
        app = launch_app(Path(folder))
        browser = launch_chromium(playwright)
        try:
            # Without motion a card is there at once, and whole.
            still = {"reduced_motion": "reduce"}
            robin, sam = (make_phone(browser, name, app, **still) for name in ("robin", "sam"))

            def take(name: str) -> None:
                robin.page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")

            robin.start()
            sam.join(robin.link())
            robin.begin()
            robin.connected()
            take("step")
            answer(robin, ["us_mild", "strain", "caring"], ["strain", "external", "caring"])
            robin.page.evaluate("scrollTo(0, 0)")
            take("preview")
            robin.show_ours()
            answer(sam, ["external", "strain", "us_mild"], ["strain", "strain", "caring"])
            sam.show_ours()
            robin.turned_at()
            take("card")
            robin.open(f"/s/{robin.code}/comparison/")
            take("everything")
        finally:
            browser.close()
            app.stop()
    print(f"Four pictures are in {PICTURES.relative_to(ROOT)}.")


if __name__ == "__main__":
    main()
