/** What a person enters on the stage: forms become commands, typing drafts; a refusal keeps everything. */

const PAUSE_MS = 1_500; // after the last keystroke
const PART = "parts.";
const SHARE = "share.";
const LAST = 99; // what is ticked and has no number
const TEXT_FIELD = "#stage form[data-command=answer] :is(textarea, input[type=text])[name]";

const forms = new WeakMap(); // command -> the form that waits for its reply
const revisions = new Map(); // step -> the newest revision that this page knows of
let send = (/** @type {object} */ command) => {};
let typing;
let typed = null; // the form with typing that no draft has yet
const unsaved = new Map(); // step -> {command, form, back}: entered, and not confirmed by the server

/**
 * Turn the forms of the stage into commands. Until this has run they are plain forms.
 *
 * @param {(command: object) => boolean} give false when the form should be posted the plain way
 */
export function listen(give) {
  send = give;
  document.addEventListener("click", ignoreDoubleTap, true);
  document.addEventListener("submit", submit);
  document.addEventListener("formdata", putInOrder);
  document.addEventListener("change", decide);
  document.addEventListener("input", keystroke);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && draft());
  addEventListener("pagehide", draft);
}

/** Whether the stage holds something entered that only this page knows. */
export function isDirty() {
  return [...document.querySelectorAll("#stage form[data-command=answer]")].some(
    (form) => form.querySelector("[data-reordered]") || [...form.elements].some(isChanged),
  );
}

/** A reply came: the form is no longer waiting. @param {object} command @param {number} [revision] */
export function settled(command, revision) {
  if (revision !== undefined) revisions.set(command.step, revision);
  const form = forms.get(command);
  form?.removeAttribute("data-pending");
  form?.removeAttribute("aria-busy");
  const waits = unsaved.get(command.step);
  if (waits?.command === command) waits.back = true;
}

/** Say why something wasn't taken, and leave everything as it is. @param {string} message "" takes it away */
export function refuse(message) {
  const place = document.querySelector("#stage [data-refusal]");
  if (!place) return;
  place.hidden = !message;
  place.textContent = message;
  if (message) place.scrollIntoView({ block: "nearest" });
}

// ---- sending -------------------------------------------------------------------------------------

function submit(event) {
  const { target: form, submitter } = event;
  if (!form.matches("form[data-command]")) return;
  const command = commandOf(form, submitter);
  if (!command) return letGo();
  if (typed !== form) draft(); // another form is sent: what was typed beside it is kept first
  clearTimeout(typing);
  typed = null;
  refuse("");
  if (submitter?.name === "all") form.querySelectorAll(`[type=checkbox][name^="${SHARE}"]:not([data-single])`).forEach(tick);
  if (command.what === "preview" && command.on) decideAnew(form);
  if (!send(command)) return letGo();
  event.preventDefault();
  forms.set(command, form);
  if (command.parts) wait(command, form);
  form.dataset.pending = "";
  form.setAttribute("aria-busy", "true");
}

/** The second click of a double click would land on whatever came in between. */
function ignoreDoubleTap(event) {
  if (event.detail > 1 && event.target.closest("#stage button:not([type=button])")) event.preventDefault();
}

function commandOf(form, submitter) {
  const data = new FormData(form);
  if (submitter?.name) data.append(submitter.name, submitter.value);
  const step = data.get("step");
  switch (data.getAll("command").at(-1)) {
    case "answer": {
      const base = baseOf(step, data.get("base"));
      const parts = partsOf(form, data);
      const share = sharesOf(form, step, submitter);
      // Without parts it only decides what is shared of what is in.
      return Object.keys(parts).length ? { type: "answer", step, base, parts, share } : { type: "answer", step, base, share };
    }
    case "pass":
      return { type: "pass", step, base: baseOf(step, data.get("base")) };
    case "ready":
      return { type: "ready", round: data.get("round"), what: data.get("what"), on: data.get("on") === "1" || data.has("all") };
    default: // to stop, for one, is always a plain POST
      return null;
  }
}

/** What was typed is based on what the form was rendered with, or on what this page has sent since. */
const baseOf = (step, rendered) => Math.max(Number(rendered), revisions.get(step) ?? 0);

function partsOf(form, data) {
  const boxes = [...form.elements].filter((each) => each.type === "checkbox");
  const lists = new Set(boxes.map(({ name }) => name).filter((name) => name.startsWith(PART)));
  const parts = {};
  for (const [field, value] of data) {
    if (!field.startsWith(PART)) continue;
    const name = field.slice(PART.length);
    if (lists.has(field)) (parts[name] ??= []).push(value);
    else parts[name] = value;
  }
  for (const field of lists) parts[field.slice(PART.length)] ??= ""; // none of them is an answer, too
  return parts;
}

/** Boxes whose order counts are sent in the order in which they were ticked, whichever way they go. */
function putInOrder({ target: form, formData }) {
  const boxes = [...form.elements].filter((each) => each.matches("[data-ordered] :checked[name]:enabled"));
  boxes.sort((one, other) => placeOf(one) - placeOf(other));
  for (const { name } of boxes) formData.delete(name);
  for (const { name, value } of boxes) formData.append(name, value);
}

const placeOf = (box) => Number(box.closest("label")?.dataset.order) || LAST;

function sharesOf(form, step, submitter) {
  const share = {};
  for (const control of form.elements) {
    if (!control.name?.startsWith(SHARE) || (control.type === "radio" && !control.checked)) continue;
    if (control.type !== "submit") share[partOf(control, step)] = isShared(control);
    else if (control === submitter) share[partOf(control, step)] = control.value === "share";
  }
  return share;
}

const partOf = ({ name }, step) => name.slice(`${SHARE}${step}.`.length);
const isShared = ({ checked, value }) => checked && value === "share";

// ---- the preview ---------------------------------------------------------------------------------

function decide({ target: control }) {
  const form = control.form;
  if (form?.elements.what?.value !== "preview") return;
  refuse("");
  if (control.name === "apart" || control.name === "together") {
    send({ type: "ready", round: form.elements.round.value, what: control.name, on: control.checked });
  } else if (control.name.startsWith(SHARE)) {
    const { step, base } = control.closest("[data-step]").dataset;
    const share = { [partOf(control, step)]: isShared(control) };
    send({ type: "answer", step, base: baseOf(step, base), share });
  }
}

const tick = (box) => (box.checked = true);

/** What is released is what the screen shows, even if a browser has restored these choices by itself. */
function decideAnew(form) {
  for (const control of form.elements) {
    if (isChanged(control) && (control.checked || control.type === "checkbox")) decide({ target: control });
  }
}

// ---- drafts --------------------------------------------------------------------------------------

function keystroke({ target }) {
  if (!target.matches(TEXT_FIELD)) return;
  typed = target.form;
  addEventListener("beforeunload", stay);
  clearTimeout(typing);
  typing = setTimeout(draft, PAUSE_MS);
}

function draft() {
  clearTimeout(typing);
  const form = typed;
  typed = null;
  if (!form?.isConnected || "pending" in form.dataset) return;
  const data = new FormData(form);
  const step = data.get("step");
  const command = { type: "draft", step, base: baseOf(step, data.get("base")), parts: partsOf(form, data) };
  if (send(command)) wait(command, form);
}

// ---- words that have not arrived -----------------------------------------------------------------

/** While there are some, the page asks before it goes away. Nothing is kept for it. */
function stay(event) {
  if (hasUnsaved()) event.preventDefault();
}

/** What came back unsent is still on the screen, or nowhere. */
function hasUnsaved() {
  return Boolean(typed?.isConnected) || [...unsaved.values()].some(({ form, back }) => !back || form.isConnected);
}

function wait(command, form) {
  unsaved.set(command.step, { command, form, back: false });
  addEventListener("beforeunload", stay);
}

/** The server has this. @param {object} command */
export function arrived(command) {
  if (unsaved.get(command.step)?.command === command) unsaved.delete(command.step);
  if (!hasUnsaved()) removeEventListener("beforeunload", stay);
}

/** Whoever leaves, or posts a form the plain way, is asked nothing. */
export function letGo() {
  typed = null;
  unsaved.clear();
  removeEventListener("beforeunload", stay);
}

function isChanged(control) {
  if (!control.name) return false; // it is sent nowhere, so nothing of it waits
  if (["radio", "checkbox"].includes(control.type)) return control.checked !== control.defaultChecked;
  if (control.options) {
    const chosen = [...control.options].findIndex((option) => option.defaultSelected);
    return control.selectedIndex !== Math.max(0, chosen);
  }
  return control.defaultValue !== undefined && control.value !== control.defaultValue;
}
