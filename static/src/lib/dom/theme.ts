// Colour themes. Without a choice the page follows the system's preference for light or dark; a choice is kept for the
// site's other pages.

import { readStored, writeStored } from "./storage.js";

export const THEMES = ["auto", "light", "dark", "projector"] as const;
export type Theme = (typeof THEMES)[number];

export const THEME_LABELS: Readonly<Record<Theme, string>> = {
  auto: "light or dark, as your system prefers",
  light: "dark ink on light paper",
  dark: "light ink on dark paper",
  projector: "large type and strong contrast, for a classroom",
};

/** Sets the attribute that selects the theme in the style sheet (static/src/styles/tokens.css). */
export function applyTheme(theme: Theme): void {
  document.documentElement.dataset["look"] = theme;
}

const KEY = "look";

/** The theme that the reader chose last on any page of the site. */
export function readTheme(): Theme {
  const stored = readStored("local", KEY);
  return THEMES.find((theme) => theme === stored) ?? "auto";
}

/** Keeps the reader's choice for the site's other pages. */
export function storeTheme(theme: Theme): void {
  writeStored("local", KEY, theme === "auto" ? null : theme);
}
