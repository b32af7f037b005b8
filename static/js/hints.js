/** Words that tell a story, where a camera would have seen something: a hint while somebody types. It never blocks. */

const PAUSE_MS = 1_500; // after the last keystroke
const MOST_NAMED = 3; // a hint that names more would read like a list of faults
const APOSTROPHES = "['’ʼ]";

/**
 * Show the hint beside a field when one of its words comes up. The server follows the very same rule.
 *
 * @param {HTMLTextAreaElement | HTMLInputElement} field has data-hint-words, phrases with | between them; beside
 *   it, or around both, is an element with data-hint
 * @param {AbortSignal} signal ends it
 */
export function begin(field, signal, { announce }) {
  const place = hintOf(field);
  const stories = anyOf(field.dataset.hintWords);
  if (!place || !stories) return;
  let typing;
  let said = false;

  function look() {
    const text = hintOn([...field.value.matchAll(stories)].map(([, words]) => words));
    place.hidden = !text;
    if (place.textContent !== text) place.textContent = text;
    return text;
  }

  field.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(() => {
      const text = look();
      if (text && !said) announce(text);
      said ||= Boolean(text);
    }, PAUSE_MS);
  }, { signal });
  signal.addEventListener("abort", () => clearTimeout(typing));
  look();
}

function hintOf(field) {
  for (let next = field.nextElementSibling; next; next = next.nextElementSibling) {
    if (next.matches("[data-hint]")) return next;
    if (next.matches("[data-hint-words]")) break; // that one's
  }
  return field.parentElement.querySelector(":scope > [data-hint]");
}

/** Whole words, in any case, with either apostrophe. Where several begin at one place the longest counts. */
function anyOf(words) {
  const phrases = words.split("|").map((each) => each.trim()).filter(Boolean);
  if (!phrases.length) return null;
  const worded = phrases.map(pattern).sort((one, other) => other.length - one.length);
  // No lookbehind: a Safari of 2022 can't compile one.
  return new RegExp(`(?:^|[^\\p{L}\\p{N}_])(${worded.join("|")})(?![\\p{L}\\p{N}_])`, "giu");
}

function pattern(phrase) {
  const plain = phrase.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
  return plain.replace(new RegExp(APOSTROPHES, "g"), APOSTROPHES).replace(/\s+/g, "\\s+");
}

function hintOn(found) {
  const written = found.map((words) => words.toLowerCase().replace(/['ʼ]/g, "’").split(/\s+/).join(" "));
  const named = [...new Set(written)].slice(0, MOST_NAMED).map((words) => `“${words}”`);
  if (!named.length) return "";
  const listed = [named.slice(0, -1).join(", "), named.at(-1)].filter(Boolean).join(" and ");
  return `${listed} ${named.length === 1 ? "tells" : "tell"} a story. What would a camera have seen?`;
}
