/** Under a card: to go on stays quiet for a minute. The card is there to be talked about, not to be tapped away. */

import { follow } from "./server_time.js";

const QUIET_MS = 60_000;

const seen = new Map(); // card -> when this page showed it first; the card itself may be rendered anew meanwhile

/**
 * @param {HTMLElement} place has data-unhurried, which names the card
 * @param {AbortSignal} signal ends it
 */
export function begin(place, signal, { clock, serverNow }) {
  const { unhurried: card } = place.dataset;
  if (!seen.has(card)) seen.set(card, serverNow());
  const grows = seen.get(card) + QUIET_MS;
  follow((now) => {
    if (now < grows) return grows;
    place.dataset.grown = "";
    return Infinity;
  }, signal, { clock, serverNow }, false);
}
