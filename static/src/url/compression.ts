// A page's state as what stands in its address after the "#": version, dot, state. Servers never see that part.

import { ContractError } from "../lib/decode.js";
import { deflate, fromBase64url, inflate, TooLargeError, toBase64url } from "../lib/deflate.js";

const VERSION = "1";
/** A state that needs more is not put into a link, and not read from one. */
export const MAX_BYTES = 65_536;
/** What does not shrink at all takes four characters for three bytes. */
const MAX_CHARACTERS = 100_000;

export type Decompressed<State> =
  | { readonly ok: true; readonly state: State }
  | { readonly ok: false; readonly message: string };

/** What stands after the "#" for a state as JSON text; null where it is too large for a link. */
export async function compress(json: string): Promise<string | null> {
  const bytes = new TextEncoder().encode(json);
  return bytes.length > MAX_BYTES ? null : `${VERSION}.${toBase64url(await deflate(bytes))}`;
}

/** The state that `read` finds in `fragment`, or why there is none in words; it never throws. */
export async function decompress<State>(fragment: string, read: (json: string) => State): Promise<Decompressed<State>> {
  const [version, packed, ...rest] = fragment.split(".");
  if (!packed || rest.length > 0 || !/^\d{1,4}$/.test(version!)) return refused("it is not one that this page made");
  if (version !== VERSION) return refused(`it is of version ${version}, and this page knows version ${VERSION}`);
  if (packed.length > MAX_CHARACTERS)
    return refused(`it has ${packed.length} characters, and ${MAX_CHARACTERS} are allowed`);
  try {
    const bytes = await inflate(fromBase64url(packed), MAX_BYTES);
    return { ok: true, state: read(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) };
  } catch (error) {
    if (error instanceof TooLargeError) return refused(`it holds more than ${MAX_BYTES / 1024} KB`);
    if (error instanceof ContractError) return refused(error.message);
    return refused("it is cut off or damaged");
  }
}

function refused(reason: string): { ok: false; message: string } {
  return { ok: false, message: `This link cannot be read: ${reason}.` };
}
