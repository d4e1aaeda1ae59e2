// Pyodide worker without network access. A page sends it the bytes of all files that Pyodide would fetch.

import type { FromPython, PythonBoot, PythonRequest, ToPython } from "../backend/worker-messages.js";
import { HOME, loadOffline } from "./pyodide-offline.js";

type Handle = (request: string, backend: string) => string;

/** Time in which a requested page has to send the boot files, before another page is requested to. */
const BOOT_FILES_TIMEOUT = 20_000; // milliseconds

let handle: Handle | null = null;

async function boot(files: PythonBoot): Promise<Handle> {
  const pyodide = await loadOffline(files);
  pyodide.unpackArchive(files.engine, "zip", { extractDir: HOME });
  const service = pyodide.pyimport("autograd_playground.engine.service.api") as { handle_json: Handle };
  return service.handle_json;
}

function answer({ id, request }: PythonRequest): FromPython {
  try {
    if (!handle) throw new Error("asked before it was ready");
    return { id, reply: handle(request, "browser") };
  } catch (error) {
    // The engine API returns faults as values. A Python exception is a bug in the engine; any other error is a crashed
    // interpreter.
    const raised = error instanceof Error && error.name === "PythonError";
    return raised ? { id, raised: error.message.trim().split("\n").at(-1)! } : { id, fatal: String(error) };
  }
}

/** A page connected to this worker; a shared worker has several (static/src/lib/dom/worker-channel.ts). */
interface Client {
  postMessage(message: FromPython): void;
  onmessage: ((event: MessageEvent<ToPython>) => unknown) | null;
}

/** Clients that connected before the interpreter was ready, in order; the first is the one requested to boot it. */
let waiting: Client[] = [];
let booting = false;

function serve(client: Client): void {
  client.onmessage = ({ data }) => {
    if ("boot" in data) void start(data.boot);
    else client.postMessage(answer(data));
  };
  if (handle) return client.postMessage({ ready: true });
  waiting.push(client);
  if (waiting.length === 1) requestBoot(client);
  else client.postMessage({ waiting: true });
}

/** A requested page may be closed before it sends the files: then the next one is requested. */
function requestBoot(client: Client): void {
  client.postMessage({ wanted: true });
  setTimeout(() => {
    if (booting || waiting[0] !== client || waiting.length === 1) return;
    waiting.push(waiting.shift()!);
    requestBoot(waiting[0]!);
  }, BOOT_FILES_TIMEOUT);
}

async function start(files: PythonBoot): Promise<void> {
  if (booting) return;
  booting = true;
  let outcome: FromPython = { ready: true };
  try {
    handle = await boot(files);
  } catch (error) {
    outcome = { failed: String(error) };
    booting = false;
  }
  for (const client of waiting) client.postMessage(outcome);
  waiting = [];
}

if ("onconnect" in self) self.onconnect = (event: MessageEvent) => serve(event.ports[0]!);
else serve(self as unknown as Client);
