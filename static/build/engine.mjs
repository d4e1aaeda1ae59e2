// Archive of the engine for Pyodide, laid out as installed: sources and bytecode of the package autograd_playground.

import { join } from "node:path";

import { ROOT, write } from "./files.mjs";
import { bytes, compiler } from "./python.mjs";

const python = await compiler({ "/package": join(ROOT, "package"), "/engine": join(ROOT, "engine") });
const folders = '{"autograd_playground": "/package", "autograd_playground/engine": "/engine"}';
await write("engine.zip", bytes(python, `package(${folders})`));
