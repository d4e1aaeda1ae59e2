// Where the build reads and writes. What it writes is served packed, so the packed forms are written beside it.

import { mkdir, readdir, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
export const DIST = join(ROOT, "static/dist");

// 11 packs Pyodide 12 % smaller than 9 and takes ten times as long: images for deployment ask for it (BROTLI=11).
const QUALITY = Number(process.env.BROTLI || 9);

const pack = {
  ".br": (bytes, least) =>
    promisify(brotliCompress)(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: Math.max(QUALITY, least),
        [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    }),
  ".gz": (bytes) => promisify(gzip)(bytes, { level: 9 }),
};

// Node shows the line that an error comes from; Pyodide is one line of a megabyte.
process.on("uncaughtException", (error) => {
  console.error(error.stack);
  process.exit(1);
});

/**
 * Write static/dist/`name` and its packed forms, brotli's of `least` quality; the file itself last, because make goes by its date.
 */
export async function write(name, content, least = 0) {
  const path = join(DIST, name);
  const bytes = Buffer.from(content);
  await mkdir(dirname(path), { recursive: true });
  await Promise.all(
    Object.entries(pack).map(async ([end, packed]) => writeFile(path + end, await packed(bytes, least))),
  );
  await writeFile(path, bytes);
}

/** The paths below `folder` that end in `end`, relative to it, in an order that is the same on every machine. */
export async function list(folder, end) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile() && entry.name.endsWith(end));
  return paths.map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name))).sort();
}
