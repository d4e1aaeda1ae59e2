// The playground's state in its link.

import { type LinkState, readState, writeState } from "./link-state.js";
import { pack, type Unpacked, unpack } from "./packing.js";

export { MAX_BYTES } from "./packing.js";

export type Opened = Unpacked<LinkState>;

/** What stands after the "#"; null where the state is too large for a link. */
export function encodeLink(state: LinkState): Promise<string | null> {
  return pack(writeState(state));
}

/** The state in `fragment`, or why there is none in words; it never throws. */
export function decodeLink(fragment: string): Promise<Opened> {
  return unpack(fragment, readState);
}
