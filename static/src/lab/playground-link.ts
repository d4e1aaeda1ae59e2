// Links from the lab to programs in the playground. They open in another tab, so that the training stays.

import { homeUrl } from "../lib/dom/site.js";
import type { Folding } from "../trace/folding.js";
import { encodeLink, INITIAL_LINK } from "../url/link-state.js";

/** The playground's address with this program; null if the program is too long for an address. */
export async function playgroundAddress(source: string, folding?: Folding): Promise<string | null> {
  const fragment = await encodeLink({ ...INITIAL_LINK, source, ...(folding ? { folding } : {}) });
  return fragment === null ? null : `${homeUrl()}#${fragment}`;
}

/** Opens the address in another tab; false if the browser blocked it. */
export function openTab(address: string): boolean {
  return window.open(address, "_blank") !== null;
}
