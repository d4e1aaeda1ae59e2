// Template of the standalone file: style, script, and a content security policy that allows only these two.
// web/cli/standalone.py and static/src/export/standalone-file.ts fill in its slots.

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { ROOT } from "./files.mjs";

const SOURCES = join(ROOT, "static/src");
/** The formulas of the steps need only a fiftieth of Temml. */
export const ALIAS = { temml: join(SOURCES, "lib/dom/mathml-small.ts") };

const hash = (text) => createHash("sha256").update(text).digest("base64");

/** The template with the texts `style` and `script`, which appear in the file unchanged. */
export async function skeleton(style, script) {
  // At these the HTML parser ends the element or changes how it reads a script; the policy hashes the text as parsed.
  if (/<\/style|\r/i.test(style)) throw new Error("the standalone file's style cannot stand in HTML");
  if (/<\/?script|<!--|\r/i.test(script)) throw new Error("the standalone file's script cannot stand in HTML");
  const filled = { style, script, "style-hash": hash(style), "script-hash": hash(script) };
  const page = await readFile(join(SOURCES, "styles/standalone.html"), "utf8");
  return page.replace(/\{\{([a-z-]+)\}\}/g, (slot, name) => filled[name] ?? slot);
}
