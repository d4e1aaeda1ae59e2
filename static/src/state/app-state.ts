// Immutable state of the playground, apart from the trace itself: replaced as a whole, never changed in place.

import { AVAILABLE_BACKENDS, type BackendId } from "../backend/backend-id.js";
import { type FoldState, INITIAL_FOLD_STATE } from "../backend/fold-requests.js";
import type { PythonStatus } from "../backend/pyodide-client.js";
import type { Theme } from "../lib/dom/theme.js";
import type { Fault, Level, Mistake, NodeId } from "../trace/contract.js";
import type { Folding } from "../trace/folding.js";
import { type Descent, NO_DESCENT } from "../trace/gradient-descent.js";
import { type LeafOverrides, NO_OVERRIDES } from "../trace/leaves.js";
import type { StepSizeId } from "../trace/playback/moves.js";
import { DEFAULT_SPEED } from "../trace/playback/speeds.js";
import type { Notice } from "./notice.js";
import { QUIZ_OFF, type QuizState } from "./quiz.js";
import type { CornerTab, ToolTab } from "./tabs.js";

/** The panels, one of which narrow screens show below the graph; wide screens show all of them. */
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
  /** `milliseconds` is null for the trace embedded in the page. */
  | { readonly kind: "ready"; readonly milliseconds: number | null }
  | { readonly kind: "requesting" }
  | { readonly kind: "fault"; readonly fault: Fault };

export interface AppState {
  readonly source: string;
  /** Id of the example that the source came from; "" once it has been edited. */
  readonly example: string;
  readonly level: Level;
  /** The call of backward() shown in full; null is the last. */
  readonly pass: number | null;
  readonly backend: BackendId;
  readonly status: Status;
  /** Message about links and stored drafts. */
  readonly notice: Notice | null;
  /** Status of the interpreter in the browser. */
  readonly python: PythonStatus;
  readonly playing: boolean;
  /** Milliseconds per step; 0 shows the end at once. */
  readonly speed: number;
  /** The step size of "Back", "Next" and "Play". */
  readonly stepSize: StepSizeId;
  /** The deliberate mistake of the backward phase. */
  readonly mistake: Mistake | null;
  /** Whether the trail of the first non-finite number is highlighted. */
  readonly showTrail: boolean;
  readonly predict: QuizState;
  /** The node under the pointer, in any view. */
  readonly pointed: NodeId | null;
  /** The node whose ledger is shown; null follows the steps. */
  readonly selected: NodeId | null;
  readonly panel: Panel;
  readonly theme: Theme;
  /** The tab in the lower left corner of wide screens, and the one beside it. */
  readonly cornerTab: CornerTab;
  readonly toolTab: ToolTab;
  /** Whether the panes below the graph are folded away. */
  readonly lowerHidden: boolean;
  /** Data that the user has given to leaves in place of the program's. */
  readonly leaves: LeafOverrides;
  /** Manual gradient descent. */
  readonly descent: Descent;
  /** The folding of the graph, and the picture for it. */
  readonly foldState: FoldState;
  /** The position and folding of a link whose trace is still requested. */
  readonly opening: { readonly step: number; readonly folding: Folding } | null;
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
  lowerHidden: false,
  leaves: NO_OVERRIDES,
  descent: NO_DESCENT,
  foldState: INITIAL_FOLD_STATE,
  opening: null,
};
