// Display options of an embed, read from the query of its address. The fragment holds its content
// (url/address-content.ts).

import { THEMES, type Theme } from "../lib/dom/theme.js";

export const EMBED_PANELS = ["code", "graph", "step", "order", "values", "transport"] as const;
export type EmbedPanel = (typeof EMBED_PANELS)[number];

/** When the player starts: on a click, when it is scrolled into view, or at once. */
export const STARTS = ["click", "view", "now"] as const;
export type Start = (typeof STARTS)[number];

export interface EmbedOptions {
  readonly panels: readonly EmbedPanel[];
  readonly theme: Theme;
  /** The reader cannot change the program. */
  readonly readonly: boolean;
  /** Whether the transport bar is shown. */
  readonly controls: boolean;
  readonly autoplay: boolean;
  readonly start: Start;
  /** auto: as high as the content, reported to the host; frame: as high as the frame. */
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

/** Unknown values are ignored, so that an address written for a later version still works. */
export function readOptions(query: string): EmbedOptions {
  const params = new URLSearchParams(query);
  const names = params.get("panels")?.split(",") ?? [];
  const panels = EMBED_PANELS.filter((panel) => names.includes(panel));
  const oneOf = <T extends string>(name: string, values: readonly T[], initial: T): T =>
    values.find((value) => value === params.get(name)) ?? initial;
  const flag = (name: string, initial: boolean): boolean => (params.has(name) ? params.get(name) !== "0" : initial);
  return {
    panels: panels.length > 0 ? panels : DEFAULTS.panels,
    theme: oneOf("theme", THEMES, DEFAULTS.theme),
    readonly: flag("readonly", DEFAULTS.readonly),
    controls: flag("controls", DEFAULTS.controls),
    autoplay: flag("autoplay", DEFAULTS.autoplay),
    start: oneOf("start", STARTS, DEFAULTS.start),
    height: params.get("height") === "auto" ? "auto" : "frame",
  };
}
