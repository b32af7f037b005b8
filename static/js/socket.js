/**
 * The line to the server: a socket that comes back for ever, its twin while there is none, and the
 * commands that wait for their reply. Knows nothing of what the page shows.
 */

import { look, post, Trouble } from "./twin.js";

const PING_MS = 20_000; // three of them fit into the server's lease of a minute
const DEAF_MS = 25_000; // after an unanswered ping, so that 45 s without a frame are the end of a socket
const PROBE_MS = 3_000; // a phone that wakes up finds out at once
const OPENING_MS = 10_000; // some networks swallow a handshake and never refuse it
const SHORTEST_WAIT_MS = 300;
const FIRST_WAIT_MS = 2_000; // doubled with each failure, and drawn at random: phones must not return in step
const LONGEST_WAIT_MS = 20_000;
const FLOOD_WAIT_MS = 20_000; // after 4429
const POLL_MS = 5_000; // to twice as long
const RETRY_MS = 3_000; // after the server said that something went astray
const TWIN_AFTER = 2; // sockets in a row that could not be opened
const MOST_SENDS = 6; // once, and five times again: a message that breaks the line must not do so for ever
const FLOOD = 4429;
const GONE = [4401, 4404, 4410]; // the rest of 44xx, 4408 above all: rest until a touch

/**
 * @typedef {object} Ways
 * @property {string} socketUrl
 * @property {string} pageUrl where the twin looks and posts
 * @property {() => string} query what the twin adds to it for looking
 * @property {() => object} hello the message that starts every connection
 * @property {(message: object, command?: object) => void} hear a message of the server; with ack, refused,
 *   `delayed` (tried again soon), `unsent` (given up) and `dropped` (one before it failed) comes its command
 * @property {(state: "connecting" | "open" | "twin" | "closed", offline: boolean) => void} report
 * @property {() => void} gone there is nothing here for this browser any more
 */

/**
 * Open the line and keep it open.
 *
 * @param {Ways} ways
 * @returns send(command), greet() with a new hello, busy(), over() once there is nothing to talk to, close()
 */
export function openLine(ways) {
  const queue = newQueue();
  let socket = null;
  let heard = false; // the server has spoken on this socket
  let failures = 0;
  let twin = false; // the twin works
  let offline = false;
  let resting = ""; // "" | "idle" (until a touch) | "flood" (for a while)
  let over = false;
  let posting = false;
  let retry, opening, pinging, deaf, poll;

  function connect() {
    clearTimeout(retry);
    if (socket || over) return;
    resting = "";
    const mine = (socket = new WebSocket(ways.socketUrl));
    opening = setTimeout(() => drop(mine), OPENING_MS);
    mine.onopen = () => {
      transmit(ways.hello());
      flush();
    };
    mine.onmessage = ({ data }) => {
      if (mine !== socket) return;
      clearTimeout(deaf);
      deaf = undefined;
      if (!heard) welcome();
      if (offline) offline = tell(false);
      settle(JSON.parse(data));
    };
    mine.onclose = ({ code }) => lost(mine, code);
    tell();
  }

  function welcome() {
    heard = true;
    twin = offline = false;
    failures = 0;
    clearTimeout(opening);
    clearTimeout(poll);
    poll = undefined;
    pinging = setInterval(() => ping(DEAF_MS), PING_MS);
    tell();
  }

  function ping(patience) {
    const mine = socket;
    transmit({ type: "ping" });
    if (patience < DEAF_MS) clearTimeout(deaf);
    else if (deaf) return;
    deaf = setTimeout(() => drop(mine), patience);
  }

  /** Give a socket up without waiting for its farewell, which on a dead network takes a minute. */
  function drop(mine) {
    mine.close();
    lost(mine, 0);
  }

  function lost(mine, code) {
    if (mine !== socket) return;
    for (const timer of [opening, deaf, pinging]) clearTimeout(timer);
    deaf = undefined;
    socket = null;
    queue.resume();
    failures = heard ? 0 : failures + 1;
    heard = false;
    if (GONE.includes(code)) {
      over = true;
      ways.gone();
    } else if (code === FLOOD) {
      resting = "flood";
      retry = setTimeout(connect, FLOOD_WAIT_MS);
    } else if (code >= 4400 && code < 4500) {
      resting = "idle";
    } else {
      const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures);
      retry = setTimeout(connect, Math.max(SHORTEST_WAIT_MS, Math.random() * longest));
      if (failures >= TWIN_AFTER && !poll) useTwin();
    }
    tell();
  }

  function wake() {
    if (document.visibilityState === "hidden" || over || resting === "flood") return;
    if (heard) return ping(PROBE_MS);
    connect();
    if (failures >= TWIN_AFTER) useTwin();
  }

  async function useTwin() {
    clearTimeout(poll);
    if (over || heard) return;
    poll = setTimeout(useTwin, POLL_MS * (1 + Math.random()));
    if (document.visibilityState === "hidden") return;
    try {
      const message = await look(ways.pageUrl + ways.query());
      if (over || heard) return;
      reached();
      if (message) settle(message);
      else {
        over = true;
        ways.gone();
      }
    } catch {
      missed();
    }
    postNext();
  }

  async function postNext() {
    if (over || heard || !twin || posting) return;
    const [entry] = queue.due();
    if (!entry) return;
    posting = true;
    try {
      entry.sends ||= 1; // from now on it is repeated as it is
      const messages = await post(ways.pageUrl, entry.command);
      reached();
      messages.forEach(settle);
    } catch (error) {
      if (error instanceof Trouble && ++entry.sends >= MOST_SENDS) giveUp(entry);
      missed();
    } finally {
      posting = false;
    }
    flush();
  }

  function reached() {
    twin = !heard;
    offline = tell(false);
  }

  function missed() {
    twin = false;
    if (!heard && !over) offline = tell(true);
  }

  function settle(message) {
    if (over) return;
    const { type, ref, reason, revision } = message;
    if (type === "ack") ways.hear(message, queue.take(ref, revision));
    else if (type === "refused" && reason === "trouble" && queue.find(ref)) delay(message);
    else if (type === "refused") fail(message, queue.take(ref));
    else ways.hear(message);
    flush();
  }

  function delay(message) {
    ways.hear({ ...message, type: "delayed" }, queue.find(message.ref).command);
    setTimeout(() => {
      queue.resume(message.ref);
      flush();
    }, RETRY_MS);
  }

  /** What failed must not be released as if it had not: a readiness that waits behind it goes with it. */
  function fail(message, command) {
    const dropped = command && command.type !== "draft" ? queue.dropReady() : [];
    ways.hear(message, command);
    for (const each of dropped) ways.hear({ type: "dropped" }, each);
  }

  function flush() {
    if (socket?.readyState !== WebSocket.OPEN) return void postNext();
    for (const entry of queue.due()) {
      if (entry.sends >= MOST_SENDS) giveUp(entry);
      else {
        entry.sends += 1;
        entry.flying = true;
        transmit(entry.command);
      }
    }
  }

  function giveUp({ command }) {
    fail({ type: "unsent" }, queue.take(command.ref));
  }

  function transmit(message) {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
  }

  function tell(isOffline = offline) {
    const state = heard ? "open" : twin ? "twin" : over || resting || isOffline ? "closed" : "connecting";
    ways.report(state, isOffline && !over);
    return isOffline;
  }

  document.addEventListener("visibilitychange", wake);
  for (const event of ["online", "pageshow"]) addEventListener(event, wake);
  for (const event of ["pointerdown", "keydown"]) addEventListener(event, () => resting === "idle" && wake());
  addEventListener("offline", () => {
    twin = false;
    offline = tell(true);
  });
  connect();

  return {
    send(command) {
      queue.add(command);
      if (!socket && resting !== "flood") connect();
      flush();
    },
    greet() {
      if (socket?.readyState === WebSocket.OPEN) transmit(ways.hello());
      else wake();
    },
    busy: queue.busy,
    over: () => over,
    close() {
      over = true;
      socket?.close();
    },
  };
}

/**
 * Commands in the order of their refs. Of each step, and of each word about a round, one is under way;
 * the next waits behind it. A readiness waits for all that came before: it may release what they decide.
 */
function newQueue() {
  let entries = [];
  let lastRef = 0;

  const keyOf = ({ step, round, what }) => step ?? `${round} ${what}`;
  const saying = ({ ref, base, ...command }) => JSON.stringify(command);
  const isWhole = ({ type, parts }) => type !== "answer" || parts !== undefined;
  const remove = (gone) => (entries = entries.filter((entry) => !gone.includes(entry)));

  return {
    add(command) {
      const mine = entries.filter((entry) => entry.key === keyOf(command));
      const last = mine.at(-1)?.command;
      if (last && saying(last) === saying(command)) return;
      if (command.type === "draft" && last && last.type !== "draft") return;
      // Said anew before it was sent. What decides about sharing only adds up, so it stays.
      if (isWhole(command)) remove(mine.filter((entry) => !entry.sends && isWhole(entry.command)));
      command.ref = lastRef += 1;
      entries.push({ command, key: keyOf(command), sends: 0, flying: false });
    },

    /** What may be sent now, of those that fit. */
    due(fits = () => true) {
      const keys = new Set();
      return entries.filter(fits).filter((entry, place) => {
        const free = !keys.has(entry.key) && (entry.command.type !== "ready" || place === 0);
        keys.add(entry.key);
        return free && !entry.flying;
      });
    },

    /** Count as not sent what was under way (or this one), so that it is sent again, unchanged. */
    resume(ref) {
      for (const entry of entries) if (ref === undefined || entry.command.ref === ref) entry.flying = false;
    },

    find: (ref) => entries.find((entry) => entry.command.ref === ref),

    /** Take out what was replied to. What waits behind it is based on the revision that it made. */
    take(ref, revision) {
      const entry = entries.find((each) => each.command.ref === ref);
      if (!entry) return undefined;
      const drafts = entries.filter((each) => each.key === entry.key && each.command.type === "draft");
      remove([entry, ...drafts.filter((each) => each.command.ref < ref)]);
      for (const { key, sends, command } of entries) {
        if (revision !== undefined && key === entry.key && !sends && "base" in command) command.base = revision;
      }
      return entry.command;
    },

    /** Take out every readiness that waits: it was said of something that has just been refused. */
    dropReady() {
      const waiting = entries.filter((entry) => entry.command.type === "ready" && !entry.sends);
      remove(waiting);
      return waiting.map((entry) => entry.command);
    },

    /** Whether a command that may change the stage has not been replied to. */
    busy: () => entries.some((entry) => entry.command.type !== "draft"),
  };
}
