// Copy of Pyodide, which the project serves itself. Its standard library is built by stdlib.mjs; its lock file is not
// needed.

import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { ROOT, write } from "./files.mjs";

// The last one is the target of make.
for (const name of ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm"]) {
  await write(`pyodide/${name}`, await readFile(join(ROOT, "node_modules/pyodide", name)));
}
