// Parallel download of several files with one total progress.

export interface Part {
  readonly url: string;
  /**
   * Approximate decompressed size: a compressed response does not state it, and progress needs a total from the start.
   */
  readonly bytes: number;
}

export interface Progress {
  readonly loaded: number;
  readonly total: number;
}

/** The contents of `parts`, in their order. Rejects if any request fails or `signal` is aborted. */
export async function download(
  parts: readonly Part[],
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<ArrayBuffer[]> {
  const loaded = parts.map(() => 0);
  const total = parts.reduce((sum, part) => sum + part.bytes, 0);
  return Promise.all(
    parts.map((part, i) =>
      read(part.url, signal, (bytes) => {
        loaded[i] = Math.min(bytes, part.bytes);
        onProgress({ loaded: loaded.reduce((sum, each) => sum + each, 0), total });
      }),
    ),
  );
}

async function read(url: string, signal: AbortSignal, onBytes: (bytes: number) => void): Promise<ArrayBuffer> {
  const response = await fetch(url, { signal });
  if (!response.ok || !response.body) throw new Error(`${url} answered ${response.status}`);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (const reader = response.body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    size += value.length;
    onBytes(size);
  }
  return new Blob(chunks).arrayBuffer();
}
