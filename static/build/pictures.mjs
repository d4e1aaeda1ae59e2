// Thumbnails of the examples and drawings of the lessons' blocks: a light and a dark file per DOT text, named by its
// digest as in web/pictures/prebuilt.py.

import { createHash } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";

import { instance } from "@viz-js/viz";
import { loadPyodide } from "pyodide";

import { themedDrawing } from "./drawing.mjs";
import { DIST, list, ROOT, write } from "./files.mjs";

const BLOCK = /^```playground(.*)\n([^]*?)^```$/gm;
const LESSONS = join(ROOT, "lessons");

const python = await loadPyodide({ stdLibURL: join(DIST, "stdlib.zip") });
const engine = Uint8Array.from(await readFile(join(DIST, "engine.zip"))); // Pyodide does not accept a Buffer
python.unpackArchive(engine, "zip", { extractDir: "/home/pyodide" });
const { handle_json } = python.pyimport("autograd_playground.engine.service.api");
const { dot: thumbnail } = python.pyimport("autograd_playground.engine.trace.thumbnail");

function traceOf(params, name) {
  const reply = JSON.parse(handle_json(JSON.stringify({ method: "trace", params }), "browser"));
  if (reply.error) throw new Error(`${name}: ${reply.error.message}`);
  return reply;
}

const dots = new Set();
for (const { id, source } of python.pyimport("autograd_playground.engine.examples").EXAMPLES)
  dots.add(thumbnail(python.toPy(traceOf({ source }, id))));
for (const name of await list(LESSONS, ".md")) {
  for (const [, options, source] of (await readFile(join(LESSONS, name), "utf8")).matchAll(BLOCK)) {
    dots.add(traceOf({ source, level: /\blevel=(\w+)/.exec(options)?.[1] ?? "lecture" }, name).dot);
  }
}

await rm(join(DIST, "pictures"), { recursive: true, force: true }); // removes drawings of texts that have changed since
const graphviz = await instance();
for (const text of dots) {
  const digest = createHash("sha256").update(text).digest("hex").slice(0, 16);
  const svg = graphviz.renderString(text, { format: "svg" });
  await write(`pictures/${digest}.svg`, await themedDrawing(svg, "light"));
  await write(`pictures/${digest}-dark.svg`, await themedDrawing(svg, "dark"));
}
await write("pictures/drawn.txt", `${dots.size}\n`); // written last: the target of make
