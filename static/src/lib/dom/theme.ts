// Colour themes. Without a choice the page follows the system's preference for light or dark.

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
