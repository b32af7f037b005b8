"""What every browser had in autumn 2021, of what is used here: the closed list beside `docs/browsers.md`.

Whoever uses something that stands in neither looks up since when there is such a thing. Where Safari 15,
Firefox 92, Chrome 94 and Samsung Internet 16 have it, its place is here, else there.
"""

from __future__ import annotations

import re

# A property, and the words that it may be given.
PROPERTIES = """
align-content: center
align-items: baseline center end start
align-self:
animation:
aspect-ratio:
background: CanvasText Highlight in no-repeat none oklab transparent
background-color: transparent
block-size: auto down
border: dashed dotted solid transparent
border-block: solid
border-block-end: dashed solid
border-block-end-color:
border-block-start: solid
border-collapse: collapse
border-color: transparent
border-end-end-radius:
border-end-start-radius:
border-inline-end:
border-inline-start: solid
border-radius: inherit
border-start-end-radius:
border-start-start-radius:
border-style: dashed
border-width:
box-shadow: inset none
box-sizing: border-box
break-after:
break-inside: avoid
clip-path:
color: inherit
column-gap:
columns: auto
content: none
counter-increment:
counter-reset:
display: block contents flex grid inline inline-block inline-flex none
fill: Canvas CanvasText currentColor none
flex: auto none
flex-basis:
flex-direction: column
flex-wrap: nowrap wrap
font: inherit
font-family:
font-size:
font-variant-numeric: tabular-nums
font-weight: inherit
gap:
grid-area:
grid-auto-columns:
grid-auto-flow: column
grid-column:
grid-template: auto
grid-template-columns: auto auto-fit
inline-size: auto down
inset: auto
inset-block-end:
inset-block-start:
inset-inline-end:
inset-inline-start:
isolation: isolate
justify-content: center flex-end space-between
justify-items: center start
justify-self: center start
letter-spacing: normal
line-height:
list-style: decimal disc none
margin: auto
margin-block: auto
margin-block-end:
margin-block-start: auto
margin-inline: auto
margin-inline-end:
margin-inline-start: auto
max-inline-size: none
min-block-size:
min-inline-size:
opacity:
order:
outline-offset:
overflow: hidden visible
overflow-wrap: break-word
padding:
padding-block:
padding-block-end:
padding-block-start:
padding-inline:
padding-inline-end:
padding-inline-start:
perspective:
place-content: center
place-items: center
place-self: center
pointer-events: none
position: absolute fixed relative static sticky
scroll-margin-block:
scroll-padding-block:
scroll-padding-block-end:
stroke: CanvasText currentColor
stroke-dasharray: none
stroke-linecap: round
stroke-linejoin: round
stroke-width:
text-align: center end start
text-decoration: none underline
text-decoration-color:
text-decoration-line: none
text-decoration-style: dotted
text-decoration-thickness:
text-overflow: ellipsis
text-underline-offset:
touch-action: manipulation
transform:
transition:
vertical-align:
visibility: hidden visible
white-space: nowrap pre-line
z-index:
-webkit-box-orient: vertical
-webkit-line-clamp: none
-webkit-text-size-adjust: none
--*: -apple-system Cambria Charter Georgia Roboto sans-serif serif system-ui
--*: -webkit-box block none normal underline
"""
CSS = """
@keyframes @media @supports @media (hover) @media (max-height) @media (max-width) @media (min-height)
@media (min-width) @media (prefers-color-scheme) @media (prefers-reduced-motion) ::-webkit-details-marker
::after ::before ::marker :active :checked :enabled :first-child :focus :hover :is() :last-child :not()
:nth-child() :only-child :root :scope :where() attr() calc() clamp() counter() cubic-bezier() env()
inset() linear-gradient() max() min() minmax() polygon() radial-gradient() repeat() rotateY() scale() 1ch
1deg 1em 1fr 1mm 1ms 1px 1rem 1s
"""
JS = """
?. ?? ??= ||= ** 1_000 import() \\p{…} AbortController AbortSignal Array Boolean CustomEvent DOMParser
Date Error Event EventTarget FormData Infinity JSON Map Math NaN Number Object RegExp Set String
TextEncoder URLSearchParams Uint8Array WeakMap WebSocket addEventListener clearTimeout crypto
decodeURIComponent dispatchEvent document fetch globalThis history localStorage location matchMedia
navigator performance removeEventListener scrollTo sessionStorage setInterval setTimeout stop .OPEN
.abort .aborted .abs .activeElement .addEventListener .animate .append .assign .autocomplete .body
.button .cancel .catch .ceil .childNodes .classList .className .clipboard .closest .code .contains
.createElement .ctrlKey .currentTime .data .defaultChecked .defaultSelected .defaultValue .delete
.detail .dispatchEvent .documentElement .elements .encode .entries .every .execCommand .filter .find
.findIndex .flat .flatMap .floor .focus .forEach .form .formData .from .fromEntries .get .getAll
.getElementById .getEntriesByType .getItem .getRandomValues .has .hash .hidden .host .href .includes
.indexOf .innerHTML .innerText .isConnected .join .json .key .keys .lastChild .length .map .match
.matchAll .matches .max .metaKey .min .nextElementSibling .now .onclose .onmessage .onopen .options
.origin .padStart .parentElement .parse .parseFromString .pathname .persisted .prepend .preventDefault
.protocol .push .querySelector .querySelectorAll .random .readyState .redirected .reload
.removeAttribute .removeItem .replace .replaceChildren .replaceState .scrollIntoView .search .select
.selectedIndex .selectionEnd .selectionStart .set .setAttribute .setItem .setSelectionRange .shiftKey
.slice .some .sort .split .src .stack .startsWith .stopImmediatePropagation .stopPropagation .stringify
.target .test .textContent .then .title .toLowerCase .toString .toggleAttribute .trim .value
.values .visibilityState .writeText
"""
# An element, and the attributes that it may have beside those that any may have.
ELEMENTS = """
*: class dir hidden id lang role tabindex
a: download href rel
article: b: bdi: blockquote: body: br:
button: form formnovalidate name type value
caption: dd:
details: open
div: dl: dt: fieldset: footer:
form: action method
h1: h2: h3: head: header: html: i:
input: autocomplete checked maxlength name readonly required spellcheck type value
label: for
legend: li:
link: href rel
main:
meta: charset content media name
ol:
option: selected value
p:
rect: height rx width x y
script: src type
section:
select: name
small: span: summary:
svg: viewBox
table: tbody: td:
textarea: autocomplete maxlength name readonly required rows
th: scope
thead: title: tr: ul:
"""
EVENTS = """
DOMContentLoaded abort afterprint beforeprint change click error formdata hashchange input keydown keyup
offline online pagehide pageshow pointerdown submit toggle unhandledrejection visibilitychange
announce broken came leave line over set
"""  # the last line is our own: what page.js and modules tell each other, and the clock


def elements() -> set[str]:
    """Each of these elements, and each with each of its attributes."""
    found = re.findall(r"^([\w*:\s]+?): ?([\w ]*)$", ELEMENTS, re.MULTILINE)
    of = {name: words.split() for names, words in found for name in names.replace(":", "").split()}
    anywhere = of.pop("*")
    return {f"<{name}>" for name in of} | {
        f"<{name} {attribute}>" for name, own in of.items() for attribute in [*anywhere, *own]
    }


def old_enough() -> frozenset[str]:
    """All of it, each spelled as in the page of browsers."""
    known = {f"event {name}" for name in EVENTS.split()} | {"catch {"} | elements()
    for line in PROPERTIES.split("\n"):
        name, _, words = line.partition(":")
        known |= {name} | {f"{name}: {word}" for word in words.split()}
    # A word in brackets belongs to the one before it.
    known |= {name.replace("~", " ") for name in CSS.replace("@media (", "@media~(").split()}
    return frozenset(known | set(JS.split())) - {"", "--*"}
