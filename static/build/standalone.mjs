// The standalone file without what it shows: style, script, and a policy that allows these two and nothing else. web/standalone.py and
// static/src/standalone/file.ts fill its slots in.

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { ROOT } from "./files.mjs";

const SOURCES = join(ROOT, "static/src");
/** The formulas of the steps need a fiftieth of Temml. */
export const ALIAS = { temml: join(SOURCES, "lib/dom/mathml-small.ts") };

const hash = (text) => createHash("sha256").update(text).digest("base64");

/** `style` and `script` are those texts as they stand in the file. */
export async function skeleton(style, script) {
  // The parser ends an element, or reads a script otherwise, at these; the policy's hashes are those of what it has read.
  if (/<\/style|\r/i.test(style)) throw new Error("the standalone file's style cannot stand in HTML");
  if (/<\/?script|<!--|\r/i.test(script)) throw new Error("the standalone file's script cannot stand in HTML");
  const filled = { style, script, "style-hash": hash(style), "script-hash": hash(script) };
  const page = await readFile(join(SOURCES, "styles/standalone.html"), "utf8");
  return page.replace(/\{\{([a-z-]+)\}\}/g, (slot, name) => filled[name] ?? slot);
}
