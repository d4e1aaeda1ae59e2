// Entry of the script that blocks the first paint: it sets the look that the reader has chosen, or that the address of
// an embed names, so that a page never shows another one first.

import { readOptions } from "./embed/options.js";
import { applyTheme, readTheme } from "./lib/dom/theme.js";

const { page, embed } = document.documentElement.dataset;
if (page === "embed") applyTheme(readOptions(location.search).theme);
else if (embed === undefined) applyTheme(readTheme());
