/** The socket's twin: the same commands as form fields, for networks that let no socket through. */

const PATIENCE_MS = 15_000; // a request that takes longer is as good as lost; commands may be repeated

/** The server answered, and could not: trying again may help, being online doesn't. */
export class Trouble extends Error {}

/**
 * Send one command. Resolves to what the socket would have said: panels and ack, or refused.
 * Rejects with Trouble, or with the network's own error.
 *
 * @param {string} url
 * @param {{type: string, ref: number}} command
 * @returns {Promise<object[]>}
 */
export async function post(url, command) {
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
export async function look(url) {
  const { status, body } = await ask(url, { cache: "no-store" });
  if (status === 404 || status === 410) return null;
  if (!body || status >= 400) throw new Trouble(status);
  return { ...body, type: "panels" };
}

async function ask(url, options) {
  const headers = { Accept: "application/json" };
  const response = await fetch(url, { ...options, headers, signal: AbortSignal.timeout?.(PATIENCE_MS) });
  if (response.status >= 500) throw new Trouble(response.status);
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
