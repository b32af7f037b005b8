"""An inspector of screens: on the smallest phone, light and dark, by axe."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe

from tests.support.browser.phones import Phone

SMALLEST = {"width": 320, "height": 568}
OFFENDERS = """() => [...document.querySelectorAll("body *")]
  .filter((each) => each.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map((each) => `${each.tagName.toLowerCase()}.${each.className.baseVal ?? each.className}`).slice(0, 5)"""


# The inspector's own script is no page of ours, so the content policy is told to let it be.
OPTIONS: dict[str, Any] = {"viewport": SMALLEST, "reduced_motion": "reduce", "bypass_csp": True}
# What passed is not told. In the dark nothing is otherwise but the colours.
LOOKED_FOR: dict[str, dict[str, Any]] = {
    "light": {"resultTypes": ["violations"]},
    "dark": {"resultTypes": ["violations"], "runOnly": ["color-contrast"]},
}


class Inspector:
    """Looks at a screen in both schemes, and says what is wrong with it."""

    def __init__(self) -> None:
        self.findings: dict[str, list[str]] = {}
        self.seen: list[str] = []
        self._axe = Axe()

    def look(self, person: Phone, screen: str) -> None:
        self.seen.append(screen)
        page = person.page
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > SMALLEST["width"]:
            self._note(screen, f"{width} px wide: {page.evaluate(OFFENDERS)}")
        for scheme, options in LOOKED_FOR.items():
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            for violation in self._axe.run(page, options=options).response["violations"]:
                if violation["impact"] in ("serious", "critical"):
                    self._note(f"{screen}, {scheme}", self._say(violation))
        page.emulate_media(color_scheme="light")

    def _note(self, where: str, what: str) -> None:
        self.findings.setdefault(where, []).append(what)

    @staticmethod
    def _say(violation: dict[str, Any]) -> str:
        return f"{violation['id']}: {[node['target'] for node in violation['nodes']][:3]}"
