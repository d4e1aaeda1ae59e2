// The playground's state in its link.

import { compress, type Decompressed, decompress } from "./compression.js";
import { type LinkState, readState, writeState } from "./link-state.js";

export { MAX_BYTES } from "./compression.js";

export type DecodedLink = Decompressed<LinkState>;

/** What stands after the "#"; null where the state is too large for a link. */
export function encodeLink(state: LinkState): Promise<string | null> {
  return compress(writeState(state));
}

/** The state in `fragment`, or why there is none in words; it never throws. */
export function decodeLink(fragment: string): Promise<DecodedLink> {
  return decompress(fragment, readState);
}
