/** The session page: wires the line to the server, the forms and the panels together. */

import { arrived, isDirty, letGo, listen, refuse, settled } from "./forms.js";
import { announce, clock, cover, differs, enliven, etags, newest, setClock, show } from "./panels.js";
import { openLine } from "./socket.js";

const PROTOCOL = 1;
const AFTER_MS = 2_000; // the panels that a command brings about follow their ack at once, or there are none
const STEP = /^[a-z0-9.-]{1,100}$/; // what the server takes for the id of a step
const MOVED = "This has moved on. See where you are";
const UNSENT = "What you typed is still on this screen, but could not be sent. Copy it, then reload this page.";
const OVERLONG = "What you typed is still on this screen. It is longer than fits; shorten it a little and send again.";

let broken = false; // something of ours has thrown: what is entered is posted the plain way
addEventListener("broken", () => (broken = true));

const main = document.getElementById("main");
const stage = document.getElementById("stage");
const bar = document.getElementById("bar");
const resting = document.getElementById("resting");
const together = document.getElementById("together");

const bothIn = together.textContent;

// A new connection of this page ends the one before it, and with it whatever was still on its way there.
const tab = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

/**
 * What this page knows and the screen doesn't show.
 *
 * @typedef {object} PageState
 * @property {string} at the step that is looked at, "" for what is next
 * @property {boolean} ownWords the link to `at` asked for them
 * @property {boolean} mine what comes next was brought about here
 * @property {number} [ending] of `mine`, a timer
 * @property {number} acked the version that holds what was last acked
 * @property {object | null} held a message whose stage is not shown, because somebody is typing
 */

/** @type {PageState} */
const state = { at: stepOf(location.search), ownWords: false, mine: false, acked: 0, held: null };

function stepOf(search) {
  const step = new URLSearchParams(search).get("at") ?? "";
  return STEP.test(step) ? step : "";
}

const line = openLine({
  socketUrl: `${location.protocol.replace("http", "ws")}//${location.host}/ws/s/${main.dataset.session}/`,
  pageUrl: `/s/${main.dataset.session}/`,
  query: () => state.at && `?at=${state.at}`,
  hello: () => ({ type: "hello", protocol: PROTOCOL, tab, ...(state.at && { at: state.at }), etags: etags() }),
  hear,
  report(connection, offline, rests) {
    main.dataset.connection = connection;
    bar.hidden = !offline;
    resting.hidden = offline || !rests;
    dispatchEvent(new CustomEvent("line", { detail: connection }));
  },
  gone: (erased) => (erased ? goWhereNothingIs() : reloadOnce()),
});

function hear(message, command) {
  switch (message.type) {
    case "panels":
      return arrive(message);
    case "pong":
      return setClock(message.now);
    case "ack":
      return command && obeyed(message, command);
    case "dropped":
      return settled(command);
    case "unsent":
      return refused({ message: UNSENT }, command);
    case "overlong":
      return command && refused({ message: OVERLONG }, command);
    case "delayed":
      return command.type !== "draft" && refuse(message.message);
    case "refused":
      return refused(message, command);
  }
}

// ---- what comes ----------------------------------------------------------------------------------

function arrive(message) {
  if (history.state?.reloaded) mark(undefined);
  if (message.version < newest()) return;
  setClock(message.now);
  const { stage: next, ...others } = message.panels;
  const busy = !state.mine && (isDirty() || document.querySelector("dialog[open]"));
  if (differs("stage", next) && busy) {
    hold(message);
    return show({ ...message, panels: others }, false, done);
  }
  if (next) hold(null);
  show(message, state.mine, done);
  if (!line.busy() && message.version >= state.acked) state.mine = false;
}

function done() {
  dispatchEvent(new CustomEvent("came", { detail: stage }));
  if (state.ownWords) openOwnWords();
}

function obeyed({ version, revision }, command) {
  settled(command, revision);
  arrived(command);
  if (command.type === "draft") return;
  state.acked = version;
  look("", false); // as on the server: what is next follows
  if (line.busy()) return;
  if (state.held) release();
  clearTimeout(state.ending);
  state.ending = setTimeout(expectNoMore, newest() < version ? AFTER_MS : 0);
}

function refused({ reason, message, revision }, command) {
  if (command?.type === "draft") return; // the answer will say so, if it still matters
  if (command) settled(command, reason === "stale" ? revision : undefined);
  expectNoMore();
  refuse(message);
}

/** What comes next is brought about here: it is shown at once, whatever is being typed. */
function expect() {
  state.mine = true;
}

/** Unless something is under way still. */
function expectNoMore() {
  state.mine = line.busy();
}

// ---- a stage that waits --------------------------------------------------------------------------

function hold(message) {
  const label = message?.reveal_at ? bothIn : MOVED;
  if (message && (!state.held || together.textContent !== label)) announce(label);
  together.textContent = label;
  together.hidden = !message;
  state.held = message;
}

/** What waited is asked for anew: what is typed here by now, and kept, is newer than what came then. */
function release() {
  hold(null);
  expect();
  line.greet();
}

// ---- what a person does --------------------------------------------------------------------------

/** Look at another step, or at what is next. The whole session is one entry of the browser's history. */
function look(step, own) {
  state.ownWords = own;
  if (state.at === step) return;
  state.at = step;
  history.replaceState(history.state, "", location.pathname + (step && `?at=${step}`));
}

function openOwnWords() {
  state.ownWords = false;
  const own = stage.querySelector("form [value=other]");
  const fold = own?.closest("details");
  if (fold) fold.open = true;
  else if (own) own.checked = true;
  own?.form.querySelector(".words textarea")?.focus();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-at]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || line.over() || broken) return;
  event.preventDefault();
  look(link.dataset.at, new URLSearchParams(link.search).has("own"));
  expect();
  line.greet();
});
together.addEventListener("click", () => (broken ? location.reload() : release()));
clock.addEventListener("over", () => line.greet());

// What opens at the end of a screen would open behind the dock.
const bringUp = (element) => element?.scrollIntoView({ block: "nearest" });
stage.addEventListener("toggle", ({ target }) => target.open && bringUp(target), true);
stage.addEventListener("change", ({ target }) => target.value === "other" && bringUp(target.form.querySelector(".words")));
addEventListener("leave", letGo);
addEventListener("leave", line.close);

// ---- where nothing is any more -------------------------------------------------------------------

/** Everything is erased, for both: nothing could still be stored, so nothing is asked. */
function goWhereNothingIs() {
  letGo();
  location.replace("/gone/");
}

/** What was loaded anew and is told the same again stays as it is, and says that it won't follow. */
function reloadOnce() {
  if (history.state?.reloaded) return void dispatchEvent(new CustomEvent("line", { detail: "stuck" }));
  mark(true);
  letGo();
  location.reload();
}

function mark(reloaded) {
  history.replaceState({ ...history.state, reloaded }, "");
}

// Last: should anything above fail, the forms stay plain ones.
if (main.dataset.now) setClock(Number(main.dataset.now)); // a card is due soon, and no message has told the time yet
cover(stage, Number(main.dataset.revealAt) || 0);
enliven(stage);
listen((command) => {
  if (line.over() || broken) return false;
  if (command.type !== "draft") expect();
  line.send(command);
  return true;
});
