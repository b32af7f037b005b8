/**
 * What every page has: the way out at one tap or at three presses of Shift, and no way back to it by the browser's
 * own buttons; whether it follows by itself; a link to copy or to share; what is told a screen reader.
 *
 * It is no module: it runs before anything of the page can be seen, and also where no module does. Modules tell
 * it by events: "announce" (detail: words), "came" (detail: an element that is new), "line" (detail: how the line to
 * the server is); it tells them "leave", and "broken" when a script of ours has failed.
 */
{
  const SHIFTS = 3;
  const SHIFT_MS = 5_000; // all of them within this time; slower is only typing
  const NOTE_MS = 4_000; // how long a button says what it has done
  const QUIET_MS = 5_000; // at most one announcement in this time: a screen reader is no ticker
  const PATIENCE_MS = 8_000; // for a line to the server; with less, a slow network would be told that it is broken
  const LEFT = "left"; // in this tab's storage: where to, and when
  const SCRIPTS = `${location.origin}/static/`; // ours; what an app or a browser puts into a page throws as the page

  let presses = 0;
  let alone = false; // Shift went down, and nothing was pressed with it
  let forgetting;

  // ---- out ---------------------------------------------------------------------------------------

  /** Blank the page in this very tick, then put a neutral one in its place in the history. */
  function leave(link) {
    const exit = link.dataset.exit || link.href;
    document.documentElement.replaceChildren();
    try {
      sessionStorage.setItem(LEFT, JSON.stringify({ exit, at: Date.now() }));
    } catch {} // nothing is kept here
    stop(); // what is still being fetched would find no page to begin on
    dispatchEvent(new Event("leave")); // whoever has something to end, ends it
    location.replace(exit);
  }

  function press(link) {
    presses += 1;
    if (presses === SHIFTS) return leave(link);
    if (presses === 1) forgetting = setTimeout(forget, SHIFT_MS, link);
    link.dataset.presses = presses;
    say(`Press Shift ${presses === 1 ? "two more times" : "once more"} to leave.`);
  }

  function forget(link) {
    clearTimeout(forgetting);
    presses = 0;
    delete link.dataset.presses;
    say("");
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-leave]");
    if (!link) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    leave(link);
  }, true);
  addEventListener("pointerdown", () => (alone = false), true);
  addEventListener("keydown", ({ key, repeat }) => (alone = key === "Shift" && (alone || !repeat)), true);
  addEventListener("keyup", ({ key }) => {
    const link = document.querySelector("[data-leave]");
    if (key === "Shift" && alone && link) press(link);
  }, true);

  // ---- and not back ------------------------------------------------------------------------------

  function whereLeft() {
    try {
      return JSON.parse(sessionStorage.getItem(LEFT));
    } catch {
      return null;
    }
  }

  /** Go out again from what was opened before somebody left. What is opened on purpose afterwards is marked. */
  function turnAway() {
    const left = whereLeft();
    if (!left || history.state?.after === left.at) return false;
    document.documentElement.hidden = true; // whatever is still parsed
    document.documentElement.replaceChildren();
    stop();
    location.replace(left.exit);
    return true;
  }

  const [way] = performance.getEntriesByType?.("navigation") ?? [];
  if (way?.type === "back_forward") turnAway();
  else if (whereLeft()) history.replaceState({ ...history.state, after: whereLeft().at }, "");

  // A page that comes back out of the browser's memory shows nothing before the server was asked again.
  addEventListener("pagehide", ({ persisted }) => persisted && (document.documentElement.hidden = true));
  addEventListener("pageshow", ({ persisted }) => persisted && (turnAway() || location.reload()));

  // ---- whether it follows by itself ----------------------------------------------------------------

  let broken = false;
  let waiting;

  /** Hide what a page without scripts has (.plainly), as long as there is hope that nobody needs it; or say it (.alone). */
  function follow(follows) {
    const { dataset } = document.documentElement;
    const alone = dataset.follows !== "no" && !follows && document.querySelector(".alone"); // said once
    dataset.follows = follows ? "yes" : "no";
    if (alone) announce(alone.innerText);
  }

  function hear(line) {
    clearTimeout(waiting);
    if (broken) return;
    if (line === "stuck") fail(); // there will be none
    else if (line === "connecting") waiting = setTimeout(follow, PATIENCE_MS, false);
    else follow(true);
  }

  /** A script of ours could not be had, or threw. Forms are plain ones from now on, and links lead to what is new. */
  function fail() {
    broken = true;
    clearTimeout(waiting);
    follow(false);
    dispatchEvent(new Event("broken"));
  }

  hear();
  hear("connecting");
  addEventListener("line", ({ detail }) => hear(detail));
  const isOurs = (...places) => places.some((each) => each?.includes?.(SCRIPTS));
  addEventListener("error", ({ target, filename, error }) => {
    if (isOurs(target.src, filename, error?.stack)) fail();
  }, true);
  addEventListener("unhandledrejection", ({ reason }) => isOurs(reason?.stack) && fail());

  // ---- copy and share ----------------------------------------------------------------------------

  /** Show the buttons that work here. @param {ParentNode} root */
  function offer(root) {
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
    say((label.data = text));
    setTimeout(() => (label.data = button.dataset.label), NOTE_MS);
  }

  function share(button) {
    const url = document.querySelector(button.dataset.share).value;
    const text = wordsOf(button);
    navigator.share(text ? { text, url } : { url }).catch(() => {}); // thought better of it
  }

  document.addEventListener("click", tapped, true);

  function tapped(event) {
    const control = event.target.closest?.("[data-copy], [data-share], [data-print], [data-replace], a[href^='#']");
    if (!control) return;
    event.preventDefault();
    if (control.matches("[data-replace]")) location.replace(control.href); // no way back to somebody's page
    else if (control.matches("[data-copy]")) copy(control);
    else if (control.matches("[data-share]")) share(control);
    else if (control.matches("[data-print]")) print();
    else document.querySelector(control.hash)?.focus(); // a fragment would leave an entry behind the exit
  }

  // ---- announcements -----------------------------------------------------------------------------

  function say(text) {
    const status = document.getElementById("status");
    if (status) status.textContent = text;
  }

  let announced = -QUIET_MS;
  let announcing;
  let words = "";

  /** Tell a screen reader. Of several things in a short time only the last is said. @param {string} [text] */
  function announce(text) {
    words = text ?? "";
    announcing ??= setTimeout(() => {
      announcing = undefined;
      announced = performance.now();
      say(words);
    }, Math.max(0, announced + QUIET_MS - performance.now()));
  }

  addEventListener("announce", ({ detail }) => announce(detail));
  addEventListener("came", ({ detail }) => offer(detail));

  // ---- paper -------------------------------------------------------------------------------------

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

  // ---- what only some pages have -----------------------------------------------------------------

  /** What only some pages need is fetched there. */
  function enliven() {
    offer(document);
    if (document.querySelector("[data-join]")) {
      import("./join.js").then(({ begin }) => hear(begin())).catch(fail);
    }
    // Who forgets the seats on this device, or erases all of it, leaves no private note behind either.
    const ends = (form) => form.querySelector("[name=forget], [name=confirm][value=erase]");
    const farewell = [...document.forms].filter(ends);
    const clearing = document.querySelectorAll("[data-clear-notes]");
    if (farewell.length || clearing.length) {
      import("./note.js").then(({ clearBy }) => clearBy(farewell, clearing, say)).catch(fail);
    }
  }

  addEventListener("DOMContentLoaded", enliven);
}
