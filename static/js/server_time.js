/** What goes on on the server's clock, at the same instants on both phones, for as long as it is on the screen. */

const LONGEST_MS = 60_000; // a clock that was set meanwhile is noticed after this at the latest

/**
 * Do something now and at every instant that it names. Also when the clock was set, and when the page is
 * looked at again: a hidden page's timers are late. Until the last instant the screen stays on, if it is to.
 *
 * @param {(now: number) => number} act gets server milliseconds, gives the next instant, Infinity for none
 * @param {AbortSignal} signal ends it
 * @param {{clock: EventTarget, serverNow: () => number}} time the server's
 * @param {boolean} lit whether the screen stays on
 */
export function follow(act, signal, { clock, serverNow }, lit = true) {
  let timer;
  const light = lit ? screenLight() : () => {};
  function run() {
    clearTimeout(timer);
    const next = act(serverNow());
    const left = Math.ceil(next - serverNow()); // early never: a timer may be, and is then set once more
    if (next === Infinity) light(false);
    else timer = setTimeout(run, Math.min(LONGEST_MS, Math.max(0, left)));
    return next < Infinity;
  }
  const wake = () => run() && light(true);
  clock.addEventListener("set", run, { signal });
  document.addEventListener("visibilitychange", wake, { signal });
  signal.addEventListener("abort", () => {
    clearTimeout(timer);
    light(false);
  });
  wake();
}

/** Keep the screen on, or no longer. Where a browser can't, or won't, it goes dark as always. */
export function screenLight() {
  let lock = null;
  let wanted = false;
  let asking = false;
  return async function light(on) {
    wanted = on;
    if (!on) {
      lock?.release();
      lock = null;
    } else if (!asking && (!lock || lock.released) && document.visibilityState === "visible") {
      asking = true;
      lock = (await navigator.wakeLock?.request("screen").catch(() => null)) ?? null;
      asking = false;
      if (!wanted) light(false);
    }
  };
}
