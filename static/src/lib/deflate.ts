// DEFLATE compression and base64url encoding of bytes for URLs. Decompression is bounded, since a few kilobytes can
// expand to gigabytes.

/** Size of the chunks fed to the decompressor; each expands to about a thousand times its size at most. */
const CHUNK = 64; // bytes

export class TooLargeError extends Error {
  override readonly name = "TooLargeError";
}

export function toBase64url(bytes: Uint8Array): string {
  let characters = "";
  for (const byte of bytes) characters += String.fromCharCode(byte);
  return btoa(characters).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** Throws a RangeError if `text` is not base64url. */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  if (!/^[\w-]*$/.test(text)) throw new RangeError("not base64url");
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));
}

export async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const compressed = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(compressed).arrayBuffer());
}

/**
 * The decompressed bytes. Throws a TooLargeError once they exceed `limit`, and a TypeError if `compressed` is not
 * DEFLATE data.
 */
export async function inflate(compressed: Uint8Array<ArrayBuffer>, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (const reader = chunked(compressed).pipeThrough(new DecompressionStream("deflate-raw")).getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > limit) {
      await reader.cancel();
      throw new TooLargeError(`more than ${limit} bytes`);
    }
    chunks.push(value);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

/** A stream of chunks, made on demand: bytes after the limit are never decompressed. */
function chunked(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  let start = 0;
  return new ReadableStream({
    pull(controller): void {
      if (start < bytes.length) controller.enqueue(bytes.slice(start, (start += CHUNK)));
      else controller.close();
    },
  });
}
