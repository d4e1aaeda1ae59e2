// The playground's state in its link.

import { type LinkState, readState, writeState } from "./link-state.js";
import { compress, type Decompressed, decompress } from "./packing.js";

export { MAX_BYTES } from "./packing.js";

export type Opened = Decompressed<LinkState>;

/** What stands after the "#"; null where the state is too large for a link. */
export function encodeLink(state: LinkState): Promise<string | null> {
  return compress(writeState(state));
}

/** The state in `fragment`, or why there is none in words; it never throws. */
export function decodeLink(fragment: string): Promise<Opened> {
  return decompress(fragment, readState);
}
