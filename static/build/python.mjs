// Python at build time: Node's Pyodide, with the same bytecode as the browser's. No other Python is needed.

import { readFile } from "node:fs/promises";

import { loadPyodide } from "pyodide";

/** Boots a Pyodide with the functions of compile.py; `mounts` ({path in Pyodide: path on the host}) are its folders. */
export async function compiler(mounts = {}) {
  const python = await loadPyodide();
  for (const [path, hostPath] of Object.entries(mounts)) python.mountNodeFS(path, hostPath);
  const url = new URL("compile.py", import.meta.url);
  python.runPython(await readFile(url, "utf8"), { filename: url.pathname });
  return python;
}

/** The bytes that a Python expression evaluates to. */
export function bytes(python, expression) {
  const result = python.runPython(expression);
  try {
    return result.toJs();
  } finally {
    result.destroy();
  }
}
