/** What every page has: the way out at one tap, a link to copy or to share, and what is told a screen reader. */

const SHIFTS = 3;
const SHIFT_MS = 5_000; // all of them within this time; slower is only typing
const NOTE_MS = 4_000; // how long a button says what it has done
const QUIET_MS = 5_000; // at most one announcement in this time: a screen reader is no ticker

const status = document.getElementById("status");

// ---- leave ---------------------------------------------------------------------------------------

const farewells = [];
let presses = 0;
let alone = false; // Shift went down, and nothing was pressed with it
let forgetting;

/** Run this when somebody leaves, after the page is blank. @param {() => void} action */
export const onLeave = (action) => farewells.push(action);

/** Blank the page in this very tick, then put a neutral one in its place in the history. */
function leave(link) {
  const exit = link.dataset.exit || link.href;
  document.documentElement.replaceChildren();
  for (const action of farewells) action();
  location.replace(exit);
}

function press(link) {
  presses += 1;
  if (presses === SHIFTS) return leave(link);
  if (presses === 1) forgetting = setTimeout(forget, SHIFT_MS, link);
  link.dataset.presses = presses;
  status.textContent = `Press Shift ${presses === 1 ? "two more times" : "once more"} to leave.`;
}

function forget(link) {
  clearTimeout(forgetting);
  presses = 0;
  delete link.dataset.presses;
  status.textContent = "";
}

document.addEventListener("click", tapped, true);
addEventListener("pointerdown", () => (alone = false), true);
addEventListener("keydown", ({ key, repeat }) => (alone = key === "Shift" && (alone || !repeat)), true);
addEventListener("keyup", ({ key }) => {
  const link = document.querySelector("[data-leave]");
  if (key === "Shift" && alone && link) press(link);
}, true);

// A page that comes back out of the browser's memory shows nothing before the server was asked again.
addEventListener("pagehide", ({ persisted }) => persisted && (document.documentElement.hidden = true));
addEventListener("pageshow", ({ persisted }) => persisted && location.reload());

// ---- copy and share ------------------------------------------------------------------------------

/** Show the buttons that work here. @param {ParentNode} root */
export function offer(root) {
  for (const button of root.querySelectorAll("[data-copy], [data-print]")) button.hidden = false;
  if (navigator.share) for (const button of root.querySelectorAll("[data-share]")) button.hidden = false;
}

/** What is sent with the link, where there is something. */
const wordsOf = (button) => button.dataset.words && document.querySelector(button.dataset.words).textContent.trim();

async function copy(button) {
  const field = document.querySelector(button.dataset.copy);
  const whole = [wordsOf(button), field.value].filter(Boolean).join("\n");
  const done = await navigator.clipboard?.writeText(whole).then(() => true, () => false);
  note(button, done || copySelected(field) ? "Copied" : "Selected: copy it from there");
}

/** Plain http has no clipboard. What is selected can be copied by hand, whatever the browser says. */
function copySelected(field) {
  field.focus();
  field.select();
  return document.execCommand("copy");
}

function note(button, text) {
  const label = button.lastChild; // the text after the icon
  button.dataset.label ??= label.data;
  label.data = status.textContent = text;
  setTimeout(() => (label.data = button.dataset.label), NOTE_MS);
}

function share(button) {
  const url = document.querySelector(button.dataset.share).value;
  const text = wordsOf(button);
  navigator.share(text ? { text, url } : { url }).catch(() => {}); // thought better of it
}

function tapped(event) {
  const control = event.target.closest("[data-leave], [data-copy], [data-share], [data-print], [data-replace], a[href^='#']");
  if (!control) return;
  event.preventDefault();
  if (control.matches("[data-leave]")) leave(control);
  else if (control.matches("[data-replace]")) location.replace(control.href); // no way back to somebody's page
  else if (control.matches("[data-copy]")) copy(control);
  else if (control.matches("[data-share]")) share(control);
  else if (control.matches("[data-print]")) print();
  else document.querySelector(control.hash)?.focus(); // a fragment would leave an entry behind the exit
}

// ---- announcements -------------------------------------------------------------------------------

let announced = -QUIET_MS;
let announcing;
let words = "";

/** Tell a screen reader. Of several things in a short time only the last is said. @param {string} [text] */
export function announce(text) {
  words = text ?? "";
  announcing ??= setTimeout(() => {
    announcing = undefined;
    announced = performance.now();
    status.textContent = words;
  }, Math.max(0, announced + QUIET_MS - performance.now()));
}

// ---- what comes from our own server --------------------------------------------------------------

/** The only policy: what passes through it was rendered and escaped by our own server. */
const asIs = { createHTML: (/** @type {string} */ html) => html };
const policy = globalThis.trustedTypes?.createPolicy("panels", asIs) ?? asIs;

/** Markup that may be shown. @param {string} html */
export const trusted = (html) => policy.createHTML(html);

/** A page of our own server as a document: nothing in it has run or will. @param {string} html */
const parsed = (html) => new DOMParser().parseFromString(trusted(html), "text/html");

// ---- paper ---------------------------------------------------------------------------------------

// What is folded is open on paper, also where a style sheet can't open it.
const unfolded = new Set();
addEventListener("beforeprint", () => {
  for (const each of document.querySelectorAll("details:not([open])")) {
    each.open = true;
    unfolded.add(each);
  }
});
addEventListener("afterprint", () => {
  for (const each of unfolded) each.open = false;
  unfolded.clear();
});

offer(document);
// What it needs is handed over: what only some pages load imports nothing of the page that loads it, so there is no circle.
if (document.querySelector("[data-join]")) import("./join.js").then(({ begin }) => begin({ offer, parsed }));

// Who forgets the seats on this device, or erases all of it, leaves no private note behind either.
const farewell = document.querySelectorAll("form:has([name=forget], [name=confirm][value=erase])");
const clearing = document.querySelectorAll("[data-clear-notes]");
if (farewell.length || clearing.length) {
  import("./note.js").then(({ clear }) => {
    for (const form of farewell) form.addEventListener("submit", clear);
    for (const button of clearing) {
      button.hidden = false;
      button.addEventListener("click", () => {
        clear();
        status.textContent = button.textContent = "Deleted from this device.";
      });
    }
  });
}
