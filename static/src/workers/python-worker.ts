// Pyodide in a worker without network. A page hands over the bytes of everything that Pyodide would fetch.

import type { FromPython, PythonBoot, PythonRequest, ToPython } from "../backend/worker-messages.js";

type Handle = (request: string, place: string) => string;

/** How long a page that shares this worker may take to send what boots it. */
const PATIENCE = 20_000; // milliseconds
const STDLIB_URL = "stdlib.zip";
/** The smallest module that there is. */
const EMPTY_MODULE = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

let handle: Handle | null = null;

/** Pyodide reads its files through fetch: answer it from the buffers, and refuse whatever else asks. */
function serveFrom(files: Readonly<Record<string, [ArrayBuffer, string]>>): typeof fetch {
  return (input) => {
    const url = input instanceof Request ? input.url : String(input);
    const file = files[url];
    if (!file) return Promise.reject(new TypeError(`There is no network in here: ${url}`));
    return Promise.resolve(new Response(file[0], { headers: { "content-type": file[1] } }));
  };
}

async function boot({ indexURL, wasm, stdlib, engine }: PythonBoot): Promise<Handle> {
  // Where WebAssembly is blocked, loadPyodide would wait for ever; this throws.
  new WebAssembly.Module(EMPTY_MODULE);
  self.fetch = serveFrom({
    [`${indexURL}pyodide.asm.wasm`]: [wasm, "application/wasm"],
    [indexURL + STDLIB_URL]: [stdlib, "application/zip"],
  });
  const { loadPyodide, version } = (await import(`${indexURL}pyodide.mjs`)) as typeof import("pyodide");
  const pyodide = await loadPyodide({
    indexURL,
    stdLibURL: indexURL + STDLIB_URL,
    // An empty lock: no package can be loaded, and no lock file is asked for.
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
    // The door answers faults as values. A Python exception is a bug of ours; anything else is the end of the interpreter.
    const raised = error instanceof Error && error.name === "PythonError";
    return raised ? { id, raised: error.message.trim().split("\n").at(-1)! } : { id, fatal: String(error) };
  }
}

/** A page that this worker works for; several where they share it (workers.ts). */
interface Client {
  postMessage(message: FromPython): void;
  onmessage: ((event: MessageEvent<ToPython>) => unknown) | null;
}

/** Those that came while there is no interpreter, in that order; the first of them is the one that was asked to boot it. */
let early: Client[] = [];
let booting = false;

function serve(client: Client): void {
  client.onmessage = ({ data }) => {
    if ("boot" in data) void start(data.boot);
    else client.postMessage(answer(data));
  };
  if (handle) return client.postMessage({ ready: true });
  early.push(client);
  if (early.length === 1) ask(client);
  else client.postMessage({ waiting: true });
}

/** A page that was asked may be closed before it has sent anything: then the next one is asked. */
function ask(client: Client): void {
  client.postMessage({ wanted: true });
  setTimeout(() => {
    if (booting || early[0] !== client || early.length === 1) return;
    early.push(early.shift()!);
    ask(early[0]!);
  }, PATIENCE);
}

async function start(given: PythonBoot): Promise<void> {
  if (booting) return;
  booting = true;
  let outcome: FromPython = { ready: true };
  try {
    handle = await boot(given);
  } catch (error) {
    outcome = { failed: String(error) };
    booting = false;
  }
  for (const client of early) client.postMessage(outcome);
  early = [];
}

if ("onconnect" in self) self.onconnect = (event: MessageEvent) => serve(event.ports[0]!);
else serve(self as unknown as Client);
