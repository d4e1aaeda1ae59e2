// Runs the Python program on standard input in Pyodide, with the folder named by the first argument as the working
// directory, and prints the program's last value. `node tests/support/pyodide.mjs FOLDER < program.py`

import { readFileSync } from "node:fs";
import { loadPyodide } from "pyodide";

const program = readFileSync(0, "utf8"); // now: Pyodide takes standard input for itself
const python = await loadPyodide();
python.FS.mkdir("/project");
python.FS.mount(python.FS.filesystems.NODEFS, { root: process.argv[2] }, "/project");
python.runPython(
  'import os, sys; sys.dont_write_bytecode = True; os.chdir("/project"); sys.path[:0] = ["/project", "/project/build/links"]',
);
process.stdout.write(String(python.runPython(program)));
