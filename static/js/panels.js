/** What is on the screen: panels swapped when their etag differs, announced, and the card that turns over. */

const CLOCK_JUMP_MS = 10_000; // no network is that late: somebody has set this device's clock
const LONGEST_COVER_MS = 10_000; // a card is covered for a second and a half; anything longer is a wrong clock
const JUST_MS = 350; // nobody has read by then what has come under a thumb, and a double tap is over
const TAPPED = "a, button, summary, label, input, select, textarea";
const LOCAL = "details, :is(input, textarea):not([name])"; // opened or ticked, and the server never hears of it

/** Tell a screen reader: page.js does. @param {string} [text] */
export const announce = (text) => dispatchEvent(new CustomEvent("announce", { detail: text }));

/** The only policy: what passes through it was rendered and escaped by our own server. */
const asIs = { createHTML: (/** @type {string} */ html) => html };
const policy = globalThis.trustedTypes?.createPolicy("panels", asIs) ?? asIs;
const trusted = (html) => policy.createHTML(html);

const main = document.getElementById("main");
const stillness = matchMedia("(prefers-reduced-motion: reduce)");

// ---- panels --------------------------------------------------------------------------------------

let latest = Number(main?.dataset.version);
const newestOf = new Map(); // id -> the panel that is on the screen, or on its way there with the next frame

/** The version that is on the screen. */
export const newest = () => latest;

/** Whether this panel would be swapped. @param {string} id @param {{etag: string}} [panel] */
export function differs(id, panel) {
  const place = document.getElementById(id);
  return Boolean(place && panel && (newestOf.get(id) ?? place.dataset).etag !== panel.etag);
}

/** The etags of what is on the screen, or on its way there, for a hello. */
export const etags = () => Object.fromEntries(
  [...document.querySelectorAll("[data-panel]")].map(({ id, dataset }) => [id, (newestOf.get(id) ?? dataset).etag]),
);

/**
 * Swap what differs.
 *
 * @param {{version: number, reveal_at?: number, panels: Record<string, {html: string, etag: string}>}} message
 * @param {boolean} mine a command of this page brought it about: focus goes to the new heading
 * @param {() => void} then runs when everything is in its place
 */
export function show({ version, reveal_at: revealAt, panels }, mine, then) {
  latest = version;
  const changed = Object.entries(panels).filter(([id, panel]) => differs(id, panel));
  for (const [id, panel] of changed) newestOf.set(id, panel);
  // A transition swaps with a later frame. What has been overtaken until then would bring back what is over.
  const isNewest = ([id, panel]) => newestOf.get(id) === panel && document.getElementById(id).dataset.etag !== panel.etag;
  const swapAll = () => {
    for (const [id, { html, etag }] of changed.filter(isNewest)) {
      const panel = document.getElementById(id);
      panel.dataset.etag = etag;
      if (id === "stage") swapStage(panel, html, mine, revealAt);
      else panel.innerHTML = trusted(html);
      if (id === "partner") dress(panel);
      panel.querySelectorAll("[data-news]").forEach(tell);
    }
    main.dataset.version = Math.max(version, Number(main.dataset.version));
    then();
  };
  // While a transition runs, taps go astray. Whoever has just tapped may tap again: for them it is at once.
  const calm = !mine && document.visibilityState === "visible" && changed.some(([id]) => id === "stage");
  if (!calm || stillness.matches || !document.startViewTransition) return swapAll();
  const transition = document.startViewTransition(swapAll);
  transition.ready.catch(() => {}); // it was skipped, for a newer one: that is no error
}

/** The other has done something, under the heading that was there. Over a stage it moves all that lies on it. */
function tell(news) {
  announce(news.textContent.trim());
  if (!news.closest("#stage")) justCome(document.getElementById("stage"), false);
}

/** The two may have swapped their shapes, and with them their colours. */
function dress(partner) {
  const you = partner.querySelector("[data-you]")?.dataset.you;
  if (you) document.body.classList.replace(you === "a" ? "you-b" : "you-a", `you-${you}`);
}

function swapStage(stage, html, mine, revealAt) {
  const before = heading(stage)?.textContent;
  const focused = stage.contains(document.activeElement) ? document.activeElement : null;
  const were = [...stage.querySelectorAll(LOCAL)];
  justCome(stage);
  stage.innerHTML = trusted(html);
  cover(stage, revealAt);
  enliven(stage);
  const head = heading(stage);
  if (head?.textContent !== before) {
    scrollTo({ top: 0, behavior: "instant" });
    if (mine || focused) head?.focus({ preventScroll: true });
    if (!mine) announce(head?.textContent);
    return;
  }
  const local = [...stage.querySelectorAll(LOCAL)];
  if (local.length === were.length) local.forEach((each, place) => leaveAs(each, were[place]));
  if (focused) (likeness(stage, focused) ?? local[were.indexOf(focused)] ?? head)?.focus({ preventScroll: true });
}

function heading(panel) {
  return [...panel.querySelectorAll("[data-focus], h1")].find((each) => !each.closest("[hidden]"));
}

function leaveAs(each, { open, checked }) {
  if ("open" in each) each.open ||= open;
  else each.checked ||= checked;
}

/** The one that would send the same. */
const likeness = (stage, focused) => [...stage.querySelectorAll("[name]")].find((each) => does(each) === does(focused));

/** What a tap on this does, in words. Several forms of a stage may have a button of one name. */
function does({ name, value, href, form, textContent }) {
  const { what, step } = form?.elements ?? {};
  return [name || href || textContent, value, what?.value, step?.value].join();
}

// ---- what has just come --------------------------------------------------------------------------

let settling;
let known = new Set(); // what taps could do on this stage before

/** Take no tap for a moment, but on what lay there `before`. */
function justCome(stage, before = true) {
  known = new Set(before ? [...stage.querySelectorAll(TAPPED)].map(does) : []);
  stage.dataset.fresh = "";
  clearTimeout(settling);
  settling = setTimeout(() => delete stage.dataset.fresh, JUST_MS);
}

/** A key presses what has the focus, which is nothing that has just come; a thumb presses what lies there now. */
function guard(event) {
  const control = event.target.closest(TAPPED);
  if (!control?.closest("#stage[data-fresh]") || !event.detail || known.has(does(control.control ?? control))) return;
  event.preventDefault();
  event.stopPropagation();
}
document.addEventListener("click", guard, true);

// ---- what only some stages have ------------------------------------------------------------------

// Each is a module with begin(element, signal, tools), fetched where there is such an element. It gets what it
// needs of this page handed over and imports nothing of it, so that no two modules import each other.
const BEHAVIOURS = [
  ["[data-breath]", () => import("./breath.js")],
  ["[data-ends-at]", () => import("./turns.js")],
  ["[data-dim]", () => import("./talk.js")],
  ["[data-unhurried]", () => import("./unhurried.js")],
  ["[data-note]", () => import("./note.js")],
  ["[data-hint-words]", () => import("./hints.js")],
  ["[data-ordered], [data-at-most]", () => import("./ordered.js")],
];
let swapped = new AbortController();

/** Bring to life what a stage has just got; all that was alive before ends. @param {Element} stage */
export function enliven(stage) {
  swapped.abort();
  swapped = new AbortController();
  delete stage.dataset.plainer;
  const { signal } = swapped;
  for (const [selector, load] of BEHAVIOURS) {
    const found = stage.querySelectorAll(selector);
    if (found.length) live(found, load, signal);
  }
}

/** A module that could not be fetched, or fails, leaves a plainer page, as one without scripts. What lives says so. */
async function live(found, load, signal) {
  const behaviour = await load().catch(() => null);
  if (signal.aborted) return;
  for (const each of found) {
    try {
      behaviour.begin(each, signal, { announce, clock, serverNow, justCome });
      each.dataset.lives = "";
    } catch {
      each.closest("#stage").dataset.plainer = ""; // and says so: .plainly
    }
  }
}

// ---- the clock -----------------------------------------------------------------------------------

let ahead = NaN; // how far the server's clock is ahead of ours, in milliseconds

/** The server's clock as far as it is known, in milliseconds: before the first message it is our own. */
export const serverNow = () => Date.now() + (ahead || 0);

/** Tells when the server's clock was learned anew ("set"), and when a turn has run out on it ("over"). */
export const clock = new EventTarget();

/** Learn the server's clock from a message. @param {number} now server milliseconds */
export function setClock(now) {
  const sample = now - Date.now(); // short by the message's way here and never too long, so the longest is best
  ahead = Math.abs(sample - ahead) < CLOCK_JUMP_MS ? Math.max(ahead, sample) : sample;
  clock.dispatchEvent(new Event("set"));
}

// ---- the card ------------------------------------------------------------------------------------

let turning;
let look = () => {};

clock.addEventListener("set", () => look());

/**
 * Cover the card until its moment: late is fine, early never. One whose moment is past lies open.
 *
 * @param {Element} stage
 * @param {number} [revealAt] server milliseconds
 */
export function cover(stage, revealAt = 0) {
  const turn = stage.querySelector("[data-turn]");
  const back = turn?.querySelector(".back");
  const left = () => revealAt - serverNow();
  clearTimeout(turning);
  look = () => {};
  if (!turn) return;
  if (!back || left() <= 0 || left() > LONGEST_COVER_MS) {
    turn.dataset.turned = Date.now();
    return;
  }
  const face = turn.querySelector(".face:not(.back)");
  face.hidden = !(back.hidden = false);
  look = () => {
    clearTimeout(turning);
    if (left() > 0) turning = setTimeout(look, Math.ceil(left()));
    else turnOver(turn, back, face);
  };
  look();
}

function turnOver(turn, back, face) {
  look = () => {};
  const follows = back.contains(document.activeElement);
  justCome(turn.closest("#stage"), false);
  back.hidden = !(face.hidden = false);
  turn.classList.add("turned");
  turn.dataset.turned = Date.now();
  if (follows) heading(face)?.focus({ preventScroll: true });
  else announce(heading(face)?.textContent);
}
