// Pyodide, served by the project itself. Its standard library is built apart (stdlib.mjs); its lock file is not needed.

import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { ROOT, write } from "./files.mjs";

// The last one is what make goes by.
for (const name of ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm"]) {
  await write(`pyodide/${name}`, await readFile(join(ROOT, "node_modules/pyodide", name)));
}
