// Bundler of the front-end's scripts and styles: one script and one style sheet per page, one script per worker.

import { join } from "node:path";

import { build } from "esbuild";

import { ROOT, write } from "./files.mjs";
import { ALIAS, skeleton } from "./standalone.mjs";

// Brotli quality of the files that every visitor waits for: 8 % smaller than at the default quality, for three seconds
// more of build time.
const MIN_QUALITY = 10;
const SOURCES = join(ROOT, "static/src");

/** The bundle of `entry` and all its imports, as text; `alias` replaces imported packages by others. */
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

/** Writes the bundle of `entry` to static/dist/`name`. */
async function bundle(entry, name, format = "esm") {
  await write(name, await bundled(entry, name, format), MIN_QUALITY);
}

await bundle("styles/app.css", "app.css");
await bundle("styles/lesson.css", "lesson.css");
await bundle("styles/lab.css", "lab.css");
await bundle("styles/notebook.css", "notebook.css");
await bundle("look.ts", "look.js", "iife"); // a classic script: a module would wait for the page
await bundle("lesson.ts", "lessons.js");
await bundle("lab.ts", "lab.js");
await bundle("notebook.ts", "notebook.js");
await bundle("workers/trainer-worker.ts", "trainer-worker.js");
await bundle("workers/python-worker.ts", "python-worker.js");
await bundle("workers/notebook-worker.ts", "notebook-worker.js");
await bundle("workers/layout-worker.ts", "layout-worker.js");
// Other sites' pages load it, as a module or as a classic script: it must not define globals.
await bundle("element.ts", "autograd-playground.js", "iife");
const style = await bundled("styles/standalone.css", "standalone.css");
const script = await bundled("standalone.ts", "standalone.js", "iife", ALIAS);
await write("standalone.html", await skeleton(style.trimEnd(), script.trimEnd()), MIN_QUALITY);
await bundle("app.ts", "app.js"); // written last: the target of make
