/** A talk: the phone lies between the two, awake, and dims to the question while nobody touches it. */

import { screenLight } from "./server_time.js";

const STILL_MS = 12_000; // without a touch; long enough to read what there is to do
const TOUCHES = ["pointerdown", "pointermove", "keydown", "focusin", "wheel"];

/**
 * @param {HTMLElement} place a talk
 * @param {AbortSignal} signal ends it
 */
export function begin(place, signal, { justCome }) {
  const root = document.documentElement;
  const light = screenLight();
  let resting;
  function wake() {
    if ("dim" in root.dataset) justCome(place.closest("#stage"), false); // the touch that lights it presses nothing
    delete root.dataset.dim;
    clearTimeout(resting);
    resting = setTimeout(() => (root.dataset.dim = ""), STILL_MS);
  }
  const awake = () => light(true);
  for (const touch of TOUCHES) addEventListener(touch, wake, { signal, passive: true });
  document.addEventListener("visibilitychange", awake, { signal });
  signal.addEventListener("abort", () => {
    clearTimeout(resting);
    delete root.dataset.dim;
    light(false);
  });
  awake();
  wake();
}
