// The looks that a reader can choose. Without a choice the page follows the system's preference for light or dark.

export const LOOKS = ["auto", "light", "dark", "projector"] as const;
export type Look = (typeof LOOKS)[number];

export const LOOK_TITLES: Readonly<Record<Look, string>> = {
  auto: "light or dark, as your system prefers",
  light: "dark ink on light paper",
  dark: "light ink on dark paper",
  projector: "large type and strong contrast, for a classroom",
};

/** The style sheet (tokens.css) goes by the attribute that is set here. */
export function showLook(look: Look): void {
  document.documentElement.dataset["look"] = look;
}
