/** Boxes to tick: at most so many of them, and numbered as they are ticked where their order counts. */

const LAST = 99; // what is ticked and has no number

/**
 * Number what is ticked, and take back what is more than fits.
 *
 * The number is in the label as data-order, from where the form takes the order of its values. While the
 * order is another than the one that was rendered, data-reordered is on the element.
 *
 * @param {HTMLElement} group has data-ordered, data-at-most, or both; in it there may be a hidden data-hint
 * @param {AbortSignal} signal ends it
 */
export function begin(group, signal, { announce }) {
  const ordered = "ordered" in group.dataset;
  const most = Number(group.dataset.atMost) || Infinity;
  const hint = group.querySelector("[data-hint]");
  const boxes = [...group.querySelectorAll("input[type=checkbox]")];

  const rendered = inOrder(boxes.filter((box) => box.defaultChecked)).map(({ value }) => value);
  let chosen = inOrder(boxes.filter((box) => box.checked));

  function number() {
    if (!ordered) return;
    for (const box of boxes) delete labelOf(box)?.dataset.order;
    chosen.forEach((box, place) => labelOf(box)?.setAttribute("data-order", place + 1));
    const same = chosen.length === rendered.length && chosen.every(({ value }, place) => value === rendered[place]);
    group.toggleAttribute("data-reordered", !same);
  }

  function say(text) {
    if (text) announce(text);
    if (!hint) return;
    hint.hidden = !text;
    hint.textContent = text;
  }

  group.addEventListener("change", ({ target: box }) => {
    if (!boxes.includes(box)) return;
    const fits = !box.checked || chosen.length < most;
    if (!fits) box.checked = false;
    else chosen = box.checked ? [...chosen, box] : chosen.filter((each) => each !== box);
    say(fits ? "" : `Up to ${most} here. Untick one to choose another.`);
    number();
  }, { signal });
  number();
}

const labelOf = (box) => box.closest("label");
const placeOf = (box) => Number(labelOf(box)?.dataset.order) || LAST;
const inOrder = (boxes) => boxes.sort((one, other) => placeOf(one) - placeOf(other));
