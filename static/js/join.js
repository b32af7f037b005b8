/**
 * An invite that came as a link: its secret stands behind the # and never in a request's address.
 * It is kept in this one entry of the browser's history until the seat is taken, with a claim id of
 * this browser's own, so that a claim whose reply was lost can be made again and finds its seat.
 */

const CLAIM_BYTES = 16;
const PATIENCE_MS = 15_000; // a request that takes longer is as good as lost; a claim may be repeated
const RETRY_MS = 10_000; // to twice as long: no phone comes online when a server is back, and links have a limit
const UNREACHED = "The link stays on this page. It can’t be looked at just now; the page tries again by itself.";

const main = document.getElementById("main");
const path = location.pathname;
let asking = false;
let retrying;

/** The policy of panels.js, which is on no page that has this. */
const asIs = { createHTML: (/** @type {string} */ html) => html };
const policy = globalThis.trustedTypes?.createPolicy("panels", asIs) ?? asIs;

/** Take the invite out of the address and look at it. */
export function begin() {
  main.addEventListener("submit", claim);
  addEventListener("hashchange", read);
  read();
}

/** What is behind the # may have words and marks around it. The server reads it, as it reads what is pasted. */
function read() {
  const link = plain(location.hash.slice(1));
  if (link && link !== history.state?.link) keep({ link, claim: newClaim() });
  if (history.state?.link) ask();
}

/** As it can be read in the field, where it is no link. */
function plain(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Inside a chat app the address stays whole: "Open in browser" there hands on nothing else. */
function keep(state) {
  const { after } = history.state ?? {}; // page.js marks what was opened after leaving
  history.replaceState({ after, ...state }, "", document.querySelector("[data-in-app]") ? location.href : path);
}

function newClaim() {
  const bytes = crypto.getRandomValues(new Uint8Array(CLAIM_BYTES));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Look at the invite, or claim again what was claimed before. */
async function ask() {
  const { link, claim, sent } = history.state;
  if (asking) return;
  asking = true;
  clearTimeout(retrying);
  removeEventListener("online", ask);
  try {
    const body = new URLSearchParams(sent ?? { action: "look", link_text: link, claim_id: claim });
    const signal = AbortSignal.timeout?.(PATIENCE_MS);
    const response = await fetch(path, { method: "POST", headers: { Accept: "text/html" }, body, signal });
    if (response.redirected) return location.replace(response.url);
    const page = parsed(await response.text());
    if (!page.getElementById("main")) throw new Error("it is not the app that has answered");
    if (response.status < 500) keep({ link, claim });
    show(page);
  } catch {
    say(UNREACHED);
    addEventListener("online", ask);
    retrying = setTimeout(ask, RETRY_MS * (1 + Math.random()));
  } finally {
    asking = false;
  }
}

function claim(event) {
  const form = event.target;
  if (form.elements.action?.value !== "claim" || !history.state?.link) return;
  event.preventDefault();
  main.querySelector("[data-offline]")?.remove(); // whoever presses is told anew
  keep({ ...history.state, sent: Object.fromEntries(new FormData(form)) });
  ask();
}

function show(page) {
  document.title = page.title;
  document.body.className = page.body.className;
  main.replaceChildren(...page.getElementById("main").childNodes);
  fill();
  const refused = main.querySelector("[aria-invalid]");
  if (refused) return refused.focus(); // which brings it into view, with what is said of it
  scrollTo(0, 0);
  main.querySelector("[data-focus]")?.focus({ preventScroll: true });
}

function fill() {
  const { link, claim } = history.state ?? {};
  for (const field of claim ? main.querySelectorAll("[name=claim_id]") : []) field.value = claim;
  const read = main.querySelector("[type=hidden][name=link_text]")?.value; // without what stood around it
  for (const field of link && read ? main.querySelectorAll("[data-full-link]") : []) {
    field.value = `${location.origin}${path}#${read}`;
  }
  dispatchEvent(new CustomEvent("came", { detail: main }));
}

function say(text) {
  if (main.querySelector("[data-offline]")) return; // once is enough
  const place = document.createElement("p");
  Object.assign(place, { className: "refusal", textContent: text });
  place.dataset.offline = "";
  place.role = "alert";
  main.prepend(place);
  place.scrollIntoView({ block: "nearest" });
}

/** A page of our own server as a document: nothing in it has run or will. @param {string} html */
function parsed(html) {
  return new DOMParser().parseFromString(policy.createHTML(html), "text/html");
}
