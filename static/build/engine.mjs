// Archives of the engine for Pyodide, laid out as installed: sources and bytecode of the package autograd_playground.
// What only the notebook needs is in an archive of its own.

import { join } from "node:path";

import { ROOT, write } from "./files.mjs";
import { bytes, compiler } from "./python.mjs";

const NOTEBOOK = ["observe", "standins", "notebook"];

const python = await compiler({ "/package": join(ROOT, "package"), "/engine": join(ROOT, "engine") });
const inArchive = NOTEBOOK.map((name) => [`autograd_playground/engine/${name}`, `/engine/${name}`]);
await write("notebook.zip", bytes(python, `package(${JSON.stringify(Object.fromEntries(inArchive))})`));
const folders = { autograd_playground: "/package", "autograd_playground/engine": "/engine" };
const leftOut = inArchive.map(([, folder]) => folder);
// Written last: the target of make.
await write("engine.zip", bytes(python, `package(${JSON.stringify(folders)}, ${JSON.stringify(leftOut)})`));
