// Custom events from the views to the shell. Views do not change state: they report user actions, and the shell acts on
// them.

import { eventPair } from "../lib/dom/events.js";
import type { Fault, Mistake, NodeId } from "../trace/contract.js";
import type { Folding } from "../trace/folding.js";
import type { Descent } from "../trace/gradient-descent.js";
import type { LeafOverrides } from "../trace/leaves.js";
import type { Move, StepSizeId } from "../trace/playback/moves.js";
import type { AppState } from "./app-state.js";
import type { QuizResult } from "./quiz.js";

export interface PageEvents {
  /** The user typed. */
  "source-edit": { source: string };
  /** The caret has left a line, or the editor. */
  "line-leave": null;
  "example-choose": { id: string };
  /** Change the state and request its trace at once; without a change, request it again. */
  "trace-request": Partial<AppState>;
  /** Request the trace with these overrides behind the one in flight. */
  "leaves-request": { leaves: LeafOverrides };
  /** Show other panels, or in another look. */
  "view-choose": Partial<Pick<AppState, "panel" | "cornerTab" | "toolTab" | "lowerHidden" | "theme">>;
  move: { move: Move };
  "play-toggle": null;
  pause: null;
  "speed-choose": { speed: number };
  "step-size-choose": { stepSize: StepSizeId };
  /** Step through the search for the order, or pass over it. */
  "search-look": { inside: boolean };
  /** Run the backward phase with a deliberate mistake; null for none. */
  "mistake-choose": { mistake: Mistake | null };
  /** Highlight the trail of the first non-finite number, or stop. */
  "trail-toggle": null;
  "predict-toggle": null;
  /** The answer that the user typed. */
  "predict-answer": { text: string };
  "predict-show": null;
  "predict-next": null;
  "predict-restart": null;
  /** A question is answered or its answer shown. */
  "predict-result": QuizResult;
  "node-point": { node: NodeId | null };
  "node-select": { node: NodeId | null };
  /** Scroll a value into view and select it. */
  "node-find": { node: NodeId };
  /** Draw the graph with these boxes open and closed. */
  fold: { folding: Folding };
  /** Open the box of this path. */
  "box-open": { path: string };
  /** The drawing failed. */
  "draw-fail": { fault: Fault };
  /** Restore the user's earlier draft. */
  "text-restore": { source: string };
  /** Show a program in which the present mistake makes a difference; Back and undo return to the reader's. */
  "counterexample-open": { source: string };
  "export-open": null;
  "embed-open": null;
  /** Show the state of a link, of a history entry or of this browser's storage. */
  "link-open": Partial<AppState>;
  /** Copy a link to the current state. */
  "link-share": null;
  /** Show the link, which could not be copied. */
  "link-show": { link: string };
  /** Override the data of a leaf; null restores the program's. */
  "leaf-move": { ordinal: number; data: number | null };
  "leaves-reset": null;
  "descent-set": Partial<Pick<Descent, "rate" | "uphill" | "frozen">>;
  /** Take `count` gradient steps. */
  "descent-step": { count: number };
  "descent-undo": null;
  "descent-reset": null;
  /** Stop the program that runs in the browser. */
  "run-stop": null;
  /** Show the program beside the same with its operations in pieces. */
  "beside-open": null;
  "help-open": null;
  "find-open": null;
  /** Give the focus, and so the page's keys, to the stage. */
  "stage-focus": null;
}

export const { emit, listen } = eventPair<PageEvents>();
