// Pyodide in Node, until standard input ends: each line of input is a Python program as a JSON string, and each line of
// output is {"value": ...}, the program's last value as a string, or {"error": ...}. The folder named by the first
// argument is the working directory. `echo '"1 + 1"' | node tests/support/pyodide.mjs FOLDER`

import { createInterface } from "node:readline";
import { loadPyodide } from "pyodide";

const python = await loadPyodide({ stdout: console.error });
python.FS.mkdir("/project");
python.FS.mount(python.FS.filesystems.NODEFS, { root: process.argv[2] }, "/project");
python.runPython(
  'import os, sys; sys.dont_write_bytecode = True; os.chdir("/project"); ' +
    'sys.path[:0] = ["/project", "/project/build/links"]',
);

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(answer(JSON.parse(line))));
}

/** Result of a program, which has its own global names; the modules that it imports stay imported. */
function answer(program) {
  const globals = python.toPy({ __name__: "__main__" });
  try {
    return { value: String(python.runPython(program, { globals })) };
  } catch (error) {
    return { error: String(error) };
  } finally {
    globals.destroy();
  }
}
