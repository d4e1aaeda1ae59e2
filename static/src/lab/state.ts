// What the lab's page shows, but for the training itself: one object, replaced and never changed in place.

import { AVAILABLE_BACKENDS, type BackendId } from "../backend/backend-id.js";
import type { PythonStatus } from "../backend/pyodide-client.js";
import type { Theme } from "../lib/dom/theme.js";
import type { CurveScale, NetworkShow } from "./drawings/contract.js";
import { type Mistakes, NO_MISTAKES } from "./mistakes.js";
import { DEMO, type Optimiser, type Settings } from "./settings/settings.js";
import type { Speed } from "./speeds.js";

/** What a click on the plane does. */
export const TOOLS = ["choose", "plus", "minus"] as const;
export type Tool = (typeof TOOLS)[number];

/** The panel that a phone shows below the plane; wide screens show all of them. */
export const PANELS = ["curves", "network", "settings", "mistakes"] as const;
export type Panel = (typeof PANELS)[number];
export const PANEL_WORDS: Readonly<Record<Panel, string>> = {
  curves: "Curves",
  network: "Network",
  settings: "Settings",
  mistakes: "Mistakes",
};

/** What the run on the right has of its own; null is as on the left. It makes the mistakes, the left one none. */
export interface Second {
  readonly rate: number | null;
  readonly optimiser: Optimiser | null;
}

/** What is offered when nothing comes of a wish: the same once more, or the larger limits of the browser. */
export type WayOn = "again" | "in the browser";

export type Status =
  | { readonly kind: "ready"; readonly words: string }
  | { readonly kind: "asking" }
  | { readonly kind: "fault"; readonly words: string; readonly wayOn: WayOn | null }
  | { readonly kind: "note"; readonly words: string; readonly link?: string };

export interface LabState {
  /** What the controls say: the runs follow once the engine has answered. */
  readonly settings: Settings;
  readonly mistakes: Mistakes;
  readonly second: Second | null;
  readonly speed: Speed;
  readonly scale: CurveScale;
  readonly show: NetworkShow;
  /** Which run's network is drawn. */
  readonly side: 0 | 1;
  readonly tool: Tool;
  /** The point that is looked at, by its index in the data. */
  readonly chosen: number | null;
  readonly panel: Panel;
  readonly backend: BackendId;
  readonly theme: Theme;
  readonly python: PythonStatus;
  readonly status: Status;
}

export const INITIAL: LabState = {
  settings: DEMO,
  mistakes: NO_MISTAKES,
  second: null,
  speed: "one",
  scale: "linear",
  show: "weights",
  side: 0,
  tool: "choose",
  chosen: null,
  panel: "curves",
  backend: AVAILABLE_BACKENDS[0]!,
  theme: "auto",
  python: { kind: "off" },
  status: { kind: "ready", words: "" },
};
