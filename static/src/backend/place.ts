// Where a program runs: behind the server or in the reader's browser, and which of the two this site has.

import { SERVED } from "../lib/dom/site.js";

export const PLACES = ["server", "browser"] as const;
export type Place = (typeof PLACES)[number];

/** Those that there are on this site, the first one chosen. */
export const PLACES_HERE: readonly Place[] = SERVED ? PLACES : ["browser"];
