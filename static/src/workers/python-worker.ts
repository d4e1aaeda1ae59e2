// Pyodide worker without network access. A page sends it the bytes of all files that Pyodide would fetch.

import type { FromPython, PythonBoot, PythonRequest, ToPython } from "../backend/worker-messages.js";

type Handle = (request: string, backend: string) => string;

/** Time in which a requested page has to send the boot files, before another page is requested to. */
const BOOT_FILES_TIMEOUT = 20_000; // milliseconds
const STDLIB_URL = "stdlib.zip";
/** The smallest valid module. */
const EMPTY_MODULE = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

let handle: Handle | null = null;

/** A fetch for Pyodide that serves its files from the buffers and rejects every other URL. */
function serveFrom(files: Readonly<Record<string, [ArrayBuffer, string]>>): typeof fetch {
  return (input) => {
    const url = input instanceof Request ? input.url : String(input);
    const file = files[url];
    if (!file) return Promise.reject(new TypeError(`There is no network in here: ${url}`));
    return Promise.resolve(new Response(file[0], { headers: { "content-type": file[1] } }));
  };
}

async function boot({ indexURL, wasm, stdlib, engine }: PythonBoot): Promise<Handle> {
  // If WebAssembly is blocked, this throws, where loadPyodide would never settle.
  new WebAssembly.Module(EMPTY_MODULE);
  self.fetch = serveFrom({
    [`${indexURL}pyodide.asm.wasm`]: [wasm, "application/wasm"],
    [indexURL + STDLIB_URL]: [stdlib, "application/zip"],
  });
  const { loadPyodide, version } = (await import(`${indexURL}pyodide.mjs`)) as typeof import("pyodide");
  const pyodide = await loadPyodide({
    indexURL,
    stdLibURL: indexURL + STDLIB_URL,
    // An empty lock: no package can be loaded, and no lock file is requested.
    lockFileContents: {
      info: { abi_version: "2026_0", arch: "wasm32", platform: "emscripten_5_0_3", python: "3.14.2", version },
      packages: {},
    },
    packageBaseUrl: `${indexURL}no-packages/`,
  });
  pyodide.unpackArchive(engine, "zip", { extractDir: "/home/pyodide" });
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
