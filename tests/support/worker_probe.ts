// What test_workers.py drives inside the page: the page's own classes, on workers of their own.

import { BrowserBackend, ServerBackend } from "../../static/src/backend/backend.js";
import { PyodideClient, type PythonStatus } from "../../static/src/backend/pyodide-client.js";
import { LayoutClient } from "../../static/src/graph/layout-client.js";

/** Where the page's bundle is served: /static/, with the bundle's digest. */
const base = new URL(".", document.querySelector<HTMLScriptElement>("script[src$='app.js']")!.src).href;

export const layout = new LayoutClient(base);
export const host = new PyodideClient(base);
export const statuses: PythonStatus[] = [];
host.onStatus((status) => statuses.push(status));

export const server = new ServerBackend();
export const browser = new BrowserBackend(host);

/** The first status of that kind, now or later. */
export function reached(kind: PythonStatus["kind"]): Promise<PythonStatus> {
  return new Promise((resolve) => {
    const known = statuses.find((status) => status.kind === kind);
    if (known) return resolve(known);
    const forget = host.onStatus((status) => {
      if (status.kind !== kind) return;
      forget();
      resolve(status);
    });
  });
}

/** Each request's reply from the Python worker. */
export async function answers(requests: readonly string[]): Promise<string[]> {
  const replies: string[] = [];
  for (const request of requests) {
    const reply = await host.call(request);
    replies.push(reply.ok ? reply.value : `fault: ${reply.error.message}`);
  }
  return replies;
}

/** Both replies to a program, as text. */
export async function bothReplies(params: object): Promise<string[]> {
  const replies = await Promise.all([server.send("trace", params, null), browser.send("trace", params, null)]);
  return replies.map((reply) => (reply.ok ? reply.value : `fault: ${reply.error.message}`));
}
