// Python at build time is Node's Pyodide: its bytecode is that of the Pyodide in the browser, and no other Python is needed.

import { readFile } from "node:fs/promises";

import { loadPyodide } from "pyodide";

/** Boot a Pyodide that knows the functions of compile.py; it sees the folders of `mounts` ({path there: path here}). */
export async function compiler(mounts = {}) {
  const python = await loadPyodide();
  for (const [there, here] of Object.entries(mounts)) python.mountNodeFS(there, here);
  const url = new URL("compile.py", import.meta.url);
  python.runPython(await readFile(url, "utf8"), { filename: url.pathname });
  return python;
}

/** Bytes that a Python expression gives. */
export function bytes(python, expression) {
  const result = python.runPython(expression);
  try {
    return result.toJs();
  } finally {
    result.destroy();
  }
}
