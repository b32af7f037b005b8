"""An inspector of screens: on the smallest phone, light and dark, by axe."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.support.browser.phones import Phone

SMALLEST = {"width": 320, "height": 568}
OFFENDERS = """() => [...document.querySelectorAll("body *")]
  .filter((each) => each.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map((each) => `${each.tagName.toLowerCase()}.${each.className.baseVal ?? each.className}`).slice(0, 5)"""


# The inspector's own script is no page of ours, so the content policy is told to let it be.
OPTIONS: dict[str, Any] = {"viewport": SMALLEST, "reduced_motion": "reduce", "bypass_csp": True}
# What passed is not told. In the dark nothing is otherwise but the colours.
LOOKED_FOR: dict[str, dict[str, Any]] = {
    "light": {"resultTypes": ["violations"], "preload": False, "iframes": False},
    "dark": {
        "resultTypes": ["violations"],
        "preload": False,
        "iframes": False,
        "runOnly": ["color-contrast"],
    },
}

LOOK = """async (options) => (await axe.run(document, options)).violations.map(
  ({ id, impact, nodes }) => ({ id, impact, targets: nodes.slice(0, 3).map(({ target }) => target) }))"""


def violations(page: Page, options: dict[str, Any]) -> list[dict[str, Any]]:
    """What axe finds serious on this page as it stands: id, impact and the first three targets of each.

    A document is given axe once: half a megabyte takes longer to be read than most screens to be looked at.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(LOOK, options)
    return [each for each in found if each["impact"] in ("serious", "critical")]


class Inspector:
    """Looks at a screen in both schemes, and says what is wrong with it."""

    def __init__(self) -> None:
        self.findings: dict[str, list[str]] = {}
        self.seen: list[str] = []

    def look(self, person: Phone, screen: str) -> None:
        self.seen.append(screen)
        page = person.page
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > SMALLEST["width"]:
            self._note(screen, f"{width} px wide: {page.evaluate(OFFENDERS)}")
        for scheme, options in LOOKED_FOR.items():
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            for violation in violations(page, options):
                self._note(f"{screen}, {scheme}", f"{violation['id']}: {violation['targets']}")
        page.emulate_media(color_scheme="light")

    def _note(self, where: str, what: str) -> None:
        self.findings.setdefault(where, []).append(what)
