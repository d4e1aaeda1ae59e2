// How an embed looks, as its address says after the "?". What it shows stands after the "#" (content.ts).

import { THEMES, type Theme } from "../lib/dom/theme.js";

export const EMBED_PANELS = ["code", "graph", "step", "order", "values", "transport"] as const;
export type EmbedPanel = (typeof EMBED_PANELS)[number];

/** When it begins: at a press of a button, when it comes into sight, or at once. */
export const STARTS = ["click", "view", "now"] as const;
export type Start = (typeof STARTS)[number];

export interface EmbedOptions {
  readonly panels: readonly EmbedPanel[];
  readonly theme: Theme;
  /** The reader cannot change the program. */
  readonly readonly: boolean;
  /** Whether there are buttons. */
  readonly controls: boolean;
  readonly autoplay: boolean;
  readonly start: Start;
  /** As high as its content, which its host is told; else as high as its frame. */
  readonly height: "auto" | "frame";
}

export const DEFAULTS: EmbedOptions = {
  panels: ["code", "graph", "step", "transport"],
  theme: "auto",
  readonly: false,
  controls: true,
  autoplay: false,
  start: "view",
  height: "frame",
};

/** A word that is not known is passed over: an embed of a later version still shows something. */
export function readOptions(query: string): EmbedOptions {
  const given = new URLSearchParams(query);
  const named = given.get("panels")?.split(",") ?? [];
  const panels = EMBED_PANELS.filter((panel) => named.includes(panel));
  const oneOf = <T extends string>(name: string, words: readonly T[], initial: T): T =>
    words.find((word) => word === given.get(name)) ?? initial;
  const flag = (name: string, initial: boolean): boolean => (given.has(name) ? given.get(name) !== "0" : initial);
  return {
    panels: panels.length > 0 ? panels : DEFAULTS.panels,
    theme: oneOf("theme", THEMES, DEFAULTS.theme),
    readonly: flag("readonly", DEFAULTS.readonly),
    controls: flag("controls", DEFAULTS.controls),
    autoplay: flag("autoplay", DEFAULTS.autoplay),
    start: oneOf("start", STARTS, DEFAULTS.start),
    height: given.get("height") === "auto" ? "auto" : "frame",
  };
}
