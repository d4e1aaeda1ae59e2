// Ids of the back ends: the server, or the user's browser; and those available on this site.

import { HAS_SERVER } from "../lib/dom/site.js";

export const BACKENDS = ["server", "browser"] as const;
export type BackendId = (typeof BACKENDS)[number];

/** The back ends available on this site; the first is the default. */
export const AVAILABLE_BACKENDS: readonly BackendId[] = HAS_SERVER ? BACKENDS : ["browser"];
