// Pyodide in a worker without network. The page hands over the bytes of everything that Pyodide would fetch.

import type { FromPython, PythonBoot, ToPython } from "./worker-messages.js";

type Handle = (request: string, place: string) => string;

const STDLIB_URL = "stdlib.zip";
/** The smallest module that there is. */
const EMPTY_MODULE = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

let handle: Handle | null = null;

function tell(message: FromPython): void {
  self.postMessage(message);
}

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
  const service = pyodide.pyimport("engine.service") as { handle_json: Handle };
  return service.handle_json;
}

self.onmessage = async ({ data }: MessageEvent<ToPython>): Promise<void> => {
  if ("boot" in data) {
    try {
      handle = await boot(data.boot);
      tell({ ready: true });
    } catch (error) {
      tell({ failed: String(error) });
    }
    return;
  }
  const { id, request } = data;
  try {
    if (!handle) throw new Error("asked before it was ready");
    tell({ id, reply: handle(request, "browser") });
  } catch (error) {
    // The door answers faults as values. A Python exception is a bug of ours; anything else is the end of the interpreter.
    const raised = error instanceof Error && error.name === "PythonError";
    tell(raised ? { id, raised: error.message.trim().split("\n").at(-1)! } : { id, fatal: String(error) });
  }
};
