/**
 * What there is while no socket carries anything: the commands that wait in their order, and the socket's
 * twin, which is the same commands as form fields over plain HTTP. (One file: each costs a first visit a request.)
 */

const PATIENCE_MS = 15_000; // a request that takes longer is as good as lost; commands may be repeated
const POLL_MS = 5_000; // to twice as long
const NO_ROOM = 507; // the one answer above 500 that trying again won't change
const LONGEST_BYTES = 16_384; // that a socket takes in one message; a longer one would end it
export const MOST_SENDS = 6; // once, and five times again: a message that breaks the line must not do so for ever

/** The server answered, and could not: trying again may help, being online doesn't. */
class Trouble extends Error {}

/** A socket, or null where there can be none. @param {string} url */
export function socketTo(url) {
  try {
    return new WebSocket(url);
  } catch {
    return null;
  }
}

export const isOpen = (socket) => socket?.readyState === 1; // WebSocket.OPEN, also where there is no WebSocket

// ---- the twin ------------------------------------------------------------------------------------

/** Look again and again, until a socket is heard. @param {object} line the Line of socket.js */
export async function keepLooking(line) {
  const { state, ways } = line;
  clearTimeout(state.timers.poll);
  if (state.over || state.heard) return;
  state.timers.poll = setTimeout(keepLooking, POLL_MS * (1 + Math.random()), line);
  if (document.visibilityState === "hidden") return;
  const message = await look(ways.pageUrl + ways.query()).catch(() => missed(line));
  if (message === undefined) return void postNext(line);
  if (state.over || state.heard) return;
  reached(line);
  if (message) line.settle(message);
  else line.gone();
  postNext(line);
}

/** Post what is next, one at a time, where the twin works. @param {object} line the Line of socket.js */
export async function postNext(line) {
  const { state, queue } = line;
  if (state.over || state.heard || !state.twin || state.posting) return;
  const [entry] = queue.due();
  if (!entry) return;
  if (isOverlong(entry.command)) { // of one that is longer still a browser says that there is no network
    line.giveUp(entry, "overlong");
    return line.flush();
  }
  state.posting = true;
  try {
    entry.sends ||= 1; // from now on it is repeated as it is
    for (const message of await delivered(line, entry)) line.settle(message);
  } finally {
    state.posting = false;
  }
  line.flush();
}

async function delivered(line, entry) {
  try {
    const messages = await post(line.ways.pageUrl, entry.command);
    reached(line);
    return messages;
  } catch (error) {
    if (error instanceof Trouble && ++entry.sends >= MOST_SENDS) line.giveUp(entry);
    missed(line);
    return [];
  }
}

function reached(line) {
  line.state.twin = !line.state.heard;
  line.online();
}

function missed(line) {
  if (line.state.heard || line.state.over) line.state.twin = false;
  else line.cutOff();
}

/**
 * Send one command. Resolves to what the socket would have said: panels and ack, or refused.
 * Rejects with Trouble, or with the network's own error.
 *
 * @param {string} url
 * @param {{type: string, ref: number}} command
 * @returns {Promise<object[]>}
 */
async function post(url, command) {
  const { status, body } = await ask(url, { method: "POST", body: fieldsOf(command), keepalive: true });
  if (!body) throw new Trouble(status);
  const { ref } = command;
  if (status >= 400) return [{ ...body, type: "refused", ref }];
  return [
    { ...body, type: "panels" },
    { type: "ack", ref, version: body.version, revision: body.revision },
  ];
}

/**
 * Look again. Resolves to a panels message, or to null where there is nothing for this browser any more.
 *
 * @param {string} url
 * @returns {Promise<object | null>}
 */
async function look(url) {
  const { status, body } = await ask(url, { cache: "no-store" });
  if (status === 404 || status === 410) return null;
  if (!body || status >= 400) throw new Trouble(status);
  return { ...body, type: "panels" };
}

async function ask(url, options) {
  const headers = { Accept: "application/json" };
  const response = await fetch(url, { ...options, headers, signal: AbortSignal.timeout?.(PATIENCE_MS) });
  if (response.status >= 500 && response.status !== NO_ROOM) throw new Trouble(response.status);
  return { status: response.status, body: await response.json().catch(() => null) };
}

function fieldsOf({ type, ref, parts = {}, share = {}, on, ...rest }) {
  const fields = new URLSearchParams({ command: type, ...rest });
  if (on !== undefined) fields.set("on", on ? "1" : "0");
  for (const [name, values] of Object.entries(parts)) {
    for (const value of [values].flat()) fields.append(`parts.${name}`, value);
  }
  for (const [part, shared] of Object.entries(share)) {
    fields.append(`share.${rest.step}.${part}`, shared ? "share" : "keep");
  }
  return fields;
}

// ---- the queue -----------------------------------------------------------------------------------

/**
 * Commands in the order of their refs. Of each step, and of each word about a round, one is under way;
 * the next waits behind it. A word about a round waits for all that came before: it may release what they decide.
 */
export class Queue {
  entries = [];
  lastRef = 0;

  add(command) {
    const mine = this.entries.filter((entry) => entry.key === keyOf(command));
    const last = mine.at(-1)?.command;
    if (last && saying(last) === saying(command)) return;
    if (command.type === "draft" && last && last.type !== "draft") return;
    // Said anew before it was sent. What decides about sharing only adds up, so it stays.
    if (isWhole(command)) this.remove(mine.filter((entry) => !entry.sends && isWhole(entry.command)));
    command.ref = this.lastRef += 1;
    this.entries.push({ command, key: keyOf(command), sends: 0, flying: false });
  }

  remove(gone) {
    this.entries = this.entries.filter((entry) => !gone.includes(entry));
  }

  /** What may be sent now, of those that fit. */
  due(fits = () => true) {
    const keys = new Set();
    return this.entries.filter(fits).filter((entry, place) => {
      const free = !keys.has(entry.key) && (entry.command.type !== "ready" || place === 0);
      keys.add(entry.key);
      return free && !entry.flying;
    });
  }

  /** Count this as under way. Returns what is to be sent. */
  launch(entry) {
    entry.sends += 1;
    entry.flying = true;
    return entry.command;
  }

  /** Count as not sent what was under way (or this one), so that it is sent again, unchanged. */
  resume(ref) {
    for (const entry of this.entries) if (ref === undefined || entry.command.ref === ref) entry.flying = false;
  }

  /** Of what is under way the longest: the one that was too long, where the line ended because of that. */
  longest() {
    const flying = this.entries.filter((entry) => entry.flying);
    return flying.sort((one, other) => bytesOf(other.command) - bytesOf(one.command))[0];
  }

  find(ref) {
    return this.entries.find((entry) => entry.command.ref === ref);
  }

  /** Take out what was replied to. What waits behind it is based on the revision that it made. */
  take(ref, revision) {
    const entry = this.find(ref);
    if (!entry) return undefined;
    const drafts = this.entries.filter((each) => each.key === entry.key && each.command.type === "draft");
    this.remove([entry, ...drafts.filter((each) => each.command.ref < ref)]);
    for (const { key, sends, command } of this.entries) {
      if (revision !== undefined && key === entry.key && !sends && "base" in command) command.base = revision;
    }
    return entry.command;
  }

  /** Take out every word that waits: it was said of something that has just been refused. */
  dropReady() {
    const waiting = this.entries.filter((entry) => entry.command.type === "ready" && !entry.sends);
    this.remove(waiting);
    return waiting.map((entry) => entry.command);
  }

  /** Whether a command that may change the stage has not been replied to. */
  busy() {
    return this.entries.some((entry) => entry.command.type !== "draft");
  }
}

const bytesOf = (message) => new TextEncoder().encode(JSON.stringify(message)).length;
export const isOverlong = (message) => bytesOf(message) > LONGEST_BYTES;
const keyOf = ({ step, round, what }) => step ?? `${round} ${what}`;
const saying = ({ ref, base, ...command }) => JSON.stringify(command);
const isWhole = ({ type, parts }) => type !== "answer" || parts !== undefined;
