/**
 * The line to the server: a socket that comes back for ever, its twin while there is none, and the
 * commands that wait for their reply. Knows nothing of what the page shows.
 */

import { isOpen, isOverlong, keepLooking, MOST_SENDS, postNext, Queue, socketTo } from "./http_fallback.js";

const PING_MS = 20_000; // three of them fit into the server's lease of a minute
const DEAF_MS = 25_000; // after an unanswered hello or ping, so that 45 s without a frame are the end of a socket
const PROBE_MS = 3_000; // a phone that wakes up finds out at once
const OPENING_MS = 10_000; // some networks swallow a handshake and never refuse it
const SHORTEST_WAIT_MS = 300;
const FIRST_WAIT_MS = 2_000; // drawn at random, as every wait: phones must not return in step
const STEADY_TRIES = 8; // at twice that, so that phones are back soon after a server that restarts; then doubled
const LONGEST_WAIT_MS = 20_000;
const FLOOD_WAIT_MS = 20_000; // after 4429; to twice as long
const RETRY_MS = 3_000; // after the server said that something went astray
const TWIN_AFTER = 2; // sockets in a row that could not be opened; 1 where there are too many of them
const OVERLONG = 1009;
const FLOOD = 4429;
const ERASED = 4410;
const GONE = [4401, 4404, ERASED]; // the rest of 44xx, 4408 and 4411 above all: rest until a touch

/**
 * @typedef {object} Ways
 * @property {string} socketUrl
 * @property {string} pageUrl where the twin looks and posts
 * @property {() => string} query what the twin adds to it for looking
 * @property {() => object} hello the message that starts every connection
 * @property {(message: object, command?: object) => void} hear a message of the server; with ack, refused,
 *   `delayed` (tried again soon), `unsent`, `overlong` (given up) and `dropped` (one before failed) comes its command
 * @property {(state: "connecting" | "open" | "twin" | "closed", offline: boolean, rests: boolean) => void} report
 * @property {(erased: boolean) => void} gone there is nothing here for this browser any more, or for nobody
 */

/** All that changes about a line. */
class LineState {
  /** @type {WebSocket | null} */
  socket = null;
  heard = false; // the server has spoken on this socket
  failures = 0; // sockets in a row that could not be opened
  twin = false; // it works
  posting = false; // by the twin
  offline = false;
  resting = ""; // "idle": until a touch; "flood": for a while
  over = false; // there is nothing to talk to any more
  /** @type {Partial<Record<"retry" | "opening" | "pinging" | "deaf" | "poll", number>>} */
  timers = {};
}

/**
 * Open the line and keep it open.
 *
 * @param {Ways} ways
 * @returns {Pick<Line, "send" | "greet" | "busy" | "over" | "close">}
 */
export function openLine(ways) {
  const line = new Line(ways);
  document.addEventListener("visibilitychange", () => line.wake());
  for (const event of ["online", "pageshow"]) addEventListener(event, () => line.wake());
  for (const event of ["pointerdown", "keydown"]) addEventListener(event, () => line.state.resting === "idle" && line.wake());
  addEventListener("offline", () => line.cutOff());
  line.connect();
  return line;
}

/** One line: its state, and what happens to it. The twin works on it, too. */
export class Line {
  queue = new Queue();
  state = new LineState();

  constructor(ways) {
    this.ways = ways;
  }

  // ---- what the page asks of it --------------------------------------------------------------------

  send(command) {
    this.queue.add(command);
    if (!this.state.socket && this.state.resting !== "flood") this.connect();
    this.flush();
  }

  /** Say hello anew: the reply holds all that has changed since. */
  greet() {
    return this.isOpen() ? this.transmit(this.ways.hello()) : this.wake();
  }

  busy = () => this.queue.busy();
  over = () => this.state.over;
  close = () => {
    this.state.over = true;
    this.state.socket?.close();
  };

  // ---- the life of its socket ----------------------------------------------------------------------

  isOpen = () => isOpen(this.state.socket);

  online() {
    this.state.offline = false;
    this.tell();
  }

  cutOff() {
    Object.assign(this.state, { twin: false, offline: true });
    this.tell();
  }

  tell() {
    const { heard, twin, over, resting, offline } = this.state;
    const name = heard ? "open" : twin ? "twin" : over || resting || offline ? "closed" : "connecting";
    this.ways.report(name, offline && !over, resting === "idle");
  }

  connect() {
    const { state, ways } = this;
    clearTimeout(state.timers.retry);
    if (state.socket || state.over) return;
    state.resting = "";
    const mine = (state.socket = socketTo(ways.socketUrl));
    if (!mine) return this.lost(mine, 0);
    state.timers.opening = setTimeout(() => this.isOpen() || this.drop(mine), OPENING_MS);
    mine.onopen = () => {
      state.timers.deaf = setTimeout(() => this.drop(mine), DEAF_MS);
      this.transmit(ways.hello());
      this.flush();
    };
    mine.onmessage = ({ data }) => mine === state.socket && this.heard(data);
    mine.onclose = ({ code }) => this.lost(mine, code);
    this.tell();
  }

  heard(data) {
    const { state } = this;
    state.timers.deaf = void clearTimeout(state.timers.deaf);
    if (!state.heard) this.welcomed();
    if (state.offline) this.online();
    this.settle(JSON.parse(data));
  }

  welcomed() {
    const { timers } = this.state;
    Object.assign(this.state, { heard: true, twin: false, offline: false, failures: 0 });
    timers.poll = void clearTimeout(timers.poll);
    timers.pinging = setInterval(() => this.ping(DEAF_MS), PING_MS);
    this.tell();
  }

  ping(patience) {
    const { socket, timers } = this.state;
    this.transmit({ type: "ping" });
    if (patience < DEAF_MS) clearTimeout(timers.deaf);
    else if (timers.deaf) return;
    timers.deaf = setTimeout(() => this.drop(socket), patience);
  }

  /** Give a socket up without waiting for its farewell, which on a dead network takes a minute. */
  drop(mine) {
    mine.close();
    this.lost(mine, 0);
  }

  lost(mine, code) {
    const { state } = this;
    if (mine !== state.socket) return;
    for (const each of ["opening", "pinging"]) clearTimeout(state.timers[each]);
    state.timers.deaf = void clearTimeout(state.timers.deaf);
    if (code === OVERLONG) this.giveUp(this.queue.longest(), "overlong"); // or it would end each line anew
    this.queue.resume();
    Object.assign(state, { socket: null, failures: state.heard ? 0 : state.failures + 1, heard: false });
    if (GONE.includes(code)) this.gone(code);
    else if (code === FLOOD) this.comeBack(FLOOD_WAIT_MS * (1 + Math.random()), "flood", 1);
    else if (code >= 4400 && code < 4500) state.resting = "idle";
    else this.retry();
    this.tell();
  }

  gone(code) {
    this.state.over = true;
    this.ways.gone(code === ERASED);
  }

  comeBack(wait, resting = "", twinAfter = TWIN_AFTER) {
    const { failures, timers } = Object.assign(this.state, { resting });
    timers.retry = setTimeout(() => this.connect(), wait);
    if (failures >= twinAfter && !timers.poll) keepLooking(this);
  }

  retry() {
    const { failures } = this.state;
    const doubled = Math.max(Math.min(1, failures), failures - STEADY_TRIES);
    const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** doubled);
    this.comeBack(Math.max(SHORTEST_WAIT_MS, Math.random() * longest));
  }

  wake() {
    const { heard, failures, over, resting } = this.state;
    if (document.visibilityState === "hidden" || over) return;
    if (resting === "flood") return void (failures && keepLooking(this));
    if (heard) return this.ping(PROBE_MS);
    this.connect();
    if (failures >= TWIN_AFTER) keepLooking(this);
  }

  // ---- commands and their replies ------------------------------------------------------------------

  settle(message) {
    const { state, ways, queue } = this;
    if (state.over) return;
    const { type, ref, reason, revision } = message;
    if (type === "ack") ways.hear(message, queue.take(ref, revision));
    else if (type === "refused" && reason === "trouble" && queue.find(ref)) this.delay(message);
    else if (type === "refused") this.fail(message, queue.take(ref));
    else ways.hear(message);
    this.flush();
  }

  delay(message) {
    this.ways.hear({ ...message, type: "delayed" }, this.queue.find(message.ref).command);
    setTimeout(() => {
      this.queue.resume(message.ref);
      this.flush();
    }, RETRY_MS);
  }

  /** What failed must not be released as if it had not: a word that waits behind it goes with it. */
  fail(message, command) {
    const dropped = command && command.type !== "draft" ? this.queue.dropReady() : [];
    this.ways.hear(message, command);
    for (const each of dropped) this.ways.hear({ type: "dropped" }, each);
  }

  flush() {
    if (!this.isOpen()) return void postNext(this);
    for (const entry of this.queue.due()) {
      if (entry.sends >= MOST_SENDS) this.giveUp(entry);
      else if (isOverlong(entry.command)) this.giveUp(entry, "overlong");
      else this.transmit(this.queue.launch(entry));
    }
  }

  giveUp(entry, type = "unsent") {
    this.fail({ type }, this.queue.take(entry?.command.ref));
  }

  transmit(message) {
    if (this.isOpen()) this.state.socket.send(JSON.stringify(message));
  }
}
