// The state of the page that is not the trace itself: one object, replaced and never changed in place.

import { AVAILABLE_BACKENDS, type BackendId } from "../backend/backend-id.js";
import { type FoldState, INITIAL_FOLD_STATE } from "../backend/fold-requests.js";
import type { PythonStatus } from "../backend/pyodide-client.js";
import type { Theme } from "../lib/dom/theme.js";
import type { Fault, Level, Mistake, NodeId } from "../trace/contract.js";
import { type Descent, NO_DESCENT } from "../trace/gradient-descent.js";
import { type LeafOverrides, NO_OVERRIDES } from "../trace/leaves.js";
import type { StepSizeId } from "../trace/playback/moves.js";
import { DEFAULT_SPEED } from "../trace/playback/speeds.js";
import type { Notice } from "./notice.js";
import { QUIZ_OFF, type QuizState } from "./quiz.js";
import type { CornerTab, ToolTab } from "./tabs.js";

/** The panel that a phone shows below the graph; wide screens show all of them. */
export const PANELS = ["code", "step", "leaves", "act", "values"] as const;
export type Panel = (typeof PANELS)[number];
export const PANEL_LABELS: Readonly<Record<Panel, string>> = {
  code: "Code",
  step: "Step",
  leaves: "Leaves",
  act: "Try",
  values: "Values",
};

export type Status =
  /** `milliseconds` is null for the trace that came with the page. */
  | { readonly kind: "ready"; readonly milliseconds: number | null }
  | { readonly kind: "requesting" }
  | { readonly kind: "fault"; readonly fault: Fault };

export interface AppState {
  readonly source: string;
  /** The example that the text came from; "" once it has been edited. */
  readonly example: string;
  readonly level: Level;
  /** Which call of backward() is shown in full; null is the last. */
  readonly pass: number | null;
  readonly backend: BackendId;
  readonly status: Status;
  /** What there is to say about links and kept texts. */
  readonly notice: Notice | null;
  /** The interpreter in the browser. */
  readonly python: PythonStatus;
  readonly playing: boolean;
  /** Milliseconds a step; 0 shows the end at once. */
  readonly speed: number;
  /** What "Back", "Next" and "Play" take at once. */
  readonly stepSize: StepSizeId;
  /** The mistake that the backward phase makes on purpose. */
  readonly mistake: Mistake | null;
  /** Whether the way of the first number that is not finite is lit. */
  readonly showTrail: boolean;
  readonly predict: QuizState;
  /** The node under the pointer, in whatever view. */
  readonly pointed: NodeId | null;
  /** The node whose ledger is shown; null follows the steps. */
  readonly selected: NodeId | null;
  readonly panel: Panel;
  readonly theme: Theme;
  /** What wide screens show in the lower left corner, and beside it. */
  readonly cornerTab: CornerTab;
  readonly toolTab: ToolTab;
  /** The data that the reader has given to leaves in place of the text's. */
  readonly leaves: LeafOverrides;
  /** Steps along the gradient by hand. */
  readonly descent: Descent;
  /** How the graph is drawn where that is not as the engine draws it. */
  readonly foldState: FoldState;
}

export const INITIAL: AppState = {
  source: "",
  example: "",
  level: "lecture",
  pass: null,
  backend: AVAILABLE_BACKENDS[0]!,
  status: { kind: "ready", milliseconds: null },
  notice: null,
  python: { kind: "off" },
  playing: false,
  speed: DEFAULT_SPEED,
  stepSize: "step",
  mistake: null,
  showTrail: false,
  predict: QUIZ_OFF,
  pointed: null,
  selected: null,
  panel: "step",
  theme: "auto",
  cornerTab: "leaves",
  toolTab: "step",
  leaves: NO_OVERRIDES,
  descent: NO_DESCENT,
  foldState: INITIAL_FOLD_STATE,
};
