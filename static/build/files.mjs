// Input and output of the build. Files are served compressed, so each is also written in its compressed forms.

import { mkdir, readdir, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
export const DIST = join(ROOT, "static/dist");

// Quality 11 makes Pyodide 12 % smaller than 9 and takes ten times as long: deployment images request it (BROTLI=11).
const QUALITY = Number(process.env.BROTLI || 9);

const compressors = {
  ".br": (bytes, minQuality) =>
    promisify(brotliCompress)(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: Math.max(QUALITY, minQuality),
        [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    }),
  ".gz": (bytes) => promisify(gzip)(bytes, { level: 9 }),
};

// By default Node prints the source line of an error; Pyodide is a single line of a megabyte.
process.on("uncaughtException", (error) => {
  console.error(error.stack);
  process.exit(1);
});

/**
 * Writes static/dist/`name` and its compressed forms, brotli's with at least `minQuality`; the file itself last,
 * because make compares its date.
 */
export async function write(name, content, minQuality = 0) {
  const path = join(DIST, name);
  const bytes = Buffer.from(content);
  await mkdir(dirname(path), { recursive: true });
  await Promise.all(
    Object.entries(compressors).map(async ([suffix, compress]) =>
      writeFile(path + suffix, await compress(bytes, minQuality)),
    ),
  );
  await writeFile(path, bytes);
}

/** The paths below `folder` that end in `suffix`, relative to it, in an order that is the same on every machine. */
export async function list(folder, suffix) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile() && entry.name.endsWith(suffix));
  return paths.map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name))).sort();
}
