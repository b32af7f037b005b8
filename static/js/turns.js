/** Turns at speaking: how long the floor is still somebody's. At its end there are words, and nothing happens. */

import { follow } from "./server_time.js";

const OVER = "Time to hand over, when you’re ready";

/**
 * Count down, once a second.
 *
 * @param {HTMLElement} place has data-ends-at (server ms); its text is minutes and seconds
 * @param {AbortSignal} signal ends it
 */
export function begin(place, signal, { announce, ...time }) {
  const endsAt = Number(place.dataset.endsAt);
  if (!endsAt) return;
  const most = Number(place.dataset.left) || Infinity; // until it begins, the whole of it is left
  let counting = false;
  follow((now) => {
    const left = Math.min(most, Math.max(0, Math.ceil((endsAt - now) / 1_000)));
    const text = left ? `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}` : OVER;
    if (place.textContent !== text) place.textContent = text;
    if (!left && counting) {
      announce(OVER);
      time.clock.dispatchEvent(new Event("over")); // whoever listened may now take the turn
    }
    counting = left > 0;
    return left ? endsAt - (left - 1) * 1_000 : Infinity;
  }, signal, time);
}
