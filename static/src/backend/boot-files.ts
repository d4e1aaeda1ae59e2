// Files of a Pyodide worker, which has no network: the page downloads them and transfers them. Their addresses are the
// same for every worker, so that a second one takes them from the browser's cache.

import { download, type Part, type Progress } from "../lib/dom/download.js";

/** loadPyodide takes a second or two, and never settles if WebAssembly is blocked. */
export const BOOT_LIMIT_MS = 30_000;
const SECONDS = BOOT_LIMIT_MS / 1000;
export const BOOT_LIMIT_MESSAGE = `Python did not start within ${SECONDS} seconds. WebAssembly may be blocked here.`;

/** Path and approximate decompressed size in bytes. */
const PARTS = {
  wasm: ["pyodide/pyodide.asm.wasm", 9_600_000],
  stdlib: ["stdlib.zip", 10_600_000],
  engine: ["engine.zip", 2_150_000],
  notebook: ["notebook.zip", 400_000],
} as const;

export type BootFile = keyof typeof PARTS;

/** The files by name; `base` is the URL of the bundle, with a trailing slash. */
export async function downloadBootFiles<Name extends BootFile>(
  base: string,
  names: readonly Name[],
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Record<Name, ArrayBuffer>> {
  const parts = names.map((name): Part => ({ url: base + PARTS[name][0], bytes: PARTS[name][1] }));
  const buffers = await download(parts, onProgress, signal);
  return Object.fromEntries(names.map((name, i) => [name, buffers[i]!])) as Record<Name, ArrayBuffer>;
}
