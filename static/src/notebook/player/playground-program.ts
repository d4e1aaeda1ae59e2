// A program of the playground in a tab of its own, so that the notebook stays.

import { homeUrl } from "../../lib/dom/site.js";
import { encodeLink, INITIAL_LINK } from "../../url/link-state.js";

/** Opens the program; the tab is opened at once, because a browser blocks one that comes later than the click. */
export async function openProgram(source: string): Promise<void> {
  const fragment = await encodeLink({ ...INITIAL_LINK, source });
  window.open(fragment === null ? homeUrl() : `${homeUrl()}#${fragment}`, "_blank", "noopener");
}
