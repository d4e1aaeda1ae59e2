// Trace and drawing of the first example, which the page shows before any worker is up. The engine and the standard
// library are the files that the browser loads.

import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { instance } from "@viz-js/viz";
import { loadPyodide } from "pyodide";

import { pageDrawing } from "./drawing.mjs";
import { DIST, write } from "./files.mjs";

const python = await loadPyodide({ stdLibURL: join(DIST, "stdlib.zip") });
const engine = Uint8Array.from(await readFile(join(DIST, "engine.zip"))); // Pyodide does not accept a Buffer
python.unpackArchive(engine, "zip", { extractDir: "/home/pyodide" });

const { source } = python.pyimport("autograd_playground.engine.examples").FIRST;
const request = { method: "trace", params: { source } };
const reply = python.pyimport("autograd_playground.engine.service.api").handle_json(JSON.stringify(request), "server");
const trace = JSON.parse(reply);
if (trace.error) throw new Error(`the first example does not run: ${reply}`);

const graphviz = await instance();
await write("first.svg", pageDrawing(graphviz.renderString(trace.dot, { format: "svg" })));
await write("first.json", reply); // written last: the target of make
