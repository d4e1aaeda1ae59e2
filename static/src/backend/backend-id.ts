// Where a program runs: behind the server or in the reader's browser, and which of the two this site has.

import { HAS_SERVER } from "../lib/dom/site.js";

export const BACKENDS = ["server", "browser"] as const;
export type BackendId = (typeof BACKENDS)[number];

/** Those that there are on this site, the first one chosen. */
export const AVAILABLE_BACKENDS: readonly BackendId[] = HAS_SERVER ? BACKENDS : ["browser"];
