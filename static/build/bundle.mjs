// The front-end's scripts and styles: one script for the page, one for each worker, one style sheet.

import { join } from "node:path";

import { build } from "esbuild";

import { ROOT, write } from "./files.mjs";
import { ALIAS, skeleton } from "./standalone.mjs";

// Every reader waits for these: 8 % smaller than at the build's own quality, for three seconds more.
const PACKING = 10;
const SOURCES = join(ROOT, "static/src");

/** `entry` and all that it imports, as the text of one file; `alias` names other packages for some that it imports. */
async function bundled(entry, name, format, alias = {}) {
  const {
    outputFiles: [file],
  } = await build({
    entryPoints: [join(SOURCES, entry)],
    outfile: name,
    bundle: true,
    write: false,
    format,
    alias,
    target: "es2022",
    minify: true,
    charset: "utf8", // Graphviz is WebAssembly in a string, a quarter longer when escaped to ASCII
    legalComments: "eof",
    logLevel: "warning",
  });
  return file.text;
}

/** The same into static/dist/`name`. */
async function bundle(entry, name, format = "esm") {
  await write(name, await bundled(entry, name, format), PACKING);
}

await bundle("styles/app.css", "app.css");
await bundle("styles/lesson.css", "lesson.css");
await bundle("styles/lab.css", "lab.css");
await bundle("lesson.ts", "lessons.js");
await bundle("lab.ts", "lab.js");
await bundle("workers/trainer-worker.ts", "trainer-worker.js");
await bundle("workers/python-worker.ts", "python-worker.js");
await bundle("workers/layout-worker.ts", "layout-worker.js");
// Other sites' pages load it, as a module or not: nothing of it may be global.
await bundle("element.ts", "autograd-playground.js", "iife");
const style = await bundled("styles/standalone.css", "standalone.css");
const script = await bundled("standalone.ts", "standalone.js", "iife", ALIAS);
await write("standalone.html", await skeleton(style.trimEnd(), script.trimEnd()), PACKING);
await bundle("app.ts", "app.js"); // the last one is what make goes by
