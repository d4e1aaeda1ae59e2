// Archive of Python's standard library as bytecode: Pyodide boots more than twice as fast with it as with its sources.

import { write } from "./files.mjs";
import { bytes, compiler } from "./python.mjs";

await write("stdlib.zip", bytes(await compiler(), "stdlib()"));
