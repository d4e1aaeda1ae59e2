// Menu of settings in the header of the lessons and the gallery.

import { render } from "lit";
import { themeField } from "../lib/dom/fields.js";
import { icon } from "../lib/dom/icons.js";
import { menu } from "../lib/dom/menu.js";
import { applyTheme, readTheme, type Theme } from "../lib/dom/theme.js";

/** Applies the theme that the reader has chosen on any page, and fills the header's place for the menu. */
export function showSettings(): void {
  const place = document.querySelector<HTMLElement>(".site-settings")!;
  const show = (theme: Theme): void => {
    applyTheme(theme);
    setBlocksTheme(theme);
    setPicturesTheme(theme);
    const content = themeField(theme, show);
    render(menu({ id: "settings", label: "Settings", icon: icon("settings"), title: "Settings", content }), place);
  };
  show(readTheme());
}

/** The blocks follow the page; one with a theme of its own keeps it. */
function setBlocksTheme(theme: Theme): void {
  for (const block of document.querySelectorAll("autograd-playground:not([theme]), [data-follows-page]")) {
    if (theme === "auto") block.removeAttribute("theme");
    else block.setAttribute("theme", theme);
    block.toggleAttribute("data-follows-page", true);
  }
}

const PREFERS_DARK = "(prefers-color-scheme: dark)";

/** Pictures have a light and a dark drawing. */
function setPicturesTheme(theme: Theme): void {
  const media = theme === "auto" ? PREFERS_DARK : theme === "dark" ? "all" : "not all";
  for (const dark of document.querySelectorAll<HTMLSourceElement>("picture > source")) dark.media = media;
}
