"""A page as somebody without JavaScript uses it: its text, its links, its forms and their buttons.

    page = Page(response.content.decode())
    fields = page.fields_of("Join")             # what a browser would send when that button is pressed
    page.links["Look again"]                    # -> href
    "Robin" in page.text

Only what a browser would submit is found: disabled fields, unchecked boxes and other buttons stay out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
FIELDS = {"input", "select", "textarea"}
SILENT = {"script", "style", "template", "title"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    @property
    def text(self) -> str:
        return " ".join(" ".join(self._words()).split())

    def _words(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.tag not in SILENT and "hidden" not in child.attributes:
                yield from child._words()

    @property
    def label(self) -> str:
        """What names it to a person: aria-label, else its text, else its value."""
        return self.attributes.get("aria-label") or self.text or self.attributes.get("value", "")

    @property
    def shown(self) -> bool:
        """Not hidden, nor in something that is."""
        return "hidden" not in self.attributes and (self.parent is None or self.parent.shown)

    def closest(self, tag: str) -> Element | None:
        element: Element | None = self
        while element is not None and element.tag != tag:
            element = element.parent
        return element


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.here = Element("#page", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.children.append(element)
        if tag not in VOID:
            self.here = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.here.children.append(Element(tag, {name: value or "" for name, value in attrs}, self.here))

    def handle_endtag(self, tag: str) -> None:
        open_one = self.here.closest(tag)
        if open_one is not None and open_one.parent is not None:
            self.here = open_one.parent

    def handle_data(self, data: str) -> None:
        self.here.children.append(data)


@dataclass
class Form:
    action: str
    method: str
    fields: list[tuple[str, str]]


class Page:
    def __init__(self, html: str) -> None:
        reader = _Reader()
        reader.feed(html)
        reader.close()
        self.html = html
        self.root = reader.root
        self.elements = list(self.root.walk())

    @property
    def text(self) -> str:
        return self.root.text

    @property
    def links(self) -> dict[str, str]:
        return {element.label: element.attributes.get("href", "") for element in self.all("a")}

    @property
    def buttons(self) -> list[str]:
        return [element.label for element in self.all("button") if element.shown]

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Every such element with these attributes; data_etag="x" means data-etag="x"."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            element
            for element in self.elements
            if element.tag == tag and wanted.items() <= element.attributes.items()
        ]

    def by_id(self, name: str) -> Element:
        found = [element for element in self.elements if element.attributes.get("id") == name]
        assert len(found) == 1, f"{len(found)} elements have the id {name!r}"
        return found[0]

    def field(self, label: str) -> Element:
        """The input, select or textarea that this label (or aria-label) names."""
        found = []
        for element in self.elements:
            if element.tag == "label" and label in element.text:
                if owner := element.attributes.get("for"):
                    found.append(self.by_id(owner))
                else:
                    found.extend(inner for inner in element.walk() if inner.tag in FIELDS)
            elif element.tag in FIELDS and label == element.attributes.get("aria-label"):
                found.append(element)
        assert found, f"no field is labelled {label!r}; there are {[each.text for each in self.all('label')]}"
        return found[0]

    def fields_of(self, button: str | Element, *, nth: int = 0) -> Form:
        """The form that this button submits, filled in as it stands, with the button's own name and value."""
        pressed = self._button(button, nth) if isinstance(button, str) else button
        form = self._form_of(pressed)
        assert form is not None, f"the button {pressed.label!r} is in no form"
        fields = [
            pair for element in self.elements if self._form_of(element) is form for pair in _sent(element)
        ]
        if name := pressed.attributes.get("name"):
            fields.append((name, pressed.attributes.get("value", "")))
        return Form(
            action=pressed.attributes.get("formaction") or form.attributes.get("action", ""),
            method=form.attributes.get("method", "get").lower(),
            fields=fields,
        )

    def _button(self, label: str, nth: int) -> Element:
        found = [element for element in self.all("button") if label in element.label and element.shown]
        exact = [element for element in found if element.label == label]
        found = exact or found
        assert len(found) > nth, f"no button {label!r}; there are {self.buttons}"
        return found[nth]

    def _form_of(self, element: Element) -> Element | None:
        if owner := element.attributes.get("form"):
            return self.by_id(owner)
        return element.closest("form") if element.tag != "form" else None


def _sent(element: Element) -> Iterator[tuple[str, str]]:
    """What this field adds to a submission."""
    name = element.attributes.get("name")
    if not name or "disabled" in element.attributes:
        return
    if element.tag == "input":
        kind = element.attributes.get("type", "text")
        if kind in ("checkbox", "radio"):
            if "checked" in element.attributes:
                yield name, element.attributes.get("value", "on")
        elif kind not in ("submit", "button", "reset", "image", "file"):
            yield name, element.attributes.get("value", "")
    elif element.tag == "textarea":
        yield name, "".join(child for child in element.children if isinstance(child, str)).removeprefix("\n")
    elif element.tag == "select":
        options = [option for option in element.walk() if option.tag == "option"]
        chosen = [option for option in options if "selected" in option.attributes] or options[:1]
        for option in chosen:
            yield name, option.attributes.get("value", option.text)
