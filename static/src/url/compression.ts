// Compression of a page's state into a URL fragment: version, dot, compressed JSON in base64url. Servers never see the
// fragment.

import { ContractError } from "../lib/decode.js";
import { deflate, fromBase64url, inflate, TooLargeError, toBase64url } from "../lib/deflate.js";

const VERSION = "1";
/** Size limit of a state, both for writing and for reading a link. */
export const MAX_BYTES = 65_536;
/** Incompressible data takes four characters for three bytes. */
const MAX_CHARACTERS = 100_000;

export type Decompressed<State> =
  | { readonly ok: true; readonly state: State }
  | { readonly ok: false; readonly message: string };

/** The URL fragment, without "#", of a state in JSON; null if the state is too large for a link. */
export async function compress(json: string): Promise<string | null> {
  const bytes = new TextEncoder().encode(json);
  return bytes.length > MAX_BYTES ? null : `${VERSION}.${toBase64url(await deflate(bytes))}`;
}

/** The state that `read` decodes from `fragment`, or a message that says why it cannot be read; it never rejects. */
export async function decompress<State>(fragment: string, read: (json: string) => State): Promise<Decompressed<State>> {
  const [version, compressed, ...rest] = fragment.split(".");
  if (!compressed || rest.length > 0 || !/^\d{1,4}$/.test(version!))
    return failure("it is not one that this page made");
  if (version !== VERSION) return failure(`it is of version ${version}, and this page knows version ${VERSION}`);
  if (compressed.length > MAX_CHARACTERS)
    return failure(`it has ${compressed.length} characters, and ${MAX_CHARACTERS} are allowed`);
  try {
    const bytes = await inflate(fromBase64url(compressed), MAX_BYTES);
    return { ok: true, state: read(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) };
  } catch (error) {
    if (error instanceof TooLargeError) return failure(`it holds more than ${MAX_BYTES / 1024} KB`);
    if (error instanceof ContractError) return failure(error.message);
    return failure("it is cut off or damaged");
  }
}

function failure(reason: string): { ok: false; message: string } {
  return { ok: false, message: `This link cannot be read: ${reason}.` };
}
