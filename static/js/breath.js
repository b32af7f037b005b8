/** Breathing in phase: a circle that grows and shrinks, and the words for it, at the same instants on both phones. */

import { follow } from "./server_time.js";

const EMPTY = "0.55"; // of the circle's size
const DRIFT_MS = 20; // less than this nobody sees
const COUNT = ["One …", "Two …", "Three …"];
const WORDS = { in: "Breathe in", out: "Breathe out", done: "That’s it." };

const stillness = matchMedia("(prefers-reduced-motion: reduce)");

/**
 * Breathe. A breath that has begun is breathed out, so the end is that of a whole breath.
 *
 * What it shows is in the element as well: data-phase (before, in, out, done), and data-turned-at, the
 * instant of this device at which that last changed.
 *
 * @param {HTMLElement} place has data-starts-at (server ms), data-seconds, data-in, data-out
 * @param {AbortSignal} signal ends it
 */
export function begin(place, signal, { announce, ...time }) {
  const startsAt = Number(place.dataset.startsAt);
  const breatheIn = Number(place.dataset.in) * 1_000;
  const breath = breatheIn + Number(place.dataset.out) * 1_000;
  const breaths = Math.ceil((Number(place.dataset.seconds) * 1_000) / breath);
  if (!startsAt || !(breaths > 0)) return; // not both are ready yet
  const words = place.querySelector("[data-breath-words]");
  const circle = newCircle(place, breatheIn / breath, { duration: breath, iterations: breaths });

  follow((now) => {
    const gone = now - startsAt;
    const phase = phaseAt(gone);
    circle.at(gone);
    say(phase === "before" ? (COUNT[Math.ceil(-gone / 1_000) - 1] ?? "In a moment …") : WORDS[phase]);
    turn(phase);
    return startsAt + nextAfter(gone, phase);
  }, signal, time);
  signal.addEventListener("abort", circle.stop);

  function phaseAt(gone) {
    if (gone < 0) return "before";
    if (gone >= breaths * breath) return "done";
    return gone % breath < breatheIn ? "in" : "out";
  }

  function nextAfter(gone, phase) {
    if (phase === "done") return Infinity;
    if (phase === "before") return -1_000 * (Math.ceil(-gone / 1_000) - 1);
    return gone - (gone % breath) + (phase === "in" ? breatheIn : breath);
  }

  function say(text) {
    if (words && words.textContent !== text) words.textContent = text;
  }

  function turn(phase) {
    const before = place.dataset.phase;
    if (phase === before) return;
    place.dataset.phase = phase;
    place.dataset.turnedAt = Date.now();
    // A screen reader is no ticker: it is told how it goes, and when it is over.
    if (before === "before") announce(`Breathe in for ${place.dataset.in} seconds, and out for ${place.dataset.out}.`);
    else if (before && phase === "done") announce(WORDS.done);
  }
}

/** The circle has data-breath-circle, or is the element's ::before. Where less motion is wished for it rests. */
function newCircle(place, turning, timing) {
  const drawn = place.querySelector("[data-breath-circle]");
  const frames = [
    { scale: EMPTY, easing: "ease-in-out" },
    { scale: "1", offset: turning, easing: "ease-in-out" },
    { scale: EMPTY },
  ];
  const options = { ...timing, fill: "both", ...(!drawn && { pseudoElement: "::before" }) };
  let moving = null;
  const stop = () => {
    moving?.cancel();
    moving = null;
  };
  return {
    stop,
    at(time) {
      if (stillness.matches) return stop();
      moving ??= (drawn ?? place).animate(frames, options);
      if (Math.abs(moving.currentTime - time) > DRIFT_MS) moving.currentTime = time;
    },
  };
}
