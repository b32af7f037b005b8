/**
 * Notes to oneself: kept in this browser and nowhere else, by session and step. Nothing of one is ever sent:
 * its fields have no names. Where a browser keeps nothing, a note lives as long as the page.
 */

const PREFIX = "meant:note:";

const memory = new Map(); // what could not be stored
const carets = new Map();

/**
 * Keep this note, and show what is kept of it.
 *
 * @param {HTMLTextAreaElement} field has data-note; nameless boxes in the same fieldset (or data-note-scope) go with it
 * @param {AbortSignal} signal ends it
 */
export function begin(field, signal, { announce }) {
  const key = keyOf(field);
  const scope = field.closest("[data-note-scope], fieldset") ?? field.parentElement;
  const boxes = [...scope.querySelectorAll("input[type=checkbox]:not([name])")];

  function keep() {
    const ticked = boxes.flatMap((box, place) => (box.checked ? [place] : []));
    if (field.value || ticked.length) write(key, JSON.stringify({ words: field.value, ticked }));
    else remove(key);
  }

  function restore() {
    const { words, ticked } = read(key);
    const typed = field.value; // before this ran
    field.value = words.includes(typed) ? words : [words, typed].filter(Boolean).join("\n");
    for (const place of ticked) if (boxes[place]) boxes[place].checked = true;
    const caret = carets.get(key);
    if (caret && field === document.activeElement) field.setSelectionRange(...caret);
    keep();
  }

  function empty() {
    field.value = "";
    for (const box of boxes) box.checked = false;
    carets.delete(key);
    remove(key);
    announce("Deleted from this device.");
  }

  restore();
  for (const each of [field, ...boxes]) {
    each.autocomplete = "off"; // a browser that restores fields by itself would bring back what was cleared
    each.addEventListener("input", keep, { signal });
  }
  for (const button of scope.querySelectorAll("[data-note-clear]")) {
    button.hidden = false;
    button.addEventListener("click", (event) => (event.preventDefault(), empty()), { signal });
  }
  // Somebody who writes while the stage is swapped goes on where they were.
  signal.addEventListener("abort", () => carets.set(key, [field.selectionStart, field.selectionEnd]));
}

/** Remove every note from this device. */
function clear() {
  memory.clear();
  carets.clear();
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
  } catch {} // nothing is kept here
}

function keyOf(field) {
  const code = document.getElementById("main").dataset.session;
  const step = field.form?.elements.step?.value;
  return PREFIX + [code, [step, field.dataset.note || field.id].filter(Boolean).join(".")].join(":");
}

function read(key) {
  let kept = memory.get(key);
  try {
    kept ??= localStorage.getItem(key);
    return { words: "", ticked: [], ...JSON.parse(kept) };
  } catch {
    return { words: "", ticked: [] };
  }
}

function write(key, text) {
  try {
    localStorage.setItem(key, text);
    memory.delete(key);
  } catch {
    memory.set(key, text);
  }
}

function remove(key) {
  memory.delete(key);
  try {
    localStorage.removeItem(key);
  } catch {} // nothing is kept here
}

/**
 * Delete every note with what ends the seats here, and with buttons that do nothing else.
 *
 * @param {Iterable<HTMLFormElement>} farewells forms
 * @param {Iterable<HTMLButtonElement>} buttons
 * @param {(words: string) => void} say tells a screen reader
 */
export function clearBy(farewells, buttons, say) {
  for (const form of farewells) form.addEventListener("submit", clear);
  for (const button of buttons) {
    button.hidden = false;
    button.addEventListener("click", () => {
      clear();
      say((button.textContent = "Deleted from this device."));
    });
  }
}
