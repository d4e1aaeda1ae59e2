// Programs of the lab in the playground: in a tab of their own, while the training here stays.

import { home } from "../lib/dom/site.js";
import type { Folding } from "../trace/folding.js";
import { encodeLink } from "../url/codec.js";
import { INITIAL_LINK } from "../url/link-state.js";

/** The playground's address with this program; null where the program is too long for one. */
export async function playgroundAddress(source: string, folding?: Folding): Promise<string | null> {
  const fragment = await encodeLink({ ...INITIAL_LINK, source, ...(folding ? { folding } : {}) });
  return fragment === null ? null : `${home()}#${fragment}`;
}

/** Whether the browser let the page open it. */
export function openTab(address: string): boolean {
  return window.open(address, "_blank") !== null;
}
