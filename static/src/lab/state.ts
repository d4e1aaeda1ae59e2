// State of the lab's page, without the training itself: one immutable object, replaced at each change.

import { AVAILABLE_BACKENDS, type BackendId } from "../backend/backend-id.js";
import type { PythonStatus } from "../backend/pyodide-client.js";
import type { Theme } from "../lib/dom/theme.js";
import type { CurveScale, NetworkQuantity } from "./drawings/contract.js";
import { type Mistakes, NO_MISTAKES } from "./mistakes.js";
import { DEMO, type Optimiser, type Settings } from "./settings/settings.js";
import type { Speed } from "./speeds.js";

/** Effects of a click on the plane. */
export const TOOLS = ["choose", "plus", "minus"] as const;
export type Tool = (typeof TOOLS)[number];

/** Panels, of which a phone shows one below the plane; wide screens show all of them. */
export const PANELS = ["curves", "network", "settings", "mistakes"] as const;
export type Panel = (typeof PANELS)[number];
export const PANEL_LABELS: Readonly<Record<Panel, string>> = {
  curves: "Curves",
  network: "Network",
  settings: "Settings",
  mistakes: "Mistakes",
};

/** Settings of the run on the right; null means as on the left. It makes the mistakes, the left one makes none. */
export interface SecondRun {
  readonly rate: number | null;
  readonly optimiser: Optimiser | null;
}

/** Offered after an error: the same request again, or the browser's engine with its larger limits. */
export type Recovery = "retry" | "use-browser";

export type Status =
  | { readonly kind: "ready"; readonly message: string }
  | { readonly kind: "compiling" }
  | { readonly kind: "error"; readonly message: string; readonly recovery: Recovery | null }
  | { readonly kind: "note"; readonly message: string; readonly link?: string };

export interface LabState {
  /** Values of the controls: the runs follow once the engine has answered. */
  readonly settings: Settings;
  readonly mistakes: Mistakes;
  readonly secondRun: SecondRun | null;
  readonly speed: Speed;
  readonly scale: CurveScale;
  readonly quantity: NetworkQuantity;
  /** Index of the run whose network is drawn. */
  readonly side: 0 | 1;
  readonly tool: Tool;
  /** Index in the data of the chosen point. */
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
  secondRun: null,
  speed: "one",
  scale: "linear",
  quantity: "weights",
  side: 0,
  tool: "choose",
  chosen: null,
  panel: "curves",
  backend: AVAILABLE_BACKENDS[0]!,
  theme: "auto",
  python: { kind: "off" },
  status: { kind: "ready", message: "" },
};
