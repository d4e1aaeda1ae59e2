// The engine for Pyodide: the package engine/, the sources with their bytecode.

import { join } from "node:path";

import { ROOT, write } from "./files.mjs";
import { bytes, compiler } from "./python.mjs";

const python = await compiler({ "/engine": join(ROOT, "engine") });
await write("engine.zip", bytes(python, 'package("/engine", "engine")'));
