// Codec of the playground's links.

import { compress, type Decompressed, decompress } from "./compression.js";
import { type LinkState, readState, writeState } from "./link-state.js";

export { MAX_BYTES } from "./compression.js";

export type DecodedLink = Decompressed<LinkState>;

/** The URL fragment of a state, without "#"; null if the state is too large for a link. */
export function encodeLink(state: LinkState): Promise<string | null> {
  return compress(writeState(state));
}

/** The state in `fragment`, or a message that says why it cannot be read; it never rejects. */
export function decodeLink(fragment: string): Promise<DecodedLink> {
  return decompress(fragment, readState);
}
