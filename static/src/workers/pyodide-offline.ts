// Pyodide from the bytes of all files that it would fetch.

import type { PyodideInterface } from "pyodide";
import type { PythonBoot } from "../backend/worker-messages.js";

/** Folder of the interpreter's file system that modules are imported from. */
export const HOME = "/home/pyodide";

const STDLIB_URL = "stdlib.zip";
/** The smallest valid module. */
const EMPTY_MODULE = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

export async function loadOffline({ indexURL, wasm, stdlib }: PythonBoot): Promise<PyodideInterface> {
  // If WebAssembly is blocked, this throws, where loadPyodide would never settle.
  new WebAssembly.Module(EMPTY_MODULE);
  self.fetch = serveFrom({
    [`${indexURL}pyodide.asm.wasm`]: [wasm, "application/wasm"],
    [indexURL + STDLIB_URL]: [stdlib, "application/zip"],
  });
  const { loadPyodide, version } = (await import(`${indexURL}pyodide.mjs`)) as typeof import("pyodide");
  return loadPyodide({
    indexURL,
    stdLibURL: indexURL + STDLIB_URL,
    // An empty lock: no package can be loaded, and no lock file is requested.
    lockFileContents: {
      info: { abi_version: "2026_0", arch: "wasm32", platform: "emscripten_5_0_3", python: "3.14.2", version },
      packages: {},
    },
    packageBaseUrl: `${indexURL}no-packages/`,
  });
}

/** A fetch for Pyodide that serves its files from the buffers and rejects every other URL. */
function serveFrom(files: Readonly<Record<string, [ArrayBuffer, string]>>): typeof fetch {
  return (input) => {
    const url = input instanceof Request ? input.url : String(input);
    const file = files[url];
    if (!file) return Promise.reject(new TypeError(`There is no network in here: ${url}`));
    return Promise.resolve(new Response(file[0], { headers: { "content-type": file[1] } }));
  };
}
